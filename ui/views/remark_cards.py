"""
Remarks of reviewers as cards, and the notice over the text: the draft's state, and what waits.

Pure, and escaped. Knows: where a remark's words stand. Does not know: Gradio.
"""

from collections.abc import Mapping, Sequence

from assistant.core.drafts import Draft, DraftSection
from assistant.core.ports import AuditEntry
from assistant.core.reviewing import ReviewRemark, ReviewStep, open_ones, place_of
from ui.views.frame import SHORT_NAMES, escaped, moment

_SHORT = 24  # characters of a quote in the notice


def cards(
    remarks: Sequence[ReviewRemark],
    draft: Draft,
    section: DraftSection,
    *,
    may_answer: bool,
) -> str:
    """The open ones of the section first, then those of the others, then what is resolved."""
    if not remarks:
        return '<p class="none">还没有批注</p>'
    ordered = sorted(remarks, key=lambda one: (not one.is_open, one.section != section, one.id))
    shown = "".join(
        _card(one, _place(one, draft, section), may_answer=may_answer) for one in ordered
    )
    told = f"未解决{len(open_ones(remarks))}条，共{len(remarks)}条"
    return f'<h3>批注：{told}</h3><ul class="findings remarks">{shown}</ul>'


def notice(draft: Draft, step: AuditEntry | None, remarks: Sequence[ReviewRemark]) -> str:
    """Who brought the draft to its state, when and why; which remarks wait for an answer."""
    said = _state(draft, step)
    waiting = open_ones(remarks)
    listed = "".join(_waiting(one) for one in waiting)
    if waiting:
        opened = " open" if draft.state == "起草" else ""
        said += (
            f"<details{opened}><summary>还有{len(waiting)}条批注未解决</summary>"
            f'<ul class="waiting">{listed}</ul></details>'
        )
    if not said:
        return ""
    seen = f' data-step="{escaped(step.created)}"' if step else ""  # ui/scripts/news.js
    return f'<div class="notice state-{_STATES[draft.state]}" role="status"{seen}>{said}</div>'


_STATES: Mapping[str, str] = {"起草": "open", "送审": "sent", "定稿": "locked"}


def _state(draft: Draft, step: AuditEntry | None) -> str:
    if step is None:
        return ""
    who = f"{escaped(step.actor)}，{moment(step.created)}"
    if draft.state == "定稿":
        return (
            f"<p><strong>已定稿</strong>（{who}）：文字和数据已锁定。"
            "要修改，由编辑在下面写明理由退回起草</p>"
        )
    if draft.state == "送审":
        return f"<p><strong>已送审</strong>（{who}）：等待审核；编辑审核无误后定稿</p>"
    if step.action == "退回":
        reason = escaped(step.detail.get("reason", ""))
        return f"<p><strong>被退回</strong>（{who}）：{reason}</p>"
    return ""


def _waiting(remark: ReviewRemark) -> str:
    quote = remark.quote if len(remark.quote) <= _SHORT else f"{remark.quote[:_SHORT]}……"
    return (
        f'<li data-id="{remark.id}"><button type="button" class="link remark" data-kind="去看" '
        f'data-section="{remark.section}">{SHORT_NAMES[remark.section]}“{escaped(quote)}”</button>'
        f" {escaped(remark.author)}：{escaped(remark.text)}</li>"
    )


def _place(remark: ReviewRemark, draft: Draft, section: DraftSection) -> str:
    """The quote: a button that selects it, opens its section, or says that it is gone."""
    quote = f"“{escaped(remark.quote)}”"
    if remark.section != section:
        return (
            f'<button type="button" class="jump remark" data-kind="去看" '
            f'data-section="{remark.section}">{SHORT_NAMES[remark.section]} {quote}</button>'
        )
    place = place_of(remark, draft.text(section))
    if place is None:
        return f'<p class="gone">{quote}（这些文字已经改动，原处找不到了）</p>'
    start, end = place
    return (
        f'<button type="button" class="jump" data-start="{start}" data-end="{end}">{quote}</button>'
    )


def _card(remark: ReviewRemark, place: str, *, may_answer: bool) -> str:
    state = "warning" if remark.is_open else "info waived"
    level = "未解决" if remark.is_open else "已解决"
    steps = "".join(_step(one) for one in remark.steps)
    return (
        f'<li class="finding remark {state}" data-id="{remark.id}">{place}'
        f'<p><span class="level">{level}</span> {_who(remark.author, remark.created)}：'
        f"{escaped(remark.text)}</p>{steps}{_answers(remark) if may_answer else ''}</li>"
    )


def _step(step: ReviewStep) -> str:
    words = f"：{escaped(step.text)}" if step.text else ""
    return f'<p class="verdict">{_who(step.author, step.created)} {step.kind}{words}</p>'


def _answers(remark: ReviewRemark) -> str:
    turn = "解决" if remark.is_open else "重新打开"
    kinds = "".join(
        f'<button type="button" class="judge remark" data-kind="{kind}">{kind}</button>'
        for kind in ("回复", turn)
    )
    return f'<label>回复<input name="words" maxlength="500"></label>{kinds}'


def _who(author: str, created: str) -> str:
    return f"{escaped(author)} {moment(created)}"
