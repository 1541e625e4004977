"""The chat line, and the proposals that wait for a yes."""

from typing import Any

import gradio as gr

from ui.handlers.page import Page
from ui.handlers.talking import Talk
from ui.panels.components import button, html_part
from ui.views.frame import selection_box
from ui.wires import Handler, Parts, Wires

# What is selected in the text goes along with the line that is said.
_SELECTED = """(place, text, line, selection, ...manner) => {
  const box = document.querySelector('#draft-text textarea');
  const span = box ? `${box.selectionStart},${box.selectionEnd}` : '';
  return [place, text, line, span, ...manner];
}"""
# What the small box at a selection asks (ui/scripts/selection.js).
_ASKED = """(place, text, line, selection, ...manner) =>
  [place, text, window.editor.asked.line, window.editor.asked.span, ...manner]"""


def lay_out() -> Parts:
    choosing = html_part("choosing", selection_box(), "selection")
    with gr.Row(elem_id="talking"):
        line = gr.Textbox(
            container=False,
            label="对助手说",
            placeholder="选中文字，写“精简”“换说法”；或说“第二段写短一点”“撤销”",
            max_lines=1,
            scale=5,
            elem_id="instruction",
        )
        say = gr.Button(
            "发送", variant="primary", size="md", elem_id="rewrite-button", scale=1, min_width=70
        )
    answer = html_part("reply")
    with gr.Column(visible=False, elem_id="deciding") as deciding:
        with gr.Row():
            accept = button("全部采纳", "accept-hunk", "primary")
            reject = button("全部放弃", "reject-hunk")
        hunks = html_part("hunks", "", "proposal")
    return {
        "choosing": choosing,
        "line": line,
        "say": say,
        "reply": answer,
        "deciding": deciding,
        "hunks": hunks,
        "accept_hunk": accept,
        "reject_hunk": reject,
        "selection": gr.Textbox(visible="hidden", elem_id="selection", label="选中"),
        "message": gr.Textbox(visible="hidden", elem_id="message", label="建议"),
    }


def wire(wires: Wires) -> list[Any]:
    """The chat line; what stop must cancel."""
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    line = [*at, parts["line"], parts["selection"], *manner(parts)]

    def stop(page: Page) -> Handler:
        return Talk(page).stop

    events = (
        (parts["say"].click, _SELECTED),
        (parts["line"].submit, _SELECTED),
        (parts["choosing"].submit, _ASKED),
    )
    said = [
        wires.stream(event, lambda page: Talk(page).say, line, after=stop, js=js)
        for event, js in events
    ]
    decided = [*at, parts["message"]]
    wires.join(parts["accept_hunk"].click, lambda page: Talk(page).accept_hunk, decided)
    wires.join(parts["reject_hunk"].click, lambda page: Talk(page).reject_hunk, decided)
    wires.join_said(parts["hunks"].input, lambda page: Talk(page).decide, decided)
    return said


def manner(parts: Parts) -> list[Any]:
    """How a section is to be written, in the order of Manner.read."""
    return [parts["writer"], parts["tone"], parts["length"]]
