"""
Briefs: what each section of this year's report must say, as values.

A writer gets one planned paragraph at a time and turns it into text; it decides no fact and no
order. planning.py makes the briefs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from assistant.core.drafts import DraftSection
from assistant.core.evidence.facts import Fact
from assistant.core.prose.outline import Part
from assistant.core.report import Citation, SectionKind
from assistant.core.writing.aspects import Aspect
from assistant.core.writing.slots import LAST_YEAR, Masked

SECTION_NAMES: dict[DraftSection, str] = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况（文字）",
    "requests": "收到和处理政府信息公开申请情况（文字）",
    "litigation": "政府信息公开行政复议、行政诉讼情况（文字）",
    "problems": "存在的主要问题及改进情况",
    "key_areas": "重点领域政府信息公开",
    "interpretation": "政策解读和回应关切",
    "platform": "公开平台和政务服务",
    "other": "其他需要报告的事项",
}


# The section of the form in which a section of the draft stands.
SECTION_OF: dict[DraftSection, SectionKind] = {
    "overview": "overview",
    "disclosure": "disclosure",
    "requests": "requests",
    "litigation": "litigation",
    "problems": "problems",
    "key_areas": "other",
    "interpretation": "other",
    "platform": "other",
    "other": "other",
}


@dataclass(frozen=True, kw_only=True)
class Exemplar:
    """A past paragraph without its numbers, and where it stands."""

    masked: Masked
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class PlannedParagraph:
    """One paragraph to write: its heading, its models, what it must state."""

    part: Part  # heading as it will be printed; its paragraphs are last year's and not used
    aspect: Aspect | None
    exemplar: Exemplar | None  # the paragraph of last year to carry forward
    similar: Exemplar | None  # without one: a paragraph of a peer, for the manner of writing
    required: tuple[Fact, ...]  # to be stated whoever writes, where no exemplar states them
    notes: tuple[str, ...]  # the officer's bullets that belong here
    is_new: bool = False  # the form asks for it, last year's report had none
    topic: str = ""  # what it is about, where it has no heading to say so
    asked: tuple[str, ...] = ()  # what the law asks for here and nobody supplied


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that a writer gets for one section."""

    section: DraftSection
    agency: str
    year: int
    paragraphs: tuple[PlannedParagraph, ...]
    facts: tuple[Fact, ...]  # every value of this year that may be stated
    past_year: int | None  # year of the report that gave the outline; None if there is none
    before: tuple[Fact, ...] = ()  # last year's, for a sentence that says 上年为5件

    @cached_property
    def by_key(self) -> Mapping[str, Fact]:
        return MappingProxyType({fact.key: fact for fact in self.facts})

    @cached_property
    def known(self) -> Mapping[str, Fact]:
        """Facts of this year by key, and last year's by their key behind LAST_YEAR."""
        last = {LAST_YEAR + fact.key: fact for fact in self.before}
        return MappingProxyType({**last, **self.by_key})
