"""
Figures and reports to and from JSON: the Figures JSON and the answer of `parse --json`.

Knows: the shapes, older keys (`table2_format`), and where in them something is wrong.
Does not know: files; whoever opens one puts its name before the message.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, cast, get_args

from assistant.core.errors import DocumentError, FiguresError
from assistant.core.patterns import regex
from assistant.core.report import SECTION_TITLES, Report, Section, SectionKind
from assistant.core.tables.cells import read_cell, read_value
from assistant.core.tables.figures import Cell, Figures, Indicator
from assistant.core.tables.form import SEPARATOR, Edition, TableName, edition_for

YEARS = range(2008, 2100)  # the regulation on open government information is of 2008

_TABLES: tuple[TableName, ...] = get_args(TableName)
_KEYS = frozenset(
    {"agency", "year", "edition", "table2_format", "table3_rows", *_TABLES, "indicators", "notes"}
)
_UNIT = regex(r"[^\d\s]{0,8}")


def _wrong(place: str, should: str, value: object) -> FiguresError:
    is_plain = isinstance(value, str | Decimal)
    shown = str(value) if is_plain else json.dumps(value, ensure_ascii=False, default=str)
    return FiguresError(f"{place}：应为{should}，读到 {shown[:40]!r}；请改正后再试")


# --- figures to JSON


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _json_value(cell: Cell) -> int | float | str | None:
    """A blank is null, a number without a unit a number; all else as printed."""
    if cell.meaning == "blank":
        return None
    if cell.number is None or cell.unit:
        return cell.raw
    return _json_number(cell.number)


def _put(table: dict[str, Any], cell: Cell) -> None:
    """Table 二 has the article and the row as two levels; the others one label a row."""
    article, separator, row = cell.row.partition(SEPARATOR)
    if cell.table == "表二" and separator:
        rows = table.setdefault(article, {})
    else:
        rows, row = table, cell.row
    rows.setdefault(row, {})[cell.column] = _json_value(cell)


def figures_to_json(figures: Figures) -> dict[str, Any]:
    """Figures in the shape of the contract: the printed labels, null for a blank cell."""
    tables: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
    for cell in figures.cells:
        _put(tables[cell.table], cell)
    found: dict[str, Any] = {
        "agency": figures.agency,
        "year": figures.year,
        "edition": figures.edition,
        **tables,
    }
    if figures.indicators:
        found["indicators"] = [
            {"label": one.label, "value": _json_number(one.value), "unit": one.unit}
            for one in figures.indicators
        ]
    if figures.notes:
        found["notes"] = list(figures.notes)
    return found


# --- figures from JSON


def _mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(place, "{…}", value)
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(place, "文字", value)
    return value.strip()


def read_year(value: object, place: str) -> int:
    """A year as a number or as text (2024, "2024年"); FiguresError if it is none."""
    digits = str(value).strip().removesuffix("年").removesuffix("年度").strip()
    if isinstance(value, bool) or not digits.isdecimal() or int(digits) not in YEARS:
        raise _wrong(place, "四位数的年份（如 2024）", value)
    return int(digits)


def read_edition(value: object, year: int, place: str) -> Edition:
    """2021, 2021版 or nothing, which means the edition in force for the report of `year`."""
    if value is None or not str(value).strip():
        return edition_for(year)
    edition = str(value).strip().removesuffix("版")
    if edition not in get_args(Edition):
        raise _wrong(place, " 2019 或 2021", value)
    return cast(Edition, edition)


_MOST_PLACES = 18  # before or behind the point; 1e999999999 would be printed with all its zeros


def _raw(value: object, place: str) -> str:
    """A cell's value as it would be printed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _wrong(place, "数字、文字或 null", value)
    number = Decimal(str(value))
    if not number.is_finite():
        raise _wrong(place, "数字、文字或 null", value)
    if number and abs(number.adjusted()) > _MOST_PLACES:
        raise _wrong(place, f"{_MOST_PLACES}位以内的数字", value)
    return f"{number.normalize():f}"


