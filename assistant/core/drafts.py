"""
Drafts: the report in work, its revisions and its state. Nothing is overwritten: an edit is one
more revision.

Every function takes a draft and gives a new one. A store that saves drafts applies these very
functions inside its transaction, so the rules hold however many people work at once.

Knows: who may follow whom (起草 -> 送审 -> 定稿), that a save names the revision it was based on.
Does not know: clocks (times come from outside), roles, findings (the caller says which block).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.core.errors import NotAccepted, NotAllowed, StaleRevision
from assistant.core.origins import RunRecord, SentenceOrigin, still_there
from assistant.core.tables.figures import Figures

DraftSection = Literal[
    "overview",
    "disclosure",
    "requests",
    "litigation",
    "problems",
    "key_areas",
    "interpretation",
    "platform",
    "other",
]
DRAFT_SECTIONS: tuple[DraftSection, ...] = get_args(DraftSection)
DraftState = Literal["起草", "送审", "定稿"]

# What may follow a state: sent for review, returned or accepted, reopened.
NEXT_STATES: dict[DraftState, frozenset[DraftState]] = {
    "起草": frozenset({"送审"}),
    "送审": frozenset({"起草", "定稿"}),
    "定稿": frozenset({"起草"}),
}


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One saved text of one section. `number` counts from 1 within the section."""

    section: DraftSection
    number: int
    text: str
    author: str
    created: str  # ISO 8601 with its zone
    note: str = ""  # "carry", "模型改写：精简", "还原到第2版"
    origins: tuple[SentenceOrigin, ...] = ()  # of a text that a writer wrote
    record: RunRecord | None = None  # how it was written


@dataclass(frozen=True, kw_only=True)
class Draft:
    id: str
    agency: str
    year: int
    figures: Figures
    previous: Figures | None = None  # last year's, for changes and for stale numbers
    state: DraftState = "起草"
    revisions: tuple[Revision, ...] = ()  # in the order in which they were saved

    @property
    def sections(self) -> tuple[DraftSection, ...]:
        """The sections that have a text, in the order of the report."""
        written = {revision.section for revision in self.revisions}
        return tuple(section for section in DRAFT_SECTIONS if section in written)

    def latest(self, section: DraftSection) -> Revision | None:
        """The last revision of a section; None if nothing was written yet."""
        return next((one for one in reversed(self.revisions) if one.section == section), None)

    def number(self, section: DraftSection) -> int:
        """The number of the last revision, to be named as `base` by the next edit; 0 if none."""
        latest = self.latest(section)
        return 0 if latest is None else latest.number

    def text(self, section: DraftSection) -> str:
        latest = self.latest(section)
        return "" if latest is None else latest.text

    def origins(self, section: DraftSection, text: str | None = None) -> tuple[SentenceOrigin, ...]:
        """Where each sentence of `text` (the section's, if none is given) that stands as a writer
        wrote it last comes from; a sentence that a person changed since is that person's.
        """
        made = next((one for one in reversed(self.history(section)) if one.origins), None)
        words = self.text(section) if text is None else text
        return still_there(words, made.origins) if made else ()

    def history(self, section: DraftSection) -> tuple[Revision, ...]:
        """Every revision of a section, oldest first."""
        return tuple(one for one in self.revisions if one.section == section)


def edit(
    draft: Draft, section: DraftSection, text: str, *, base: int, author: str, created: str
) -> Draft:
    """A draft with one more revision of `section`; `base` is the number the author had read.

    The text that is there already adds nothing, whatever it builds on: a click saves, and so
    does leaving the box. StaleRevision if somebody saved in between, NotAllowed if 定稿.
    """
    return revise(
        draft,
        Revision(section=section, number=base + 1, text=text, author=author, created=created),
    )


def revise(draft: Draft, revision: Revision) -> Draft:
    """As `edit`, for a revision made already: its number is the one after the one it builds on."""
    latest = draft.latest(revision.section)
    current = 0 if latest is None else latest.number
    if draft.state == "定稿":
        raise NotAllowed("这份报告已定稿，不能再改；如需修改，请先退回起草")
    if latest is not None and latest.text == revision.text:
        return draft
    if revision.number != current + 1:
        raise StaleRevision(
            f"这一部分已由{latest.author if latest else '他人'}保存为第{current}版，"
            f"您改的是第{revision.number - 1}版；请先合并再保存，您的文字没有丢失"
        )
    return replace(draft, revisions=(*draft.revisions, revision))


def with_figures(draft: Draft, figures: Figures) -> Draft:
    """A draft over other figures of the same office and year; its texts stay as they are.

    NotAllowed unless the draft is 起草: what was sent for review is not changed under the reader.
    """
    if (figures.agency, figures.year) != (draft.agency, draft.year):
        raise NotAllowed(
            f"数据是{figures.agency}{figures.year}年的，草稿是{draft.agency}{draft.year}年的；"
            "请另建一份草稿"
        )
    if draft.state != "起草":
        raise NotAllowed(f"这份报告是“{draft.state}”状态，不能更换数据；请先退回起草")
    return replace(draft, figures=figures)


def move(draft: Draft, state: DraftState) -> Draft:
    """A draft in another state; NotAllowed if that state cannot follow."""
    if state not in NEXT_STATES[draft.state]:
        raise NotAllowed(f"当前状态是“{draft.state}”，不能改为“{state}”")
    return replace(draft, state=state)


def submit(draft: Draft) -> Draft:
    """起草 -> 送审. Open findings may go along: the reviewer sees them."""
    if not draft.revisions:
        raise NotAllowed("还没有任何文字，不能送审；请先起草")
    return move(draft, "送审")


def accept(draft: Draft, *, blocking: Sequence[str]) -> Draft:
    """送审 -> 定稿; `blocking` are the messages of the findings that forbid it, first first."""
    if blocking:
        raise NotAccepted(f"还有{len(blocking)}处问题未处理，不能定稿；第一处：{blocking[0]}")
    return move(draft, "定稿")


def reopen(draft: Draft) -> Draft:
    """送审 (returned) or 定稿 (reopened) -> 起草."""
    return move(draft, "起草")
