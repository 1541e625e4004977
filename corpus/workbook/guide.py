"""The sheets around the tables: how to fill in, other figures (indicators), notes."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.tables.figures import Figures, Indicator
from corpus.workbook.checks import DIFFERS
from corpus.workbook.layout import GUIDE, INDICATORS, NOTES, REFERENCE, TABLES
from corpus.workbook.style import (
    fit_page,
    put_text,
    rule_lines,
    style_grey,
    style_label,
    style_value,
)

AGENCY, YEAR, EDITION = "机关名称", "年度", "表式版本"
NAME, VALUE, UNIT, NOTE = "名称", "本年数", "单位", "工作要点"
LAST_VALUE = f"上年数（{REFERENCE}）"

_HOW = (
    "1. “表二”“表三”“表四”与国办格式相同，只填白底的格；浅黄底的合计会自动算出，也可以直接改填。",
    "2. 没有发生填 0；确实没有数据留空；不适用填“/”。空白不会被当成 0。",
    "3. 标“√”的核对相符，标“×”的不平，后面是差额；灰色的是上年数，只供对照，不会被读取。",
    "4. 表格里没有的数字（网站发布条数、培训次数等）填在“其他数据”，一行一项，写明单位。",
    "5. 今年做了什么、印发了什么、开了什么会，一条一行写在“工作要点”，起草时会用到。",
    "6. 可以插入本机关自有的行；请不要删除或改写各表的项目名称。填好后保存，交给年报助手。",
)
# Asked for in most reports and held by no table; a line without a value is not read.
_USUAL = (
    ("政府网站主动公开信息", "条"),
    ("政务新媒体发布信息", "条"),
    ("政策解读材料", "篇"),
    ("新闻发布会", "场"),
    ("政府信息公开培训", "次"),
    ("收取信息处理费", "元"),
)
_EMPTY_LINES = 30


def write_guide(book: Workbook, figures: Figures) -> None:
    """The first sheet: whose figures these are, what the checks say, how to fill in."""
    sheet = book.worksheets[0]
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 96
    put_text(sheet["A1"], "政府信息公开工作年度报告  数据表")
    style_label(sheet["A1"], "title")
    sheet["A1"].alignment = Alignment(horizontal="left")
    for row, name in enumerate((AGENCY, YEAR, EDITION, "核对结果"), 3):
        _field(sheet, row, name)
    put_text(sheet["B3"], figures.agency)
    sheet["B4"] = figures.year
    put_text(sheet["B5"], f"{figures.edition}版")
    sheet["B6"] = _summary()
    for row, line in enumerate(_HOW, 8):
        put_text(sheet[f"B{row}"], line)
        sheet[f"B{row}"].alignment = Alignment(wrap_text=True, vertical="center")
        sheet[f"B{row}"].font = Font(name="宋体", size=11)
    fit_page(sheet, landscape=True)


def _field(sheet: Worksheet, row: int, name: str) -> None:
    put_text(sheet[f"A{row}"], name)
    style_label(sheet[f"A{row}"], "head")
    style_value(sheet[f"B{row}"], is_sum=False, number_format="General")
    sheet[f"B{row}"].alignment = Alignment(horizontal="left")
    rule_lines(sheet, row, 1, 1, 2)


def _summary() -> str:
    """How many checks of the three tables fail, as a formula."""
    counts = "+".join(f"COUNTIF('{name}'!$A$1:$Z$300,\"{DIFFERS} *\")" for name in TABLES)
    words = f'"还有 "&({counts})&" 处不平，见各表标“{DIFFERS}”的格"'
    return f'=IF({counts}=0,"各表没有不平的地方",{words})'


def write_indicators(book: Workbook, figures: Figures, previous: Figures | None) -> None:
    """The sheet of numbers that no table holds; names known from last year stand there already."""
    sheet = book.create_sheet(INDICATORS)
    for column, (text, width) in enumerate(
        ((NAME, 40), (VALUE, 16), (UNIT, 10), (LAST_VALUE, 18)), 1
    ):
        cell = sheet.cell(1, column)
        put_text(cell, text)
        style_label(cell, "reference" if text == LAST_VALUE else "head")
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    last = _by_name(previous)
    lines = _lines(figures, last)
    for row, (name, unit, indicator) in enumerate(lines, 2):
        put_text(sheet[f"A{row}"], name)
        put_text(sheet[f"C{row}"], unit)
        if indicator is not None:
            sheet[f"B{row}"] = indicator.value
        if (name, unit) in last:
            sheet[f"D{row}"] = last[name, unit].value
    for row in range(1, len(lines) + _EMPTY_LINES):
        style_grey(sheet[f"D{row}"])
        rule_lines(sheet, row, 1, 1, 4)
    sheet.freeze_panes = "A2"
    fit_page(sheet, landscape=False)


def _by_name(figures: Figures | None) -> dict[tuple[str, str], Indicator]:
    return {} if figures is None else {(one.label, one.unit): one for one in figures.indicators}


def _lines(
    figures: Figures, last: dict[tuple[str, str], Indicator]
) -> list[tuple[str, str, Indicator | None]]:
    """Name, unit and value of each line: this year's, then last year's names, then usual ones."""
    given = [(one.label, one.unit, one) for one in figures.indicators]
    known = {(one.label, one.unit) for one in figures.indicators}
    asked = [pair for pair in (*last, *_USUAL) if pair not in known]
    return [*given, *((name, unit, None) for name, unit in dict.fromkeys(asked))]


def write_notes(book: Workbook, figures: Figures) -> None:
    """The sheet of notes, one a line."""
    sheet = book.create_sheet(NOTES)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 8, 100
    for cell, text in ((sheet["A1"], "序号"), (sheet["B1"], NOTE)):
        put_text(cell, text)
        style_label(cell, "head")
    for row in range(2, 2 + max(len(figures.notes), _EMPTY_LINES)):
        sheet[f"A{row}"] = row - 1
        style_grey(sheet[f"A{row}"])
        sheet[f"B{row}"].alignment = Alignment(wrap_text=True, vertical="center")
    for row, note in enumerate(figures.notes, 2):
        put_text(sheet[f"B{row}"], note)
    for row in range(1, 2 + max(len(figures.notes), _EMPTY_LINES)):
        rule_lines(sheet, row, 1, 1, 2)
    sheet.freeze_panes = "A2"
    fit_page(sheet, landscape=False)
