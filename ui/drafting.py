"""
Drafting on the page: sections that grow before the reader's eyes, and the button that stops them.

Knows: the workflow, what the page shows. Does not know: Gradio, models, threads.
"""

import time
from collections.abc import Generator
from dataclasses import dataclass

from assistant.core.accounts import require
from assistant.core.errors import NianbaoError, NotAllowed
from assistant.core.writing.brief import SECTION_NAMES
from assistant.usecases.workflow import Workflow, WriterName
from ui import screen, views
from ui.handlers import Page, read_text
from ui.place import Place
from ui.screen import Changes, show, together
from ui.streaming import watched

WRITERS: dict[str, WriterName] = {"沿用上年写法": "carry", "大模型改写": "model"}


@dataclass(frozen=True)
class Desk:
    """Where sections are written; what they replace, `page` keeps."""

    page: Page

    @property
    def workflow(self) -> Workflow:
        return self.page.workflow

    def draft(self, place: object, text: object, writer: object) -> Generator[Changes]:
        """The section in the box as it grows; saved once it is written.

        The text in the box is saved first. Closing the generator stops the writer.
        """
        yield from self._draft(Place.read(place), text, writer, is_whole=False)

    def draft_all(self, place: object, text: object, writer: object) -> Generator[Changes]:
        """As `draft`, for every section one after the other, each in the box while it grows."""
        yield from self._draft(Place.read(place), text, writer, is_whole=True)

    def _draft(
        self, at: Place, text: object, writer: object, *, is_whole: bool
    ) -> Generator[Changes]:
        require(self.page.by, "write")
        draft = self.page.keep(at, text)
        first, sections = at.section, () if is_whole else (at.section,)
        if not isinstance(writer, str) or writer not in WRITERS:
            raise NotAllowed("没有这种写法；请在“写法”中选择")
        yield together(screen.busy(), _told("正在准备……"))
        started = time.monotonic()
        try:
            draft, sources = self.workflow.sources_of(draft)
            notices = list(sources.notices)
            for step in watched(self.workflow.draft(sources, sections, WRITERS[writer])):
                seconds = time.monotonic() - started
                if step is None:
                    yield _told(f"正在起草“{SECTION_NAMES[at.section]}”……已用{seconds:.0f}秒")
                    continue
                # The place goes along: whoever stops now has this text in this section.
                at = Place.of(draft, step.section)
                yield show(section=step.section, place=str(at), text=step.text)
                if step.written is not None:
                    notices += step.written.notices
                    draft = self.page.add_written(at, step.written)
                    at = Place.of(draft, step.section)
                    yield show(place=str(at))
        except NianbaoError as error:
            yield self.page.refused(error, str(at))
            return
        told = "；".join(("起草完成，已保存", *dict.fromkeys(notices)))
        yield together(screen.opened(self.page.by, self.workflow, draft, first), _told(told))

    def stop(self, place: object, text: object) -> Changes:
        """The page after the writer was stopped: what it wrote so far stays in the box."""
        at = Place.read(place)
        draft, words = self.page.read(at), read_text(text)
        is_saved = words == draft.text(at.section)
        told = "已停止" if is_saved else "已停止；未写完的文字留在框中，还没有保存"
        by = self.page.by
        checked = screen.checked(by, self.workflow, draft, at.section, words)
        return together(screen.idle(by, draft), checked, _told(told))


def _told(message: str) -> Changes:
    return show(status=views.said(message))
