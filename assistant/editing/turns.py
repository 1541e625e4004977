"""What every handler of a chat line works with: the line, where its writer is, the parts."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.core.accounts import User
from assistant.core.drafts import Draft, DraftSection
from assistant.core.ports import MessageStore
from assistant.editing.rewrite import Rewriter
from assistant.workflow import Workflow, WriterName


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line of a person, and where that person is."""

    line: str
    by: User
    section: DraftSection  # that is open
    selection: tuple[int, int] | None = None  # characters of its saved text
    writer: WriterName = "carry"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a conversation is made of; None where there is no such part."""

    workflow: Workflow
    messages: MessageStore
    rewriter: Callable[[], Rewriter] | None = None
    guess: Callable[[str], str] | None = None  # the name of an intent for a line that none fits


def texts_of(draft: Draft) -> dict[DraftSection, str]:
    """The texts of the sections that have one."""
    return {section: draft.text(section) for section in draft.sections}
