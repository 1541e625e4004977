"""
Phrases: what the words around a number say that it states.

An amount (收到申请3119件), an average (日均0.7条), a share (占41.53%) or a change (比上年增长0.4%),
of which facts, of which year and scope. Does not know: values; binding.py compares.

Not covered: a name more than a paragraph away, a total named only after its parts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.core.evidence.clauses import SENTENCE_END, Clauses
from assistant.core.evidence.keys import Keys, read_keys
from assistant.core.evidence.names import Names
from assistant.core.evidence.naming import linked, names_of
from assistant.core.evidence.years import Years
from assistant.core.prose.particles import (
    AGAINST,
    AVERAGE,
    CHANGE,
    FILLER,
    LEVEL,
    LINK,
    NEEDS_AGAINST,
    PAST,
    SCOPE,
    SHARE,
    YEAR_ONLY,
)
from assistant.core.prose.quantities import Quantity

PhraseKind = Literal["amount", "average", "share", "change"]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What a quantity may state: keys, likeliest first; `a+b` is the sum of two facts."""

    keys: tuple[str, ...] = ()
    sure: bool = False  # another value than the fact's is a wrong one
    noun: tuple[int, int] | None = None
    year: int
    kind: PhraseKind = "amount"
    direction: int = 0  # 1: 增长, -1: 下降
    prefix: str = ""  # 日均, 月均
    scope: str = ""  # 代表市政府: words that name another scope than the table's


_SHARES = ("占比", "占收办比", "占新收比", "占审结比")
_WHOLES = {"新收": ("占新收比", "占收办比", "占比"), "收办": ("占收办比", "占比")}
_COMPUTED = ("同比", "占", "日均", "月均")  # how keys of computed facts begin
_IN_PERCENT = ("%", "成", "倍")
_REACH = 30  # characters before a clause in which its scope and its 比上年 may stand
_SHORT = 12


