"""
Questions on past reports, asked on the page: answered in turn, kept per person and draft.

Knows: the use case of questions, what the page shows. Does not know: Gradio, how answers are
found.
"""

import time
from collections.abc import Generator
from dataclasses import dataclass

from assistant.core.asking.understanding import Asker
from assistant.core.errors import NotAllowed
from ui import answers, screen, views
from ui.handlers import Page
from ui.place import Place
from ui.screen import Changes, enable, show, together
from ui.streaming import watched

_EVERY = 0.5  # seconds between two lines on how long it takes


@dataclass(frozen=True)
class Ask:
    """What is asked on `page`; nothing is kept here between two calls."""

    page: Page

    def ask(
        self, place: object, question: object, agency: object, year: object, worded: object
    ) -> Generator[Changes]:
        """The answer to a question below those before it; closing the generator stops it."""
        draft = Place.read(place).draft
        if not isinstance(question, str):
            raise NotAllowed("没有写问题；可以问“2024年收到多少件申请”")
        workflow, by = self.page.workflow, self.page.by
        asker = self._asker(draft, agency, year)
        steps = workflow.questions.ask(question, asker, by=by, draft=draft, worded=worded is True)
        asked = workflow.questions.history(by=by, draft=draft)
        yield together(
            show(answers=answers.conversation(asked, (), waiting=question.strip()[:200])),
            show(question="", status=""),
            enable(ask=False, question=False),
            {"ask_stop": {"visible": True}},
        )
        started = time.monotonic()
        for step in watched(steps, every=_EVERY):
            if step is None:
                seconds = time.monotonic() - started
                yield show(status=views.said(f"正在查找和归纳……已用{seconds:.0f}秒"))
            else:
                yield screen.asked(by, workflow, draft)
        yield together(screen.asked(by, workflow, draft), at_rest(), show(status=""))

    def stop(self, place: object, text: object = "") -> Changes:  # noqa: ARG002  # every handler
        """The page after an answer was stopped: what there is of it stays."""
        draft = Place.read(place).draft
        shown = screen.asked(self.page.by, self.page.workflow, draft)
        return together(shown, at_rest(), show(status=views.said("已停止")))

    def begin_anew(self, place: object) -> Changes:
        """An empty conversation; the earlier one stays in the records."""
        draft = Place.read(place).draft
        self.page.workflow.questions.begin_anew(by=self.page.by, draft=draft)
        return together(screen.asked(self.page.by, self.page.workflow, draft), at_rest())

    def _asker(self, draft_id: str, agency: object, year: object) -> Asker:
        """Whose report of which year is meant where the question does not say: as chosen, or the
        one before the draft.
        """
        offices = [one.agency for one in self.page.workflow.reading.reports(by=self.page.by)]
        if agency and agency not in offices:
            raise NotAllowed("资料库里没有这个单位的报告；请在“单位”中选择")
        if year and (type(year) is not int):
            raise NotAllowed("年份不对；请在“年份”中选择")
        draft = self.page.workflow.read_draft(draft_id) if draft_id else None
        known = draft.agency if draft else ""
        return Asker(
            agency=str(agency or known),
            year=year if isinstance(year, int) and year else draft.year - 1 if draft else None,
            this_year=draft.year if draft else None,
        )


def at_rest() -> Changes:
    """The controls while nothing is being answered."""
    return together(enable(ask=True, question=True), {"ask_stop": {"visible": False}})
