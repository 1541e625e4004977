"""The past reports."""

from typing import Any

import gradio as gr

from ui.handlers.page import Page
from ui.handlers.past_reports import PastReports
from ui.panels.components import DROP_HEIGHT, button, html_part
from ui.wires import Handler, Parts, Wires

# What shows one report.
_CARD = ("report_reading", "report_agency", "report_year", "report_keeping", "report_removing")


def lay_out() -> Parts:
    upload = gr.File(
        label="上传往年报告（Word、PDF、网页、文本，每份 20 MB 以内，可多选）",
        file_count="multiple",
        height=DROP_HEIGHT,
        elem_id="corpus-upload",
    )
    stop = gr.Button(
        "停止读入", variant="stop", size="md", elem_id="corpus-stop-button", visible=False
    )
    steps = html_part("corpus-steps", "", "look")
    with gr.Column(visible=False, elem_id="report-card") as card:
        parts = _card()
    table = html_part("corpus-table", "", "look")
    return parts | {
        "corpus_upload": upload,
        "corpus_stop": stop,
        "corpus_steps": steps,
        "corpus": table,
        "report": gr.Textbox(visible="hidden", elem_id="corpus-report", label="报告"),
        "report_card": card,
    }


def _card() -> Parts:
    """How one report was read, and what its keeper may do."""
    reading = html_part("report-reading")
    with gr.Row(visible=False, elem_id="report-keeping") as keeping:
        agency = gr.Textbox(label="更正单位", elem_id="report-agency", min_width=260)
        year = gr.Number(label="更正年度", precision=0, elem_id="report-year", min_width=110)
        correct = button("更正", "report-correct-button", "primary")
        remove = button("移除", "corpus-remove-button", "stop")
    with gr.Row(visible=False, elem_id="report-removing") as removing:
        question = html_part("report-question")
        yes = button("确认移除", "corpus-remove-yes", "stop")
        no = button("不移除", "corpus-remove-no")
    return {
        "report_reading": reading,
        "report_keeping": keeping,
        "report_agency": agency,
        "report_year": year,
        "report_correct": correct,
        "remove": remove,
        "report_removing": removing,
        "report_question": question,
        "remove_yes": yes,
        "remove_no": no,
    }


def wire(wires: Wires) -> None:
    parts = wires.parts
    place, at, report = parts["place"], [parts["place"], parts["text"]], parts["report"]
    card = wires.only(*_CARD, "report", "report_card", "status")
    for shown in (parts["corpus"], parts["corpus_steps"]):
        card.join_said(shown.input, lambda page: PastReports(page).look_at, [place])
    _wire_upload(wires, at)
    named = [parts["report_agency"], parts["report_year"]]
    corrected = wires.join(
        parts["report_correct"].click,
        lambda page: PastReports(page).correct,
        [*at, report, *named],
    )
    asked = [place, report]
    asking = wires.only("report_question", "report_removing", "status")
    asking.join(parts["remove"].click, lambda page: PastReports(page).ask_remove, asked)
    asking.join(parts["remove_no"].click, lambda page: PastReports(page).keep, [place])
    removed = wires.join(
        parts["remove_yes"].click, lambda page: PastReports(page).remove, [*at, report]
    )
    for done in (corrected, removed):
        wires.join(done.then, lambda page: page.refresh, at)


def _wire_upload(wires: Wires, at: list[Any]) -> None:
    parts = wires.parts
    corpus = parts["corpus_upload"]

    def stopped(page: Page) -> Handler:
        return PastReports(page).stopped

    read = wires.stream(
        corpus.upload, lambda page: PastReports(page).reports, [*at, corpus], after=stopped
    )
    parts["corpus_stop"].click(None, cancels=[read], api_visibility="private")
    wires.join(read.then, lambda page: page.refresh, at)
