"""A workbook as a past report: the whole report, or its tables alone, as offices keep them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.core.errors import DocumentError, FiguresError
from assistant.core.report import Block, Grid, Paragraph
from corpus.figures_file import write_figures
from corpus.figures_source import figures_and_report, figures_from
from corpus.ingest import find_files
from corpus.reading import read_report
from tests.corpus.files import FIGURES, HEADINGS, PREAMBLE, PROSE, TITLE, word_file
from tests.corpus.workbooks import report_blocks, write_workbook
from tests.forms import AGENCY, form


def tables() -> list[Grid]:
    return [block for block in report_blocks() if isinstance(block, Grid)]


@pytest.mark.parametrize("left", [1, 2])
def test_a_whole_report_on_one_sheet(tmp_path: Path, left: int) -> None:
    path = write_workbook(tmp_path / "报告.xlsx", {"Sheet1": report_blocks()}, left=left)
    report = read_report(path)
    assert (report.title, report.agency, report.year) == (TITLE, "示例市档案局", 2024)
    assert report.preamble == (PREAMBLE,)
    assert {section.kind: section.paragraphs for section in report.sections} == PROSE
    assert [section.heading for section in report.sections] == list(HEADINGS.values())
    assert {cell.key: cell.raw for cell in report.figures.cells} == FIGURES
    assert report.warnings == ()
    assert all(cell.place.startswith("工作表“Sheet1”") for cell in report.figures.cells)
    assert figures_and_report(path) == (report.figures, report)


def test_a_sheet_for_each_section(tmp_path: Path) -> None:
    blocks = report_blocks()
    cuts = [
        i
        for i, one in enumerate(blocks)
        if isinstance(one, Paragraph) and one.text in HEADINGS.values()
    ]
    parts = [blocks[start:end] for start, end in zip([0, *cuts], [*cuts, len(blocks)], strict=True)]
    path = write_workbook(tmp_path / "a.xlsx", {f"第{i}页": part for i, part in enumerate(parts)})
    report = read_report(path)
    assert {section.kind: section.paragraphs for section in report.sections} == PROSE
    assert {cell.key: cell.raw for cell in report.figures.cells} == FIGURES


def test_the_three_tables_alone_with_a_title(tmp_path: Path) -> None:
    blocks: list[Block] = [Paragraph(text=TITLE), *tables()]
    path = write_workbook(tmp_path / "数据.xlsx", {"汇总": blocks})
    report = read_report(path)
    assert (report.agency, report.year, report.sections) == ("示例市档案局", 2024, ())
    assert {cell.key: cell.raw for cell in report.figures.cells} == FIGURES
    assert report.warnings == ("只有表格，没有正文",)
    assert figures_from(path) == report.figures


def test_two_of_three_tables_are_no_report(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"汇总": [Paragraph(text=TITLE), *tables()[:2]]})
    with pytest.raises(DocumentError, match="没有找到年度报告的章节标题"):
        read_report(path)
    with pytest.raises(FiguresError, match="缺少工作表“表二”"):
        figures_from(path)


def test_tables_of_nobody_are_no_report(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"汇总": tables()})
    with pytest.raises(DocumentError, match="没有找到年度报告的章节标题"):
        read_report(path)


def test_a_figures_workbook_is_a_report_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "填报.xlsx"
    figures = form(2025, {"新收.总计": 3, "新收.自然人": 3}, notes=("举办培训2次",))
    write_figures(path, figures)
    report = read_report(path)
    assert (report.agency, report.year, report.file) == (AGENCY, 2025, "填报.xlsx")
    assert report.figures == figures_from(path)


def test_a_row_of_blanks_stays_in_its_table(tmp_path: Path) -> None:
    """Only the label is there: it is no paragraph."""
    blocks = report_blocks()
    place, grid = next((i, one) for i, one in enumerate(blocks) if isinstance(one, Grid))
    emptied = tuple(
        tuple("" if text.strip().isdecimal() else text for text in row) for row in grid.rows
    )
    blocks[place] = replace(grid, rows=emptied)
    report = read_report(write_workbook(tmp_path / "a.xlsx", {"报告": blocks}))
    blank = {cell.key for cell in report.figures.cells if cell.meaning == "blank"}
    read = {key for key, raw in FIGURES.items() if raw.strip().isdecimal()}
    assert {key for key in blank if key.startswith("行政许可")} == {"行政许可.处理决定"} & read
    assert {section.kind: section.paragraphs for section in report.sections} == PROSE


def changed(path: Path, change: str) -> Path:
    write_workbook(path, {"报告": report_blocks()})
    book = load_workbook(path)
    sheet = book["报告"]
    if change == "formula":
        sheet["A1"].value = '="示例市档案局"&2024'
    elif change == "error":
        sheet["A1"].value = "#REF!"
    elif change == "rows":
        sheet.cell(10_001, 1).value = "1"
    elif change == "hidden":
        book.create_sheet("旧表").sheet_state = "hidden"
    elif change == "date":
        sheet["A2"].value = date(2025, 1, 24)
    book.save(path)
    return path


BAD = [
    ("formula", "报告!A1 的公式没有保存计算结果"),
    ("error", "报告!A1 的公式出错"),
    ("rows", "有 10001 行"),
]


@pytest.mark.parametrize(("change", "words"), BAD, ids=[change for change, _ in BAD])
def test_a_workbook_that_cannot_be_read_is_one_line(
    tmp_path: Path, change: str, words: str
) -> None:
    path = changed(tmp_path / "坏.xlsx", change)
    with pytest.raises(DocumentError, match=words) as told:
        read_report(path)
    assert str(told.value).startswith("坏.xlsx：")
    with pytest.raises(DocumentError, match=words):
        figures_from(path)


def test_a_hidden_sheet_is_told_and_a_date_is_a_text(tmp_path: Path) -> None:
    assert read_report(changed(tmp_path / "a.xlsx", "hidden")).warnings == (
        "有1个隐藏的工作表没有读取",
    )
    assert read_report(changed(tmp_path / "b.xlsx", "date")).preamble == ("2025年1月24日",)


def test_a_word_file_and_a_workbook_that_change_names(tmp_path: Path) -> None:
    word = word_file(tmp_path / "a.docx").rename(tmp_path / "a.xlsx")
    with pytest.raises(DocumentError, match="不是 Excel 工作簿"):
        read_report(word)
    book = tmp_path / "b.xlsx"
    Workbook().save(book)
    with pytest.raises(DocumentError, match="没有找到年度报告的章节标题"):
        read_report(book.rename(tmp_path / "b.docx"))


def test_a_folder_is_not_searched_for_workbooks(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "a.xlsx", {"报告": report_blocks()})
    word = word_file(tmp_path / "a.docx")
    assert find_files([tmp_path]) == (word,)
    assert find_files([book]) == (book,)
