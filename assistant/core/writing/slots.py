"""
Slots: what stands for a phrase of a past passage that another year must say anew.

A masked passage is a sequence of plain text and slots. A slot keeps how a number was written,
never the number. masking.py makes them, filling.py writes them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.core.patterns import regex

LAST_YEAR = "上年."  # before the key of a fact of the year before: 上年为5件
DISPUTES = "复议诉讼.总计"  # 未发生行政复议、行政诉讼 says it of both
_OF_DISPUTES = ("行政复议.总计", "行政诉讼.总计")
_FALLING = frozenset({"下降", "减少", "降低", "回落", "减", "少"})
_SENTENCE_END = regex(r"(?<=[。！？!?\n])")


@dataclass(frozen=True, kw_only=True)
class FactSlot:
    """A phrase that states a fact: 受理政府信息公开申请 + number + 件."""

    key: str
    noun: str  # the office's own words before the number; empty where they stand apart from it
    decimals: int  # places the office wrote
    unit: str = ""  # as the office wrote it, for a blank where nobody has the number


@dataclass(frozen=True, kw_only=True)
class ChangeSlot:
    """A phrase that states a change with its direction: 比上年增长 + number + %."""

    key: str
    against: str  # 比上年, 同比, 较去年; may be empty
    decimals: int
    word: str = ""  # the office's own: 提高, 减少; empty for 持平

    @property
    def fell(self) -> bool:
        """Whether it went down in the year of the passage."""
        return self.word in _FALLING


@dataclass(frozen=True, kw_only=True)
class AbsentSlot:
    """A phrase that says there was none: 未收到政府信息公开申请."""

    key: str


@dataclass(frozen=True, kw_only=True)
class UnknownSlot:
    """A number that no fact of its own year explains."""

    noun: str  # the words of its clause that say what is counted
    unit: str


@dataclass(frozen=True, kw_only=True)
class YearSlot:
    """A year by its distance from the report's year: 0 is 2024年 in the report of 2024."""

    offset: int


@dataclass(frozen=True, kw_only=True)
class DateSlot:
    """A day or month of an event, which another year cannot inherit."""


@dataclass(frozen=True, kw_only=True)
class ListEnd:
    """The end of a list that named every part of a whole: 其中自然人…、商业企业…."""

    listed: tuple[str, ...]  # keys
    others: tuple[tuple[str, str], ...]  # key and name of the parts that did not occur


Slot = FactSlot | ChangeSlot | AbsentSlot | UnknownSlot | YearSlot | DateSlot | ListEnd
Segment = str | Slot


@dataclass(frozen=True, kw_only=True)
class Masked:
    segments: tuple[Segment, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(s for s in self.segments if not isinstance(s, str))


def slot_key(slot: Slot) -> str:
    """The key of the fact that a slot states; empty for a year, a date, an unknown number."""
    return slot.key if isinstance(slot, FactSlot | ChangeSlot | AbsentSlot) else ""


def stated_keys(slot: Slot) -> tuple[str, ...]:
    """The keys of all facts that a slot states."""
    key = slot_key(slot)
    if key == DISPUTES and isinstance(slot, AbsentSlot):
        return _OF_DISPUTES
    return (key,) if key else ()


def split_sentences(segments: Iterable[Segment]) -> Iterator[tuple[Segment, ...]]:
    """Segments cut after each 。！？; slots stay whole."""
    return cut_segments(segments, _SENTENCE_END)


def cut_segments(
    segments: Iterable[Segment], between: re.Pattern[str]
) -> Iterator[tuple[Segment, ...]]:
    """Segments cut where `between` matches in their words; slots stay whole."""
    current: list[Segment] = []
    for segment in segments:
        if not isinstance(segment, str):
            current.append(segment)
            continue
        *ended, open_end = between.split(segment)
        for piece in ended:
            yield (*current, piece)
            current = []
        if open_end:
            current.append(open_end)
    if current:
        yield tuple(current)


def split_text(text: str) -> tuple[str, ...]:
    """The sentences of a plain text, cut as split_sentences cuts segments."""
    return tuple(piece for piece in _SENTENCE_END.split(text) if piece)
