"""
What a report must say although last year's did not: the five aspects of 总体情况 (国办公开办函
〔2021〕30号), for a government the results of 考核, 评议 and 责任追究 (条例第五十条第二款), and the
fees taken (国办函〔2020〕109号). What nobody supplied is asked for where it belongs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.core.drafts import DraftSection
from assistant.core.patterns import regex
from assistant.core.prose.outline import Part, chinese
from assistant.core.tables.figures import Figures
from assistant.core.writing.aspects import Aspect
from assistant.core.writing.brief import PlannedParagraph
from assistant.core.writing.sentences import FEE

Planned = Mapping[DraftSection, tuple[PlannedParagraph, ...]]
Aspects = Sequence[tuple[str, Aspect]]

_OF_GOVERNMENTS = (
    ("工作考核结果", regex("考核")),
    ("社会评议结果", regex("评议|评估|测评|满意")),
    ("责任追究结果", regex("追究|追责|问责")),
)
# An aspect is there if a paragraph of last year's overview is about it, or only speaks of it.
_SPEAKS: Mapping[Aspect, re.Pattern[str]] = {
    "disclosure": regex("主动公开|公开[^。]{0,12}信息|发布"),
    "requests": regex("依申请|公开申请"),
    "management": regex("信息管理|规范性文件|审核|审查|保密|清理"),
    "platform": regex("平台|网站|新媒体|公报"),
    "safeguard": regex("监督|考核|培训|保障|检查|评议|领导"),
}


def with_aspects(
    overview: tuple[PlannedParagraph, ...], figures: Figures, aspects: Aspects
) -> tuple[PlannedParagraph, ...]:
    """总体情况 with a paragraph for each aspect of the 2021 form that last year's did not have.

    The form of 2019 did not ask for them. Where the office has headings, a new one is numbered on.
    """
    if figures.edition != "2021":
        return overview
    text = "\n".join(f"{p.part.title}\n{_text(p)}" for p in overview)
    headed = sum(1 for p in overview if p.part.level == 2 and p.part.title)
    new = [
        (title, aspect)
        for title, aspect in aspects
        if not any(p.aspect == aspect for p in overview) and not _SPEAKS[aspect].search(text)
    ]
    return (
        *overview,
        *(
            new_paragraph(title, aspect, lead=f"（{chinese(headed + at)}）" if headed else "")
            for at, (title, aspect) in enumerate(new, start=1)
        ),
    )


def new_paragraph(title: str, aspect: Aspect | None, *, lead: str) -> PlannedParagraph:
    """A paragraph that the form asks for and no past report words; without lead no heading."""
    part = Part(level=2 if lead else 0, lead=lead, title=title, inline=bool(title), paragraphs=())
    return PlannedParagraph(
        part=part if lead else replace(part, title="", inline=False),
        aspect=aspect,
        exemplar=None,
        similar=None,
        required=(),
        notes=(),
        is_new=True,
        topic=title,
    )


def ask_for(planned: Planned, figures: Figures) -> dict[DraftSection, tuple[PlannedParagraph, ...]]:
    """The planned paragraphs with questions for what the law asks for and nobody supplied."""
    asked = dict(planned)
    said = _all_words(planned, figures)
    if figures.agency.endswith("政府"):
        missing = [what for what, words in _OF_GOVERNMENTS if not words.search(said)]
        _ask(asked, "overview", "safeguard", missing)
    if FEE not in said:
        _ask(asked, "other", "fees", [f"{FEE}收取情况（没有收取的写明未收取）"])
    return asked


def _ask(
    planned: dict[DraftSection, tuple[PlannedParagraph, ...]],
    section: DraftSection,
    aspect: Aspect,
    what: Sequence[str],
) -> None:
    """Put questions into the paragraph of this aspect, else into the last of the section."""
    paragraphs = list(planned.get(section, ()))
    if not what or not paragraphs:
        return
    fitting = [at for at, one in enumerate(paragraphs) if one.aspect == aspect]
    at = fitting[-1] if fitting else len(paragraphs) - 1
    paragraphs[at] = replace(paragraphs[at], asked=(*paragraphs[at].asked, *what))
    planned[section] = tuple(paragraphs)


def _all_words(planned: Planned, figures: Figures) -> str:
    past = [_text(one) for paragraphs in planned.values() for one in paragraphs]
    return "\n".join((*past, *figures.notes, *(one.label for one in figures.indicators)))


def _text(paragraph: PlannedParagraph) -> str:
    return paragraph.exemplar.citation.quote if paragraph.exemplar else ""
