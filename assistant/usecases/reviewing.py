"""
The use cases of a review: remarks on words of a draft, replies, resolved and opened again.

Knows: who may say what, what is put on record. Does not know: where remarks stand, screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clock import now
from assistant.core.accounts import User, require
from assistant.core.drafts import Draft
from assistant.core.errors import NotAllowed
from assistant.core.ports import DraftStore, RemarkStore
from assistant.core.reviewing import (
    ReviewRemark,
    ReviewStep,
    Selected,
    StepKind,
    check_words,
    remark_on,
)


@dataclass(frozen=True)
class Reviewing:
    """Over the drafts and what reviewers remarked of them."""

    drafts: DraftStore
    kept: RemarkStore

    def remarks(self, draft_id: str) -> Sequence[ReviewRemark]:
        """Every remark on a draft, the oldest first."""
        return self.kept.remarks(draft_id)

    def add(self, draft: Draft, selected: Selected, words: str, *, by: User) -> ReviewRemark:
        """A remark on words of a section as it was saved, now or before: its reader may have an
        older text open, whose words are found again in the newest.

        NotAllowed if nothing is selected or said, or the draft is 定稿: it is reopened first.
        """
        require(by, "remark")
        if draft.state == "定稿":
            raise NotAllowed("这份报告已定稿，不再写批注；要改请先退回起草，理由写在退回里")
        section = selected.section
        if all(one.text != selected.text for one in draft.history(section)):
            raise NotAllowed("正文还没有保存，批注找不到地方；请先保存，或刷新页面后再选")
        made = remark_on(selected, words, by=by.name, at=now())
        remark = self.kept.add_remark(draft.id, made)
        detail = {"section": section, "quote": remark.quote, "text": remark.text}
        self.drafts.record(by.name, "批注", f"draft:{draft.id}", {"remark": remark.id, **detail})
        return remark

    def answer(
        self, draft_id: str, remark_id: object, kind: StepKind, words: str, *, by: User
    ) -> None:
        """A reply, or that the remark is resolved or open again."""
        require(by, "answer")
        remark = next((one for one in self.remarks(draft_id) if one.id == remark_id), None)
        if remark is None:
            raise NotAllowed("没有这条批注；请刷新页面后再试")
        if kind != "回复" and remark.is_open != (kind == "解决"):
            return  # a second click says nothing new
        text = check_words(words, needed=kind == "回复")
        step = ReviewStep(kind=kind, text=text, author=by.name, created=now())
        self.kept.add_step(remark.id, step)
        action = "回复批注" if kind == "回复" else f"{kind}批注"
        detail = {"remark": remark.id, "text": text}
        self.drafts.record(by.name, action, f"draft:{draft_id}", detail)
