"""
The records of one installation: reports with their cells, drafts with their revisions, the audit
trail. Several processes may use one data folder or server at once.

Knows: which records belong together in one transaction; a change of a draft is the pure function
of assistant.core.drafts, applied to what is stored now. Does not know: files, vectors, screens,
and who may do what.
"""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    delete,
    insert,
    select,
    text,
    update,
)

from assistant.core.drafts import Draft, DraftState, Revision, move, revise, with_figures
from assistant.core.errors import CorpusError, StaleRevision, StoreError
from assistant.core.figures import Cell, Figures
from assistant.core.ports import DraftEntry, ReportEntry, Saved
from assistant.core.report import Report
from assistant.database import Database, open_database
from assistant.rows import (
    cell_of,
    cell_rows,
    draft_of,
    draft_row,
    entry_of,
    report_of,
    report_row,
    revision_row,
)
from assistant.schema import AUDIT, CELLS, DRAFTS, REPORTS, REVISIONS, SUPERSEDED

_PRESENT: ColumnElement[bool] = REPORTS.c.state != "leaving"


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """Who did what to what, and when."""

    created: str
    actor: str
    action: str
    subject: str
    detail: Mapping[str, object]


def now() -> str:
    """The present as records keep it: ISO 8601, local time with its zone, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Store:
    """Satisfies assistant.core.ports.ReportStore, and keeps drafts and the audit trail."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, home: Path, url: str = "") -> Self:
        """The store in the folder `home`, or at a PostgreSQL URL; StoreError if unusable."""
        return cls(open_database(home, url))

    def close(self) -> None:
        self._database.close()

    # --- reports

    def reports(self) -> tuple[ReportEntry, ...]:
        """Every report of the corpus by office and year."""
        columns = [REPORTS.c[name] for name in ("id", "agency", "year", "file", "passages")]
        query = select(*columns).where(_PRESENT).order_by(REPORTS.c.agency, REPORTS.c.year)
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query).mappings())

    def report(self, report_id: str) -> Report:
        """The report with this id; CorpusError if there is none."""
        query = select(REPORTS.c.report).where(REPORTS.c.id == report_id, _PRESENT)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise _no_report(report_id)
        return report_of(row)

    def knows(self, report_id: str) -> bool:
        """Whether this very file was read already, even if another replaced it since."""
        here = select(REPORTS.c.id).where(REPORTS.c.id == report_id, _PRESENT)
        before = select(SUPERSEDED.c.id).where(SUPERSEDED.c.id == report_id)
        with self._database.reading() as connection:
            return connection.execute(here.union_all(before)).first() is not None

    def add_report(self, report_id: str, report: Report, *, passages: int) -> Saved:
        """Save a report and its cells; others of the same office and year leave the corpus."""
        row = report_row(report_id, report, passages=passages)
        with self._database.writing() as connection:
            _one_at_a_time(connection, REPORTS)
            same = (REPORTS.c.agency == report.agency, REPORTS.c.year == report.year)
            present = set(connection.scalars(select(REPORTS.c.id).where(*same, _PRESENT)))
            if report_id in present:
                return Saved(new=False)
            for old in present:
                _leave(connection, old)
                _supersede(connection, old, by=report_id)
            connection.execute(delete(SUPERSEDED).where(SUPERSEDED.c.id == report_id))
            connection.execute(delete(REPORTS).where(REPORTS.c.id == report_id))
            connection.execute(insert(REPORTS).values({**row, "state": "arriving", "added": now()}))
            if cells := cell_rows(report_id, report):
                connection.execute(insert(CELLS), cells)
        return Saved(new=True, replaced=tuple(sorted(present)))

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus at once; CorpusError if there is none."""
        with self._database.writing() as connection:
            if not _leave(connection, report_id):
                raise _no_report(report_id)
            connection.execute(delete(SUPERSEDED).where(SUPERSEDED.c.by == report_id))

    def unsettled(self) -> tuple[str, ...]:
        """Reports of which the index may not know yet that they came or went."""
        query = select(REPORTS.c.id).where(REPORTS.c.state != "ready").order_by(REPORTS.c.id)
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def settle(self, report_id: str) -> bool:
        """The index has followed. Whether the report is in the corpus now."""
        here = REPORTS.c.id == report_id
        with self._database.writing() as connection:
            connection.execute(delete(REPORTS).where(here, REPORTS.c.state == "leaving"))
            arrived = update(REPORTS).where(here).values(state="ready")
            return connection.execute(arrived).rowcount > 0

    def cells(
        self, *, key: str = "", agency: str = "", year: int | None = None
    ) -> tuple[Cell, ...]:
        """Cells of the corpus by key, office and year, each where given, in order of years."""
        query = select(CELLS).join(REPORTS).where(_PRESENT)
        wanted = {"key": key or None, "agency": agency or None, "year": year}
        for name, value in wanted.items():
            if value is not None:
                query = query.where(CELLS.c[name] == value)
        query = query.order_by(CELLS.c.agency, CELLS.c.year, CELLS.c.position)
        with self._database.reading() as connection:
            return tuple(cell_of(row) for row in connection.execute(query).mappings())

    # --- drafts

    def create_draft(self, figures: Figures, *, previous: Figures | None = None) -> Draft:
        """A new, empty draft for the office and year of the figures."""
        draft = Draft(
            id=secrets.token_hex(8),
            agency=figures.agency,
            year=figures.year,
            figures=figures,
            previous=previous,
        )
        with self._database.writing() as connection:
            connection.execute(insert(DRAFTS).values({**draft_row(draft), "created": now()}))
        return draft

    def draft(self, draft_id: str) -> Draft:
        """The draft as it is now; StoreError if there is none."""
        with self._database.reading() as connection:
            return _load_draft(connection, select(DRAFTS).where(DRAFTS.c.id == draft_id))

    def drafts(self) -> tuple[DraftEntry, ...]:
        """Every draft, the newest first."""
        columns = [DRAFTS.c[name] for name in ("id", "agency", "year", "state", "created")]
        query = select(*columns).order_by(DRAFTS.c.created.desc(), DRAFTS.c.id)
        with self._database.reading() as connection:
            return tuple(DraftEntry(**row) for row in connection.execute(query).mappings())

    def add_revision(self, draft_id: str, revision: Revision) -> Draft:
        """The draft with one more revision, by the rules of assistant.core.drafts.revise."""
        return self._change(draft_id, lambda draft: revise(draft, revision))

    def set_figures(self, draft_id: str, figures: Figures, *, previous: Figures | None) -> Draft:
        """The draft over other figures, by the rules of assistant.core.drafts.with_figures."""
        return self._change(draft_id, lambda draft: with_figures(draft, figures, previous=previous))

    def set_state(self, seen: Draft, state: DraftState) -> Draft:
        """The draft in another state; StaleRevision if it is no longer as it was `seen`.

        So nobody accepts a text that was changed after it was checked.
        """

        def change(draft: Draft) -> Draft:
            if draft != seen:
                raise StaleRevision("这份草稿刚被他人改动；请看过最新的文字后再操作")
            return move(draft, state)

        return self._change(seen.id, change)

    def _change(self, draft_id: str, change: Callable[[Draft], Draft]) -> Draft:
        """Apply a pure change to the draft as it is now, while nobody else can."""
        chosen = select(DRAFTS).where(DRAFTS.c.id == draft_id)
        with self._database.writing() as connection:
            before = _load_draft(connection, chosen.with_for_update())
            after = change(before)
            for revision in after.revisions[len(before.revisions) :]:
                connection.execute(insert(REVISIONS).values(revision_row(draft_id, revision)))
            if replace(after, revisions=()) != replace(before, revisions=()):
                here = update(DRAFTS).where(DRAFTS.c.id == draft_id)
                connection.execute(here.values(draft_row(after)))
            return after

    # --- audit

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None:
        """One more line in the audit trail; none is ever changed."""
        line = {
            "created": now(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "detail": json.dumps(detail or {}, ensure_ascii=False),
        }
        with self._database.writing() as connection:
            connection.execute(insert(AUDIT).values(line))

    def audit(self, *, subject: str = "", limit: int = 200) -> Sequence[AuditEntry]:
        """The last lines of the audit trail, the newest first."""
        query = select(AUDIT).order_by(AUDIT.c.position.desc()).limit(limit)
        if subject:
            query = query.where(AUDIT.c.subject == subject)
        with self._database.reading() as connection:
            return [
                AuditEntry(
                    created=row["created"],
                    actor=row["actor"],
                    action=row["action"],
                    subject=row["subject"],
                    detail=json.loads(row["detail"]),
                )
                for row in connection.execute(query).mappings()
            ]


def _no_report(report_id: str) -> CorpusError:
    return CorpusError(f"资料库中没有编号为 {report_id} 的报告；请用 nianbao reports 查看")


def _one_at_a_time(connection: Connection, table: Table) -> None:
    """Nobody else writes this table until the end; on SQLite that is so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def _leave(connection: Connection, report_id: str) -> bool:
    """Unlist a report and drop its cells; the row stays until the index has followed."""
    here = update(REPORTS).where(REPORTS.c.id == report_id, _PRESENT)
    connection.execute(delete(CELLS).where(CELLS.c.report == report_id))
    return connection.execute(here.values(state="leaving")).rowcount > 0


def _supersede(connection: Connection, old: str, *, by: str) -> None:
    """Remember `old`, and those that it had superseded, as superseded by `by`."""
    before = update(SUPERSEDED).where(SUPERSEDED.c.by == old)
    connection.execute(before.values(by=by))
    connection.execute(delete(SUPERSEDED).where(SUPERSEDED.c.id == old))
    connection.execute(insert(SUPERSEDED).values(id=old, by=by))


def _load_draft(connection: Connection, query: Select[tuple[object, ...]]) -> Draft:
    row = connection.execute(query).mappings().first()
    if row is None:
        raise StoreError("没有这份草稿；它可能在另一个数据文件夹中，请用 nianbao doctor 查看")
    revisions = (
        select(REVISIONS).where(REVISIONS.c.draft == row["id"]).order_by(REVISIONS.c.position)
    )
    return draft_of(row, connection.execute(revisions).mappings())