class Reader:
    """Reads the phrase of each statistic of one text of the report of `year`."""

    def __init__(
        self, text: str, quantities: Sequence[Quantity], *, names: Names, year: int
    ) -> None:
        self.text, self.year = text, year
        self.clauses = Clauses(text, quantities, names)
        self.years = Years(text, quantities, year, self.clauses)

    def read(self, quantity: Quantity, last: tuple[str, ...]) -> Phrase:
        """The phrase of a quantity; `last` are the keys of the quantity before it."""
        begin = self.clauses.zone_start(quantity.start)
        zone = self.text[begin : quantity.start]
        if (change := CHANGE.search(zone)) and (found := self._change(quantity, change, last)):
            return found
        if quantity.unit in _IN_PERCENT and (share := SHARE.search(zone)):
            return self._share(quantity, share, last)
        phrase = self._amount(quantity, begin, last)
        if average := AVERAGE.search(zone):
            return _averaged(phrase, average, begin, last)
        if quantity.unit in _IN_PERCENT and phrase.keys:
            plain = [key for key in phrase.keys if not key.startswith(_COMPUTED)]
            keys = tuple(f"{prefix}.{key}" for key in plain for prefix in _SHARES)
            return replace(phrase, keys=(*phrase.keys, *keys), kind="share")
        return phrase

    def _amount(self, quantity: Quantity, begin: int, last: tuple[str, ...]) -> Phrase:
        zone = self.text[begin : quantity.start]
        past = PAST.search(zone)
        phrase = Phrase(
            year=self._past_year(past) if past else self.years.of(quantity.start),
            scope=self._scope(begin, quantity.start),
        )
        if terms := names_of(self.clauses, quantity, begin):
            behind = terms[0].start >= quantity.end
            keys = read_keys(self.clauses, terms, terms[0].start if behind else begin, last)
            noun = self.clauses.noun_span(terms, quantity)
            return replace(phrase, keys=keys.keys, sure=keys.sure, noun=noun)
        if last and (LEVEL.search(zone) or (past and len(zone) < _SHORT)):  # 增加到3525件
            return replace(phrase, keys=last, sure=True)
        if last and YEAR_ONLY.fullmatch(zone):
            return replace(phrase, keys=last)
        return phrase

    def _past_year(self, past: re.Match[str]) -> int:
        return int(past["year"]) if past["year"] else self.year - 1

    def _scope(self, begin: int, end: int) -> str:
        found = list(SCOPE.finditer(self.text, max(0, begin - _REACH), end))
        if not found or SENTENCE_END.search(self.text, found[-1].end(), end):
            return ""
        return found[-1][0]

    def _change(
        self, quantity: Quantity, change: re.Match[str], last: tuple[str, ...]
    ) -> Phrase | None:
        """比上年增长0.4%: of what its own words name, else of the number before."""
        begin = quantity.start - len(change.string)
        start = begin + change.start()
        against = _last(AGAINST, self.text, max(0, begin - _REACH), start)
        if against is None and change["word"] in NEEDS_AGAINST:
            return None
        inside = against is not None and against.start() >= begin
        opening = against.start() if against and inside else start
        bases = self._bases(begin, opening, last)
        if against and against["year"] and int(against["year"]) != self.year - 1:
            bases = Keys()
        return Phrase(
            keys=tuple(key for base in bases.keys for key in _change_keys(base, quantity.unit)),
            sure=bool(bases.keys),
            noun=(opening, quantity.start),
            year=self.year,
            kind="change",
            direction=1 if change["up"] else -1,
        )

    def _share(self, quantity: Quantity, share: re.Match[str], last: tuple[str, ...]) -> Phrase:
        """占41.53%: of what stands before 占, of the whole that is named behind it."""
        begin = quantity.start - len(share.string)
        start = begin + share.start()
        whole = self.clauses.terms(start, quantity.start)
        name = next((one for term in whole if (one := term.name("row", "action"))), None)
        prefixes = _SHARES if name is None else _WHOLES.get(name.values[0], _SHARES)
        bases = self._bases(begin, start, last)
        keys = tuple(key for key in bases.keys if not key.startswith(_COMPUTED))
        return Phrase(
            keys=tuple(f"{prefix}.{key}" for prefix in prefixes for key in keys),
            sure=bool(keys),
            noun=(start, quantity.start),
            year=self.years.of(quantity.start),
            kind="share",
        )

    def _bases(self, begin: int, end: int, last: tuple[str, ...]) -> Keys:
        """What a change or a share is of: the names of its own clause, else the number before."""
        terms = [term for term in self.clauses.terms(begin, end) if not term.name("other")]
        if not terms:
            return Keys(keys=last) if LINK.fullmatch(self.text, begin, end) else Keys()
        if not FILLER.fullmatch(self.text, terms[-1].end, end):
            return Keys()
        own = read_keys(self.clauses, linked(self.clauses, terms), begin, last)
        return Keys(keys=last) if set(own.keys) & set(last) else own


def _averaged(phrase: Phrase, average: re.Match[str], begin: int, last: tuple[str, ...]) -> Phrase:
    """日平均0.7条: of what its own words name, else of the number before."""
    prefix = "日均" if average["day"] else "月均"
    noun = phrase.noun or (begin + average.start(), begin + average.end())
    keys = tuple(f"{prefix}.{key}" for key in (phrase.keys or last))
    return replace(phrase, keys=keys, noun=noun, kind="average", prefix=prefix)


def _change_keys(base: str, unit: str) -> tuple[str, ...]:
    """The change of `base` that a unit states; the other one too, to tell % from 百分点."""
    if base.startswith("同比"):
        return ()
    amount, rate = f"同比增量.{base}", f"同比.{base}"
    if unit == "百分点" or base.startswith("占"):
        return (amount, rate)
    return (rate,) if unit in _IN_PERCENT else (amount,)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found
