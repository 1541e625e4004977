"""What every handler of a chat line works with: the line, and where its writer is."""

from dataclasses import dataclass, field

from assistant.core.accounts import User
from assistant.core.drafts import Draft, DraftSection
from assistant.core.writing.options import WritingOptions
from assistant.usecases.workflow import WriterName


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line of a person, and where that person is."""

    line: str
    by: User
    section: DraftSection  # that is open
    selection: tuple[int, int] | None = None  # characters of its saved text
    writer: WriterName = "carry"
    options: WritingOptions = field(default_factory=WritingOptions)


def texts_of(draft: Draft) -> dict[DraftSection, str]:
    """The texts of the sections that have one."""
    return {section: draft.text(section) for section in draft.sections}
