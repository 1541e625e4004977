"""
The past reports as HTML: the list, what came of each uploaded file, and how a report was read.

Pure, and escaped. Knows: reports as values. Does not know: Gradio, the corpus.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.core.ports import ReportEntry
from assistant.core.report import SECTION_TITLES, Report
from assistant.core.tables.form import TableName
from assistant.core.tables.slots import slots_of
from ui.views.frame import escaped
from ui.views.sources import report_button

State = Literal["等待", "正在读", "已读入", "已换成这一份", "读过，没有变", "没有读入", "已停止"]
_TABLES: tuple[TableName, ...] = get_args(TableName)
_SIGNS: dict[State, str] = {
    "等待": "○",
    "正在读": "…",
    "已读入": "√",
    "已换成这一份": "√",
    "读过，没有变": "＝",
    "没有读入": "×",
    "已停止": "－",
}


@dataclass(frozen=True, kw_only=True)
class FileStep:
    """One uploaded file, and how far it is."""

    file: str
    state: State = "等待"
    told: str = ""  # what was read, or why not
    report: str = ""  # its id, to look at it


def corpus(entries: Sequence[ReportEntry], *, may_add: bool) -> str:
    """The past reports that can be drafted from, each to be looked at; who adds to them."""
    who = "" if may_add else '<p class="none">往年报告由管理员读入</p>'
    if not entries:
        return f'{who}<p class="none">还没有往年报告；没有往年报告也能起草，但只按表格和要点</p>'
    rows = "".join(
        f'<tr><th scope="row">{escaped(one.agency)}</th><td>{one.year}</td>'
        f"<td>{escaped(one.file)}</td><td>{one.passages}</td>"
        f"<td>{_look(one.id, f'{one.agency}{one.year}年')} {_read(one)}</td></tr>"
        for one in entries
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("单位", "年度", "文件", "段落", ""))
    return (
        f'{who}<div class="scroll"><table class="reports">'
        f"<caption>往年报告 {len(entries)} 份</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _read(one: ReportEntry) -> str:
    return report_button(one.id, "看全文", f"看{one.agency}{one.year}年报告全文")


def _look(report_id: str, name: str) -> str:
    return (
        f'<button type="button" class="look" data-look="{escaped(report_id)}" '
        f'aria-label="{escaped(name)}报告读入情况、更正或移除">读入情况</button>'
    )


def steps(files: Sequence[FileStep]) -> str:
    """Each uploaded file with its sign, its state and what was read of it."""
    if not files:
        return ""
    items = "".join(_step(one) for one in files)
    return f'<ol class="steps" role="status">{items}</ol>'


def _step(one: FileStep) -> str:
    told = f"：{escaped(one.told)}" if one.told else ""
    look = f" {_look(one.report, one.file)}" if one.report else ""
    kind = "wrong" if one.state == "没有读入" else ""
    return (
        f'<li class="{kind}"><span aria-hidden="true">{_SIGNS[one.state]}</span> '
        f"{escaped(one.file)} {one.state}{told}{look}</li>"
    )


def in_short(report: Report) -> str:
    """Whose report was read, and how much of it."""
    numbers = sum(cell.number is not None for cell in report.figures.cells)
    doubts = f"，{len(report.warnings)}处存疑" if report.warnings else ""
    return f"{report.agency}{report.year}年，{len(report.sections)}个部分，{numbers}格有数{doubts}"


def reading(report: Report) -> str:
    """How a report was read: its tables, its sections, and what was doubtful."""
    there = {one.kind: one for one in report.sections}
    sections = "".join(
        f"<li>{title}：{_section(there[kind].paragraphs) if kind in there else '没有找到'}</li>"
        for kind, title in SECTION_TITLES.items()
    )
    doubts = "".join(f"<li>{escaped(one)}</li>" for one in report.warnings)
    found = f"<ul>{doubts}</ul>" if doubts else '<p class="none">没有存疑的地方</p>'
    return (
        f"<h3>{escaped(report.agency)} {report.year}年（{escaped(report.file)}）</h3>"
        f"<p>{escaped(report.title)}；表格为{report.figures.edition}版。{_tables(report)}</p>"
        f"<details open><summary>存疑 {len(report.warnings)} 处</summary>{found}</details>"
        f"<details><summary>正文 {len(report.sections)} 个部分</summary>"
        f"<ul>{sections}</ul></details>"
    )


def _section(paragraphs: Sequence[str]) -> str:
    return f"{len(paragraphs)}段，{sum(map(len, paragraphs))}字"


def _tables(report: Report) -> str:
    """表二 10/10格有数；表三 175/175格有数；…"""
    whole = Counter(slot.table for slot in slots_of(report.figures).values())
    filled = Counter(cell.table for cell in report.figures.cells if cell.number is not None)
    return "；".join(f"{name} {filled[name]}/{whole[name]}格有数" for name in _TABLES) + "。"
