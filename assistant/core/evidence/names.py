"""
Names: what a word of a sentence may mean on the form, and the longest name at each place.

Knows: slots of a fact's key, ways to say last year and next year. The words are in aliases.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Literal

Slot = Literal[
    "domain",  # says that 表三 is meant: 政府信息公开申请
    "row",  # a row of 表三 by its own noun: 予以公开, 上年结转
    "action",  # a row of 表三 by what was done to the 申请: 收到, 答复
    "group",  # a row of 表四: 行政复议, 行政诉讼
    "outcome",  # a column of 表四: 结果维持
    "column",  # a column of 表三: 自然人
    "head",  # a row of 表二: 行政规范性文件
    "measure",  # a column of 表二: 制发
    "rate",  # a row or outcome as a share: 纠错率
    "rest",  # 其他, of what was listed before it
    "other",  # looks like a name and is none: 申请人
]
NameTable = Sequence[tuple[str, str]]  # values ("A|B": A or B, likeliest first), names


@dataclass(frozen=True, kw_only=True)
class Name:
    """What a word may mean in its slot, likeliest first; `sure` if it can mean nothing else."""

    slot: Slot
    values: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Term:
    """A name of the form, found in a text."""

    start: int
    end: int
    text: str
    meanings: tuple[Name, ...]

    def name(self, *slots: Slot) -> Name | None:
        return next((one for one in self.meanings if one.slot in slots), None)


@dataclass(frozen=True)
class Names:
    """Every name with what it means; `pattern` finds the longest one at a place."""

    table: Mapping[str, tuple[Name, ...]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.table, key=lambda name: (-len(name), name))
        return re.compile("|".join(re.escape(name).replace("N", r"\d") for name in longest_first))

    def meanings(self, words: str) -> tuple[Name, ...]:
        return self.table.get(words) or self.table.get(re.sub(r"\d", "N", words), ())

    def found_in(self, text: str) -> tuple[Term, ...]:
        """The names in a text, the longest at each place."""
        return tuple(
            Term(
                start=found.start(),
                end=found.end(),
                text=found[0],
                meanings=self.meanings(found[0]),
            )
            for found in self.pattern.finditer(text)
        )

    def with_own(self, own: Mapping[str, str]) -> "Names":
        """These names and an office's own ones, each with a name that means the same.

        {"来件": "收到"}. What a word meant before it means no more; KeyError if nothing is known
        by the other name. An office's word says by itself that 申请 are meant, unless it was a
        verb of ours (受理), which may be of other things too.
        """
        table = dict(self.table)
        for word, known in own.items():
            if not (meanings := self.meanings(known)):
                raise KeyError(known)
            is_verb = any(one.slot == "action" for one in self.meanings(word))
            slot: Slot = "action" if is_verb else "row"
            same = tuple(
                replace(one, slot=slot) if one.slot in ("row", "action") else one
                for one in meanings
            )
            table |= dict.fromkeys(_spellings(word), same)
        return Names(table)


# 上年 and 下年 in a name stand for each of these; N is a digit.
_EVERY_WAY = {
    "上年": ("上年", "上年度", "上一年", "上一年度", "去年", "去年度", "NNNN年", "NNNN年度"),
    "下年": ("下年", "下年度", "下一年", "下一年度", "明年", "次年", "NNNN年", "NNNN年度"),
}


def _spellings(name: str) -> Iterable[str]:
    parts = [_EVERY_WAY.get(part, (part,)) for part in re.split("(上年|下年)", name)]
    return ("".join(choice) for choice in product(*parts))


def named(slot: Slot, table: NameTable, *, sure: bool = True) -> Iterator[tuple[str, Name]]:
    """Every spelling of every name of a table, with its meaning."""
    for values, names in table:
        meaning = Name(slot=slot, values=tuple(values.split("|")), sure=sure)
        for name in names.split():
            for spelling in _spellings(name):
                yield spelling, meaning


def collected(*tables: Iterable[tuple[str, Name]]) -> Names:
    """Names of several tables together; a word may stand in several slots."""
    found: dict[str, tuple[Name, ...]] = {}
    for table in tables:
        for name, meaning in table:
            found[name] = (*found.get(name, ()), meaning)
    return Names(found)
