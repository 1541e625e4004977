"""Whose report of which year, its data, and the list of its sections."""

import gradio as gr

from ui.handlers.intake import Intake
from ui.panels.components import DROP_HEIGHT
from ui.views.frame import SHORT_NAMES
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    sections = [(name, key) for key, name in SHORT_NAMES.items()]
    return {
        "agency": gr.Dropdown(
            [], value=None, label="单位", allow_custom_value=True, elem_id="agency"
        ),
        "year": gr.Number(value=None, label="报告年度", precision=0, elem_id="year"),
        "figures_upload": gr.File(
            label="上传本年数据（填报表或整份报告）", height=DROP_HEIGHT, elem_id="figures-upload"
        ),
        "section": gr.Radio(sections, value="overview", label="部分", elem_id="section"),
    }


def wire(wires: Wires) -> None:
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    # always_last: a second choice made while the first is answered is not dropped.
    turn = [*at, parts["section"]]
    wires.join(parts["section"].input, lambda page: page.turn, turn, trigger_mode="always_last")
    named = [parts["agency"], parts["year"]]
    for chosen in (parts["agency"].input, parts["year"].submit, parts["year"].blur):
        wires.join(chosen, lambda page: Intake(page).choose, [*at, *named])
    figures = parts["figures_upload"]
    wires.join(figures.upload, lambda page: Intake(page).figures, [*at, figures])
