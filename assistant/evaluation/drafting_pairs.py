"""
Pairs of consecutive years of one office: what a draft is made from, and what was really reported.

Knows: which reports of a folder belong together; which numbers of a real report an officer would
have typed in because no table holds them. Does not know: writers, measures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from assistant.core.errors import CorpusError, DocumentError, FiguresError
from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.facts import facts_of
from assistant.core.prose.nearby import clause_before, noun_around
from assistant.core.prose.outline import split_parts
from assistant.core.prose.quantities import Quantity
from assistant.core.report import Report
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.writing.planning import without_signature
from corpus.figures_source import figures_from
from corpus.reading import read_report

_FOLDERS = ("", "raw", "made")
_REPORTS = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})
# Computed by the program from both years, so no officer types it in.
_COMPARED = re.compile(
    r"增|减|升|降|提高|回落|压缩|持平|占|上年|去年|同比|由|从|针对|被|每|日均|月均|影响期间"
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Year N of an office after year N−1."""

    past: tuple[Report, ...]  # of year N−1 and before, the latest first
    figures: Figures  # of year N: the tables alone
    told: Figures  # the tables, and the numbers of the real text as indicators
    real: Report | None  # the report of year N; None where only its figures are there

    @property
    def name(self) -> str:
        return f"{self.figures.agency} {self.past[0].year}→{self.figures.year}"


def read_pairs(folder: Path) -> list[Pair]:
    """Every pair of consecutive years in `folder` (and its raw/ and made/); CorpusError if none.

    A year of which only a workbook is there is a pair without a real report: the workbook's
    indicators and notes are what is told.
    """
    reports, sheets = _read(folder)
    pairs = list(_pairs(reports, sheets))
    if not pairs:
        raise CorpusError(
            f"{folder} 里没有同一单位连续两年的报告；请用 --reports 指定放报告的文件夹"
        )
    return pairs


def narrative(report: Report) -> tuple[str, ...]:
    """The paragraphs of a report's sections, without the sections' headings and the signature."""
    return tuple(
        paragraph
        for section in report.sections
        for paragraph in without_signature(section.paragraphs, report.agency)
    )


def headings(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The sub-headings of a report's prose, in order, without their numbers."""
    return tuple(part.title for part in split_parts(paragraphs) if part.title)


Known = dict[tuple[str, int], Report]
Sheets = dict[tuple[str, int], Figures]


def _read(folder: Path) -> tuple[Known, Sheets]:
    reports: Known = {}
    sheets: Sheets = {}
    for place in (folder / name for name in _FOLDERS if (folder / name).is_dir()):
        for file in sorted(place.iterdir()):
            try:
                if file.suffix.lower() in _REPORTS:
                    report = read_report(file)
                    reports.setdefault((report.agency, report.year), report)
                elif file.suffix.lower() == ".xlsx":
                    figures = figures_from(file)
                    sheets.setdefault((figures.agency, figures.year), figures)
            except (DocumentError, FiguresError):
                continue  # a list, a template
    return {key: one for key, one in reports.items() if one.figures.cells}, sheets


def _pairs(reports: Known, sheets: Mapping[tuple[str, int], Figures]) -> Iterator[Pair]:
    for agency, year in sorted({*reports, *sheets}):
        past = tuple(
            reports[agency, earlier]
            for earlier in range(year - 1, 0, -1)
            if (agency, earlier) in reports
        )
        if not past or past[0].year != year - 1:
            continue
        real = reports.get((agency, year))
        told = told_in(real, past[0]) if real else sheets[agency, year]
        tables = replace(told, indicators=(), notes=())
        yield Pair(past=past, figures=tables, told=told, real=real)


def told_in(real: Report, before: Report) -> Figures:
    """The figures of a report with each number of its prose that no table explains as indicator.

    A name that the report uses for two different numbers is typed in for the first only.
    """
    facts = facts_of(real.figures, before.figures)
    found: dict[str, Indicator] = {}
    for paragraph in narrative(real):
        for one in bind(paragraph, facts, year=real.year):
            quantity = one.quantity
            if _is_untold(one, paragraph) and quantity.value is not None:
                label = noun_around(paragraph, quantity.start, quantity.end)
                found.setdefault(label, _indicator(label, quantity.value, one.quantity))
    return replace(real.figures, indicators=tuple(found[label] for label in found if label))


def _indicator(label: str, value: Decimal, quantity: Quantity) -> Indicator:
    """As it would be typed: 31.4 万人次."""
    if "万" in quantity.text and not quantity.unit.startswith("万"):
        return Indicator(label=label, value=value / 10_000, unit=f"万{quantity.unit}")
    return Indicator(label=label, value=value, unit=quantity.unit)


def _is_untold(one: Binding, paragraph: str) -> bool:
    quantity = one.quantity
    if one.verdict in ("supported", "exempt") or not quantity.exact:
        return False
    return bool(quantity.unit) and not _COMPARED.search(clause_before(paragraph, quantity.start))
