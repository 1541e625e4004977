"""
Findings as cards: what is wrong, both sides, what persons said of it, and what may be said.

Pure, and escaped. Knows: verdicts of persons. Does not know: Gradio, the workflow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.editing.corrections import is_correctable
from assistant.core.findings import LEVEL_NAMES, FormFinding, Level, TextFinding
from assistant.core.prose.quantities import find_quantities
from assistant.core.rules.rulebook import LAST_YEAR
from assistant.core.scan.scanbook import ScanFinding
from assistant.core.verdicts import (
    Judged,
    JudgedForm,
    JudgedText,
    Verdict,
    needs_scope,
    why_never,
)
from assistant.core.writing.guard import OPEN_MARK
from ui.views.frame import escaped
from ui.views.mark_cards import open_mark_cards


@dataclass(frozen=True, kw_only=True)
class May:
    """What the reader of the cards may do: say what they think of a finding, change the text."""

    judge: bool = False
    write: bool = False


def text_findings(text: str, findings: Sequence[JudgedText], may: May) -> str:
    """What waits for an answer, then each finding as a button that selects its words in the text,
    those waived last.
    """
    marks = open_mark_cards(text, may_write=may.write)
    others = [one for one in findings if one.finding.rule != OPEN_MARK]
    if not others:
        told = "没有发现问题" if not marks else "除了待答复的，没有发现问题"
        return f'{marks}<h3>文字核对</h3><p class="none">{told}</p>'
    cards = "".join(_text_card(one, may) for one in _open_first(others))
    return f'{marks}<h3>文字核对：{counted(others)}</h3><ul class="findings">{cards}</ul>'


def form_findings(checked: int, findings: Sequence[JudgedForm], *, may_judge: bool) -> str:
    """What the rules found in the figures, with both sides and the difference; open if wrong."""
    if not findings:
        return f'<p class="none">数据勾稽：核对{checked}项，没有发现问题</p>'
    cards = "".join(
        f"{_begin(one)}{_in_form(one)}{_answer(one, may_judge=may_judge)}</li>"
        for one in _open_first(findings)
    )
    is_wrong = any(one.finding.level == "error" and not one.is_waived for one in findings)
    return (
        f"<details{' open' if is_wrong else ''}>"
        f"<summary>数据勾稽：核对{checked}项，{counted(findings)}</summary>"
        f'<ul class="findings">{cards}</ul></details>'
    )


def _in_form(one: JudgedForm) -> str:
    """What is wrong in the form, as a button that goes to the cell of the form."""
    said = _said(one, _sides(one.finding))
    cell = next((name for name in one.finding.cells if not name.startswith(LAST_YEAR)), "")
    if not cell:
        return said
    return f'<button type="button" class="jump" data-cell="{escaped(cell)}">{said}</button>'


def _text_card(one: JudgedText, may: May) -> str:
    finding = one.finding
    place = f'data-start="{finding.start}" data-end="{finding.end}"'
    said = _said(one, _quoted(finding) + _text_sides(finding))
    button = f'<button type="button" class="jump" {place}>{said}</button>'
    fix = ""
    if may.write and is_correctable(finding) and not one.is_waived:
        fix = (
            f'<button type="button" class="correct" data-correct="{escaped(one.id)}">'
            f"改正为 {escaped(finding.expected)}</button>"
        )
    return f"{_begin(one)}{button}{fix}{_answer(one, may_judge=may.judge)}</li>"


def _quoted(finding: TextFinding) -> str:
    """The sentence of the text and the one that it is like, where a finding is about both."""
    if not finding.past:
        return ""
    both = (f"文中：“{finding.quote}”", finding.past)
    return "".join(f'<span class="quoted">{escaped(words)}</span>' for words in both)


def _text_sides(finding: TextFinding) -> str:
    """What the text says, what it should, and by how much they differ if that can be told."""
    if not finding.expected:
        return ""
    both = (finding.quote, finding.expected)
    read = [one for words in both for one in find_quantities(words) if one.value is not None]
    delta = ""
    if len(read) == len(both) and read[0].unit == read[1].unit:
        written, expected = (one.value for one in read)
        if written is not None and expected is not None and written != expected:
            delta = f"，相差 {abs(written - expected).normalize():f}{read[0].unit}"
    told = f"文中 {finding.quote}，应为 {finding.expected}{delta}"
    return f'<span class="sides">{escaped(told)}</span>'


def _begin(one: JudgedForm | JudgedText) -> str:
    state = " waived" if one.is_waived else ""
    return f'<li class="finding {one.finding.level}{state}" data-id="{escaped(one.id)}">'


def _said(one: JudgedForm | JudgedText, sides: str = "") -> str:
    finding = one.finding
    advice = f"；{finding.suggestion}" if isinstance(finding, ScanFinding) else ""
    told = escaped(finding.message + advice.removesuffix("；"))
    return f'<span class="level">{LEVEL_NAMES[finding.level]}</span> {told}{sides}'


def _sides(finding: FormFinding) -> str:
    if finding.left is None or finding.right is None or finding.delta is None:
        return ""
    left, right, delta = (
        f"{number.normalize():f}" for number in (finding.left, finding.right, finding.delta)
    )
    return f'<span class="sides">左边 {left}，右边 {right}，相差 {delta}</span>'


def _answer(one: JudgedForm | JudgedText, *, may_judge: bool) -> str:
    """What was said of a finding, and what its reader may say."""
    said = "" if one.verdict is None else _verdict(one.verdict, is_lapsed=one.is_lapsed)
    if not may_judge or why_never(one.finding):  # such a one can only be mended
        return said
    if one.decision is not None:
        return said + _choice("撤回", "撤回")
    confirm = _choice("确认", "确认有问题")
    scope = (
        '<label>句中说明口径的词<input name="scope" maxlength="60"></label>'
        if needs_scope(one.finding)
        else ""
    )
    return (
        f"{said}{confirm}<details><summary>忽略……</summary>"
        f'<label>理由<input name="reason" maxlength="200"></label>{scope}'
        f"{_choice('忽略', '忽略这一处')}</details>"
    )


def _verdict(verdict: Verdict, *, is_lapsed: bool) -> str:
    words = f"{verdict.author} {verdict.created[:10]} {verdict.decision}"
    if verdict.reason:
        words += f"：{verdict.reason}"
    if verdict.scope:
        words += f"（口径：{verdict.scope}）"
    lapsed = "；之后数值有变，需要重新看" if is_lapsed else ""
    return f'<p class="verdict">{escaped(words)}{lapsed}</p>'


def _choice(decision: str, words: str) -> str:
    return f'<button type="button" class="judge" data-decision="{decision}">{words}</button>'


def _open_first(findings: Sequence[Judged]) -> Iterable[Judged]:  # type: ignore[type-arg]
    return sorted(findings, key=lambda one: one.is_waived)


def counted(findings: Iterable[JudgedForm | JudgedText]) -> str:
    """必错1处，疑似2处，已忽略1处."""
    every = list(findings)
    levels = [one.finding.level for one in every if not one.is_waived]
    order: tuple[Level, ...] = ("error", "warning", "info")
    parts = [f"{LEVEL_NAMES[level]}{levels.count(level)}处" for level in order if level in levels]
    if waived := len(every) - len(levels):
        parts.append(f"已忽略{waived}处")
    return "，".join(parts)
