"""
The corpus in the database: reports, their cells and their passages, which come and go together.

Knows: which rows belong in one transaction. Does not know: files, vectors, drafts.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, Insert, delete, insert, select, text, update

from assistant.clock import now
from assistant.core.asking.query import PlacedCell
from assistant.core.errors import CorpusError
from assistant.core.ports import ReportEntry, Saved
from assistant.core.report import Passage, Report, SectionKind
from assistant.records.database import Database
from assistant.records.rows import (
    Row,
    cell_rows,
    entry_of,
    passage_of,
    passage_row,
    placed_cell_of,
    report_of,
    report_row,
)
from assistant.records.schema import CELLS, CORPUS, PASSAGES, REPORTS, SUPERSEDED

_ASKED_AT_ONCE = 500  # ids in one query; SQLite takes some thousand variables


class CorpusRecords:
    """Satisfies core.ports.ReportStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reports(self) -> tuple[ReportEntry, ...]:
        """Every report of the corpus by office and year."""
        columns = [REPORTS.c[name] for name in ("id", "agency", "year", "file", "passages")]
        query = select(*columns).order_by(REPORTS.c.agency, REPORTS.c.year)
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query).mappings())

    def report(self, report_id: str) -> Report:
        """The report with this id; CorpusError if there is none."""
        query = select(REPORTS.c.report).where(REPORTS.c.id == report_id)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise _no_report(report_id)
        return report_of(row)

    def known(self) -> set[str]:
        """Ids of the files that were read already, also where another replaced one since."""
        query = select(REPORTS.c.id).union_all(select(SUPERSEDED.c.id))
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    def add_report(self, report_id: str, report: Report, passages: Sequence[Passage]) -> Saved:
        """Save a report with its cells and passages; it replaces that of its office and year."""
        same = (REPORTS.c.agency == report.agency, REPORTS.c.year == report.year)
        row = {**report_row(report_id, report, passages=len(passages)), "added": now()}
        with self._database.writing() as connection:
            _one_at_a_time(connection)
            if connection.scalar(select(REPORTS.c.id).where(REPORTS.c.id == report_id)):
                return Saved(new=False)
            replaced = tuple(connection.scalars(select(REPORTS.c.id).where(*same)))
            for old in replaced:
                _supersede(connection, old, by=report_id)
            connection.execute(delete(SUPERSEDED).where(SUPERSEDED.c.id == report_id))
            _insert_report(connection, row, report, passages)
        return Saved(new=True, replaced=replaced)

    def correct_report(
        self, old: str, new: str, report: Report, passages: Sequence[Passage]
    ) -> None:
        """The report `new` in place of `old`; the file of `old` stays known."""
        same = (REPORTS.c.agency == report.agency, REPORTS.c.year == report.year)
        row = {**report_row(new, report, passages=len(passages)), "added": now()}
        with self._database.writing() as connection:
            _one_at_a_time(connection)
            if not connection.scalar(select(REPORTS.c.id).where(REPORTS.c.id == old)):
                raise _no_report(old)
            other = select(REPORTS.c.file).where(*same, REPORTS.c.id != old)
            if file := connection.scalar(other):
                raise CorpusError(
                    f"资料库中已有{report.agency}{report.year}年的报告（{file}）；"
                    "请先移除那一份，或改填别的单位、年度"
                )
            _supersede(connection, old, by=new)
            _insert_report(connection, row, report, passages)

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus; CorpusError if there is none."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(REPORTS).where(REPORTS.c.id == report_id))
            if not gone.rowcount:
                raise _no_report(report_id)
            connection.execute(delete(SUPERSEDED).where(SUPERSEDED.c.by == report_id))
            _changed(connection)

    def find_cells(
        self,
        *,
        keys: Collection[str] | None = None,
        agencies: Collection[str] | None = None,
        years: Collection[int] | None = None,
    ) -> tuple[PlacedCell, ...]:
        """The cells with one of these keys, of these offices and years; None is no limit."""
        query = select(CELLS).order_by(CELLS.c.agency, CELLS.c.year, CELLS.c.position)
        for name, wanted in (("key", keys), ("agency", agencies), ("year", years)):
            if wanted is not None:
                query = query.where(CELLS.c[name].in_(list(wanted)))
        with self._database.reading() as connection:
            return tuple(placed_cell_of(row) for row in connection.execute(query).mappings())

    def corpus_version(self) -> int:
        """Grows with every change of the corpus."""
        with self._database.reading() as connection:
            return int(connection.scalars(select(CORPUS.c.version)).one())

    def passage_ids(self) -> tuple[str, ...]:
        """Of all passages, in the order in which they were added."""
        query = select(PASSAGES.c.id).order_by(PASSAGES.c.position)
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order in which they were added."""
        query = select(PASSAGES).order_by(PASSAGES.c.position)
        with self._database.reading() as connection:
            return tuple(passage_of(row) for row in connection.execute(query).mappings())

    def passages_of(
        self,
        *,
        agencies: Collection[str] | None = None,
        years: Collection[int] | None = None,
        section: SectionKind | None = None,
    ) -> tuple[Passage, ...]:
        """The passages of these offices, years and section, in reading order; None: no limit."""
        query = select(PASSAGES).order_by(PASSAGES.c.position)
        sections = None if section is None else [section]
        for name, wanted in (("agency", agencies), ("year", years), ("section", sections)):
            if wanted is not None:
                query = query.where(PASSAGES.c[name].in_(list(wanted)))
        with self._database.reading() as connection:
            return tuple(passage_of(row) for row in connection.execute(query).mappings())

    def find_passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        """Those of these ids that there are."""
        found: dict[str, Passage] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), _ASKED_AT_ONCE):
                some = ids[start : start + _ASKED_AT_ONCE]
                query = select(PASSAGES).where(PASSAGES.c.id.in_(some))
                rows = connection.execute(query).mappings()
                found |= {row["id"]: passage_of(row) for row in rows}
        return found


def _no_report(report_id: str) -> CorpusError:
    return CorpusError(f"资料库中没有编号为 {report_id} 的报告；请用 nianbao reports 查看")


def _one_at_a_time(connection: Connection) -> None:
    """Nobody else adds a report until the end; on SQLite that is so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE reports IN SHARE ROW EXCLUSIVE MODE"))


def _insert(connection: Connection, statement: Insert, rows: list[Row]) -> None:
    if rows:
        connection.execute(statement, rows)


def _insert_report(
    connection: Connection, row: Row, report: Report, passages: Sequence[Passage]
) -> None:
    connection.execute(insert(REPORTS).values(row))
    _insert(connection, insert(CELLS), cell_rows(row["id"], report))
    _insert(connection, insert(PASSAGES), [passage_row(one) for one in passages])
    _changed(connection)


def _changed(connection: Connection) -> None:
    connection.execute(update(CORPUS).values(version=CORPUS.c.version + 1))


def _supersede(connection: Connection, old: str, *, by: str) -> None:
    """Delete `old`; remember it, and those that it had superseded, as superseded by `by`."""
    before = update(SUPERSEDED).where(SUPERSEDED.c.by == old)
    connection.execute(before.values(by=by))
    connection.execute(insert(SUPERSEDED).values(id=old, by=by))
    connection.execute(delete(REPORTS).where(REPORTS.c.id == old))
