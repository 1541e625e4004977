"""What stands beside the text: findings, evidence, versions."""

import gradio as gr

from ui.handlers.editing import Editor
from ui.panels import remarks, versions
from ui.panels.components import html_part, tabs
from ui.wires import Parts, Wires

_PANELS = {
    "findings": "核对",
    "evidence": "依据",
    "versions": "版本",
    "remarks": "批注",
    "asking": "问答",
}


def lay_out() -> Parts:
    parts: Parts = {}
    tabs("beside-tabs", "beside", _PANELS)
    with gr.Column(elem_id="findings-panel"):
        parts["checks"] = html_part("check-results", "", "judge", "tab_count")
        parts["findings"] = html_part(
            "findings", "", "select_words", "judge", "answer", "tab_count"
        )
    with gr.Column(elem_id="evidence-panel"), gr.Column(elem_id="evidence"):
        parts["numbers"] = html_part("numbers", "", "select_words")
        parts["origins"] = html_part("origins", "", "select_words")
        parts["past"] = html_part("past")
    with gr.Column(elem_id="versions-panel"):
        parts |= versions.lay_out()
    with gr.Column(elem_id="remarks-panel"):
        parts |= remarks.lay_out()
    return parts


def wire(wires: Wires) -> None:
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    for findings in (parts["checks"], parts["findings"]):
        wires.join_said(findings.input, lambda page: page.judge, at)
    wires.join_said(parts["findings"].submit, lambda page: Editor(page).settle_mark, at)
    wires.join_said(parts["findings"].edit, lambda page: Editor(page).put_right, at)
    versions.wire(wires)
    remarks.wire(wires)
