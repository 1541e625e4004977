"""
Remarks of reviewers on the open draft: written, answered, resolved, and opened where they stand.

Knows: the use cases of a review, what the page shows. Does not know: Gradio.
"""

from dataclasses import dataclass

from assistant.core.errors import NotAllowed
from assistant.core.reviewing import STEP_KINDS, Selected
from ui import screen
from ui.handlers.page import Page, read_text
from ui.handlers.talking import read_selection
from ui.place import Place
from ui.screen import Changes, show, together
from ui.views import frame

GO = "去看"  # what a card says to be taken to its section


@dataclass(frozen=True)
class Review:
    """The remarks on the draft that `page` has open."""

    page: Page

    def remark(self, place: object, text: object, selection: object, words: object) -> Changes:
        """A remark on the words that are selected in the box."""
        at = Place.read(place)
        if not isinstance(words, str):
            raise NotAllowed("请写下批注或回复的内容")
        seen = read_text(text)
        draft = self.page.keep(at, text) if self.page.by.may("write") else self.page.read(at)
        start, end = read_selection(selection, seen) or (0, 0)
        selected = Selected(section=at.section, text=seen, start=start, end=end)
        self.page.workflow.reviewing.add(draft, selected, words, by=self.page.by)
        return together(
            screen.kept(self.page.by, self.page.workflow, draft, at.section),
            show(remark_words="", status=frame.said("已写批注；起草人打开这份草稿就能看到")),
        )

    def answer(self, place: object, text: object, said: object) -> Changes:
        """What a card says: a reply, resolved, open again, or to be taken there."""
        at = Place.read(place)
        values = said if isinstance(said, dict) else {}
        kind, words, section = values.get("kind"), values.get("words", ""), values.get("section")
        if kind == GO:
            return self.page.go(place, text, section)
        number = values.get("id")
        is_number = isinstance(number, str) and number.isdecimal() and number.isascii()
        if kind not in STEP_KINDS or not isinstance(words, str) or not is_number:
            raise NotAllowed("没有收到对哪一条批注的答复；请刷新页面后再试")
        draft = self.page.read(at)
        self.page.workflow.reviewing.answer(
            draft.id, int(str(number)[:18]), kind, words, by=self.page.by
        )
        return together(
            screen.remarks(self.page.by, self.page.workflow, draft, at.section),
            show(status=frame.said(f"已{kind}")),
        )
