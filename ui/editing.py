"""
What a person does to the text with one click: an edit taken back.

Knows: the use cases of editing, what the page shows. Does not know: Gradio.
"""

from dataclasses import dataclass

from assistant.editing.mending import take_back
from ui import screen, views
from ui.handlers import Page
from ui.place import Place
from ui.screen import Changes, show, together


@dataclass(frozen=True)
class Editor:
    """One-click edits of the section that `page` has open; nothing is kept here."""

    page: Page

    def undo(self, place: object, text: object) -> Changes:
        """The section as it was before its last change; the text in the box is saved first."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        draft, told = take_back(self.page.workflow, draft, at.section, by=self.page.by)
        return together(
            screen.opened(self.page.by, self.page.workflow, draft, at.section),
            show(status=views.said(told)),
        )
