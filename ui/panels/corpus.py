"""The past reports."""

import gradio as gr

from ui.intake import Intake
from ui.panels.components import DROP_HEIGHT, button, html_part
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    upload = gr.File(
        label="上传往年报告（Word、PDF、网页、文本，每份 20 MB 以内，可多选）",
        file_count="multiple",
        height=DROP_HEIGHT,
        elem_id="corpus-upload",
    )
    table = html_part("corpus-table")
    with gr.Row(elem_id="corpus-removing"):
        chosen = gr.Dropdown([], label="移除一份", elem_id="corpus-report", min_width=300)
        remove = button("移除", "corpus-remove-button", "stop")
    return {"corpus_upload": upload, "corpus": table, "report": chosen, "remove": remove}


def wire(wires: Wires) -> None:
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    corpus = parts["corpus_upload"]
    wires.join(parts["remove"].click, lambda page: Intake(page).remove, [*at, parts["report"]])
    read = wires.stream(corpus.upload, lambda page: Intake(page).reports, [*at, corpus])
    wires.join(read.then, lambda page: page.refresh, at)
