"""
Text files: paragraphs a line, tables with | bars, tabs between cells, or one tab-led cell a line.
Tables without any of these are found by the labels of the form (corpus.readers.loose).

The tab-led layout is what converters make of a Word table: each cell on a line that begins with a
tab, a cell of several lines goes on without one, an empty line ends the row.
"""

from collections.abc import Iterator
from pathlib import Path

from assistant.core.report import Block, Document, Paragraph
from corpus.characters import clean
from corpus.readers.bars import bar_cells, end_of_bars
from corpus.readers.decoding import decode, read_bytes
from corpus.readers.grids import grid_of_rows
from corpus.readers.loose import find_loose

LIMIT = 2 * 1024 * 1024  # bytes; a long report of a whole city has 60 kB
_LONGEST_REST = 20  # characters of a cell's second line; longer ones are a paragraph after it


class TextReader:
    """Reads .txt."""

    def accepts(self, path: Path, head: bytes) -> bool:
        return path.suffix.lower() in {".txt", ".text"} and not head.startswith(b"%PDF")

    def read(self, path: Path) -> Document:
        text = clean(decode(read_bytes(path, limit=LIMIT, kind="文本文件"), path.name))
        return Document(name=path.name, blocks=tuple(blocks_of_lines(text.split("\n"))))


def blocks_of_lines(lines: list[str]) -> Iterator[Block]:
    """Paragraphs and tables in the order of the lines."""
    loose = {table.start: table for table in find_loose(lines)}
    number = 0
    while number < len(lines):
        rows, end = _table_at(lines, number)
        if not rows and number in loose:
            rows, end = [list(row) for row in loose[number].rows], loose[number].end
        if rows:
            yield grid_of_rows(rows, place=f"第{number + 1}行起的表")
            number = end
            continue
        if text := lines[number].strip():
            yield Paragraph(text=text, place=f"第{number + 1}行")
        number += 1


def _table_at(lines: list[str], start: int) -> tuple[list[list[str]], int]:
    """The rows of the table that begins at a line, and the line after it."""
    if (end := end_of_bars(lines, start)) > start:
        rows = [cells for line in lines[start:end] if (cells := bar_cells(line)) is not None]
        return rows, end
    if _is_cell(lines[start]):
        return _cell_table(lines, start)
    if "\t" in lines[start].strip():
        return _tab_table(lines, start)
    return [], start


def _tab_table(lines: list[str], start: int) -> tuple[list[list[str]], int]:
    end = start
    while end < len(lines) and "\t" in lines[end]:
        end += 1
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines[start:end]]
    return rows, end


def _is_cell(line: str) -> bool:
    """Whether a line is one cell: a tab, then text without tabs."""
    return line.startswith("\t") and "\t" not in line[1:].rstrip()


def _cell_table(lines: list[str], start: int) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    number = start
    while number < len(lines) and _is_cell(lines[number]):
        row: list[str] = []
        while number < len(lines) and lines[number].strip(" ") and _belongs(lines, number):
            line = lines[number]
            if _is_cell(line):
                row.append(line.strip())
            else:
                row[-1] += line.strip()
            number += 1
        rows.append(row)
        if number < len(lines) and not lines[number].strip():
            number += 1
    return rows, number


def _belongs(lines: list[str], number: int) -> bool:
    """Whether a line inside a row is a cell, or the rest of the cell above."""
    if _is_cell(lines[number]):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    short = len(lines[number].strip()) <= _LONGEST_REST
    return short and (_is_cell(following) or not following.strip())
