"""
Binding: each quantity of a text and the fact that it states.

A quantity is supported only if its words, its unit and its value agree with one fact. Where the
words name a fact of another value it is a mismatch (or stale, if it is last year's value); where
they name none, unsupported. Equal numbers alone prove nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.core.evidence.aliases import official_names
from assistant.core.evidence.amounts import states, unit_binds, unit_fits
from assistant.core.evidence.facts import THEN, Fact
from assistant.core.evidence.listed import fact_at, total_of
from assistant.core.evidence.names import Names
from assistant.core.evidence.own_words import OwnFacts
from assistant.core.evidence.phrases import Phrase, Reader
from assistant.core.evidence.zones import Said
from assistant.core.prose.open_marks import without_marks
from assistant.core.prose.quantities import Quantity, find_quantities

Verdict = Literal["supported", "mismatch", "stale", "unsupported", "exempt"]
Reason = Literal["", "value", "direction", "percent_point", "year"]


@dataclass(frozen=True, kw_only=True)
class Binding:
    """A quantity with its verdict."""

    quantity: Quantity
    verdict: Verdict
    fact: Fact | None = None  # the fact it states, or the one that its noun names on mismatch
    candidates: tuple[Fact, ...] = ()  # facts that its words may mean, or that equal its number
    noun: tuple[int, int] | None = None  # the words that name it
    reason: Reason = ""  # why it is a mismatch
    scope: str = ""  # 代表市政府: words that name another scope than the table's


_CANDIDATES = 5
_COUNTED = ("cell", "sum", "indicator", "note")
_PERCENTS = {"%", "百分点"}


def bind(
    text: str,
    facts: Sequence[Fact],
    *,
    year: int,
    stale: Sequence[Fact] = (),
    names: Names | None = None,
) -> tuple[Binding, ...]:
    """Every quantity of `text` bound to one of `facts` of `year`; `stale` are last year's facts."""
    quantities = find_quantities(text)
    text = without_marks(text)  # 【待核实：上年…】 says nothing of the sentence behind it
    reader = Reader(text, quantities, names=names or official_names(), year=year)
    judge = _Judge(text, quantities, facts, stale, year)
    bindings: list[Binding] = []
    said: list[Said] = []
    stated: list[tuple[Quantity, Fact]] = []
    seen = 0
    for quantity in quantities:
        if quantity.exempt:
            bindings.append(Binding(quantity=quantity, verdict="exempt"))
            continue
        if text.find("\n", seen, quantity.start) >= 0:
            said = []
        seen = quantity.end
        phrase = reader.read(quantity, said)
        binding = judge.judge(quantity, phrase)
        if binding.verdict == "unsupported" and (
            total := total_of(text, quantity, stated, judge.now)
        ):
            binding = _binding(quantity, "supported", [total], phrase)
        bindings.append(binding)
        # A wrong part leaves the right total right: 建议18件（应为8件）、提案7件，共15件.
        right = righted(binding)
        if right.verdict == "supported" and right.fact is not None:
            stated.append((right.quantity, right.fact))
        said.append(_said(said[-1].keys if said else (), phrase, binding))
    return tuple(bindings)


def righted(one: Binding) -> Binding:
    """A binding of another number than its fact's with the fact's; what follows is by that one."""
    fact, quantity = one.fact, one.quantity
    wrong = one.verdict in ("mismatch", "stale") and one.reason == "value" and not one.scope
    if not wrong or fact is None or fact.kind not in _COUNTED or fact.unit != quantity.unit:
        return one
    right = replace(quantity, value=fact.value, high=None, exact=True)
    return replace(one, verdict="supported", quantity=right, reason="")


def _said(last: tuple[str, ...], phrase: Phrase, binding: Binding) -> Said:
    """What a following 同比 or 占 speaks of."""
    scope = "" if binding.verdict == "supported" else phrase.scope
    is_amount = phrase.kind == "amount"
    if phrase.kind in ("change", "average"):
        return Said(keys=phrase.bases or last, scope=scope, is_amount=False)
    own = phrase.keys if binding.fact is None else (binding.fact.key,)
    of = phrase.bases or last
    keys = (*own, *of) if phrase.kind == "share" and own else own
    is_sure = phrase.sure or binding.fact is not None
    return Said(keys=keys, scope=scope, is_amount=is_amount, is_sure=is_sure)


