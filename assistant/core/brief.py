"""
Briefs: what each section of this year's report must say, planned by code.

The office's own outline of last year gives headings and order; its passages, masked, give the
wording; this year's figures, indicators and notes give what to state and where. A writer turns
one planned paragraph at a time into text; it decides no fact and no order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from assistant.core.aspects import Aspect, aspect_of
from assistant.core.drafts import DraftSection
from assistant.core.facts import Fact, facts_of
from assistant.core.figures import Figures
from assistant.core.filling import indicator_for
from assistant.core.masking import Masked, UnknownSlot, mask
from assistant.core.outline import Part, renumber, split_parts
from assistant.core.report import SECTION_TITLES, Citation, Report, SectionKind

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
# The sub-sections of 六 that are drafted as sections of their own.
_OTHER_PARTS: dict[Aspect, DraftSection] = {
    "key_areas": "key_areas",
    "interpretation": "interpretation",
    "platform": "platform",
}
_ASPECT_OF_KIND: dict[SectionKind, Aspect] = {
    "disclosure": "disclosure",
    "requests": "requests",
    "litigation": "litigation",
}
_SAYS_NOTHING = ("", "无")
_FIVE_ASPECTS: tuple[tuple[str, Aspect], ...] = (
    ("主动公开情况", "disclosure"),
    ("依申请公开情况", "requests"),
    ("政府信息管理情况", "management"),
    ("政府信息公开平台建设情况", "platform"),
    ("监督保障情况", "safeguard"),
)


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
    similar: tuple[Exemplar, ...]  # of the office's other years, for the manner of writing
    required: tuple[Fact, ...]  # to be stated whoever writes, where no exemplar states them
    notes: tuple[str, ...]  # the officer's bullets that belong here


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that a writer gets for one section."""

    section: DraftSection
    agency: str
    year: int
    paragraphs: tuple[PlannedParagraph, ...]
    facts: tuple[Fact, ...]  # every value of this year that may be stated
    past_year: int | None  # year of the report that gave the outline; None if there is none

    @cached_property
    def by_key(self) -> Mapping[str, Fact]:
        return MappingProxyType({fact.key: fact for fact in self.facts})


def plan_report(
    figures: Figures, *, previous: Figures | None, past: Sequence[Report]
) -> tuple[Brief, ...]:
    """The briefs of every narrative section, in the order of the report.

    `past` are reports of this office, the latest first; without any, the outline is that of the
    form. `previous` are last year's figures, for 同比.
    """
    facts = facts_of(figures, previous)
    source = past[0] if past else None
    planned = {
        section: _planned(parts, source) if source else _from_form(section)
        for section, parts in _parts_by_section(source).items()
    }
    planned = _place_items(planned, figures, facts)
    return tuple(
        Brief(
            section=section,
            agency=figures.agency,
            year=figures.year,
            paragraphs=paragraphs,
            facts=facts,
            past_year=source.year if source else None,
        )
        for section, paragraphs in planned.items()
        if paragraphs
    )


def _parts_by_section(
    source: Report | None,
) -> dict[DraftSection, tuple[tuple[Part, SectionKind], ...]]:
    """The parts of the past report under the section of the draft that they belong to."""
    if source is None:
        return {"overview": (), "problems": (), "other": ()}
    sections: dict[DraftSection, tuple[tuple[Part, SectionKind], ...]] = {}
    for kind in SECTION_TITLES:
        found = source.section(kind)
        if found is None or not found.paragraphs:
            if kind in ("overview", "problems", "other"):
                sections.setdefault(kind, ())
            continue
        target: DraftSection = kind
        for part in renumber(split_parts(found.paragraphs)):
            if kind == "other" and part.level <= 2:
                target = _section_in_other(part)
            sections[target] = (*sections.get(target, ()), (part, kind))
    order = list(SECTION_NAMES)
    return dict(sorted(sections.items(), key=lambda item: order.index(item[0])))


def _section_in_other(part: Part) -> DraftSection:
    aspect = aspect_of(part.title) if part.level == 2 else None
    return _OTHER_PARTS.get(aspect, "other") if aspect else "other"


