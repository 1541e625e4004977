"""
What a person does to the text with one click: an edit taken back, an open mark answered, a wrong
number put right.

Knows: the use cases of editing, what the page shows. Does not know: Gradio.
"""

from dataclasses import dataclass
from typing import get_args

from assistant.core.drafts import Draft
from assistant.core.editing.answers import Decision
from assistant.core.errors import NotAllowed
from assistant.editing.mending import correct, undo_last
from assistant.editing.open_marks import MarkAnswer, answer_mark
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.views import frame


@dataclass(frozen=True)
class Editor:
    """One-click edits of the section that `page` has open; nothing is kept here."""

    page: Page

    def undo(self, place: object, text: object) -> Changes:
        """The section as it was before its last change; the text in the box is saved first."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        return self._done(at, undo_last(self.page.workflow, draft, at.section, by=self.page.by))

    def settle_mark(self, place: object, text: object, said: object) -> Changes:
        """An open mark answered; what was typed into the text is saved first."""
        at = Place.read(place)
        draft, answer = self.page.keep(at, text), read_answer(said)
        done = answer_mark(self.page.workflow, draft, at.section, answer, by=self.page.by)
        is_new = done[0].figures != draft.figures
        form = screen.form(self.page.workflow, done[0]) if is_new else {}
        return together(self._done(at, done), form)

    def put_right(self, place: object, text: object, said: object) -> Changes:
        """A wrong number put right by what its finding says."""
        at = Place.read(place)
        finding = said.get("id") if isinstance(said, dict) else None
        if not isinstance(finding, str):
            raise NotAllowed("没有收到要改正的是哪一处；请刷新页面后再试")
        draft = self.page.keep(at, text)
        done = correct(self.page.workflow, draft, at.section, finding, by=self.page.by)
        return self._done(at, done)

    def _done(self, at: Place, done: tuple[Draft, str]) -> Changes:
        draft, told = done
        return together(
            screen.opened(self.page.by, self.page.workflow, draft, at.section),
            show(status=frame.said(told)),
        )


def read_answer(said: object) -> MarkAnswer:
    """What somebody says to an open mark, as its card sends it; else NotAllowed."""
    values = said if isinstance(said, dict) else {}
    quote, start = values.get("quote"), values.get("start")
    decision, words = values.get("decision"), values.get("words", "")
    decisions: tuple[Decision, ...] = get_args(Decision)
    is_text = isinstance(quote, str) and isinstance(words, str)
    if not is_text or type(start) is not int or decision not in decisions:
        raise NotAllowed("没有收到对哪一处的答复；请刷新页面后再试")
    return MarkAnswer(quote=str(quote), start=start, decision=decision, words=words)
