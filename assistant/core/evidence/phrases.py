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
from assistant.core.evidence.names import Name, Names, Term
from assistant.core.evidence.naming import linked, named_in_list, names_of
from assistant.core.evidence.years import Years
from assistant.core.evidence.zones import COMPUTED, Said, Zone, sums_said, zone_of
from assistant.core.prose.particles import (
    AGAINST,
    AVERAGE,
    CHANGE,
    FILLER,
    LEVEL,
    LINK,
    NEEDS_AGAINST,
    SCOPE,
    SHARE,
    TOTAL_ONLY,
    WHOLE_AGAIN,
    YEAR_ONLY,
)
from assistant.core.prose.quantities import Quantity
from assistant.core.tables.form import GROUPS

PhraseKind = Literal["amount", "average", "share", "change"]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What a quantity may state: keys, likeliest first; `a+b` is the sum of two facts."""

    keys: tuple[str, ...] = ()
    sure: bool = False  # another value than the fact's is a wrong one
    noun: tuple[int, int] | None = None
    year: int
    kind: PhraseKind = "amount"
    bases: tuple[str, ...] = ()  # keys of what a change, share or average is of
    direction: int = 0  # 1: 增长, -1: 下降
    prefix: str = ""  # 日均, 月均
    scope: str = ""  # 代表市政府: words that name another scope than the table's


_SHARES = ("占比", "占收办比", "占新收比", "占审结比", "占组比")
_WHOLES = {"新收": ("占新收比", "占收办比", "占比"), "收办": ("占收办比", "占比")}
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

    def read(self, quantity: Quantity, said: Sequence[Said]) -> Phrase:
        """The phrase of a quantity; `said` is what the numbers before it in the paragraph state."""
        zone = zone_of(self.clauses, quantity, said)
        if (change := CHANGE.search(zone.text)) and (found := self._change(quantity, change, zone)):
            return found
        if quantity.unit in _IN_PERCENT and (share := SHARE.search(zone.text)):
            return self._share(quantity, share, zone)
        phrase = self._amount(quantity, zone, said)
        if average := AVERAGE.search(zone.text):
            return _averaged(phrase, average, zone)
        if quantity.unit in _IN_PERCENT and phrase.keys:
            plain = [key for key in phrase.keys if not key.startswith(COMPUTED)]
            keys = tuple(f"{prefix}.{key}" for key in plain for prefix in _SHARES)
            return replace(phrase, keys=(*phrase.keys, *keys), kind="share")
        return phrase

    def _amount(self, quantity: Quantity, list_zone: Zone, said: Sequence[Said]) -> Phrase:
        begin = self.clauses.zone_start(quantity.start)
        zone, last = self.text[begin : quantity.start], said[-1].keys if said else ()
        past = self.clauses.past(begin, quantity)
        phrase = Phrase(
            year=self._past_year(past) if past else self.years.of(quantity.start),
            scope=self._scope(begin, quantity.start),
        )
        if shared := self._shared_outcome(list_zone):
            return replace(phrase, keys=shared, sure=True)
        if terms := names_of(self.clauses, quantity, begin):
            behind = terms[0].start >= quantity.end
            keys = read_keys(self.clauses, terms, terms[0].start if behind else begin, last)
            noun = self.clauses.noun_span(terms, quantity) if keys.keys else None
            return replace(phrase, keys=keys.keys, sure=keys.sure, noun=noun)
        if last and (LEVEL.search(zone) or (past and len(zone) < _SHORT)):  # 增加到3525件
            return replace(phrase, keys=last, sure=True)
        if last and YEAR_ONLY.fullmatch(zone):
            return replace(phrase, keys=last)
        if last and TOTAL_ONLY.fullmatch(zone):
            return replace(phrase, keys=(*sums_said(said), *last))
        return phrase

    def _shared_outcome(self, zone: Zone) -> tuple[str, ...]:
        """行政复议7件，行政诉讼9件，结果维持分别为5件、8件: one outcome of each group listed."""
        terms = self.clauses.terms(zone.begin, zone.end)
        name = terms[0].name("outcome") if zone.listed and len(terms) == 1 else None
        groups = [key.removesuffix(".总计") for key in zone.last[:1] if key.endswith(".总计")]
        return tuple(f"{group}.{name.values[0]}" for group in groups) if name else ()

    def _past_year(self, past: re.Match[str]) -> int:
        year = past.groupdict().get("year")
        return int(year) if year else self.year - 1

    def _scope(self, begin: int, end: int) -> str:
        """The words before a number that narrow it: 市本级, 上半年."""
        found = list(SCOPE.finditer(self.text, max(0, begin - _REACH), end))
        if not found or SENTENCE_END.search(self.text, found[-1].end(), end):
            return ""
        whole = WHOLE_AGAIN.search(self.text, found[-1].end(), end)
        counted = whole and self.clauses.counts(found[-1].end(), whole.start())
        return "" if counted else found[-1][0]

    def _change(self, quantity: Quantity, change: re.Match[str], zone: Zone) -> Phrase | None:
        """比上年增长0.4%: of what its own words name, else of the number before."""
        start = zone.begin + change.start()
        against = _last(AGAINST, self.text, max(0, zone.begin - _REACH), start)
        if against is None and change["word"] in NEEDS_AGAINST:
            return None
        inside = against is not None and against.start() >= zone.begin
        opening = against.start() if against and inside else start
        bases, scope = self._bases(zone, opening)
        if zone.compared and not change.start():
            bases = Keys(keys=zone.compared, sure=True)
        if against and against["year"] and int(against["year"]) != self.year - 1:
            bases = Keys()
        own = CHANGE.search(self.text, self.clauses.zone_start(quantity.start), quantity.start)
        return Phrase(
            keys=tuple(key for base in bases.keys for key in _change_keys(base, quantity.unit)),
            bases=bases.keys,
            sure=bool(bases.keys) and bases.sure,
            noun=(opening, zone.end),
            year=self.year,
            kind="change",
            direction=1 if (own or change)["up"] else -1,  # 分别下降2.2%、上升0.2%
            scope=scope,
        )

    def _share(self, quantity: Quantity, share: re.Match[str], zone: Zone) -> Phrase:
        """占41.53%: of what stands before 占, of the whole that is named behind it."""
        start = zone.begin + share.start()
        whole = self.clauses.terms(start, zone.end)
        name = next((one for term in whole if (one := term.name("row", "action"))), None)
        bases, scope = self._bases(zone, start)
        keys = tuple(key for key in bases.keys if not key.startswith(COMPUTED))
        if _are_part_of(whole, keys):
            keys = ()
        past = self.clauses.past(zone.begin, quantity)
        return Phrase(
            keys=tuple(f"{prefix}.{key}" for prefix in _prefixes(name) for key in keys),
            bases=bases.keys,
            sure=bool(keys) and bases.sure,
            noun=(start, zone.end),
            year=self._past_year(past) if past else self.years.of(quantity.start),
            kind="share",
            scope=scope,
        )

    def _bases(self, zone: Zone, end: int) -> tuple[Keys, str]:
        """What a change or a share is of, and its scope: its own names, else the number before."""
        inherited, begin, last = zone.said.scope, zone.begin, zone.last
        of_last = Keys(keys=last, sure=zone.said.is_sure)
        if zone.listed and (own := named_in_list(self.clauses, zone.listed, begin, end)):
            return replace(read_keys(self.clauses, [own], begin, last), sure=True), ""
        terms = [term for term in self.clauses.terms(begin, end) if not term.name("other")]
        if not terms:
            if TOTAL_ONLY.fullmatch(self.text, begin, end):  # 两项合计占53.6%
                return Keys(keys=zone.sums, sure=True), ""
            open_ = LINK.fullmatch(self.text, begin, end)
            return (of_last, inherited) if open_ else (Keys(), "")
        if not FILLER.fullmatch(self.text, terms[-1].end, end):
            return Keys(), ""
        own_keys = read_keys(self.clauses, linked(self.clauses, terms), begin, last)
        shared = set(own_keys.keys) & set(last)
        return (of_last if shared else replace(own_keys, sure=True)), inherited


def _are_part_of(whole: Sequence[Term], keys: Sequence[str]) -> bool:
    """Whether the whole is all there is of what the form counts: 占全市行政复议案件总量的."""
    groups = [name.values[0] for term in whole if (name := term.name("group"))]
    return any(f"{group}.总计" in keys for group in groups)


def _prefixes(whole: Name | None) -> tuple[str, ...]:
    """The shares that 占 may mean, by the whole that is named behind it: 占无法提供总数的."""
    if whole is None:
        return _SHARES
    if whole.values[0] in GROUPS:
        return ("占组比",)
    return _WHOLES.get(whole.values[0], _SHARES)


def _averaged(phrase: Phrase, average: re.Match[str], zone: Zone) -> Phrase:
    """日平均0.7条: of what its own words name, else of the number before."""
    prefix = "日均" if average["day"] else "月均" if average["month"] else "年均"
    noun = phrase.noun or (zone.begin + average.start(), zone.begin + average.end())
    bases = phrase.keys or zone.last
    keys = tuple(f"{prefix}.{key}" for key in bases)
    return replace(phrase, keys=keys, bases=bases, noun=noun, kind="average", prefix=prefix)


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
