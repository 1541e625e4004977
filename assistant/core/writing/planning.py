"""
Planning: from this year's figures and the office's past reports to the briefs of all sections.

The office's own outline of last year gives headings and order; its passages, masked, give the
wording; this year's figures, indicators and notes give what to state and where.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.core.drafts import DraftSection
from assistant.core.evidence.facts import Fact, facts_of
from assistant.core.evidence.names import Names
from assistant.core.patterns import regex
from assistant.core.prose.outline import Part, chinese, join_part, renumber, split_parts
from assistant.core.report import SECTION_TITLES, Citation, Report, SectionKind, is_same_agency
from assistant.core.tables.figures import Figures
from assistant.core.writing.aspects import MEASURES, Aspect, aspect_of
from assistant.core.writing.brief import SECTION_NAMES, Brief, Exemplar, PlannedParagraph
from assistant.core.writing.learning import Learned, learn, previous_figures
from assistant.core.writing.listing import mark_lists
from assistant.core.writing.mandatory import ask_for, new_paragraph, with_aspects
from assistant.core.writing.masking import mask
from assistant.core.writing.placing import place
from assistant.core.writing.slots import Masked

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
_DATE_ALONE = regex(
    r"^[（(]?\s*(?:\d{4}|[二〇零一三四五六七八九]{4})年\S{1,3}月\S{1,3}日\s*[）)]?$"
)
_FIVE_ASPECTS: tuple[tuple[str, Aspect], ...] = (
    ("主动公开情况", "disclosure"),
    ("依申请公开情况", "requests"),
    ("政府信息管理情况", "management"),
    ("政府信息公开平台建设情况", "platform"),
    ("监督保障情况", "safeguard"),
)


def plan_report(
    figures: Figures, *, past: Sequence[Report], names: Names | None = None
) -> tuple[Brief, ...]:
    """The briefs of every narrative section, in the order of the report.

    `past` are reports of this office, the latest first; without any, the outline is that of the
    form.
    """
    previous = previous_figures(figures, past, names)
    facts = facts_of(figures, previous)
    source = past[0] if past else None
    learned = _past_year(past, facts, names) if past else None
    planned = {
        section: _planned(parts, learned) if parts and learned else _from_form(section)
        for section, parts in _parts_by_section(source).items()
    }
    if source is not None and source.figures.edition == "2019":
        planned["overview"] = with_aspects(planned.get("overview", ()), figures, _FIVE_ASPECTS)
    planned = ask_for(place(planned, figures.notes, facts), figures)
    return tuple(
        Brief(
            section=section,
            agency=figures.agency,
            year=figures.year,
            paragraphs=paragraphs,
            facts=facts,
            past_year=source.year if source else None,
            before=facts_of(previous) if previous else (),
        )
        for section, paragraphs in planned.items()
        if paragraphs
    )


def past_passages(past: Sequence[Report]) -> dict[DraftSection, tuple[Citation, ...]]:
    """The sections that can be drafted, each with what the latest report (if any) has there."""
    source = past[0] if past else None
    return {
        section: tuple(
            _citation(source, kind, "\n".join(join_part(part)))
            for part, kind in parts
            if source is not None
        )
        for section, parts in _parts_by_section(source).items()
    }


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
        paragraphs = without_signature(found.paragraphs, source.agency)
        for part in renumber(split_parts(paragraphs)):
            if kind == "other" and part.level <= 2:
                target = _section_in_other(part)
            sections[target] = (*sections.get(target, ()), (part, kind))
    order = list(SECTION_NAMES)
    return dict(sorted(sections.items(), key=lambda item: order.index(item[0])))


def without_signature(paragraphs: tuple[str, ...], agency: str) -> tuple[str, ...]:
    """Paragraphs without the name and date that sign a report, which belong to no section."""
    end = len(paragraphs)
    while end and (
        _DATE_ALONE.match(paragraphs[end - 1]) or is_same_agency(paragraphs[end - 1], agency)
    ):
        end -= 1
    return paragraphs[:end]


def _section_in_other(part: Part) -> DraftSection:
    aspect = aspect_of(part.title) if part.level == 2 else None
    return _OTHER_PARTS.get(aspect, "other") if aspect else "other"


@dataclass(frozen=True, kw_only=True)
class _PastYear:
    """The report that gives the outline, and what its numbers state."""

    learned: Learned
    facts: tuple[Fact, ...]
    before: tuple[Fact, ...]  # of the year before it
    names: Names | None


def _past_year(past: Sequence[Report], facts: Sequence[Fact], names: Names | None) -> _PastYear:
    learned = learn(past[0], facts, names)
    before = previous_figures(learned.report.figures, past[1:], names)
    return _PastYear(
        learned=learned,
        facts=facts_of(learned.report.figures, before),
        before=facts_of(before) if before else (),
        names=names,
    )


def _planned(
    parts: tuple[tuple[Part, SectionKind], ...], source: _PastYear
) -> tuple[PlannedParagraph, ...]:
    """One planned paragraph for each of last year's; the first of a part has its heading."""
    has_titles = any(part.title for part, _ in parts)
    planned: list[PlannedParagraph] = []
    turned = False  # in 五, from problems to measures
    for part, kind in parts:
        aspect = _ASPECT_OF_KIND.get(kind) or aspect_of(part.title)
        untold = aspect is None and not has_titles
        for at, text in enumerate(part.paragraphs or ("",)):
            if untold:
                aspect = aspect_of(text)
            if kind == "problems":
                turned = turned or bool(MEASURES.search(part.title))
                aspect = "measures" if turned else "problems"
                turned = turned or bool(MEASURES.search(text))
            says_nothing = text.strip("。 ") in _SAYS_NOTHING
            planned.append(
                PlannedParagraph(
                    part=part if at == 0 else replace(part, level=0, lead="", title=""),
                    aspect=aspect,
                    exemplar=None if says_nothing else _exemplar(text, kind, source),
                    similar=None,
                    required=(),
                    notes=(),
                )
            )
    return tuple(planned)


def _exemplar(text: str, kind: SectionKind, source: _PastYear) -> Exemplar:
    """A past paragraph masked, with what was learned of it."""
    report = source.learned.report
    masked = mask(
        text,
        source.facts,
        year=report.year,
        keys=source.learned.places(text),
        before=source.before,
        names=source.names,
    )
    by_key = {fact.key: fact for fact in source.facts}
    return Exemplar(
        masked=Masked(segments=mark_lists(masked.segments, by_key)),
        citation=_citation(report, kind, text),
    )


def _citation(source: Report, kind: SectionKind, quote: str) -> Citation:
    return Citation(
        report=source.file, agency=source.agency, year=source.year, section=kind, quote=quote
    )


def _from_form(section: DraftSection) -> tuple[PlannedParagraph, ...]:
    """The outline of the form for an office without a past report (2021 edition, 五个方面)."""
    if section != "overview":
        return (new_paragraph("", None, lead=""),)
    return tuple(
        new_paragraph(title, aspect, lead=f"（{chinese(at)}）")
        for at, (title, aspect) in enumerate(_FIVE_ASPECTS, start=1)
    )
