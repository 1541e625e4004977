"""Questions on past reports: beside the text, or as a panel of its own over the whole width."""

from typing import Any

import gradio as gr

from ui.handlers.asking import Ask
from ui.handlers.page import Page
from ui.panels.components import button, html_part
from ui.wires import Handler, Parts, Wires


def lay_out() -> Parts:
    with gr.Column(elem_id="asking-panel"), gr.Column(elem_id="ask-panel"):
        answers = html_part("answers", "", "answers")
        with gr.Row(elem_id="ask-row"):
            question = gr.Textbox(
                container=False,
                label="问往年报告",
                placeholder="如：2024年收到多少件申请？",
                lines=1,
                max_lines=3,
                scale=5,
                elem_id="ask-box",
            )
            ask = button("提问", "ask-button", "primary")
            stop = gr.Button(
                "停止", variant="stop", size="md", elem_id="ask-stop", min_width=70, visible=False
            )
            anew = button("新的提问", "ask-anew")
        with gr.Accordion("限定单位、年份，或用大模型归纳", open=False, elem_id="ask-limits"):
            with gr.Row():
                agency = gr.Dropdown(
                    [("不限", "")], value="", label="单位（问题里没写时）", elem_id="ask-agency"
                )
                year = gr.Dropdown(
                    [("不限", 0)], value=0, label="年份（问题里没写时）", elem_id="ask-year"
                )
            worded = gr.Checkbox(
                False, label="找到原文后，再用大模型归纳成几句（要等）", elem_id="ask-worded"
            )
    return {
        "answers": answers,
        "question": question,
        "ask": ask,
        "ask_stop": stop,
        "ask_agency": agency,
        "ask_year": year,
        "ask_worded": worded,
        "ask_anew": anew,
    }


def wire(wires: Wires) -> None:
    parts = wires.parts
    wires = wires.only("answers", "question", "ask", "ask_stop", "status")
    asked = [parts[name] for name in ("place", "question", "ask_agency", "ask_year", "ask_worded")]

    def stop(page: Page) -> Handler:
        return Ask(page).stop

    asking: list[Any] = [
        # always_last: a question that is sent while the one before ends is not dropped.
        wires.stream(
            event, lambda page: Ask(page).ask, asked, after=stop, trigger_mode="always_last"
        )
        for event in (parts["ask"].click, parts["question"].submit)
    ]
    parts["ask_stop"].click(None, cancels=asking, api_visibility="private")
    wires.join(parts["ask_anew"].click, lambda page: Ask(page).begin_anew, [parts["place"]])
