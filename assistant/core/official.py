"""
The whole report of a year from its parts: title, preamble and the six sections of the form.

Knows: which draft section stands in which section of the form, and what the form wants said
before section 一. Does not know: Word, files. What nobody supplied is marked 【待补充】.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from assistant.core.drafts import DraftSection
from assistant.core.office import Office
from assistant.core.prose.outline import chinese, join_part, renumber, split_parts
from assistant.core.report import SECTION_TITLES, Report, Section, SectionKind
from assistant.core.tables.figures import Figures

# 六 is drafted in up to four sections; in the report they follow each other under one heading.
_PARTS: dict[SectionKind, tuple[DraftSection, ...]] = {
    "overview": ("overview",),
    "disclosure": ("disclosure",),
    "requests": ("requests",),
    "litigation": ("litigation",),
    "problems": ("problems",),
    "other": ("key_areas", "interpretation", "platform", "other"),
}
_NARRATIVE: tuple[SectionKind, ...] = ("overview", "problems", "other")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A paragraph of the report, and which line of which draft section it is."""

    section: DraftSection
    line: int  # from 0, of the section's text
    text: str  # as it stands in the report


def official_report(
    figures: Figures, texts: Mapping[DraftSection, str], *, office: Office | None = None
) -> Report:
    """The report of `figures.year`; `texts` are the drafted sections, paragraphs a line each."""
    agency, year = figures.agency, figures.year
    known = office or Office(agency=agency)
    where = f"本报告可在{known.website}查阅、下载。" if known.website else ""
    return Report(
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble=(
            f"本报告由{agency}根据《中华人民共和国政府信息公开条例》规定编制。"
            f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
            f"{where}如对本报告有疑问，请与{known.name or agency}联系（{known.contact}）。",
        ),
        sections=tuple(
            Section(
                kind=kind,
                heading=f"{chinese(place)}、{title}",
                paragraphs=_paragraphs(kind, title, texts),
            )
            for place, (kind, title) in enumerate(SECTION_TITLES.items(), start=1)
        ),
        figures=figures,
    )


def home_section(kind: SectionKind) -> DraftSection:
    """The draft section to which text of a section of the form belongs where nothing was drafted.

    Of 六 it is the last, 其他: the three before it have subjects of their own.
    """
    return _PARTS[kind][-1]


def placed_lines(kind: SectionKind, texts: Mapping[DraftSection, str]) -> tuple[Placed, ...]:
    """The paragraphs of a section of the form, each with the line of a draft that it is.

    The （一）（二）… of sections that were drafted apart are counted through.
    """
    lines = [
        Placed(section=section, line=number, text=line.strip())
        for section in _PARTS[kind]
        for number, line in enumerate(texts.get(section, "").split("\n"))
        if line.strip()
    ]
    if len(_PARTS[kind]) == 1:
        return tuple(lines)
    parts = renumber(split_parts(one.text for one in lines))
    counted = chain.from_iterable(map(join_part, parts))
    return tuple(replace(one, text=text) for one, text in zip(lines, counted, strict=True))


def _paragraphs(
    kind: SectionKind, title: str, texts: Mapping[DraftSection, str]
) -> tuple[str, ...]:
    """The lines of a section; a mark where all is missing."""
    lines = placed_lines(kind, texts)
    if not lines and kind in _NARRATIVE:
        return (f"【待补充：{title}】",)
    return tuple(one.text for one in lines)
