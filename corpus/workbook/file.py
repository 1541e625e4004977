"""
A workbook file: open it within bounds, find its sheets, put the Figures together.

Knows: what an .xlsx file is on disk, the sheets' names. Does not know: the layout of a table.
"""

import io
import re
import warnings
import zipfile
import zlib

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.codec import read_edition, read_indicator, read_year
from assistant.core.errors import FiguresError, ForeignWorkbook
from assistant.core.patterns import regex
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.form import TableName
from corpus.workbook.guide import AGENCY, EDITION, NAME, NOTE, UNIT, VALUE, YEAR
from corpus.workbook.layout import GUIDE, INDICATORS, NOTES, TABLES
from corpus.workbook.read import read_table
from corpus.workbook.sheet import MOST_COLUMNS, MOST_ROWS, SheetValues

_MOST_BYTES = 4_000_000  # unpacked; a filled template is 0.2 MB, and 4 MB take 3 s to open
_MOST_MERGED = 100_000  # cells; a title over a whole row of a sheet covers 16 384
_MERGE = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMES: dict[TableName, re.Pattern[str]] = {
    "表二": regex("表二|表2|主动公开"),
    "表三": regex("表三|表3|依?申请"),
    "表四": regex("表四|表4|复议|诉讼"),
}
_FILE_NAME = regex(r"(?P<agency>\D{2,40}?)[_\- ]*(?P<year>20\d\d)(?!\d)")
_DAMAGED = (
    zipfile.BadZipFile,
    InvalidFileException,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,  # lxml's and ElementTree's parse errors are of this class
    EOFError,
    NotImplementedError,  # a zip method that Python does not know
)


def read_workbook(content: bytes, stem: str) -> Figures:
    """Figures of a workbook; agency and year from its first sheet, else from the file's `stem`."""
    sheets = open_workbook(content)
    tables = {name: _find(sheets, name) for name in TABLES}
    if len({sheet.name for sheet in tables.values()}) < len(TABLES):
        raise ForeignWorkbook("三张表要各占一个工作表；请用 nianbao template 生成的表格填写")
    agency, year, edition = _about(sheets.get(GUIDE), stem)
    year_read = read_year(year, f"“{GUIDE}”的{YEAR}")
    return Figures(
        agency=agency,
        year=year_read,
        edition=read_edition(edition, year_read, f"“{GUIDE}”的{EDITION}"),
        cells=tuple(cell for name, sheet in tables.items() for cell in read_table(sheet, name)),
        indicators=_indicators(sheets[INDICATORS]) if INDICATORS in sheets else (),
        notes=_notes(sheets[NOTES]) if NOTES in sheets else (),
    )


def open_workbook(content: bytes) -> dict[str, SheetValues]:
    """The sheets by name, hidden ones too; FiguresError if it is no workbook, locked, too large."""
    _refuse_foreign(content)
    return _sheets(content)


