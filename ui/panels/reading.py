"""
The reading window over the page: a past report at a cited place, or two texts side by side.

Any panel opens it: a button of the class `cited` (ui.answers.cited_button), one of
the class `compare-years`, or the button 与上年对照.
"""

from ui.panels.components import html_part
from ui.reading import Shelf
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    return {"reader": html_part("reader", "", "reader")}


def wire(wires: Wires) -> None:
    parts = wires.parts
    place, reader = parts["place"], parts["reader"]
    wires.join_said(reader.input, lambda page: Shelf(page).open, [place])
    wires.join_said(reader.select, lambda page: Shelf(page).two_years, [place])
    at = [place, parts["text"]]
    wires.join(parts["compare"].click, lambda page: Shelf(page).beside_last_year, at)
