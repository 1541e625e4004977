"""
From a Document to a Report: sections, figures, names, and all that was read with doubt.

Does not know: files and formats (corpus.readers), rules about the figures (assistant.core.rules).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.core.errors import DocumentError
from assistant.core.report import (
    SECTION_TITLES,
    Document,
    Grid,
    Paragraph,
    Report,
    Section,
    SectionKind,
)
from assistant.core.tables.cells import find_row
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import Edition, TableName, edition_for
from corpus.headings import SURE, read_heading
from corpus.naming import Naming, name_report
from corpus.sections import Part, prose, split_parts, without_web_foot
from corpus.tables.articles import article_of
from corpus.tables.statutory import edition_of, missing_rows, read_table, table_of

_NUMERALS = "一二三四五六"
_KINDS: tuple[SectionKind, ...] = tuple(SECTION_TITLES)
_NAMES: tuple[TableName, ...] = ("表二", "表三", "表四")
_MOST_TABLES = 100  # the form has 3; cut up by blocks and pages 20
_THIS_FORM = 2021  # the year from which the form of today applies
_ANOTHER = 3  # sections with text before the first that is read; a table of contents has no text
_MOST_TOLD = 3  # places named in one warning


@dataclass(frozen=True, kw_only=True)
class _Tables:
    cells: tuple[Cell, ...]
    notes: tuple[tuple[Grid, str], ...]
    warnings: tuple[str, ...]


def parse(document: Document) -> Report:
    """The report that a document is.

    Without section headings it is one if all three tables are there, and it says whose and when.
    Raises DocumentError, naming the file and what was looked for, if it is none.
    """
    before, *parts = split_parts(document.blocks)
    if not parts:
        return _of_tables(document, before)
    parts[-1] = without_web_foot(parts[-1])
    lines = prose(before)
    naming = name_report(lines, PurePath(document.name).stem, prose(parts[0]), prose(parts[-1]))
    year = naming.year or 0
    tables = _read_tables(parts)
    edition = edition_of(tables.cells) or edition_for(year or _THIS_FORM)
    doubts = (*_name_doubts(naming), *_twice(before), *_section_doubts(parts), *tables.warnings)
    return Report(
        agency=naming.agency,
        year=year,
        title=naming.title,
        preamble=tuple(line for i, line in enumerate(lines) if i not in naming.title_lines),
        sections=tuple(_section(part, tables.notes) for part in parts),
        figures=Figures(agency=naming.agency, year=year, edition=edition, cells=tables.cells),
        warnings=(*document.warnings, *doubts, *_table_doubts(tables.cells, edition)),
        file=document.name,
    )


def _of_tables(document: Document, whole: Part) -> Report:
    tables = _read_tables((whole,))
    naming = name_report(prose(whole), PurePath(document.name).stem, (), ())
    is_whole = {cell.table for cell in tables.cells} == set(_NAMES)
    if not (is_whole and naming.year and naming.agency):
        raise _no_report(document.name)
    edition = edition_of(tables.cells) or edition_for(naming.year)
    figures = Figures(agency=naming.agency, year=naming.year, edition=edition, cells=tables.cells)
    doubts = (*document.warnings, *naming.warnings, *tables.warnings)
    return tables_only(
        figures,
        file=document.name,
        title=naming.title,
        warnings=(*doubts, *_table_doubts(tables.cells, edition)),
    )


def tables_only(
    figures: Figures, *, file: str, title: str = "", warnings: tuple[str, ...] = ()
) -> Report:
    """The report of a file that holds the tables and no prose."""
    return Report(
        agency=figures.agency,
        year=figures.year,
        title=title,
        preamble=(),
        sections=(),
        figures=figures,
        warnings=("只有表格，没有正文", *warnings),
        file=file,
    )


def _no_report(name: str) -> DocumentError:
    titles = (f"{_NUMERALS[i]}、{title}" for i, title in enumerate(SECTION_TITLES.values()))
    return DocumentError(
        f"{name}：没有找到年度报告的章节标题（要找的是：{'、'.join(titles)}）；请确认这是年度报告正文"
    )


def _name_doubts(naming: Naming) -> list[str]:
    doubts = list(naming.warnings)
    if not naming.year:
        doubts.append("没有读到报告年度，请核对标题和统计期限")
    if not naming.agency:
        doubts.append("没有读到机关名称，请核对标题")
    return doubts


def _section(part: Part, notes: Sequence[tuple[Grid, str]]) -> Section:
    if part.kind is None:
        raise ValueError("a part without a heading is no section")
    return Section(kind=part.kind, heading=part.heading, paragraphs=prose(part, notes))


def _read_tables(parts: Sequence[Part]) -> _Tables:
    """The statutory tables of all sections; of a cell printed twice the first one counts."""
    cells: dict[str, Cell] = {}
    notes: list[tuple[Grid, str]] = []
    warnings: list[str] = []
    article = ""
    tables = 0
    for part in parts:
        others: list[str] = []
        for block in part.blocks:
            if not isinstance(block, Grid):
                article = article_of(block.text) or article
                continue
            name = table_of(block) if tables < _MOST_TABLES else None
            tables += 1
            if name is None:
                others.append(block.place)
                continue
            reading = read_table(name, block, article)
            notes.extend((block, note) for note in reading.notes)
            warnings.extend((*reading.warnings, *_repeated(block, reading.cells, cells)))
            for cell in reading.cells:
                cells.setdefault(cell.key, cell)
        if others:
            told = _some(others)
            warnings.append(f"{part.heading}：{told}不是表二、表三、表四，没有读入")
    order = {name: i for i, name in enumerate(_NAMES)}
    found = sorted(cells.values(), key=lambda cell: order[cell.table])
    return _Tables(cells=tuple(found), notes=tuple(notes), warnings=tuple(warnings))


def _repeated(grid: Grid, read: Sequence[Cell], before: Mapping[str, Cell]) -> list[str]:
    """What a table says again of cells that were read before it."""
    again = [cell for cell in read if cell.key in before]
    other = [cell.name for cell in again if before[cell.key].number != cell.number]
    if not again:
        return []
    different = f"，其中{len(other)}格的数不同（{_some(other)}）" if other else ""
    return [f"{grid.place}：{len(again)}格与前面的表重复{different}；采用前面的数，请核对"]


def _some(names: Sequence[str]) -> str:
    """The first few of these and how many they are."""
    few = "、".join(names[:_MOST_TOLD])
    return f"{few}等{len(names)}处" if names[_MOST_TOLD:] else few


def _twice(before: Part) -> list[str]:
    """Whether another report stands before the one that is read: its sections, with text."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in before.blocks]
    found = [heading for at, text in enumerate(texts) if (heading := read_heading(text, at))]
    heads = {heading.position for heading in found}
    told = [
        heading.text
        for heading in found
        if heading.rank >= SURE and heading.numbered and heading.position + 1 not in heads
    ]
    if len(told) < _ANOTHER:
        return []
    return [f"前面还有一份报告的各部分（{_some(told)}），只读了后面的一份；请把它们分成两个文件"]


