"""
What a draft is made from: this year's figures and the office's past reports.

Knows: which reports are the office's own and earlier. Does not know: drafts, writers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.core.evidence.grounding import Basis
from assistant.core.evidence.names import Names
from assistant.core.ports import ReportStore
from assistant.core.report import Report, is_same_agency
from assistant.core.tables.figures import Figures
from assistant.core.writing.learning import previous_figures


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a draft is made from."""

    figures: Figures
    past: tuple[Report, ...]  # reports of this office, the latest first
    notices: tuple[str, ...] = ()  # what a person should know of them
    names: Names | None = None  # with the office's own words

    @cached_property
    def previous(self) -> Figures | None:
        """Figures of the year before, if its report is there: 同比 needs exactly that year."""
        return previous_figures(self.figures, self.past, self.names)

    @cached_property
    def basis(self) -> Basis:
        """What the draft is grounded on."""
        return Basis(figures=self.figures, previous=self.previous, names=self.names)


def gather_sources(
    figures: Figures, given: Sequence[Report], reports: ReportStore, names: Names | None
) -> Sources:
    """The past reports to draft from: those given, then those of the corpus.

    What was given and cannot be used is told in the notices.
    """
    notices: list[str] = []
    known = [
        reports.report(entry.id)
        for entry in reports.reports()
        if is_same_agency(entry.agency, figures.agency)
    ]
    earlier: dict[int, Report] = {}
    for report in given:
        if not is_same_agency(report.agency, figures.agency):
            notices.append(f"{report.file} 是{report.agency}的报告，不是{figures.agency}的，未采用")
        elif report.year >= figures.year:
            notices.append(f"{report.file} 是{report.year}年的报告，不早于{figures.year}年，未采用")
        else:
            earlier.setdefault(report.year, report)
    for report in known:
        if report.year < figures.year:
            earlier.setdefault(report.year, report)
    past = tuple(earlier[year] for year in sorted(earlier, reverse=True))
    if not past:
        notices.append("没有往年报告，只按表格和要点起草；读入往年报告再起草，会沿用本单位的写法")
    return Sources(figures=figures, past=past, notices=tuple(notices), names=names)
