"""The figures of this year."""

import gradio as gr

from ui.intake import Intake
from ui.panels.components import button, html_part
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    template = button("下载本年填报表", "template-button")
    with gr.Column(elem_id="figures-grid"):
        return {"template": template, "figures": html_part("figures-tables")}


def wire(wires: Wires) -> None:
    parts = wires.parts
    named = [parts["place"], parts["agency"], parts["year"]]
    wires.join(parts["template"].click, lambda page: Intake(page).template, named)
