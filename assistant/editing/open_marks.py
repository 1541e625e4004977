"""
The use case of an open mark: a person answers it, and what they typed has a source afterwards.

A number typed in 访问量【待补充】人次 becomes an indicator of the figures; one that comes
in a sentence becomes a note. If neither makes it a supported one, or the figures say another
number, nothing is saved. Who answered what is on record as the revision's author and note.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.clock import now
from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection, Revision
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
from assistant.core.evidence.facts import NOW, THEN, Fact
from assistant.core.evidence.grounding import ground_on
from assistant.core.patterns import regex
from assistant.core.tables.figures import Figures, Indicator
from assistant.usecases.workflow import Workflow

_WHEN = {"上年": THEN, "本年": NOW}
_COMPARES = regex(r"同比|[比较](?:上一?年|去年)")
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
    asked = mark.text if len(mark.text) <= _SHORT else f"{mark.text[:_SHORT]}…】"
    note, base = f"答复{asked}：{answer.decision}", draft.number(section)
    if figures == draft.figures:
        draft = workflow.save_section(draft.id, section, done.text, base=base, by=by, note=note)
    else:
        revision = Revision(
            section=section,
            number=base + 1,
            text=done.text,
            author=by.name,
            created=now(),
            note=note,
        )
        draft = workflow.figuring.add_sourced(draft, revision, figures, by=by)
    if answer.decision == "删去":
        told = f"“{_short(left_out(text, mark))}”（可撤销）"
    return draft, f"已{answer.decision}{told}"


def _name(mark: OpenMark) -> str:
    """What the indicator of a mark is called; of 由【待补充】%提高到【待补充】%, with its year."""
    thing, _, when = mark.asks.rpartition("，")
    if thing and when in _WHEN:
        return thing + _WHEN[when]
    return mark.asks.replace("，", "")


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
            one.quantity.start: one
            for one in grounding.bindings
            if one.quantity.start < done.end and done.start < one.quantity.end
        }
        if {one.verdict for one in typed.values()} <= {"supported", "exempt"}:
            return figures, told
        for one in grounding.findings:
            # The figures have another number: no note makes that right.
            if one.level == "error" and one.start in typed and _is_of(mark, typed[one.start].fact):
                raise NotAllowed(f"没有写入：{one.message}")
    raise NotAllowed(_unknown(done))


def _is_of(mark: OpenMark, fact: Fact | None) -> bool:
    """Whether the mark asks for this fact: in 电话20件、网上【待补充】件 the words of another
    indicator stand near.
    """
    if fact is None or fact.kind not in ("indicator", "note"):
        return True
    name = _name(mark)
    return fact.label in name or name in fact.label


def _unknown(done: Answered) -> str:
    """Why a number was not written, and what to do about it."""
    if _COMPARES.search(clause_around(done)):
        return (
            f"没有写入“{done.words}”：增减由程序用两年的数算，还不知道上年是多少；"
            "请在“本年数据”的指标里添加上年的数，名称后面写“（上年）”，如“答复满意率（上年）”，再来填"
        )
    return (
        f"“{done.words}”的数字对不上是什么数，没有写入；请连名称和单位一起写，如“答复满意率98%”，"
        "或在“本年数据”的指标里填好再核对"
    )


def _sources(figures: Figures, mark: OpenMark, done: Answered) -> Iterator[tuple[Figures, str]]:
    """The figures as they are, with the number as an indicator, with the words as a note."""
    numbers, name = typed_numbers(done), _name(mark)
    yield figures, ""
    if mark.wanted == "words" and name and len(numbers) == 1 and numbers[0].value is not None:
        new = Indicator(label=name, value=numbers[0].value, unit=numbers[0].unit)
        others = [one for one in figures.indicators if one.label != name]
        yield replace(figures, indicators=(*others, new)), f"，“{name}”记入指标"
    typed = done.words.rstrip("。！？")
    for note in (clause_around(done), typed) if mark.wanted == "words" else (typed,):
        if note and note not in figures.notes:
            yield replace(figures, notes=(*figures.notes, note)), f"，“{note}”记入要点"
