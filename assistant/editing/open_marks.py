"""
The use case of an open mark: a person answers it, and what they typed has a source afterwards.

A number typed in 访问量【待补充】人次 becomes an indicator of the figures; one that comes
in a sentence becomes a note. If neither makes it a supported one, or the figures say another
number, nothing is saved. Who answered what is on record as the revision's author and note.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection
from assistant.core.editing.answers import (
    Answered,
    Decision,
    OpenMark,
    answered,
    clause_around,
    find_mark,
    left_out,
    typed_numbers,
)
from assistant.core.errors import NotAllowed
from assistant.core.evidence.grounding import ground_on
from assistant.core.tables.figures import Figures, Indicator
from assistant.usecases.workflow import Workflow

_COMPARED = {"上年": "本年", "本年": "上年"}
_SHORT = 30  # characters of a mark in the note of a revision
_LONGEST_TOLD = 60  # characters of what was left out


@dataclass(frozen=True, kw_only=True)
class MarkAnswer:
    """What a person says to the mark `quote`, which they saw at `start` of the text."""

    quote: str
    start: int
    decision: Decision
    words: str = ""


def answer_mark(
    workflow: Workflow, draft: Draft, section: DraftSection, answer: MarkAnswer, *, by: User
) -> tuple[Draft, str]:
    """The draft with the mark answered, and what was done, in one line."""
    require(by, "write")
    text = draft.text(section)
    mark = find_mark(text, answer.quote, answer.start)
    done = answered(text, mark, answer.decision, answer.words)
    figures, told = _sourced(workflow, draft, mark, done)
    base = draft.number(section)
    if figures.indicators != draft.figures.indicators:
        draft = workflow.figuring.set_indicators(
            draft.id, draft.figures.indicators, figures.indicators, by=by
        )
    if figures.notes != draft.figures.notes:
        draft = workflow.figuring.set_notes(draft.id, draft.figures.notes, figures.notes, by=by)
    asked = mark.text if len(mark.text) <= _SHORT else f"{mark.text[:_SHORT]}…】"
    note = f"答复{asked}：{answer.decision}"
    draft = workflow.save_section(draft.id, section, done.text, base=base, by=by, note=note)
    if answer.decision == "删去":
        told = f"“{_short(left_out(text, mark))}”（可撤销）"
    return draft, f"已{answer.decision}{told}"


def _names(mark: OpenMark) -> tuple[str, str]:
    """What the indicator of a mark is called, and that of the mark it is compared with, if any."""
    thing, _, when = mark.asks.rpartition("，")
    if thing and when in _COMPARED:
        return f"{thing}（{when}）", f"{thing}（{_COMPARED[when]}）"
    return mark.asks.replace("，", ""), ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD]}…"


def _sourced(
    workflow: Workflow, draft: Draft, mark: OpenMark, done: Answered
) -> tuple[Figures, str]:
    """The figures by which every number that was typed is supported, and what was added to them.

    NotAllowed if there are none.
    """
    if not typed_numbers(done):
        return draft.figures, ""
    basis = workflow.basis(draft)
    for figures, told in _sources(draft.figures, mark, done):
        grounding = ground_on(done.text, replace(basis, figures=figures))
        typed = {
            one.quantity.start: one.verdict
            for one in grounding.bindings
            if one.quantity.start < done.end and done.start < one.quantity.end
        }
        if set(typed.values()) <= {"supported", "exempt"}:
            return figures, told
        wrong = [one for one in grounding.findings if one.start in typed and one.level == "error"]
        if wrong:  # the figures have another number: no note makes that right
            raise NotAllowed(f"没有写入：{wrong[0].message}")
    raise NotAllowed(
        f"“{done.words}”的数字对不上是什么数，没有写入；请连名称和单位一起写，如“答复满意率98%”，"
        "或在“本年数据”的指标里填好再核对"
    )


def _sources(figures: Figures, mark: OpenMark, done: Answered) -> Iterator[tuple[Figures, str]]:
    """The figures as they are, with the number as an indicator, with the words as a note.

    Of 由【待补充】%提高到【待补充】%, the number answered first, as an indicator, would speak
    against the second until that has its own.
    """
    numbers = typed_numbers(done)
    name, other = _names(mark)
    labels = {one.label for one in figures.indicators}
    if not other or other not in labels or name in labels:
        yield figures, ""
    if mark.wanted == "words" and name and len(numbers) == 1 and numbers[0].value is not None:
        new = Indicator(label=name, value=numbers[0].value, unit=numbers[0].unit)
        others = [one for one in figures.indicators if one.label != name]
        yield replace(figures, indicators=(*others, new)), f"，“{name}”记入指标"
    typed = done.words.rstrip("。！？")
    for note in (clause_around(done), typed) if mark.wanted == "words" else (typed,):
        if note and note not in figures.notes:
            yield replace(figures, notes=(*figures.notes, note)), f"，“{note}”记入要点"
