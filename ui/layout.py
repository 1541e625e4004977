"""
Where the panels of the page stand, and that each is wired; the panels themselves: ui/panels/.

Every part has an elem_id that tests and screen readers rely on.

The panels are ours and not gr.Tabs: Gradio makes the inside of a tab when it is first opened, so
half of the page would not be there to be filled. Here all is there, and CSS shows one panel.
"""

import gradio as gr

from assistant.usecases.accounts import Accounts
from ui.handlers.exporting import Exporting
from ui.handlers.managing import Managing
from ui.handlers.page import Page
from ui.panels import (
    asking,
    beside,
    corpus,
    exporting,
    figures,
    head,
    managing,
    reading,
    side,
    talking,
    writing,
)
from ui.panels.components import tabs
from ui.screen import together
from ui.wires import Handler, Parts, Wires

_MAIN = {
    "document": "文稿",
    "figures": "本年数据",
    "corpus": "往年报告",
    "ask": "问往年报告",
    "export": "导出",
    "manage": "管理",
}


def lay_out() -> Parts:
    """Lay out the whole page in the Blocks around; its parts by name."""
    parts = head.lay_out()
    with gr.Row(elem_id="page"):
        with gr.Column(scale=0, min_width=230, elem_id="side"):
            parts |= side.lay_out()
        with gr.Column(scale=1, min_width=640):
            parts["main_tabs"] = tabs("main-tabs", "main", _MAIN, told=("export", "manage"))
            with gr.Row(elem_id="document-panel"):
                with gr.Column(scale=3, min_width=380):
                    parts |= writing.lay_out()
                with gr.Column(scale=2, min_width=300, elem_id="beside"):
                    parts |= beside.lay_out()
                    parts |= asking.lay_out()
            with gr.Column(elem_id="figures-panel"):
                parts |= figures.lay_out()
            with gr.Column(elem_id="corpus-panel"):
                reading.lay_out_button()
                parts |= corpus.lay_out()
            with gr.Column(elem_id="export-panel"):
                parts |= exporting.lay_out()
            with gr.Column(elem_id="manage-panel"):
                parts |= managing.lay_out()
        parts |= reading.lay_out()
    return parts


def wire(wires: Wires, accounts: Accounts) -> None:
    """Join every panel's events to its handlers."""
    for panel in (head, side, beside, figures, corpus, asking, reading, exporting):
        panel.wire(wires)
    writing.wire(wires, talking.wire(wires))
    managing.wire(wires, accounts)

    def opened(page: Page) -> Handler:
        panels = (Exporting(page), Managing(page, accounts))
        return lambda place, said: together(*(one.opened(place, said) for one in panels))

    wires.join_said(wires.parts["main_tabs"].input, opened, [wires.parts["place"]])
