"""What every handler of a chat line works with: the line, where its writer is, the parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.core.drafts import Draft, DraftSection
from assistant.core.ports import MessageStore
from assistant.core.report import Citation
from assistant.editing.rewrite import Rewriter
from assistant.workflow import Workflow, WriterName


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line of a person, and where that person is."""

    line: str
    author: str
    section: DraftSection  # that is open
    selection: tuple[int, int] | None = None  # characters of its saved text
    writer: WriterName = "carry"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The answer to a question, from whoever answers questions."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a conversation is made of; None where there is no such part."""

    workflow: Workflow
    messages: MessageStore
    rewriter: Callable[[], Rewriter] | None = None
    answer: Callable[[str, Draft, Sequence[str]], Answered] | None = None  # earlier questions last
    guess: Callable[[str], str] | None = None  # the name of an intent for a line that none fits


def texts_of(draft: Draft) -> dict[DraftSection, str]:
    """The texts of the sections that have one."""
    return {section: draft.text(section) for section in draft.sections}
