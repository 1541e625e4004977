"""One small invented report as blocks, and writers that make files of every format from it."""

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as Word

from assistant.core.report import SECTION_TITLES, Grid, Paragraph
from corpus.readers import read_document
from tests.corpus.grids import READ_2, READ_4, merged_3, read_3, table_2, wide_4

TITLE = "示例市档案局2024年政府信息公开工作年度报告"
PREAMBLE = "本报告由示例市档案局编制，数据的统计期限自2024年1月1日起至2024年12月31日止。"
PROSE = {
    "overview": (
        "2024年，示例市档案局围绕查档便民，推进政府信息公开。",
        "（一）主动公开情况。网站发布信息128条，公布开放档案目录3批。",
        "（二）依申请公开情况。收到申请12件，均在法定期限内答复。",
    ),
    "disclosure": (),
    "requests": (),
    "litigation": (),
    "problems": (
        "存在的主要问题：一是目录更新不及时；二是解读形式单一。",
        "改进措施：一是按季度更新目录；二是增加图解。",
    ),
    "other": ("2024年未收取信息处理费。",),
}
TABLES: dict[str, Callable[[], Grid]] = {
    "disclosure": table_2,
    "requests": merged_3,
    "litigation": lambda: wide_4(merged=True),
}
FIGURES = READ_2 | read_3() | READ_4
HEADINGS = {
    kind: f"{'一二三四五六'[i]}、{title}" for i, (kind, title) in enumerate(SECTION_TITLES.items())
}


def printed_cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The printed cells of a grid: row, column, height, width, text."""
    found: dict[int, list[tuple[int, int]]] = {}
    for row, numbers in enumerate(grid.cells):
        for column, number in enumerate(numbers):
            found.setdefault(number, []).append((row, column))
    return [
        (
            places[0][0],
            places[0][1],
            places[-1][0] - places[0][0] + 1,
            places[-1][1] - places[0][1] + 1,
            grid.rows[places[0][0]][places[0][1]],
        )
        for places in found.values()
    ]


def html_table(grid: Grid) -> str:
    rows = ["" for _ in grid.rows]
    for row, _, height, width, text in printed_cells(grid):
        rows[row] += f'<td rowspan="{height}" colspan="{width}"><p>{escape(text)}</p></td>'
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def html_article(paragraph: str = "<p>{}</p>\n") -> str:
    """The report as HTML, each paragraph in this pattern."""
    parts = [paragraph.format(escape(PREAMBLE))]
    for kind, heading in HEADINGS.items():
        parts += [paragraph.format(escape(text)) for text in (heading, *PROSE[kind])]
        if kind in TABLES:
            parts.append(html_table(TABLES[kind]()))
    return "".join(parts)


def html_page(article: str, *, charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE}</title></head>'
        f"<body><h1>{TITLE}</h1>{article}</body></html>"
    )


def add_table(word: Word, grid: Grid) -> None:
    table = word.add_table(rows=len(grid.rows), cols=len(grid.rows[0]), style="Table Grid")
    for row, column, height, width, text in printed_cells(grid):
        cell = table.cell(row, column)
        if height > 1 or width > 1:
            cell = cell.merge(table.cell(row + height - 1, column + width - 1))
        cell.text = text


@cache
def _word_bytes() -> bytes:
    word = docx.Document()
    for text in (TITLE, PREAMBLE):
        word.add_paragraph(text)
    for kind, heading in HEADINGS.items():
        for text in (heading, *PROSE[kind]):
            word.add_paragraph(text)
        if kind in TABLES:
            add_table(word, TABLES[kind]())
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def word_file(path: Path) -> Path:
    """The report as .docx, tables with merged cells; made once, as it takes half a second."""
    path.write_bytes(_word_bytes())
    return path


def text_lines(table: Callable[[Grid], Sequence[str]]) -> list[str]:
    """The report as lines of text, its tables as this function writes them."""
    lines = [TITLE, "", PREAMBLE]
    for kind, heading in HEADINGS.items():
        lines += [heading, *PROSE[kind]]
        if kind in TABLES:
            lines += table(TABLES[kind]())
    return lines


def cell_lines(lead: str, between_rows: Sequence[str]) -> Callable[[Grid], list[str]]:
    """A cell a line, "" for the places that a merged cell from above covers."""

    def write(grid: Grid) -> list[str]:
        lines: list[str] = []
        for row, numbers in enumerate(grid.cells):
            above = grid.cells[row - 1] if row else ()
            for column, number in enumerate(numbers):
                if number not in numbers[:column]:
                    lines.append(lead + ("" if number in above else grid.rows[row][column]))
            lines += between_rows
        return lines

    return write


def row_lines(separator: str, *, repeat_above: bool) -> Callable[[Grid], list[str]]:
    """A row a line, with or without places for the cells that a merged cell from above covers."""

    def write(grid: Grid) -> list[str]:
        lines: list[str] = []
        for row, numbers in enumerate(grid.cells):
            above = grid.cells[row - 1] if row else ()
            texts = [
                "" if number in above else grid.rows[row][column]
                for column, number in enumerate(numbers)
                if number not in numbers[:column] and (repeat_above or number not in above)
            ]
            lines.append(separator.join(texts))
        return lines

    return write


def bar_lines(grid: Grid) -> list[str]:
    """A table of Markdown, a merged cell's text at each place."""
    rows = [f"| {' | '.join(row)} |" for row in grid.rows]
    return ["", rows[0], "|" + "---|" * len(grid.rows[0]), *rows[1:], ""]


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a file, nothing interpreted."""
    return [block.text for block in read_document(path).blocks if isinstance(block, Paragraph)]
