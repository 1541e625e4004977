"""
The chat line of the page: what a person says of the draft, and the proposals that wait for a yes.

Knows: the conversation, what the page shows. Does not know: Gradio, models, threads.
"""

from collections.abc import Generator
from dataclasses import dataclass

from assistant.core.drafts import Draft, DraftSection
from assistant.core.editing.hunks import from_utf16
from assistant.core.errors import NianbaoError, NotAllowed
from assistant.core.patterns import regex
from assistant.editing.conversation import Conversation
from assistant.editing.replies import Reply
from assistant.editing.turns import Said
from ui import screen
from ui.handlers.page import Page, read_text
from ui.manner import Manner
from ui.place import Place
from ui.screen import Changes, show, together
from ui.streaming import Clock, watched
from ui.views import frame, proposals

_SPAN = regex(r"(\d{1,9}),(\d{1,9})")  # of the text box, in UTF-16 units
_MESSAGE = regex(r"\d{1,18}")


@dataclass(frozen=True)
class Talk:
    """What is said beside the text of `page`; nothing is kept here between two calls."""

    page: Page

    @property
    def conversation(self) -> Conversation:
        return Conversation(self.page.workflow)

    def say(
        self, place: object, text: object, line: object, selection: object, *manner: object
    ) -> Generator[Changes]:
        """The answer to a line as it grows; the text in the box is saved first.

        Closing the generator stops the model.
        """
        at, written = Place.read(place), Manner.read(manner)
        draft = self.page.keep(at, text)
        said = Said(
            line=_line(line),
            by=self.page.by,
            section=at.section,
            selection=read_selection(selection, read_text(text)),
            writer=written.writer,
            options=written.options,
        )
        yield together(screen.busy(), show(status=frame.said("助手正在处理……"), reply=""))
        clock = Clock()
        try:
            for step in watched(self.conversation.turn(draft.id, said), clock.waiter):
                if step is None:
                    yield show(status=frame.said(f"助手正在处理……{clock.told}"))
                elif step.reply is None or step.draft is None:
                    yield show(reply=frame.growing(step.text))
                else:
                    yield self._answered(step.draft, at, step.reply)
        except NianbaoError as error:
            yield self.page.refused(error, str(Place.of(draft, at.section)))

    def accept_hunk(self, place: object, text: object, message: object) -> Changes:
        """Every piece of a proposal taken into the text, which is saved."""
        return self._decided(place, text, message, accept=True)

    def reject_hunk(self, place: object, text: object, message: object) -> Changes:
        """A proposal dropped; the text stays as it is."""
        return self._decided(place, text, message, accept=False)

    def decide(self, place: object, text: object, message: object, said: object) -> Changes:
        """One piece of a proposal taken or dropped, as its button says."""
        values = said if isinstance(said, dict) else {}
        hunk, accept = values.get("hunk"), values.get("accept")
        if type(hunk) is not int or type(accept) is not bool:
            raise NotAllowed("没有收到对哪一处的意见；请刷新页面后再试")
        return self._decided(place, text, message, hunk, accept=accept)

    def stop(self, place: object, text: object) -> Changes:
        """The page after an answer was stopped: nothing was changed."""
        at = Place.read(place)
        draft, words = self.page.read(at), read_text(text)
        told = show(status=frame.said("已停止，没有改动"), reply="")
        around = screen.around(self.page.by, self.page.workflow, draft, at.section)
        is_saved = words == draft.text(at.section)
        return together(around if is_saved else screen.idle(self.page.by, draft), told)

    def _decided(
        self, place: object, text: object, message: object, hunk: int | None = None, *, accept: bool
    ) -> Changes:
        """A piece of a proposal, all of them where none is named, taken or dropped."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        if not isinstance(message, str) or not _MESSAGE.fullmatch(message):
            raise NotAllowed("没有待定的修改建议；请先写要求")
        kept = self.conversation.reply(draft.id, int(message))
        there = range(len(kept.proposal.hunks) if kept.proposal else 0)
        meant = list(there) if hunk is None else [hunk]
        if not meant or not set(meant) <= set(there):
            raise NotAllowed("这条建议里没有这一处；请刷新页面后再操作")
        reply = self.conversation.settle(
            draft.id,
            int(message),
            accepted=meant if accept else (),
            rejected=() if accept else meant,
            by=self.page.by,
        )
        return self._answered(self.page.workflow.read_draft(draft.id), at, reply)

    def _answered(self, draft: Draft, at: Place, reply: Reply) -> Changes:
        """The section that the reply is about, opened, with the reply and what is to be decided."""
        section: DraftSection = reply.section or at.section
        return together(
            screen.opened(self.page.by, self.page.workflow, draft, section),
            show(reply=frame.reply(reply), status=frame.said("助手已答复"), line=""),
            proposed(reply, draft.text(section)),
        )


def proposed(reply: Reply, text: str) -> Changes:
    """The pieces of a proposal for `text`, each to be decided on; hidden where there are none."""
    hunks = reply.proposal.hunks if reply.proposal else ()
    return {
        "hunks": {"value": proposals.proposal(text, hunks) if hunks else ""},
        "message": {"value": str(reply.message) if hunks else ""},
        "deciding": {"visible": bool(hunks)},
    }


def _line(line: object) -> str:
    if not isinstance(line, str):
        raise NotAllowed("没有写要求；可以说“起草总体情况”“第二段写短一点”")
    return line


def read_selection(selection: object, text: str) -> tuple[int, int] | None:
    """The selected characters of the text box; None where nothing, or nonsense, is selected."""
    match = _SPAN.fullmatch(selection) if isinstance(selection, str) else None
    if match is None:
        return None
    start, end = (from_utf16(text, int(one)) for one in match.groups())
    return (start, end) if start < end else None