def _section_doubts(parts: Sequence[Part]) -> list[str]:
    kinds = [part.kind for part in parts]
    doubts = [
        f"没有找到“{_NUMERALS[i]}、{SECTION_TITLES[kind]}”"
        for i, kind in enumerate(_KINDS)
        if kind not in kinds
    ]
    order = [_KINDS.index(kind) for kind in kinds if kind]
    if order != sorted(order):
        doubts.append("各部分的次序与规定格式不同：" + "、".join(part.heading for part in parts))
    return doubts


def _table_doubts(cells: Sequence[Cell], edition: Edition) -> list[str]:
    doubts: list[str] = []
    for name in _NAMES:
        own = [cell for cell in cells if cell.table == name]
        if not own:
            doubts.append(f"没有读到{name}，可能缺表，或表格是图片；请核对原文")
        elif name != "表四":
            layout: Edition = _layout(own, edition) if name == "表三" else edition
            missing = missing_rows(name, layout, own)
            if missing:
                doubts.append(f"{name}缺{len(missing)}行：{_some(missing)}；请核对原文")
    if edition == "2021" and _layout(cells, edition) == "2019":
        doubts.append("表二为2021年版式，表三的（六）其他处理只有一行（2019年版式），按原样读入")
    return doubts


def _layout(cells: Sequence[Cell], edition: Edition) -> Edition:
    """The edition of table 三's rows, told by its （六）其他处理."""
    keys = {
        row.key for cell in cells if cell.table == "表三" if (row := find_row("表三", cell.row))
    }
    if "其他处理" in keys:
        return "2019"
    return "2021" if keys & {"逾期不补正", "逾期不缴费", "其他情形"} else edition