class _Judge:
    """Compares phrases with facts."""

    def __init__(
        self,
        text: str,
        quantities: Sequence[Quantity],
        facts: Sequence[Fact],
        stale: Sequence[Fact],
        year: int,
    ) -> None:
        self.year = year
        self.now = {fact.key: fact for fact in facts}
        self.then = {fact.key: fact for fact in stale}
        self.own = OwnFacts(text, facts, quantities)
        # Last year's prose is no source of a number; what somebody typed as last year's is.
        typed = [one for one in stale if one.source.endswith(THEN)]
        self.own_then = OwnFacts(text, typed, quantities)
        self.by_value: dict[Decimal, list[Fact]] = {}
        for fact in facts:
            if fact.kind != "average":
                self.by_value.setdefault(abs(fact.value), []).append(fact)

    def judge(self, quantity: Quantity, phrase: Phrase) -> Binding:
        facts = _meant(quantity, phrase.keys, self._source(phrase.year))
        if equal := [fact for fact in facts if _agrees(quantity, fact, phrase)]:
            return _binding(quantity, "supported", equal, phrase)
        if (own := self._own(quantity, phrase)) is not None:
            return _binding(quantity, "supported", [own], phrase)
        now = _meant(quantity, phrase.keys, self.now)
        if phrase.year != self.year and any(_agrees(quantity, one, phrase) for one in now):
            return _binding(quantity, "mismatch", now, phrase, "year")
        sure = [one for one in facts if phrase.sure and _binds(quantity, one)]
        if sure:
            return self._wrong(quantity, phrase, sure)
        if phrase.kind == "amount" and phrase.year == self.year and not phrase.keys:
            meant = self.own.named(quantity)
            return (
                self._wrong(quantity, phrase, [meant]) if meant else self._unknown(quantity, phrase)
            )
        return self._unknown(quantity, phrase)

    def _own(self, quantity: Quantity, phrase: Phrase) -> Fact | None:
        """The indicator or note, of this year or of the last, that the quantity states."""
        if phrase.kind not in ("amount", "average", "share"):
            return None
        there = {self.year: self.own, self.year - 1: self.own_then}.get(phrase.year)
        return there.stated(quantity, phrase.prefix) if there else None

    def _wrong(self, quantity: Quantity, phrase: Phrase, facts: Sequence[Fact]) -> Binding:
        """The words name `facts`, and none of them has this value."""
        best = facts[0]
        old = [
            one
            for one in _meant(quantity, [fact.key for fact in facts], self.then)
            if one.kind != "note" or one.label == best.label
        ]
        reason: Reason = "value"
        if {quantity.unit, best.unit} == _PERCENTS:
            reason = "percent_point"
        elif any(states(quantity, abs(fact.value), fact.unit) for fact in facts):
            reason = "direction"
        elif phrase.year == self.year and any(_agrees(quantity, one, phrase) for one in old):
            return _binding(quantity, "stale", facts, phrase, "value")
        return _binding(quantity, "mismatch", facts, phrase, reason)

    def _unknown(self, quantity: Quantity, phrase: Phrase) -> Binding:
        meant = _meant(quantity, phrase.keys, self._source(phrase.year))
        equal = self.by_value.get(abs(quantity.value), []) if quantity.value is not None else []
        same = [fact for fact in equal if unit_fits(quantity, fact.unit, fact.key)]
        return Binding(
            quantity=quantity,
            verdict="unsupported",
            candidates=tuple((meant or same)[:_CANDIDATES]),
            noun=phrase.noun,
            scope=phrase.scope,
        )

    def _source(self, year: int) -> Mapping[str, Fact]:
        if year == self.year:
            return self.now
        return self.then if year == self.year - 1 else {}


def _binding(
    quantity: Quantity,
    verdict: Verdict,
    facts: Sequence[Fact],
    phrase: Phrase,
    reason: Reason = "",
) -> Binding:
    return Binding(
        quantity=quantity,
        verdict=verdict,
        fact=facts[0],
        candidates=tuple(facts[:_CANDIDATES]),
        noun=phrase.noun,
        reason=reason,
        scope=phrase.scope,
    )


def _meant(quantity: Quantity, keys: Sequence[str], source: Mapping[str, Fact]) -> list[Fact]:
    """The facts of these keys whose unit fits; `a+b` is computed."""
    found = (fact_at(key, source) for key in keys)
    return [
        fact
        for fact in found
        if fact is not None
        and (unit_fits(quantity, fact.unit, fact.key) or {quantity.unit, fact.unit} == _PERCENTS)
    ]


def _binds(quantity: Quantity, fact: Fact) -> bool:
    """Whether another number in this unit is a wrong one."""
    mixed = {quantity.unit, fact.unit} == _PERCENTS
    return mixed or unit_binds(quantity, fact.unit, fact.key)


def _agrees(quantity: Quantity, fact: Fact, phrase: Phrase) -> bool:
    """Whether the quantity states the fact's value; a change also with its direction."""
    if {quantity.unit, fact.unit} == _PERCENTS:
        return False
    if fact.kind not in ("change", "rate") or not phrase.direction:
        return states(quantity, fact.value, fact.unit)
    right_way = not fact.value or (fact.value > 0) == (phrase.direction > 0)
    return right_way and states(quantity, abs(fact.value), fact.unit)
