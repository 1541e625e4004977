"""Edits of one click: the last change of a section taken back, a wrong number put right."""

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection, Revision
from assistant.core.editing.corrections import corrected, is_correctable
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex
from assistant.usecases.workflow import Workflow

_BACK_TO = regex(r"还原到第(\d+)版")


def undo_last(
    workflow: Workflow, draft: Draft, section: DraftSection, *, by: User
) -> tuple[Draft, str]:
    """The draft with a section as it was one change earlier, as one more revision; and what was
    done. Taking back twice goes two changes back. NotAllowed if there is no earlier text.
    """
    require(by, "write")
    latest = draft.latest(section)
    number = _stands_at(latest) - 1 if latest else 0
    before = next((one for one in draft.history(section) if one.number == number), None)
    if latest is None or before is None:
        raise NotAllowed("这一部分没有更早的文字，不能再撤销")
    note = f"还原到第{number}版"
    draft = workflow.save_section(
        draft.id, section, before.text, base=latest.number, by=by, note=note
    )
    return draft, f"已撤销，{note}；再点“撤销”退到更早的一版"


def _stands_at(revision: Revision) -> int:
    """The number of the revision whose text this one has again, or its own."""
    back = _BACK_TO.fullmatch(revision.note)
    return int(back[1]) if back else revision.number


def correct(
    workflow: Workflow, draft: Draft, section: DraftSection, finding_id: str, *, by: User
) -> tuple[Draft, str]:
    """The draft with a wrong number replaced by what it should be, and what was done.

    NotAllowed if there is no such finding any more, or the new number would not hold either.
    """
    require(by, "write")
    text = draft.text(section)
    _, judged = workflow.judging.in_section(draft, section, text)
    found = next((one.finding for one in judged if one.id == finding_id), None)
    if found is None or not is_correctable(found):
        raise NotAllowed("这一处已经改变；请看最新的核对结果")
    done = corrected(text, found)
    left = [
        one.message
        for one in workflow.ground(draft, done.text).findings
        if one.start < done.end and done.start < one.end and one.level == "error"
    ]
    if left:
        raise NotAllowed(f"改成“{found.expected}”之后还有问题：{left[0]}；请自己改这句话")
    note = f"改正：{found.quote}→{found.expected}"
    base = draft.number(section)
    draft = workflow.save_section(draft.id, section, done.text, base=base, by=by, note=note)
    return draft, f"已把“{found.quote}”改为“{found.expected}”"