def _rows(table: Mapping[str, object], place: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each row's label, levels joined, and its cells by column."""
    for label, value in table.items():
        inner = _mapping(value, f"{place} {label}")
        if any(isinstance(one, Mapping) for one in inner.values()):
            for below, cells in _rows(inner, f"{place} {label}"):
                yield f"{label}{SEPARATOR}{below}", cells
        else:
            yield label, inner


def _cells(table: TableName, content: object) -> Iterator[Cell]:
    for row, columns in _rows(_mapping(content, table), table):
        for column, value in columns.items():
            yield read_cell(table, row, column, _raw(value, f"{table} {row}·{column}"))


def read_indicator(label: object, value: object, unit: object, place: str) -> Indicator:
    """An indicator as typed; a unit may stand behind the number ("32万元")."""
    name = _text(label, f"{place} 名称")
    number, _, own_unit = read_value(_raw(value, f"{place} {name}"))
    if number is None:
        raise _wrong(f"{place} {name}", "数字", value)
    given = "" if unit is None else str(unit).strip()
    if not _UNIT.fullmatch(given):
        raise _wrong(f"{place} {name} 的单位", "如“条”“万元”的单位", unit)
    if given and own_unit and given != own_unit:
        raise _wrong(f"{place} {name} 的单位", f"与数值相同的单位（{own_unit}）", unit)
    return Indicator(label=name, value=number, unit=given or own_unit)


def _list(content: Mapping[str, object], key: str) -> list[Any]:
    value = content.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(key, "[…]", value)
    return value


def _indicators(content: Mapping[str, object]) -> Iterator[Indicator]:
    for number, item in enumerate(_list(content, "indicators"), 1):
        place = f"indicators 第{number}项"
        one = _mapping(item, place)
        yield read_indicator(one.get("label"), one.get("value"), one.get("unit"), place)


def figures_from_json(content: object) -> Figures:
    """Figures from the contract's shape; FiguresError names the exact place of what is wrong."""
    found = _mapping(content, "数据文件")
    if unknown := sorted(set(found) - _KEYS):
        raise FiguresError(
            f"数据文件有不认识的键 {unknown[0]!r}；可用的键：agency year edition "
            f"{' '.join(_TABLES)} indicators notes"
        )
    if not any(found.get(name) for name in _TABLES):
        raise FiguresError("数据文件里没有表二、表三、表四中的任何一张；请按约定格式填写后再试")
    year = read_year(found.get("year"), "year")
    edition = found.get("edition", found.get("table2_format"))
    notes = enumerate(_list(found, "notes"), 1)
    return Figures(
        agency=_text(found.get("agency"), "agency"),
        year=year,
        edition=read_edition(edition, year, "edition"),
        cells=tuple(cell for name in _TABLES for cell in _cells(name, found.get(name) or {})),
        indicators=tuple(_indicators(found)),
        notes=tuple(_text(note, f"notes 第{number}项") for number, note in notes),
    )


# --- reports


def report_to_json(report: Report) -> dict[str, Any]:
    """A report in the shape of `parse --json`; `cells` keeps what `figures` cannot (raw, place)."""
    return {
        "agency": report.agency,
        "year": report.year,
        "edition": report.figures.edition,
        "title": report.title,
        "preamble": list(report.preamble),
        "sections": [
            {"kind": one.kind, "heading": one.heading, "paragraphs": list(one.paragraphs)}
            for one in report.sections
        ],
        "figures": figures_to_json(report.figures),
        "cells": [
            {
                "table": cell.table,
                "row": cell.row,
                "column": cell.column,
                "raw": cell.raw,
                "meaning": cell.meaning,
                "place": cell.place,
            }
            for cell in report.figures.cells
        ],
        "warnings": list(report.warnings),
        "file": report.file,
    }


def _strings(value: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(one) for one in value)


def _section(content: Mapping[str, Any]) -> Section:
    if content["kind"] not in SECTION_TITLES:
        raise ValueError(content["kind"])
    return Section(
        kind=cast(SectionKind, content["kind"]),
        heading=str(content["heading"]),
        paragraphs=_strings(content["paragraphs"]),
    )


def _report_figures(content: Mapping[str, Any]) -> Figures:
    figures = content["figures"]
    year = read_year(figures["year"], "figures.year")
    return Figures(
        agency=str(figures["agency"]),
        year=year,
        edition=read_edition(figures["edition"], year, "figures.edition"),
        cells=tuple(
            read_cell(one["table"], one["row"], one["column"], one["raw"], one["place"])
            for one in content["cells"]
        ),
        indicators=tuple(_indicators(figures)),
        notes=_strings(figures.get("notes", ())),
    )


def report_from_json(content: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` wrote, equal to it; DocumentError if it is another shape."""
    try:
        return Report(
            agency=str(content["agency"]),
            year=int(content["year"]),
            title=str(content["title"]),
            preamble=_strings(content["preamble"]),
            sections=tuple(_section(one) for one in content["sections"]),
            figures=_report_figures(content),
            warnings=_strings(content["warnings"]),
            file=str(content["file"]),
        )
    except (KeyError, TypeError, ValueError, FiguresError) as error:
        raise DocumentError(
            f"报告记录已损坏（{type(error).__name__}：{error}）；请重新导入这份报告"
        ) from error
