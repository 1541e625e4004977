"""
Figures files: this year's figures from a .json or an .xlsx, and the workbook to type them into.

Knows: paths, formats, what can be wrong with a file. Does not know: reports (a whole report is
read by corpus.parse), rules. Every problem is one FiguresError with file, sheet and cell.
"""

import json
import os
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NoReturn

from assistant.core.codec import figures_from_json
from assistant.core.errors import FiguresError
from assistant.core.rules.cells import COUNT_UNITS, is_amount, is_change
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import Edition
from assistant.core.tables.slots import own_cells

FORMATS = frozenset({".json", ".xlsx"})
_MOST_JSON = 5_000_000  # bytes; a year's figures are 20 kB


def read_figures(path: Path, *, year: int | None = None) -> Figures:
    """The figures of a year, from a .json or a workbook; `year` is the one that they must be of.

    Raises FiguresError: no such file, another format, empty, damaged, locked by a password, a
    missing sheet, text or an impossible count in a cell, a year other than asked.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise FiguresError(
            f"{path.name}：数据文件只认 .json 和 .xlsx；请用 nianbao template 生成表格后填写"
        )
    try:
        figures = _read_json(path) if suffix == ".json" else _read_xlsx(path)
    except FiguresError as error:
        raise type(error)(f"{path.name}：{error}") from error
    if year is not None and figures.year != year:
        raise FiguresError(
            f"{path.name}：数据是 {figures.year} 年度的，要的是 {year} 年度；请换文件或改年度"
        )
    return figures


def write_template(
    path: Path,
    *,
    year: int,
    edition: Edition,
    agency: str = "",
    previous: Figures | None = None,
) -> None:
    """An empty workbook; last year's values stand beside, and its own rows again, when given."""
    empty = Figures(
        agency=agency or (previous.agency if previous else ""),
        year=year,
        edition=edition,
        cells=own_cells(previous) if previous and previous.edition == edition else (),
    )
    write_figures(path, empty, previous)


def write_figures(path: Path, figures: Figures, previous: Figures | None = None) -> None:
    """The workbook filled with these figures; FiguresError if it cannot be written."""
    from corpus.workbook.write import build_workbook  # openpyxl: only for workbooks

    if path.suffix.lower() != ".xlsx":
        raise FiguresError(f"{path.name}：表格的文件名要以 .xlsx 结尾")
    book = build_workbook(figures, previous)
    beside = path.with_name(f".{path.stem}.{os.getpid()}.xlsx")  # a full disk leaves the old file
    try:
        try:
            content = BytesIO()  # openpyxl on a full disk leaves a half file open
            book.save(content)
            beside.write_bytes(content.getvalue())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise FiguresError(
            f"{path}：无法写入；请检查文件夹在不在、有没有权限、磁盘空间够不够，"
            "并关闭正打开它的程序"
        ) from error


# --- .json


def _read_json(path: Path) -> Figures:
    content = _bytes(path)
    if len(content) > _MOST_JSON:
        raise FiguresError("文件太大，不是一年的数据；请检查是不是选错了文件")
    try:
        return figures_from_json(
            json.loads(
                content.decode("utf-8-sig"),
                parse_float=Decimal,
                parse_int=Decimal,  # Python refuses an int of thousands of digits in English
                parse_constant=_refuse,
                object_pairs_hook=_once,
            )
        )
    except UnicodeDecodeError:
        raise FiguresError("不是 UTF-8 编码；请另存为 UTF-8 后再试") from None
    except json.JSONDecodeError as error:
        raise FiguresError(
            f"第{error.lineno}行第{error.colno}列不是合法的 JSON；请改正后再试"
        ) from None
    except RecursionError:
        raise FiguresError("括号层数太多，不是数据文件；请检查是不是选错了文件") from None


def _bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FiguresError("没有这个文件；请检查路径") from None
    except OSError as error:
        raise FiguresError(f"打不开（{error.strerror}）；请检查路径和权限") from None
    if not content:
        raise FiguresError("文件是空的（0 字节）；请重新导出或填写")
    return content


def _refuse(constant: str) -> NoReturn:
    raise FiguresError(f"出现了 {constant}，不是数字；没有数据请写 null")


def _once(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    """An object whose keys all differ: of two the standard reader would drop the first silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FiguresError(f"“{twice}”出现了两次；请只保留一个")
    return found


# --- .xlsx


def _read_xlsx(path: Path) -> Figures:
    from corpus.workbook.file import read_workbook  # openpyxl: only for workbooks

    figures = read_workbook(_bytes(path), path.stem)
    _refuse_bad_values(figures)
    return figures


_SHOWN = 3  # further cells named in one message


def _refuse_bad_values(figures: Figures) -> None:
    """What a person can only have mistyped: refused at once, with the cells."""
    bad = [(cell, problem) for cell in figures.cells if (problem := _problem(cell))]
    if not bad:
        return
    (cell, problem), *others = bad
    more = ""
    if others:
        places = "、".join(other.place for other, _ in others[:_SHOWN])
        more = f"；另有 {len(others)} 处（{places}{'等' if len(others) > _SHOWN else ''}）"
    raise FiguresError(f"{cell.place} {problem}，现在是“{cell.raw[:20]}”{more}；请改正后再试")


def _problem(cell: Cell) -> str:
    if cell.meaning == "text":
        return "应填数字（不适用填“/”，没有数据留空）"
    if cell.number is None:
        return ""
    if is_amount(cell):
        return "不应是负数" if cell.number < 0 else ""
    if cell.unit not in COUNT_UNITS:
        return "应填以件、项计的整数"
    if cell.number != cell.number.to_integral_value():
        return "应填整数"
    return "不应是负数" if cell.number < 0 and not is_change(cell) else ""
