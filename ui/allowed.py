"""
What may be done now with the open draft, and why not: its state, and the user's roles.

Only what the page offers; the use cases judge for themselves.
"""

from collections.abc import Mapping

from assistant.core.accounts import Right, User, editing_refusal, refusal
from assistant.core.drafts import Draft, DraftState

_ANY: tuple[DraftState, ...] = ("起草", "送审", "定稿")
_OPEN: tuple[DraftState, ...] = ("起草", "送审")
# For each control: the states in which it may be used, and the right that it takes.
_NEEDS: Mapping[str, tuple[tuple[DraftState, ...], Right]] = {
    "draft": (_OPEN, "write"),
    "draft_all": (_OPEN, "write"),
    "writer": (_OPEN, "write"),
    "tone": (_OPEN, "write"),
    "length": (_OPEN, "write"),
    "save": (_OPEN, "write"),
    "undo": (_OPEN, "write"),
    "restore": (_OPEN, "write"),
    "accept_hunk": (_OPEN, "write"),
    "reject_hunk": (_OPEN, "write"),
    "name_section": (_ANY, "write"),
    "name_whole": (_ANY, "write"),
    "remark": (_OPEN, "remark"),
    "submit": (("起草",), "write"),
    "accept": (("送审",), "accept"),
    "export": (_ANY, "read"),
}
_NOT_NOW: Mapping[tuple[str, DraftState], str] = {
    ("submit", "送审"): "已经送审，等待审核",
    ("submit", "定稿"): "已经定稿",
    ("accept", "起草"): "先点“送审”，再定稿",
    ("accept", "定稿"): "已经定稿",
}
_LOCKED = "已定稿，文字和数据已锁定；要改请先退回起草"


def reasons(by: User, draft: Draft | None) -> dict[str, str]:
    """Why each control may not be used; empty for those that may."""
    return {control: _reason(control, by, draft) for control in _NEEDS}


def _reason(control: str, by: User, draft: Draft | None) -> str:
    if draft is None:
        return "还没有草稿；请先上传本年数据"
    states, right = _NEEDS[control]
    is_editing = right == "write" and states == _OPEN
    if told := editing_refusal(by, draft.state) if is_editing else refusal(by, right):
        return told
    if draft.state in states:
        return ""
    return _NOT_NOW.get((control, draft.state), _LOCKED)
