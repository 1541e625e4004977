"""How the figures workbook looks: fonts, lines, colours; and text that can never be a formula."""

from collections.abc import Mapping

from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.patterns import regex
from corpus.workbook.layout import LabelStyle

_LINE = Side(style="thin", color="FF808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="FFF2F2F2")
_SUM = PatternFill("solid", fgColor="FFF7F7EE")
_GREY = Font(name="宋体", size=10, color="FF7F7F7F")
_PLAIN = Font(name="宋体", size=10.5)
_FONTS: Mapping[LabelStyle, Font] = {
    "title": Font(name="黑体", size=14, bold=True),
    "band": Font(name="黑体", size=11),
    "head": Font(name="黑体", size=10.5),
    "side": _PLAIN,
    "note": _GREY,
    "reference": _GREY,
}
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold


def put_text(cell: SheetCell, text: str) -> None:
    """Write text as text, even where it begins like a formula: it may come from a document."""
    cell.value = _CONTROL.sub("", text)
    cell.data_type = "s"


def style_label(cell: SheetCell, style: LabelStyle) -> None:
    cell.font = _FONTS[style]
    cell.alignment = _LEFT if style == "side" else _CENTRE
    if style in {"band", "head"}:
        cell.fill = _HEAD


def style_value(cell: SheetCell, *, is_sum: bool, number_format: str) -> None:
    cell.font, cell.alignment, cell.number_format = _PLAIN, _CENTRE, number_format
    cell.protection = Protection(locked=False)
    if is_sum:
        cell.fill = _SUM


def style_grey(cell: SheetCell) -> None:
    cell.font, cell.alignment = _GREY, _CENTRE


def rule_lines(sheet: Worksheet, row: int, column: int, height: int, width: int) -> None:
    """Thin lines around every cell of an area, so that a merged one has them on all sides."""
    for line in sheet.iter_rows(row, row + height - 1, column, column + width - 1):
        for cell in line:
            cell.border = _BOX


def fit_page(sheet: Worksheet, *, landscape: bool) -> None:
    """Print on A4, as wide as the page."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
