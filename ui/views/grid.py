"""
The figures of the year as a form to type into: the statutory tables as they are printed, each cell
with last year's value and what the rules find there; then indicators and notes.

What the browser adds up while somebody types are the very equations of the rules, sent as data;
all else that is checked comes from the server. ui/scripts/grid.js moves, sends and adds up.

Pure, and escaped. Knows: boxes, slots, equations, findings with verdicts. Does not
know: Gradio, the workflow.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.core.drafts import Draft
from assistant.core.findings import LEVEL_NAMES
from assistant.core.rules.check import RULES
from assistant.core.rules.rulebook import LAST_YEAR
from assistant.core.rules.sums import SIDES
from assistant.core.tables.changes import raw_of
from assistant.core.tables.equations import Equation, Term, chains, sums
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.printed import Box, PrintedTable, printed_tables
from assistant.core.tables.slots import Slot, slots_of
from assistant.core.verdicts import JudgedForm
from ui.views.finding_cards import counted, form_findings
from ui.views.frame import escaped
from ui.views.tables import TITLES, spanned

_LEVELS = {rule.id: rule.level for rule in RULES}
_HINT = (
    "方向键、回车和 Tab 在格间移动；可从 Excel 复制一块粘贴；合计格里按“=”填入各项之和；"
    "Ctrl+Z 撤销上一次改动"
)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the rules found in this year's figures, with what persons said of it."""

    number: int
    findings: Sequence[JudgedForm]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the browser is told of its last request: its number, and the texts that were refused."""

    turn: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)  # by cell: why


def no_figures() -> str:
    """Where the form would stand while there is none."""
    return (
        '<p class="none">还没有数据：在左侧选好单位和年度，点“新建本年数据”在这里填写；'
        "或下载空填报表，填好后在左侧上传</p>"
    )


def figures_grid(draft: Draft, checked: Checked, answer: Answer) -> str:
    """The whole form; what the rules found first."""
    figures, slots = draft.figures, slots_of(draft.figures)
    cells = _Cells(draft=draft, slots=slots, marks=_marks(checked.findings), answer=answer)
    known = (one for one in chains(figures) if _knows_last(one, draft.previous))
    equations = json.dumps([_equation(one) for one in (*sums(figures), *known)], ensure_ascii=False)
    tables = "".join(_table(one, cells) for one in printed_tables(figures))
    found = form_findings(checked.number, checked.findings, may_judge=False)
    return (
        f'<div class="grid" data-turn="{answer.turn}" data-draft="{draft.id}" '
        f'data-equations="{escaped(equations)}">{_bar(checked.findings)}{found}{tables}'
        f"{_indicators(figures.indicators, draft.previous)}{_notes(figures.notes)}</div>"
    )


def _bar(findings: Sequence[JudgedForm]) -> str:
    """Stays in sight: where one is, last year's value, what is wrong there, what can be done; how
    much is wrong elsewhere, and the way to the next of it.
    """
    buttons = "".join(
        f'<button type="button" data-do="{act}">{words}</button>'
        for act, words in (("sum", "填入各项之和"), ("row", "本行其余空格填0"), ("undo", "撤销"))
    )
    return (
        f'<div class="bar"><p class="at" aria-live="polite" data-hint="{_HINT}">{_HINT}</p>'
        f"<div>{_next(findings)}{buttons}"
        '<label><input type="checkbox" class="lasts"> 显示上年数</label></div></div>'
    )


def _next(findings: Sequence[JudgedForm]) -> str:
    open_ones = [one for one in findings if not one.is_waived and one.finding.level != "info"]
    if not open_ones:
        return ""
    level = "error" if any(one.finding.level == "error" for one in open_ones) else "warning"
    return (
        f'<button type="button" class="{level}" data-do="next" title="逐处去看数据勾稽的问题">'
        f"{counted(open_ones)}，看下一处</button>"
    )


# --- the tables


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """What a box of a cell needs to be drawn."""

    draft: Draft
    slots: Mapping[str, Slot]
    marks: Mapping[str, Sequence[JudgedForm]]  # by name of the cell
    answer: Answer

    def drawn(self, box: Box, table: str) -> str:
        slot, figures = self.slots[box.key], self.draft.figures
        cell = figures.by_key.get(box.key)
        name = cell.name if cell else slot.name
        last = raw_of(self.draft.previous, box.key) if self.draft.previous else ""
        found = self.marks.get(name, ())
        marks = json.dumps([_mark(one) for one in found], ensure_ascii=False) if found else ""
        label = f"{slot.row.replace('｜', ' ')}，{slot.column.replace('｜', ' ')}"
        given = {
            "aria-label": f"{table} {label}",
            "value": raw_of(figures, box.key),
            "data-key": box.key,
            "data-name": name,
            "data-table": table,
            "data-row": box.row,
            "data-column": box.column,
            "data-width": box.width,
            "data-last": last,
            "data-marks": marks,
            "data-refused": self.answer.refused.get(box.key, ""),
        }
        attributes = " ".join(
            f'{key}="{escaped(value)}"'
            for key, value in given.items()
            if value != "" or key == "value"
        )
        return (
            f'<input inputmode="decimal" autocomplete="off" maxlength="40" {attributes}>'
            f'<small class="last">{escaped(last and f"上年 {last}")}</small>'
            '<small class="hint"></small>'
        )


def _table(table: PrintedTable, cells: _Cells) -> str:
    widths = "".join(
        f'<col style="width:{100 * width / sum(table.widths):.2f}%">' for width in table.widths
    )
    lines = "".join(
        f"<tr>{''.join(_box(box, table.name, cells) for box in line)}</tr>"
        for line in table.lines()
    )
    zeros = f'<button type="button" data-do="table" data-table="{table.name}">其余空格填0</button>'
    return (
        f'<div class="scroll" tabindex="0"><table class="form {table.name}">'
        f"<caption>{TITLES[table.name]} {zeros}</caption>"
        f"<colgroup>{widths}</colgroup><tbody>{lines}</tbody></table></div>"
    )


def _box(box: Box, table: str, cells: _Cells) -> str:
    if box.kind == "cell":
        return f'<td class="cell"{spanned(box)}>{cells.drawn(box, table)}</td>'
    return f'<th class="{box.kind}"{spanned(box)}>{escaped(box.text)}</th>'


# --- what is found, and what is added up


def _marks(findings: Sequence[JudgedForm]) -> Mapping[str, Sequence[JudgedForm]]:
    """The findings at each cell: a difference at the cell that it points to, else at every cell."""
    found: defaultdict[str, list[JudgedForm]] = defaultdict(list)
    for one in findings:
        mine = [name for name in one.finding.cells if not name.startswith(LAST_YEAR)]
        for name in mine[:1] if one.finding.delta is not None else mine:
            found[name].append(one)
    return found


def _mark(one: JudgedForm) -> dict[str, object]:
    finding = one.finding
    return {
        "rule": finding.rule,
        "level": finding.level,
        "text": f"{LEVEL_NAMES[finding.level]}：{finding.message}",
        "waived": one.is_waived,
    }


def _knows_last(one: Equation, previous: Figures | None) -> bool:
    """As the rules on chains: what last year's report does not say is not judged."""
    there = previous.by_key if previous else {}
    cells = (there.get(term.key) for term in (*one.left, *one.right) if term.last_year)
    return all(cell is not None and cell.number is not None for cell in cells)


