"""
The use cases of one past report: looked at as it was read, and put under its right office or year.

Knows: the corpus. Does not know: how a file is read, drafts.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.core.accounts import User, require
from assistant.core.errors import NotAllowed
from assistant.core.ports import DraftStore, PassageIndex, ReportStore
from assistant.core.report import Report
from corpus.split import split_report


@dataclass(frozen=True, kw_only=True)
class Reports:
    """Past reports, one at a time."""

    store: ReportStore
    index: Callable[[], PassageIndex]
    audit: DraftStore

    def read(self, report_id: str, *, by: User) -> Report:
        """A report as it was read, with what was doubtful; CorpusError if there is none."""
        require(by, "read")
        return self.store.report(report_id)

    def correct(self, report_id: str, agency: str, year: int, *, by: User) -> str:
        """The report under another office or year, which its reading got wrong; its new id.

        Its cells, passages and the index follow, and its file stays known, so that reading it
        again changes nothing. CorpusError if there is a report of that office and year.
        """
        require(by, "corpus")
        old = self.store.report(report_id)
        if (old.agency, old.year) == (agency, year):
            raise NotAllowed("单位和年度都没有改")
        figures = replace(old.figures, agency=agency, year=year)
        report = replace(old, agency=agency, year=year, figures=figures)
        # Another id: what was found by the old one must not be found under the wrong name.
        key = f"{report_id}\x1f{agency}\x1f{year}"
        new = hashlib.sha256(key.encode()).hexdigest()[:16]
        self.store.correct_report(report_id, new, report, split_report(report, new))
        self.index().repair()
        detail = {"was": f"{old.agency}{old.year}", "is": f"{agency}{year}", "before": report_id}
        self.audit.record(by.name, "更正报告", f"report:{new}", detail)
        return new
