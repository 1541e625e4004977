"""Edits of one click: the last change of a section taken back."""

import re

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection, Revision
from assistant.core.errors import NotAllowed
from assistant.usecases.workflow import Workflow

_BACK_TO = re.compile(r"还原到第(\d+)版")


def take_back(
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
