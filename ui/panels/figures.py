"""The figures of this year."""

import gradio as gr

from ui.handlers.figuring import Form
from ui.handlers.intake import Intake
from ui.panels.components import button, html_part
from ui.wires import Parts, Wires

_TELL = "() => document.dispatchEvent(new Event('may-fill'))"


def lay_out() -> Parts:
    with gr.Row(elem_id="figures-doors"):
        begin = button("新建本年数据", "begin-button")
        template = button("下载空填报表", "template-button")
        workbook = button("下载本年数据", "workbook-button")
        undo = gr.Button(
            "恢复上传前的数据", size="md", elem_id="undo-upload-button", visible=False, min_width=70
        )
    uploaded = html_part("uploaded")
    with gr.Column(elem_id="figures-grid"):
        figures = html_part("figures-tables", "", "grid_sums", "grid_lists", "grid", "tab_count")
    return {
        "begin": begin,
        "template": template,
        "workbook": workbook,
        "undo_upload": undo,
        "uploaded": uploaded,
        "figures": figures,
        "may_fill": gr.Textbox(visible="hidden", elem_id="may-fill", label="可填"),
    }


def wire(wires: Wires) -> None:
    parts = wires.parts
    place, at = parts["place"], [parts["place"], parts["text"]]
    named = [parts["agency"], parts["year"]]
    wires.join(parts["begin"].click, lambda page: Form(page).begin, [*at, *named])
    wires.join(parts["template"].click, lambda page: Intake(page).template, [place, *named])
    wires.join(parts["workbook"].click, lambda page: Form(page).workbook, [place])
    wires.join(parts["undo_upload"].click, lambda page: Form(page).undo, at)
    figures = parts["figures"]
    # Each typed cell is answered: quickly, so with what it changes alone.
    typing = wires.only("figures", "status")
    typing.join_said(
        figures.input, lambda page: Form(page).change, [place], trigger_mode="multiple"
    )
    wires.join(figures.submit, lambda page: Form(page).settled, at, trigger_mode="always_last")
    parts["may_fill"].change(
        None, None, None, js=_TELL, show_progress="hidden", api_visibility="private"
    )
