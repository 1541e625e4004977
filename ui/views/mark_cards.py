"""
Open marks as cards: what is asked, a jump to it, and what a person may answer.

Pure, and escaped. Does not know: Gradio, what an answer does.
"""

from assistant.core.editing.answers import ALLOWED, Decision, OpenMark, left_out, open_marks
from ui.views.frame import escaped

_KINDS = {"words": "待补充", "clause": "待核实", "sentence": "待核实", "event": "待核实"}
_NAMES: dict[Decision, str] = {
    "填入": "填入",
    "属实": "属实，保留",
    "改写": "写入",
}


def open_mark_cards(text: str, *, may_write: bool) -> str:
    """待答复 n 处, each with its answers; nothing if none is open."""
    marks = open_marks(text)
    if not marks:
        return ""
    cards = "".join(_card(text, one, may_write=may_write) for one in marks)
    return f'<h3>待答复：{len(marks)}处</h3><ul class="findings">{cards}</ul>'


def _card(text: str, mark: OpenMark, *, may_write: bool) -> str:
    asks = f"本年也是这样吗：{mark.asks}" if mark.wanted == "clause" else mark.asks
    return (
        f'<li class="finding error open-mark" data-quote="{escaped(mark.text)}" '
        f'data-at="{mark.start}"><button type="button" class="jump" data-start="{mark.about}" '
        f'data-end="{mark.end}"><span class="level">{_KINDS[mark.wanted]}</span> '
        f"{escaped(asks)}</button>{_answers(text, mark) if may_write else ''}</li>"
    )


def _answers(text: str, mark: OpenMark) -> str:
    buttons = {one: _button(one) for one in ALLOWED[mark.wanted]}
    buttons["删去"] = _leave_out(text, mark)
    if mark.wanted == "words":
        typed = _field(f"填写{mark.asks}", "填写") + f"<span>{escaped(mark.unit)}</span>"
        return f'<div class="answers">{typed}{buttons["填入"]}{buttons["删去"]}</div>'
    field = _field("写一句话代替", "本年的情况，写一句话")
    if mark.wanted == "event":
        return f'<div class="answers">{field}{buttons["改写"]}{buttons["删去"]}</div>'
    return (
        f'<div class="answers">{buttons["属实"]}{buttons["删去"]}'
        f"<details><summary>改写……</summary>{field}{buttons['改写']}</details></div>"
    )


def _field(label: str, hint: str) -> str:
    return (
        f'<input name="words" aria-label="{escaped(label)}" placeholder="{hint}" maxlength="500">'
    )


def _button(decision: Decision) -> str:
    return (
        f'<button type="button" data-decide="{decision}">{_NAMES.get(decision, decision)}</button>'
    )


def _leave_out(text: str, mark: OpenMark) -> str:
    """The button says what goes: the question alone, or words of the text with it."""
    name = "删去这条" if mark.wanted == "event" else "删去这句"
    title = escaped(f"删去“{left_out(text, mark)}”")
    return f'<button type="button" data-decide="删去" title="{title}">{name}</button>'
