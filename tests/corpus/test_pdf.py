"""What only a PDF holds: lines, pages, tables cut by the end of a page."""

from pathlib import Path

import pytest

from assistant.core.report import Grid
from corpus.readers import read_document
from corpus.readers.grids import Span
from tests.corpus.files import paragraphs
from tests.corpus.pdfs import Mark, Picture, Text, prose, ruled, write_pdf

PDF_TEXTS = {
    "a title over two lines": (
        [
            [
                Text(150, 100, "示例市档案局2024年", size=22),
                Text(150, 130, "年度报告", size=22),
                *prose(170, "甲" * 70),
            ]
        ],
        ["示例市档案局2024年年度报告", "甲" * 70],
    ),
    "a paragraph over two pages": (
        [[*prose(700, "甲" * 50)], [Text(80, 90, "乙" * 10)]],
        ["甲" * 50 + "乙" * 10],
    ),
    "an indent opens a paragraph": (
        [[*prose(100, "甲" * 50), *prose(156, "乙" * 9)]],
        ["甲" * 50, "乙" * 9],
    ),
    "a short line closes one": (
        [[Text(80, 100, "甲" * 26), Text(80, 128, "甲" * 9), Text(80, 156, "乙" * 26)]],
        ["甲" * 35, "乙" * 26],
    ),
    "page numbers": (
        [
            [*prose(100, "甲" * 9), Text(280, 800, text, size=12)]
            for text in ("第 1 页 共 3 页", "— 2 —")
        ],
        ["甲" * 9, "甲" * 9],
    ),
    "a number in the text is no page number": (
        [[*prose(100, "甲" * 9), Text(112, 400, "2024")]],
        ["甲" * 9, "2024"],
    ),
    "running heads": (
        [[Text(80, 40, f"示例年报第{i}期", size=9), *prose(100, "甲" * 9)] for i in range(3)],
        ["甲" * 9] * 3,
    ),
    "blanks of justified lines": (
        [[Text(112, 100, "邮 编 ： 223100 ， 电 话")]],
        ["邮编：223100，电话"],
    ),
    "blanks of Latin words": ([[Text(112, 100, "Microsoft Word 文件")]], ["Microsoft Word文件"]),
}


@pytest.mark.parametrize(("pages", "texts"), PDF_TEXTS.values(), ids=PDF_TEXTS.keys())
def test_prose_of_pdf(tmp_path: Path, pages: list[list[Mark]], texts: list[str]) -> None:
    assert paragraphs(write_pdf(tmp_path / "a.pdf", pages)) == texts


def test_a_row_and_a_label_cut_by_the_end_of_a_page_are_one(tmp_path: Path) -> None:
    def row(number: int, *texts: str) -> list[Span]:
        return [
            Span(text=text, row=number, column=i, row_end=number + 1, column_end=i + 1)
            for i, text in enumerate(texts)
        ]

    upper = [*row(0, "项目", "", "自然人"), *row(1, "（四）无", "1.本机关不掌握", "746")]
    upper += row(2, "（五）不", "5.要求行政机关确认或重新出", "8")
    lower = [*row(0, "予处理", "具已获取信息", ""), *row(1, "（六）其他处理", "3.其他", "9")]
    path = write_pdf(
        tmp_path / "a.pdf", [ruled(700, upper, [60, 200, 60]), ruled(80, lower, [60, 200, 60])]
    )
    (table,) = (block for block in read_document(path).blocks if isinstance(block, Grid))
    assert table.rows[2:] == (
        ("（五）不予处理", "5.要求行政机关确认或重新出具已获取信息", "8"),
        ("（六）其他处理", "3.其他", "9"),
    )


def test_pictures_in_a_pdf_are_told(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [prose(100, "甲" * 9), [Picture()]])
    assert read_document(path).warnings == ("第2页是图片，没有文字，没有读取",)
