"""
The use cases of one past report: read in from a file, and put under its right office or year.

Knows: the corpus. Does not know: how a file is read, drafts.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.core.accounts import User, require
from assistant.core.errors import NotAllowed
from assistant.core.ports import DraftStore, PassageIndex, ReportStore
from assistant.core.report import Report
from corpus.ingest import Corpus, Outcome, file_id, ingest
from corpus.split import split_report


@dataclass(frozen=True, kw_only=True)
class ReadIn:
    """What came of a file: the report as it was read, or in one line why it was not.

    `report` is None also for a file that was read before and then gave way to another one.
    """

    id: str
    outcome: Outcome
    report: Report | None = None
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Reports:
    """Past reports, one at a time."""

    store: ReportStore
    index: Callable[[], PassageIndex]
    audit: DraftStore

    def read_in(self, path: Path, *, by: User) -> ReadIn:
        """A file into the corpus; DocumentError if it cannot even be opened."""
        require(by, "corpus")
        done = ingest([path], Corpus(store=self.store, index=self.index()))
        report_id = file_id(path)
        if done.failed:
            return ReadIn(id=report_id, outcome="failed", error=done.failed[0].error)
        outcome: Outcome = "added" if done.added else "replaced" if done.replaced else "unchanged"
        if outcome != "unchanged":
            self.audit.record(by.name, "读入报告", f"report:{report_id}", {"file": path.name})
        is_there = any(one.id == report_id for one in self.store.reports())
        report = self.store.report(report_id) if is_there else None
        return ReadIn(id=report_id, outcome=outcome, report=report)

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
