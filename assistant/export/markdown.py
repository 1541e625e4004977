"""
A report as Markdown: the same words and numbers, the tables without merged cells.

Table 二 is a small table for each item of article 20; the levels of a label are joined by ｜.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from assistant.core.report import Report, SectionKind
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import SEPARATOR, Line, Row
from assistant.core.tables.printed import BALANCE_NOTE, applicant_columns, cell_text, form_rows


def markdown_text(report: Report, *, signed: date | None) -> str:
    """The whole report, blocks parted by empty lines."""
    blocks = [f"# {report.title}", *report.preamble]
    for section in report.sections:
        blocks += [f"## {section.heading}", *section.paragraphs]
        blocks += _tables(section.kind, report.figures)
    if signed:
        blocks += [report.agency, f"{signed.year}年{signed.month}月{signed.day}日"]
    return "\n\n".join(blocks) + "\n"


def _tables(kind: SectionKind, figures: Figures) -> list[str]:
    if kind == "disclosure":
        return _table_2(figures)
    if kind == "requests":
        columns = applicant_columns(figures)
        return [BALANCE_NOTE, _table("项目", columns, form_rows(figures, "表三"), figures)]
    if kind == "litigation":
        rows = form_rows(figures, "表四")
        return [_table("类别", rows[0].columns, rows, figures)]
    return []


def _table_2(figures: Figures) -> list[str]:
    blocks: list[str] = []
    rows = form_rows(figures, "表二")
    for article, group in groupby(rows, key=lambda row: row.label.split(SEPARATOR)[0]):
        block = [
            Row(key=row.key, label=row.label.split(SEPARATOR)[-1], columns=row.columns)
            for row in group
        ]
        blocks += [article, _table("信息内容", block[0].columns, block, figures)]
    return blocks


def _table(side: str, columns: Sequence[Line], rows: Iterable[Row], figures: Figures) -> str:
    lines = [
        (side, *(column.label for column in columns)),
        tuple("---" for _ in range(1 + len(columns))),
    ]
    for row in rows:
        own = row.columns if len(row.columns) == len(columns) else columns
        lines.append((row.label, *(cell_text(figures, row, column) for column in own)))
    return "\n".join("| " + " | ".join(map(_escape, line)) + " |" for line in lines)


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