def _refuse_foreign(content: bytes) -> None:
    """Everything that is no workbook, said plainly, before anything is unpacked."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise FiguresError("有密码保护；请去掉密码另存后再试")
        raise FiguresError("是旧的 .xls 格式；请另存为 .xlsx")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise FiguresError("不是 Excel 工作簿；请另存为 .xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.infolist()
        if not any(one.filename.startswith("xl/") for one in names):
            raise FiguresError("不是 Excel 工作簿（可能是改了后缀的 Word 文件）；请另存为 .xlsx")
        if sum(one.file_size for one in names) > _MOST_BYTES:
            raise FiguresError("内容太大，不是一年的数据；请只保留年报的几张表另存后再试")
        sheets = [one for one in names if one.filename.startswith("xl/worksheets/")]
        if sum(_merged(archive, one) for one in sheets) > _MOST_MERGED:
            raise FiguresError("合并单元格大得不像年报的表；请取消整行、整列的合并，另存后再试")


def _merged(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> int:
    """How many cells the merged ones of a sheet cover: openpyxl makes each of them."""
    try:
        content = archive.read(sheet)
    except (*_DAMAGED, RuntimeError):
        return 0  # told when it is opened
    count = 0
    for reference in _MERGE.findall(content):
        try:
            left, top, right, bottom = range_boundaries(reference.decode())
        except (ValueError, TypeError):
            continue
        if left and top and right and bottom:  # a whole column has no rows
            count += (right - left + 1) * (bottom - top + 1)
    return count


def _sheets(content: bytes) -> dict[str, SheetValues]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that it leaves out
            typed = load_workbook(io.BytesIO(content), keep_links=False)
            saved = load_workbook(
                io.BytesIO(content), keep_links=False, data_only=True, read_only=True
            )
            return {
                sheet.title.strip(): SheetValues(sheet, _results(saved[sheet.title]))
                for sheet in typed.worksheets
            }
    except _DAMAGED as error:
        raise FiguresError(
            f"工作簿已损坏（{type(error).__name__}）；请用 Excel 或 WPS 打开后另存再试"
        ) from error


def _results(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """What each cell held when a spreadsheet program last saved the file."""
    lines = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return {
        (row, column): value
        for row, line in enumerate(lines, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }


def _find(sheets: dict[str, SheetValues], name: TableName) -> SheetValues:
    if name in sheets:
        return sheets[name]
    for title, sheet in sheets.items():
        if _NAMES[name].search(title):
            return sheet
    kind = FiguresError if GUIDE in sheets else ForeignWorkbook
    raise kind(
        f"缺少工作表“{name}”（现有：{'、'.join(sheets)[:60]}）；"
        "请用 nianbao template 生成的表格填写"
    )


def _about(guide: SheetValues | None, stem: str) -> tuple[str, object, object]:
    """Agency, year and edition: what is typed; the file's name where a sheet does not say."""
    named = _FILE_NAME.match(stem)
    given = {name: _beside(guide, name) if guide else "" for name in (AGENCY, YEAR, EDITION)}
    agency = given[AGENCY] or (named["agency"].strip("_- ") if named and not guide else "")
    year = given[YEAR] or (named["year"] if named and not guide else "")
    if not agency:
        raise FiguresError(f"没有写{AGENCY}；请在工作表“{GUIDE}”的“{AGENCY}”右边填写")
    if not year:
        raise FiguresError(f"没有写{YEAR}；请在工作表“{GUIDE}”的“{YEAR}”右边填写")
    return agency, year, given[EDITION]


def _beside(sheet: SheetValues, name: str) -> str:
    """What stands to the right of the cell that says `name`."""
    for row in sheet.rows():
        for column in sheet.columns():
            if sheet.label(row, column).rstrip("：:") == name:
                rest = (sheet.text(row, right) for right in range(column + 1, column + 4))
                return next((text for text in rest if text), "")
    return ""


def _heads(sheet: SheetValues, *names: str) -> tuple[int, dict[str, int]]:
    """The row of heads and the column of each name; FiguresError if they are gone."""
    for row in sheet.rows():
        labels = {sheet.label(row, column): column for column in sheet.columns()}
        if names[0] in labels:
            return row, labels
    raise FiguresError(f"工作表“{sheet.name}”的表头里没有“{names[0]}”；请恢复原来的表头")


def _indicators(sheet: SheetValues) -> tuple[Indicator, ...]:
    head, columns = _heads(sheet, VALUE)
    name_column, unit_column = columns.get(NAME, 1), columns.get(UNIT)
    found = []
    for row in (row for row in sheet.rows() if row > head):
        value = sheet.text(row, columns[VALUE])
        if value:
            unit = sheet.text(row, unit_column) if unit_column else ""
            label = sheet.text(row, name_column)
            found.append(read_indicator(label, value, unit, sheet.place(row, columns[VALUE])))
    return tuple(found)


def _notes(sheet: SheetValues) -> tuple[str, ...]:
    head, columns = _heads(sheet, NOTE)
    texts = (sheet.text(row, columns[NOTE]) for row in sheet.rows() if row > head)
    return tuple(text for text in texts if text)
