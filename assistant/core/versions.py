"""
Named versions: a name that a person gave to texts as they stood (“送领导稿”).

A revision is never changed, so a version is only a name with revision numbers: of one section, or
of every section that the draft had.

Knows: which revisions a name stands for. Does not know: storage, how texts differ (comparing).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.core.drafts import Draft, DraftSection, Revision
from assistant.core.errors import NotAllowed

_LONGEST_NAME = 40  # characters


@dataclass(frozen=True, kw_only=True)
class NamedVersion:
    """`numbers`: the revision of each section that it stands for; `id` is 0 until it is kept."""

    name: str
    author: str
    created: str  # ISO 8601 with its zone
    section: DraftSection | None = None  # None: of the whole draft
    numbers: Mapping[DraftSection, int] = field(default_factory=dict)
    id: int = 0


def check_version_name(name: str) -> str:
    """The name without blanks around it; NotAllowed if it cannot be one."""
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise NotAllowed(f"请给这一版写一个名称（{_LONGEST_NAME}字以内），如“送领导稿”")
    return plain


def revision_of(draft: Draft, section: DraftSection, number: object) -> Revision:
    """The revision of a section with this number; NotAllowed if there is none."""
    found = next((one for one in draft.history(section) if one.number == number), None)
    if found is None:
        raise NotAllowed("没有这一版；请刷新页面，在“版本”中重新选择")
    return found


def texts_at(draft: Draft, version: NamedVersion) -> dict[DraftSection, str]:
    """The text of each section as the version has it."""
    return {
        section: revision_of(draft, section, number).text
        for section, number in version.numbers.items()
    }