def _equation(one: Equation) -> dict[str, object]:
    left, right = SIDES[one.rule]
    return {
        "rule": one.rule,
        "level": _LEVELS[one.rule],
        "owner": one.owner,
        "names": [left, right],
        "sides": [_terms(one.left), _terms(one.right)],
        "last": one.needs_last_year,
    }


def _terms(terms: Sequence[Term]) -> list[list[object]]:
    return [[term.key, term.sign, term.last_year] for term in terms]


# --- indicators and notes


def _indicators(there: Sequence[Indicator], previous: Figures | None) -> str:
    last = {one.label: one for one in previous.indicators} if previous else {}
    rows = "".join(
        _indicator(number, one, last.get(one.label)) for number, one in enumerate(there, 1)
    )
    saved = json.dumps([indicator_texts(one) for one in there], ensure_ascii=False)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("名称", "数值", "单位", "上年", ""))
    return (
        f'<table class="indicators" data-list="indicators" data-saved="{escaped(saved)}">'
        "<caption>指标（表里没有的数：网站、新媒体、培训等）</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}{_indicator(0, None, None)}</tbody></table>"
    )


def indicator_texts(one: Indicator) -> list[str]:
    """An indicator as it stands in its three boxes."""
    return [one.label, f"{one.value.normalize():f}", one.unit]


def _indicator(number: int, one: Indicator | None, last: Indicator | None) -> str:
    label, value, unit = indicator_texts(one) if one else ["", "", ""]
    which = f"第{number}项指标" if one else "新的指标"
    boxes = "".join(
        f'<td><input aria-label="{which} {name}" maxlength="{longest}" {more} '
        f'value="{escaped(text)}"></td>'
        for name, text, longest, more in (
            ("名称", label, 60, 'placeholder="添加指标"' if one is None else ""),
            ("数值", value, 20, 'inputmode="decimal"'),
            ("单位", unit, 8, ""),
        )
    )
    before = f"{last.value.normalize():f}{last.unit}" if last else ""
    remove = _remove(which) if one else ""
    return f"<tr>{boxes}<td>{escaped(before)}</td><td>{remove}</td></tr>"


def _remove(which: str) -> str:
    return f'<button type="button" data-do="remove" aria-label="删除{which}">删除</button>'


def _notes(there: Sequence[str]) -> str:
    saved = json.dumps(list(there), ensure_ascii=False)
    items = "".join(_note(number, text) for number, text in enumerate(there, 1))
    return (
        f'<div class="notes" data-list="notes" data-saved="{escaped(saved)}">'
        "<h3>要点（做了什么、存在的问题、改进措施，一条一行）</h3>"
        f"<ol>{items}{_note(0, '')}</ol></div>"
    )


def _note(number: int, text: str) -> str:
    which = f"第{number}条要点" if number else "新的要点"
    hint = "" if number else ' placeholder="添加要点，如：举办培训2次，参训120人次"'
    remove = _remove(which) if number else ""
    return (
        f'<li><textarea rows="1" maxlength="1000" aria-label="{which}"{hint}>'
        f"{escaped(text)}</textarea>{remove}</li>"
    )
