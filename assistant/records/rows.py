"""
Values to rows and back: reports with their cells, drafts with their revisions.

Knows: the columns of assistant.records.schema. Does not know: transactions.
"""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping

from assistant.core.asking.query import PlacedCell
from assistant.core.codec import report_from_json, report_to_json
from assistant.core.drafts import Draft, Revision
from assistant.core.origins import (
    origin_from_json,
    origin_to_json,
    record_from_json,
    record_to_json,
)
from assistant.core.ports import ReportEntry
from assistant.core.report import Passage, Report
from assistant.core.tables.figures import Cell, Figures

Row = dict[str, Any]


def report_row(report_id: str, report: Report, *, passages: int) -> Row:
    return {
        "id": report_id,
        "agency": report.agency,
        "year": report.year,
        "edition": report.figures.edition,
        "title": report.title,
        "file": report.file,
        "passages": passages,
        "report": json.dumps(report_to_json(report), ensure_ascii=False),
    }


def report_of(row: RowMapping) -> Report:
    return report_from_json(json.loads(row["report"]))


def entry_of(row: RowMapping) -> ReportEntry:
    return ReportEntry(
        id=row["id"],
        agency=row["agency"],
        year=row["year"],
        file=row["file"],
        passages=row["passages"],
    )


def cell_rows(report_id: str, report: Report) -> list[Row]:
    """One row a cell of the report, in reading order."""
    return [
        {
            "report": report_id,
            "position": position,
            "agency": report.agency,
            "year": report.year,
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "key": cell.key,
            "raw": cell.raw,
            "number": cell.number,
            "meaning": cell.meaning,
            "unit": cell.unit,
            "place": cell.place,
        }
        for position, cell in enumerate(report.figures.cells)
    ]


def placed_cell_of(row: RowMapping) -> PlacedCell:
    cell = Cell(
        table=row["table"],
        row=row["row"],
        column=row["column"],
        key=row["key"],
        raw=row["raw"],
        number=row["number"],
        meaning=row["meaning"],
        unit=row["unit"],
        place=row["place"],
    )
    return PlacedCell(report=row["report"], agency=row["agency"], year=row["year"], cell=cell)


def passage_row(passage: Passage) -> Row:
    return {
        "id": passage.id,
        "report": passage.report,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section,
        "headings": json.dumps(passage.headings, ensure_ascii=False),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def passage_of(row: RowMapping) -> Passage:
    return Passage(
        id=row["id"],
        report=row["report"],
        agency=row["agency"],
        year=row["year"],
        section=row["section"],
        headings=tuple(json.loads(row["headings"])),
        text=row["text"],
        start=row["start"],
        end=row["end"],
    )


def _figures_text(figures: Figures | None) -> str | None:
    """Figures as a report without text: that form keeps each cell as printed, with its place."""
    if figures is None:
        return None
    bare = Report(
        agency=figures.agency,
        year=figures.year,
        title="",
        preamble=(),
        sections=(),
        figures=figures,
    )
    return json.dumps(report_to_json(bare), ensure_ascii=False)


def _figures_of(record: str) -> Figures:
    return report_from_json(json.loads(record)).figures


def packed(figures: Figures) -> bytes:
    """Figures as the states of a draft keep them."""
    return zlib.compress((_figures_text(figures) or "").encode())


def unpacked(content: bytes) -> Figures:
    return _figures_of(zlib.decompress(content).decode())


def draft_row(draft: Draft) -> Row:
    return {
        "id": draft.id,
        "agency": draft.agency,
        "year": draft.year,
        "figures": _figures_text(draft.figures),
        "previous": _figures_text(draft.previous),
        "state": draft.state,
    }


def draft_of(
    row: RowMapping, revisions: Iterable[RowMapping], made: Iterable[RowMapping] = ()
) -> Draft:
    written = {(one["section"], one["number"]): made_of(one) for one in made}
    return Draft(
        id=row["id"],
        agency=row["agency"],
        year=row["year"],
        figures=_figures_of(row["figures"]),
        previous=None if row["previous"] is None else _figures_of(row["previous"]),
        state=row["state"],
        revisions=tuple(
            Revision(
                section=one["section"],
                number=one["number"],
                text=one["text"],
                author=one["author"],
                created=one["created"],
                note=one["note"],
                **written.get((one["section"], one["number"]), {}),
            )
            for one in revisions
        ),
    )


def revision_row(draft_id: str, revision: Revision) -> Row:
    return {
        "draft": draft_id,
        "section": revision.section,
        "number": revision.number,
        "text": revision.text,
        "author": revision.author,
        "note": revision.note,
        "created": revision.created,
    }


def made_row(draft_id: str, revision: Revision) -> Row | None:
    """How a revision was written; None where a person wrote it."""
    if revision.record is None:
        return None
    origins = [origin_to_json(one) for one in revision.origins]
    return {
        "draft": draft_id,
        "section": revision.section,
        "number": revision.number,
        "origins": json.dumps(origins, ensure_ascii=False),
        "record": json.dumps(record_to_json(revision.record), ensure_ascii=False),
    }


def made_of(row: RowMapping) -> Row:
    return {
        "origins": tuple(origin_from_json(one) for one in json.loads(row["origins"])),
        "record": record_from_json(json.loads(row["record"])),
    }
