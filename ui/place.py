"""
Where a browser is: a draft, the section that its text box shows, the revision that the text
builds on.

It is all that a browser keeps, in a hidden field and (the draft's id) in the address. It comes
back with every request, from anyone who can reach the port, so it is read as strictly as a file.
"""

from dataclasses import dataclass
from typing import Self

from assistant.core.drafts import DRAFT_SECTIONS, Draft, DraftSection
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex

_SHAPE = regex(r"([0-9a-f]{0,32})/([a-z_]+)/(\d{1,9})")


@dataclass(frozen=True, kw_only=True)
class Place:
    """`draft` is empty while there is none."""

    draft: str = ""
    section: DraftSection = "overview"
    base: int = 0

    @classmethod
    def read(cls, written: object) -> Self:
        """The place that `str` wrote; NotAllowed if it is another thing."""
        match = _SHAPE.fullmatch(written) if isinstance(written, str) else None
        if match is None:
            raise NotAllowed("页面的状态不完整；请刷新页面后再操作，已保存的文字都在")
        return cls(draft=match[1], section=read_section(match[2]), base=int(match[3]))

    @classmethod
    def of(cls, draft: Draft, section: DraftSection) -> Self:
        """The latest revision of a section."""
        return cls(draft=draft.id, section=section, base=draft.number(section))

    def __str__(self) -> str:
        return f"{self.draft}/{self.section}/{self.base}"


def read_section(value: object) -> DraftSection:
    """One of the sections; NotAllowed if it is another thing."""
    if value not in DRAFT_SECTIONS:
        raise NotAllowed("没有这一部分；请在左侧“部分”中选择")
    return value