def _planned(
    parts: tuple[tuple[Part, SectionKind], ...], source: Report
) -> tuple[PlannedParagraph, ...]:
    """One planned paragraph for each of last year's; the first of a part has its heading."""
    own_facts = facts_of(source.figures)
    has_titles = any(part.title for part, _ in parts)
    planned: list[PlannedParagraph] = []
    for part, kind in parts:
        aspect = _ASPECT_OF_KIND.get(kind) or aspect_of(part.title)
        if aspect is None and not has_titles:
            aspect = aspect_of(part.text)
        for at, text in enumerate(part.paragraphs or ("",)):
            exemplar = Exemplar(
                masked=mask(text, own_facts, year=source.year),
                citation=_citation(source, kind, text),
            )
            planned.append(
                PlannedParagraph(
                    part=part if at == 0 else replace(part, level=0, lead="", title=""),
                    aspect=aspect,
                    exemplar=exemplar if text.strip("。 ") not in _SAYS_NOTHING else None,
                    similar=(),
                    required=(),
                    notes=(),
                )
            )
    return tuple(planned)


def _citation(source: Report, kind: SectionKind, quote: str) -> Citation:
    return Citation(
        report=source.file, agency=source.agency, year=source.year, section=kind, quote=quote
    )


def _from_form(section: DraftSection) -> tuple[PlannedParagraph, ...]:
    """The outline of the form for an office without a past report (2021 edition, 五个方面)."""
    titles = _FIVE_ASPECTS if section == "overview" else ((("", None)),)
    plain = tuple(
        PlannedParagraph(
            part=Part(
                level=2 if title else 0,
                lead="（一）" if title else "",
                title=title,
                inline=bool(title),
                paragraphs=(),
            ),
            aspect=aspect,
            exemplar=None,
            similar=(),
            required=(),
            notes=(),
        )
        for title, aspect in titles
    )
    return tuple(
        replace(paragraph, part=part)
        for paragraph, part in zip(plain, renumber(p.part for p in plain), strict=True)
    )


def _place_items(
    planned: dict[DraftSection, tuple[PlannedParagraph, ...]],
    figures: Figures,
    facts: tuple[Fact, ...],
) -> dict[DraftSection, tuple[PlannedParagraph, ...]]:
    """Each note, and each indicator or required cell that no exemplar states, in its place."""
    spots = [
        (section, at) for section, paragraphs in planned.items() for at in range(len(paragraphs))
    ]
    required: dict[tuple[DraftSection, int], list[Fact]] = {}
    notes: dict[tuple[DraftSection, int], list[str]] = {}
    for fact in _unstated(planned, facts):
        required.setdefault(_spot(fact.label, spots, planned), []).append(fact)
    for note in figures.notes:
        notes.setdefault(_spot(note, spots, planned), []).append(note)
    return {
        section: tuple(
            replace(
                paragraph,
                required=tuple(required.get((section, at), ())),
                notes=tuple(notes.get((section, at), ())),
            )
            for at, paragraph in enumerate(paragraphs)
        )
        for section, paragraphs in planned.items()
    }


# What a report must say of applications, reviews and lawsuits even when it was nothing: a reader
# cannot tell "none" from "not reported" (SEED_CHECK W8; 条例第五十条第（二）（三）项).
_ALWAYS = ("新收.总计", "行政复议.总计", "行政诉讼.总计")


def _unstated(
    planned: Mapping[DraftSection, tuple[PlannedParagraph, ...]], facts: tuple[Fact, ...]
) -> tuple[Fact, ...]:
    stated: set[str] = set()
    for paragraphs in planned.values():
        for slot in (
            slot
            for paragraph in paragraphs
            if paragraph.exemplar is not None
            for slot in paragraph.exemplar.masked.slots
        ):
            if isinstance(slot, UnknownSlot):
                fact = indicator_for(slot, facts)
                stated.update((fact.key,) if fact else ())
            elif (key := getattr(slot, "key", "")) and isinstance(key, str):
                stated.add(key)
    return tuple(
        fact
        for fact in facts
        if fact.key not in stated and (fact.kind == "indicator" or fact.key in _ALWAYS)
    )


def _spot(
    words: str,
    spots: Sequence[tuple[DraftSection, int]],
    planned: Mapping[DraftSection, tuple[PlannedParagraph, ...]],
) -> tuple[DraftSection, int]:
    """The paragraph where a reader looks for `words`: same aspect, else the last of 总体情况."""
    aspect = aspect_of(words)
    if aspect in ("problems", "measures"):
        return next((spot for spot in spots if spot[0] == "problems"), spots[0])
    if aspect == "fees":
        return next((spot for spot in reversed(spots) if spot[0] == "other"), spots[-1])
    also: tuple[Aspect | None, ...] = ("requests",) if aspect == "litigation" else ()
    for wanted in (aspect, *also):
        for spot in spots:
            if spot[0] != "problems" and planned[spot[0]][spot[1]].aspect == wanted is not None:
                return spot
    overview = [spot for spot in spots if spot[0] == "overview"]
    return overview[-1] if overview else spots[0]
