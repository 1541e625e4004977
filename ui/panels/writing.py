"""The text of a section: written, typed, saved, sent for review, accepted, exported."""

from typing import Any

import gradio as gr

from assistant.core.writing.options import LENGTHS, TONES
from ui.handlers.drafting import Desk
from ui.handlers.editing import Editor
from ui.handlers.page import EXPORTS, Page
from ui.manner import DEFAULT, WRITERS
from ui.panels import remarks, talking
from ui.panels.components import button, html_part
from ui.views import frame
from ui.wires import Handler, Parts, Wires

_TEXT_LINES = 18  # ui/styles gives the text what the window has left
# The text may come from the server: ui/scripts/editor.js, ui/scripts/saved.js.
_DRAW = "() => { window.editor?.draw(); document.dispatchEvent(new Event('text-shown')); }"


def lay_out() -> Parts:
    parts: Parts = {}
    with gr.Row(elem_id="writing"):
        parts["writer"] = gr.Dropdown(
            list(WRITERS), container=False, label="写法", elem_id="writer", min_width=150
        )
        html_part("manner-button", frame.manner_button(DEFAULT), "manner")
        parts["draft"] = button("起草本部分", "draft-button", "primary")
        parts["draft_all"] = button("起草全部", "draft-all-button")
        parts["stop"] = button("停止", "stop-button", "stop")
        parts["compare"] = button("与上年对照", "compare-button")
    parts |= remarks.lay_out_notice()
    parts |= _manner()
    with gr.Column(visible=False, elem_id="conflict") as conflict:
        parts["conflict_view"] = html_part("conflict-view")
        with gr.Row():
            parts["keep_mine"] = button("用我的文字存为新版", "keep-mine-button")
            parts["take_theirs"] = button("换成最新一版", "take-theirs-button")
    parts["saved"] = html_part("saved", "", "saved")
    parts["text"] = gr.Textbox(
        label="正文（停顿或离开时自动保存）",
        lines=_TEXT_LINES,
        max_lines=_TEXT_LINES,
        interactive=False,  # until the draft is opened: nothing typed before is overwritten
        elem_id="draft-text",
    )
    parts["typing"] = html_part("typing", "", "editor", "typing")
    parts |= talking.lay_out()
    with gr.Row(elem_id="finishing"):
        parts["save"] = button("保存", "save-button")
        parts["undo"] = button("撤销", "undo-button")
        parts["submit"] = button("送审", "submit-button")
        parts["accept"] = button("定稿", "accept-button")
        parts["export_kind"] = gr.Dropdown(
            list(EXPORTS), container=False, label="导出为", elem_id="export-kind", min_width=140
        )
        parts["export"] = button("导出", "export-button")
    with gr.Row(visible=False, elem_id="returning") as returning:
        parts["return_reason"] = gr.Textbox(
            container=False, label="退回理由", placeholder="退回理由", elem_id="return-reason"
        )
        parts["return"] = button("退回起草", "return-button")
    return parts | {"conflict": conflict, "returning": returning}


def _manner() -> Parts:
    """Tone and length, shown under their button (ui/scripts/manner.js)."""
    with gr.Column(elem_id="manner"):
        return {
            "tone": gr.Radio(
                list(TONES), value=DEFAULT.tone, label="语气（大模型改写时）", elem_id="tone"
            ),
            "length": gr.Radio(list(LENGTHS), value=DEFAULT.length, label="篇幅", elem_id="length"),
        }


def wire(wires: Wires, stopped: list[Any]) -> None:
    """`stopped` are the other events that the stop button ends."""
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    writing = [*at, *talking.manner(parts)]

    def stop(page: Page) -> Handler:
        return Desk(page).stop

    one = wires.stream(parts["draft"].click, lambda page: Desk(page).draft, writing, after=stop)
    every = wires.stream(
        parts["draft_all"].click, lambda page: Desk(page).draft_all, writing, after=stop
    )
    parts["stop"].click(None, cancels=[one, every, *stopped], api_visibility="private")
    parts["text"].change(None, None, None, js=_DRAW, api_visibility="private")
    wires.join(parts["typing"].input, lambda page: page.recheck, at, trigger_mode="always_last")
    for rest in (parts["typing"].submit, parts["text"].blur):
        wires.join(rest, lambda page: page.autosave, at)
    for name, act in (
        ("save", lambda page: page.save),
        ("keep_mine", lambda page: page.keep_mine),
        ("submit", lambda page: page.submit),
        ("accept", lambda page: page.accept),
    ):
        wires.join(parts[name].click, act, at)
    wires.join(parts["undo"].click, lambda page: Editor(page).undo, at)
    wires.join(parts["take_theirs"].click, lambda page: page.take_theirs, at[:1])
    wires.join(parts["return"].click, lambda page: page.reopen, [*at, parts["return_reason"]])
    wires.join(parts["export"].click, lambda page: page.export, [*at, parts["export_kind"]])
