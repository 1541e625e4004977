"""
The 核对表: every number of a report, where it stands, what it rests on, what the check said.

Knows: openpyxl, how a person reads the table. Does not know: how numbers are bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.errors import ExportError
from assistant.core.evidence.binding import Binding
from assistant.core.evidence.grounding import expected_text
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex
from assistant.core.publication import CheckedText, Publication
from assistant.core.remarks import VERDICT_NAMES
from assistant.export.files import timeless, write_whole

HEADS = (
    *("序号", "部分", "段落", "文中的数", "所在语句", "核对结果", "应为", "依据", "公式", "说明"),
    "认可人",
)
_WIDTHS = (6, 16, 6, 14, 46, 10, 12, 34, 28, 40, 10)
_LINE_HEIGHT = 14.0  # points, of 10 pt type
_COLOURS = {"不符": "F8CBAD", "上年的数": "F8CBAD", "没有依据": "FFE699"}
_LINE = Side(style="thin", color="808080")
_SENTENCE_END = regex(r"[。；！？\n]")
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold


@dataclass(frozen=True, kw_only=True)
class ChecklistRow:
    """One number, in the order of HEADS."""

    number: int
    section: str
    paragraph: int  # from 1
    written: str
    sentence: str
    verdict: str
    expected: str
    source: str
    formula: str
    message: str
    accepted_by: str  # who waived what was found of it, else who accepted the report


def export_checklist(path: Path, publication: Publication) -> None:
    """Write the table as .xlsx or .md, as the file's name asks; the same bytes each time."""
    rows, title = checklist_rows(publication), publication.report.title
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_whole(path, timeless(_workbook(title, rows)))
    elif suffix == ".md":
        write_whole(path, _markdown(title, rows).encode())
    else:
        raise ExportError(
            f"{path.name}：核对表不能导出为 {suffix or '没有扩展名的'} 文件；可用 .xlsx 或 .md"
        )


def checklist_rows(publication: Publication) -> tuple[ChecklistRow, ...]:
    """A row for every number, also for those that are no statistics: nothing is left out."""
    pairs = ((text, one) for text in publication.checks for one in text.grounding.bindings)
    name = publication.accepted_by
    return tuple(_row(number, *pair, name) for number, pair in enumerate(pairs, start=1))


def _row(number: int, checked: CheckedText, binding: Binding, accepted_by: str) -> ChecklistRow:
    quantity, fact = binding.quantity, binding.fact
    differs = fact is not None and binding.verdict in ("mismatch", "stale")
    return ChecklistRow(
        number=number,
        section=checked.heading,
        paragraph=checked.text.count("\n", 0, quantity.start) + 1,
        written=quantity.text,
        sentence=_sentence(checked.text, quantity.start, quantity.end),
        verdict=VERDICT_NAMES[binding.verdict],
        expected=expected_text(fact, quantity.step) if fact and differs else "",
        source=fact.source if fact else "",
        formula=fact.formula if fact else "",
        message=quantity.exempt or "；".join(_messages(checked, binding)),
        accepted_by="、".join(_waived_by(checked, binding)) or accepted_by,
    )


def _messages(checked: CheckedText, binding: Binding) -> Iterator[str]:
    """What the check said of the number, and why a person let it stand."""
    for finding in checked.grounding.findings:
        if _is_of(finding, binding):
            yield finding.message
    for one in checked.judged:
        if one.verdict is not None and one.is_waived and _is_of(one.finding, binding):
            yield f"忽略：{one.verdict.reason}"


def _waived_by(checked: CheckedText, binding: Binding) -> Iterator[str]:
    for one in checked.judged:
        if one.verdict is not None and one.is_waived and _is_of(one.finding, binding):
            yield one.verdict.author


def _is_of(finding: TextFinding, binding: Binding) -> bool:
    return (finding.start, finding.end) == (binding.quantity.start, binding.quantity.end)


def _sentence(text: str, start: int, end: int) -> str:
    """The clause around a number, up to the next 。；！？ or line end on both sides."""
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)].strip()


def summary(rows: Sequence[ChecklistRow]) -> str:
    counts = ((name, sum(row.verdict == name for row in rows)) for name in VERDICT_NAMES.values())
    return f"共{len(rows)}处数字：" + "，".join(f"{name}{count}处" for name, count in counts)


def _markdown(title: str, rows: Sequence[ChecklistRow]) -> str:
    lines = [HEADS, tuple("---" for _ in HEADS), *(astuple(row) for row in rows)]
    table = "\n".join("| " + " | ".join(_escape(str(one)) for one in line) + " |" for line in lines)
    return f"# {title}核对表\n\n{summary(rows)}\n\n{table}\n"


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _workbook(title: str, rows: Sequence[ChecklistRow]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = "核对表"
    _put(sheet.cell(1, 1), f"{title}核对表").font = Font(name="黑体", size=14)
    _put(sheet.cell(2, 1), summary(rows))
    for line, values in enumerate((HEADS, *(astuple(row) for row in rows)), start=3):
        for column, value in enumerate(values, start=1):
            _style(_put(sheet.cell(line, column), value), is_head=line == 3)
        sheet.row_dimensions[line].height = _LINE_HEIGHT * _lines(values)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(HEADS))}{len(rows) + 3}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"
    return _save(book)


def _lines(values: Sequence[object]) -> int:
    """Lines that the fullest cell takes: a column of width 46 holds 23 Chinese characters."""
    pairs = zip(values, _WIDTHS, strict=True)
    return max(ceil(sum(1 if c.isascii() else 2 for c in str(v)) / w) or 1 for v, w in pairs)


def _put(cell: object, value: str | int) -> Cell:
    """Text stays text, even where it begins like a formula: it comes from a document."""
    assert isinstance(cell, Cell)
    cell.value = _CONTROL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _style(cell: Cell, *, is_head: bool) -> None:
    cell.font = Font(name="黑体" if is_head else "宋体", size=10)
    cell.alignment = Alignment(
        horizontal="center" if is_head else None, vertical="center", wrap_text=True
    )
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    if colour := _COLOURS.get(str(cell.value)):
        cell.fill = PatternFill("solid", fgColor=colour)


def _save(book: Workbook) -> bytes:
    """The bytes, with no name in the properties."""
    book.properties.creator = ""
    made = BytesIO()
    book.save(made)
    return made.getvalue()
