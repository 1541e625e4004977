"""
Past reports as a person reads them: a whole report with the place that a citation names, and a
section of two years side by side.

Knows: the port of reports, who may read. Does not know: screens, how citations are found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.accounts import User, require
from assistant.core.cited import CitedPlace, place_of
from assistant.core.comparing import Row, rows_of
from assistant.core.errors import CorpusError
from assistant.core.ports import ReportEntry, ReportStore
from assistant.core.report import Citation, Report, SectionKind


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A report and, where a citation asked for it, the place; None if it does not say so."""

    id: str
    report: Report
    cited: Citation | None = None
    place: CitedPlace | None = None


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """A section of two reports of one office, the older one first."""

    agency: str
    years: tuple[int, int]
    section: SectionKind
    rows: tuple[Row, ...]


class Reading:
    """Opens reports of the corpus."""

    def __init__(self, reports: ReportStore) -> None:
        self._reports = reports

    def reports(self, *, by: User) -> tuple[ReportEntry, ...]:
        require(by, "read")
        return self._reports.reports()

    def open(self, report_id: str, *, by: User) -> Opened:
        """A report of the corpus; CorpusError if there is none of this id."""
        require(by, "read")
        return Opened(id=report_id, report=self._reports.report(report_id))

    def open_cited(self, cited: Citation, *, by: User) -> Opened:
        """The report that a citation names, and its place there.

        A report that another of its office and year has replaced is opened as it is now.
        """
        require(by, "read")
        known = {one.id for one in self._reports.reports()}
        report_id = cited.report if cited.report in known else self._id(cited.agency, cited.year)
        report = self._reports.report(report_id)
        passage = self._reports.find_passages([cited.passage]).get(cited.passage)
        place = place_of(cited, report, passage)
        return Opened(id=report_id, report=report, cited=cited, place=place)

    def compare(
        self, agency: str, years: tuple[int, int], section: SectionKind, *, by: User
    ) -> SideBySide:
        """A section of two years' reports of an office; CorpusError if one is not there."""
        require(by, "read")
        first, last = sorted(years)
        old, new = (self._paragraphs(agency, year, section) for year in (first, last))
        rows = rows_of(old, new)
        return SideBySide(agency=agency, years=(first, last), section=section, rows=rows)

    def _id(self, agency: str, year: int) -> str:
        for one in self._reports.reports():
            if (one.agency, one.year) == (agency, year):
                return one.id
        raise CorpusError(
            f"资料库中没有{agency}{year}年的报告，可能已被移除；请在“往年报告”中查看现有的报告"
        )

    def _paragraphs(self, agency: str, year: int, kind: SectionKind) -> Sequence[str]:
        section = self._reports.report(self._id(agency, year)).section(kind)
        return section.paragraphs if section else ()
