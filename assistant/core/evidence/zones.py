"""
Zones: the words before a number, and what the numbers before it said.

A change or a share mostly says of what it is by where it stands: behind its amount, or in the same
place of a list with 分别 as its amount in the list before. Does not know: what the words mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.evidence.clauses import Clauses
from assistant.core.evidence.keys import named_sum
from assistant.core.evidence.naming import Listed, listed_at
from assistant.core.patterns import regex
from assistant.core.prose.particles import COMPARES
from assistant.core.prose.quantities import Quantity

COMPUTED = ("同比", "占", "日均", "月均")  # how keys of computed facts begin
_CLOSE = regex(r"[）)]")
_REACH = 60  # characters from a number to the one that it is compared with, or to its bracket


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an earlier number of the paragraph states, for the 同比 and 占 that speak of it."""

    keys: tuple[str, ...] = ()
    scope: str = ""  # of a number that is not the table's
    is_amount: bool = True
    is_sure: bool = True  # False: its words may mean something else, and no fact has its value


@dataclass(frozen=True, kw_only=True)
class Zone:
    """The words before a number, or before the first number of its list with 分别."""

    begin: int
    end: int
    text: str
    listed: Listed | None
    said: Said  # by the number that a change or share here speaks of
    sums: tuple[str, ...]  # of the two amounts before, where their sum has a name
    compared: tuple[str, ...]  # of the number that the one right before is compared with

    @property
    def last(self) -> tuple[str, ...]:
        return self.said.keys


def zone_of(clauses: Clauses, quantity: Quantity, said: Sequence[Said]) -> Zone:
    """The zone of a number; `said` is by the numbers before it in its paragraph."""
    listed = listed_at(clauses, quantity)
    end = quantity.start if listed is None else clauses.statistics[listed.first].start
    begin = clauses.zone_start(end)
    return Zone(
        begin=begin,
        end=end,
        text=clauses.text[begin:end],
        listed=listed,
        said=_spoken_of(listed, said[: _outside(clauses, quantity, said)]),
        sums=sums_said(said),
        compared=_compared(clauses, quantity, said),
    )


def _outside(clauses: Clauses, quantity: Quantity, said: Sequence[Said]) -> int:
    """How many of the numbers before stand outside the brackets closed right before this one.

    3621件（含上年结转96件），较上年减少11件: the 11件 are of the 3621件.
    """
    index = clauses.index_of(quantity)
    if not said or not index:
        return len(said)
    last = clauses.statistics[index - 1]
    if not _CLOSE.search(clauses.text, last.end, quantity.start):
        return len(said)
    low = max(0, last.start - _REACH)
    opens = max(clauses.text.rfind(one, low, last.start) for one in "（(")
    inside = 0
    while inside < len(said) and clauses.statistics[index - 1 - inside].start > opens >= 0:
        inside += 1
    return len(said) - inside if inside < len(said) else len(said)


def _spoken_of(listed: Listed | None, said: Sequence[Said]) -> Said:
    """By the number before; in 占比分别为40%、12% by its fellow of 分别为1431件、454件."""
    if listed is None:
        return said[-1] if said else Said()
    before = said[: len(said) - listed.place]  # without those of its own list
    amounts = [one for one in before if one.is_amount]
    return amounts[listed.place - listed.count] if len(amounts) >= listed.count else Said()


def sums_said(said: Sequence[Said]) -> tuple[str, ...]:
    """The named sum of the last two amounts: 予以公开1431件，部分公开454件，两项合计."""
    amounts = [one.keys[0] for one in said if one.keys and one.is_amount]
    name = named_sum(amounts[-2:]) if len(amounts) > 1 else None
    return (name,) if name else ()


def _compared(clauses: Clauses, quantity: Quantity, said: Sequence[Said]) -> tuple[str, ...]:
    """The keys of the first number in 结转103件，比上年结转的96件增加7件."""
    index = clauses.index_of(quantity)
    if len(said) < 2 or index < 2:
        return ()
    first, second = clauses.statistics[index - 2 : index]
    far = second.start - first.end > _REACH
    if far or not COMPARES.search(clauses.text, first.end, second.start):
        return ()
    return said[-2].keys
