"""
Questions on past reports, asked on the page: answered in turn, kept per person and draft.

Knows: the use case of questions, what the page shows. Does not know: Gradio, how answers are
found.
"""

from collections.abc import Generator
from dataclasses import dataclass

from assistant.core.asking.query import Answer
from assistant.core.asking.understanding import Asker
from assistant.core.errors import NianbaoError, NotAllowed
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, enable, show, together
from ui.streaming import Clock, Steps, watched
from ui.views import answers, frame

_EVERY = 0.2  # seconds until one is told that it takes a while, and between two lines on it


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
        if not question.strip():  # a second click, after the first has taken the question
            return
        workflow, by = self.page.workflow, self.page.by
        asker = self._asker(draft, agency, year)
        steps = workflow.questions.ask(question, asker, by=by, draft=draft, worded=worded is True)
        try:
            yield from self._answered(draft, question, steps, is_long=worded is True)
        except NianbaoError as error:
            yield together(self.page.refused(error, place), at_rest())

    def _answered(
        self, draft: str, question: str, steps: Steps[Answer], *, is_long: bool
    ) -> Generator[Changes]:
        """The answers as they come, and how long it takes; `is_long`: a second one follows."""
        clock = Clock()
        ready = show(question="")  # once: the next question may be begun meanwhile
        is_slow = False
        for step in watched(steps, clock.waiter, _EVERY):
            if step is not None:
                told = screen.asked(self.page.by, self.page.workflow, draft)
                yield together(told, ready, busy() if is_long else at_rest())
            elif not is_slow:
                is_slow = True
                yield together(self._waiting(draft, question), ready, busy())
            else:
                yield show(status=frame.said(f"正在查找和归纳……{clock.told}"))
            ready = {}
        if is_slow or is_long:
            yield together(at_rest(), show(status=""))

    def _waiting(self, draft: str, question: str) -> Changes:
        """The question below those before it, without an answer so far."""
        before = self.page.workflow.questions.history(by=self.page.by, draft=draft)
        before = before[:-1] if before and before[-1].answer is None else before
        return show(answers=answers.conversation(before, (), waiting=question.strip()[:200]))

    def stop(self, place: object, text: object = "") -> Changes:  # noqa: ARG002  # every handler
        """The page after an answer was stopped: what there is of it stays."""
        draft = Place.read(place).draft
        shown = screen.asked(self.page.by, self.page.workflow, draft)
        return together(shown, at_rest(), show(status=frame.said("已停止")))

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


def busy() -> Changes:
    """The controls while something is being answered that takes a while."""
    return together(enable(ask=False), {"ask_stop": {"visible": True}})


def at_rest() -> Changes:
    """The controls while nothing is being answered."""
    return together(enable(ask=True), {"ask_stop": {"visible": False}})
