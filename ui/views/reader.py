"""
A past report as HTML: its text by sections and its tables as printed, with what is cited marked;
and a section of two years side by side.

Pure, and escaped: a report's text comes from a file of anyone's. Knows: reports as
values. Does not know: Gradio, where reports come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.cited import CitedPlace, Span
from assistant.core.comparing import Row
from assistant.core.report import SECTION_TITLES, Report, Section, SectionKind
from assistant.core.tables.form import TableName
from assistant.core.tables.printed import printed_tables
from assistant.usecases.reading import Opened
from ui.views.differences import is_of_numbers, side_by_side
from ui.views.frame import escaped
from ui.views.sources import compare_button
from ui.views.tables import form_table

_TABLES: dict[SectionKind, TableName] = {
    "disclosure": "表二",
    "requests": "表三",
    "litigation": "表四",
}


def reader(title: str, content: str, *, opened: str, tools: str = "") -> str:
    """What the reading window shows; `opened` differs with each opening, so that it opens again."""
    return (
        f'<div class="reader" data-opened="{escaped(opened)}"><header><h2 id="reader-title" '
        f'tabindex="-1">{escaped(title)}</h2>'
        f'<button type="button" class="close">关闭（Esc）</button></header>{tools}'
        f'<div class="pages" tabindex="0" role="region" aria-labelledby="reader-title">{content}'
        "</div></div>"
    )


# --- one report


def report(opened: Opened) -> str:
    """The whole report, the cited place marked; a line where it does not say what was cited."""
    shown = opened.report
    place = opened.place or CitedPlace()
    there = {cell.table for cell in shown.figures.cells}
    tables = {
        table.name: form_table(table, place.cell)
        for table in printed_tables(shown.figures)
        if table.name in there
    }
    parts = [_told(opened), *(f"<p>{escaped(line)}</p>" for line in shown.preamble)]
    for number, section in enumerate(shown.sections):
        spans = place.spans if number == place.section else ()
        is_cited = opened.cited is not None and opened.cited.section == section.kind
        parts.append(_section(section, spans, is_cited=is_cited))
        if section.kind in _TABLES:
            parts.append(tables.pop(_TABLES[section.kind], ""))
    return "".join((*parts, *tables.values()))


def contents(shown: Report) -> str:
    """The sections to jump to, and the way to the year before."""
    buttons = "".join(
        f'<button type="button" data-jump="{escaped(section.kind)}">{escaped(section.heading)}'
        "</button>"
        for section in shown.sections
    )
    other = compare_button("与前一年对照", agency=shown.agency, last=str(shown.year))
    return f'<nav aria-label="各部分">{buttons}{other}</nav>'


def _told(opened: Opened) -> str:
    if opened.cited is None or opened.place is not None:
        return ""
    what = "这一格" if opened.cited.cell else "这段话"
    return f'<p class="problem" role="alert">这份报告里没有找到{what}；报告可能已经换过</p>'


def _section(section: Section, spans: Sequence[Span], *, is_cited: bool) -> str:
    state = " data-cited" if is_cited else ""
    paragraphs = "".join(
        f"<p>{_marked(text, [one for one in spans if one.paragraph == number])}</p>"
        for number, text in enumerate(section.paragraphs)
    )
    return (
        f'<section data-section="{escaped(section.kind)}"{state}>'
        f"<h3>{escaped(section.heading)}</h3>{paragraphs}</section>"
    )


def _marked(text: str, spans: Sequence[Span]) -> str:
    written, at = "", 0
    for one in spans:
        marked = f"<mark>{escaped(text[one.start : one.end])}</mark>"
        written += escaped(text[at : one.start]) + marked
        at = one.end
    return written + escaped(text[at:])


# --- two texts side by side


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What of the corpus can be compared, and what is: an office, two of its years, a section."""

    offices: dict[str, tuple[int, ...]]
    agency: str
    years: tuple[int, int]
    section: SectionKind


def compared(rows: Sequence[Row], heads: tuple[str, str]) -> str:
    """Two texts side by side, with how much of them differs."""
    if not rows:
        return '<p class="none">两边都没有这一部分的文字</p>'
    same = sum(not any(one.changed for one in row) for row in rows)
    changes = [one for row in rows for one in row if one.changed]
    numbers = sum(map(is_of_numbers, changes))
    return (
        f'<p class="counted">{len(rows)}段中{same}段相同；有{len(changes)}处不同，'
        f"其中{numbers}处是数字</p>"
        '<label class="only"><input type="checkbox"> 只看不同的</label>'
        f"{side_by_side(heads, rows)}"
    )


def chooser(choice: Choice) -> str:
    """The lists to choose another office, other years or another section from."""
    years = [(str(year), f"{year}年") for year in choice.offices.get(choice.agency, ())]
    lists = (
        ("agency", "单位", [(one, one) for one in choice.offices], choice.agency),
        ("first", "前一年", years, str(choice.years[0])),
        ("last", "后一年", years, str(choice.years[1])),
        ("section", "部分", list(SECTION_TITLES.items()), choice.section),
    )
    return f'<div class="choices">{"".join(_list(*one) for one in lists)}</div>'


def _list(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> str:
    items = "".join(
        f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>'
        f"{escaped(words)}</option>"
        for value, words in options
    )
    return f'<label>{label}<select name="{name}">{items}</select></label>'
