"""
The reading window over the page: a past report at a cited place, or two texts side by side.

Any panel opens it: a button of ui.sources, or 与上年对照 at the text.
"""

from ui.handlers.reading import Shelf
from ui.panels.components import html_part
from ui.views.sources import compare_button
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    return {"reader": html_part("reader", "", "reader")}


def lay_out_button() -> None:
    """The way from the past reports to two of them side by side."""
    html_part("compare-years", compare_button("两年对照"))


def wire(wires: Wires) -> None:
    parts, wires = wires.parts, wires.only("reader", "status")
    place, reader = parts["place"], parts["reader"]
    wires.join_said(reader.input, lambda page: Shelf(page).open, [place])
    wires.join_said(reader.select, lambda page: Shelf(page).two_years, [place])
    at = [place, parts["text"]]
    wires.join(parts["compare"].click, lambda page: Shelf(page).beside_last_year, at)
