"""
Changes of a year's figures: what stood in each place, and what stands there now.

A change names the value that its author saw, so that two persons at one form never overwrite each
other silently; and every change can be taken back as long as what it wrote still stands.

Knows: cells, indicators and notes. Does not know: where figures are kept, who may change them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.core.errors import NotAllowed, StaleRevision
from assistant.core.tables.cells import read_value
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.slots import Slot, slots_of, with_raw

_MOST_DIGITS = 18
_LONGEST = 40  # characters typed into a cell

Listed = TypeVar("Listed", Indicator, str)


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """The text of one cell, before and after."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class FiguresMark:
    """One state of a draft's figures: who made it and how; the first of a draft is number 1."""

    number: int
    author: str
    note: str  # 新建, 填写, 粘贴, 上传 …
    created: str  # ISO 8601 with its zone
    undoes: int = 0  # the number of the state that this one took back


def raw_of(figures: Figures, key: str) -> str:
    """What the cell with this key says, on one line; "" if it is blank or not there."""
    cell = figures.by_key.get(key)
    return "" if cell is None else " ".join(cell.raw.split())


def read_typed(text: str, name: str) -> str:
    """A number as typed or pasted (１，２３４ or 1,234) as it is kept: 1234.

    Blank stays blank, "/" (不适用) stays. NotAllowed names the cell if it is no number.
    """
    number, meaning, unit = read_value(text[: _LONGEST + 1])
    if meaning == "blank":
        return ""
    if meaning == "not_applicable":
        return "/"
    if number is None or len(text) > _LONGEST:
        raise NotAllowed(f"{name}：“{text[:20]}”不是数字，没有写入；没有数据请留空，不适用请填“/”")
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        raise NotAllowed(f"{name}：数字超过{_MOST_DIGITS}位，没有写入；请检查")
    return f"{number:f}{unit}"


def with_cells(figures: Figures, changes: Sequence[CellChange]) -> Figures:
    """The figures with other texts in these cells: all of them or none.

    StaleRevision names the cell that no longer says what its change has seen; NotAllowed if the
    form has no such cell.
    """
    slots = slots_of(figures)
    for change in changes:
        if change.key not in slots:
            raise NotAllowed(f"表中没有这一格（{change.key[:40]}）；请刷新页面后再填")
        current = raw_of(figures, change.key)
        if current not in (change.old, change.new):
            raise StaleRevision(_overtaken(slots[change.key], current, change))
    for change in changes:
        if raw_of(figures, change.key) != change.new:
            figures = with_raw(figures, slots[change.key], change.new)
    return figures


def _overtaken(slot: Slot, current: str, change: CellChange) -> str:
    return (
        f"{slot.name} 刚被他人改为{current or '空白'}，您写的{change.new or '空白'}没有写入；"
        "请看过后再填"
    )


def replaced(there: Sequence[Listed], old: Sequence[Listed], new: Sequence[Listed]) -> None:
    """StaleRevision unless a list still is what its change has seen, or is so changed already."""
    if tuple(there) not in (tuple(old), tuple(new)):
        raise StaleRevision("指标或要点刚被他人改动，您的改动没有写入；请看过最新的内容后再改")


def changes_between(before: Figures, after: Figures) -> tuple[CellChange, ...]:
    """The cells that differ, in printed order; a cell that is not there says nothing."""
    keys = dict.fromkeys((*slots_of(after), *slots_of(before)))
    return tuple(
        CellChange(key=key, old=old, new=new)
        for key in keys
        if (old := raw_of(before, key)) != (new := raw_of(after, key))
    )


def taken_back(now: Figures, *, before: Figures, after: Figures) -> Figures:
    """`now` without what changed from `before` to `after`; what was changed since stays.

    StaleRevision if it was changed in the very places.
    """
    if now == after:
        return before
    if before.edition != after.edition or now.edition != after.edition:
        raise StaleRevision("之后数据又有改动，表的格式也不同了，不能撤销")
    back = [
        CellChange(key=one.key, old=one.new, new=one.old) for one in changes_between(before, after)
    ]
    found = with_cells(now, back)
    if before.indicators != after.indicators:
        replaced(now.indicators, after.indicators, before.indicators)
        found = replace(found, indicators=before.indicators)
    if before.notes != after.notes:
        replaced(now.notes, after.notes, before.notes)
        found = replace(found, notes=before.notes)
    return found


def last_of(marks: Sequence[FiguresMark], author: str) -> FiguresMark:
    """The last state that `author` made and nobody took back; NotAllowed if there is none.

    `marks` are the oldest first; the first state of a draft is no change.
    """
    undone = {one.undoes for one in marks}
    mine = [
        one
        for one in marks[1:]
        if one.author == author and not one.undoes and one.number not in undone
    ]
    if not mine:
        raise NotAllowed("没有可以撤销的改动")
    return mine[-1]
