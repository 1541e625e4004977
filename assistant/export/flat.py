"""
A report as Markdown and as plain text: the same words and numbers, tables without merged cells.

Table 二 is a small table for each item of article 20; the levels of a label are joined by ｜.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from assistant.core.publication import Publication
from assistant.core.report import SectionKind
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import SEPARATOR, Line, Row
from assistant.core.tables.printed import BALANCE_NOTE, applicant_columns, cell_text, form_rows

_Grid = list[tuple[str, ...]]  # the head line first


def markdown_text(publication: Publication) -> str:
    """The whole report, blocks parted by empty lines."""
    return "\n\n".join(_blocks(publication, ("# ", "## "), _bars)) + "\n"


def plain_text(publication: Publication) -> str:
    """The whole report as .txt: a paragraph a line, cells between bars so that blanks are seen."""
    return "\n".join(_blocks(publication, ("", ""), _rows)) + "\n"


def _blocks(
    publication: Publication, leads: tuple[str, str], print_grid: Callable[[_Grid], str]
) -> Iterator[str]:
    report, signed = publication.report, publication.signed
    yield f"{leads[0]}{report.title}"
    yield from report.preamble
    for section in report.sections:
        yield f"{leads[1]}{section.heading}"
        yield from section.paragraphs
        for note, grid in _tables(section.kind, report.figures):
            if note:
                yield note
            yield print_grid(grid)
    if signed:
        yield publication.signature
        yield f"{signed.year}年{signed.month}月{signed.day}日"


def _tables(kind: SectionKind, figures: Figures) -> Iterator[tuple[str, _Grid]]:
    """The tables of a section, each with the line above it."""
    if kind == "disclosure":
        yield from _table_2(figures)
    if kind == "requests":
        columns = applicant_columns(figures)
        yield BALANCE_NOTE, _grid("项目", columns, form_rows(figures, "表三"), figures)
    if kind == "litigation":
        rows = form_rows(figures, "表四")
        yield "", _grid("类别", rows[0].columns, rows, figures)


def _table_2(figures: Figures) -> Iterator[tuple[str, _Grid]]:
    rows = form_rows(figures, "表二")
    for article, group in groupby(rows, key=lambda row: row.label.split(SEPARATOR)[0]):
        block = [
            Row(key=row.key, label=row.label.split(SEPARATOR)[-1], columns=row.columns)
            for row in group
        ]
        yield article, _grid("信息内容", block[0].columns, block, figures)


def _grid(side: str, columns: Sequence[Line], rows: Iterable[Row], figures: Figures) -> _Grid:
    lines = [(side, *(column.label for column in columns))]
    for row in rows:
        own = row.columns if len(row.columns) == len(columns) else columns
        lines.append((row.label, *(cell_text(figures, row, column) for column in own)))
    return lines


def _bars(grid: _Grid) -> str:
    head, *rows = grid
    return _rows([head, tuple("---" for _ in head), *rows])


def _rows(grid: _Grid) -> str:
    return "\n".join("| " + " | ".join(map(_escape, line)) + " |" for line in grid)


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
