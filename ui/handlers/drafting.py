"""
Drafting on the page: sections that grow before the reader's eyes, and the button that stops them.

Knows: the workflow, what the page shows. Does not know: Gradio, models, threads.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from assistant.core.accounts import require
from assistant.core.drafts import DraftSection
from assistant.core.errors import NianbaoError
from assistant.core.prose.open_marks import broken_off
from assistant.core.writing.brief import SECTION_NAMES
from assistant.usecases.workflow import Workflow
from ui import screen
from ui.handlers.page import Page, read_text
from ui.manner import Manner
from ui.place import Place
from ui.screen import Changes, show, together
from ui.streaming import Clock, watched
from ui.views import frame


@dataclass(frozen=True)
class Desk:
    """Where sections are written; what they replace, `page` keeps."""

    page: Page

    @property
    def workflow(self) -> Workflow:
        return self.page.workflow

    def draft(self, place: object, text: object, *manner: object) -> Generator[Changes]:
        """The section in the box as it grows; saved once it is written.

        The text in the box is saved first. Closing the generator stops the writer.
        """
        yield from self._draft(Place.read(place), text, manner, is_whole=False)

    def draft_all(self, place: object, text: object, *manner: object) -> Generator[Changes]:
        """As `draft`, for every section one after the other, each in the box while it grows."""
        yield from self._draft(Place.read(place), text, manner, is_whole=True)

    def _draft(
        self, at: Place, text: object, manner: Sequence[object], *, is_whole: bool
    ) -> Generator[Changes]:
        require(self.page.by, "write")
        draft = self.page.keep(at, text)
        first, sections = at.section, () if is_whole else (at.section,)
        written = Manner.read(manner)
        yield together(screen.busy(), _told("正在准备……"))
        clock = Clock()
        try:
            before = draft
            draft, sources = self.workflow.sources_of(before)
            if compared := self.page.compared(before, draft):
                yield compared
            notices = list(sources.notices)
            order = [one.section for one in self.workflow.briefs(sources)] if is_whole else [first]
            done = 0
            steps = self.workflow.draft(sources, sections, written.writer, written.options)
            for step in watched(steps, clock.waiter):
                if step is None:
                    yield _told(_under_way(order, done, clock))
                    continue
                # The place goes along: whoever stops now has this text in this section.
                at = Place.of(draft, step.section)
                yield show(section=step.section, place=str(at), text=step.text)
                if step.written is not None:
                    done += 1
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
        """The page after the writer was stopped: what it wrote so far stays in the box, marked
        where it breaks off, so that nobody takes it for a whole section once it is saved.
        """
        at = Place.read(place)
        draft, words = self.page.read(at), read_text(text)
        kept = draft.text(at.section)
        left = kept if words == kept else broken_off(words) or kept
        told = "已停止"
        if left == kept:
            at = Place.of(
                draft, at.section
            )  # typed words may have been saved before the writer began
        else:
            told += "；没有写完的地方已标出" + ("，原来的文字在“版本”里" if kept else "")
        by = self.page.by
        checked = screen.checked(by, self.workflow, draft, at.section, left)
        shown = show(place=str(at), text=left)
        return together(screen.idle(by, draft), shown, checked, _told(told))


def _under_way(order: Sequence[DraftSection], done: int, clock: Clock) -> str:
    """正在起草第2/5部分“问题及改进”……已用12秒."""
    at = min(done, len(order) - 1)
    count = f"第{at + 1}/{len(order)}部分" if len(order) > 1 else ""
    return f"正在起草{count}“{SECTION_NAMES[order[at]]}”……{clock.told}"


def _told(message: str) -> Changes:
    return show(status=frame.said(message))
