"""
Derived numbers: what follows from other numbers of its own sentence, known to the figures or not.

审核250件，主动公开237件，主动公开率94.8% · 350篇，较上年增加50篇，增长16.7% · 120条、230条，共计
350条 · 3525件中，涉及征地的1200件，占34.0% · 12000条，月均1000条.

A number that follows from supported ones is a formula over facts, and so is supported. One that
follows from unsupported ones stays unsupported: it needs their sources. One that does not follow
from its own sentence is wrong there, whatever the others come from.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from assistant.core.evidence.amounts import ends
from assistant.core.evidence.binding import Binding, righted
from assistant.core.evidence.fact import Fact
from assistant.core.evidence.formulas import MONTHS, days_of
from assistant.core.evidence.sentence import Sentence
from assistant.core.findings import Level
from assistant.core.patterns import regex
from assistant.core.prose.particles import AGAINST, AVERAGE, CHANGE, PAST, SHARE, TOTAL_ONLY
from assistant.core.prose.quantities import Quantity

_MOST = 12  # numbers looked back at
_LEAST_NAME = 2
_RATE = regex(r"(?P<name>[一-龥]{2,8}?)率(?:均?为|达到|高达|达|约)?[ \t]?$")
_PAUSE = regex(r"[，,、；;（( \t]*")
_LINKS = regex(r"^[，,、；;：:（( \t]*(?:其中|已经|已|共计|共|并|均|依法)*|[共已为达了计]*[ \t]*$")
_ALL = regex(r"(?:所有|全部|总数|总量|总|数量|数|量|的|比例|比重|比|率|为|达|约)+")
_PART_OF = regex(r"其中|中[，,]|当中|包括|含")
_APART = regex(r"其中|[比较]上?|共")


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """What a number should be by others of its sentence: from `low` to `high`."""

    low: Decimal
    high: Decimal
    formula: str  # 237÷250
    parts: tuple[Binding, ...]  # the numbers that it follows from
    level: Level | None  # of a number that does not follow; None: it may be of other numbers

    def fits(self, quantity: Quantity) -> bool:
        low, high = ends(quantity, rounded="÷" in self.formula)
        return self.low <= high and low <= self.high


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A number that no fact supports, and what it should follow from."""

    start: int  # of the number
    derivation: Derivation
    follows: bool

    @property
    def doubtful(self) -> str:
        """The parts of a sum that nothing supports where others are: they may be the wrong ones."""
        parts = self.derivation.parts
        doubtful = [part.quantity.text for part in parts if part.verdict != "supported"]
        is_mixed = "÷" not in self.derivation.formula and 0 < len(doubtful) < len(parts)
        return "、".join(doubtful) if is_mixed and not self.follows else ""


def derive(
    text: str, bindings: Sequence[Binding], year: int
) -> tuple[tuple[Binding, ...], tuple[Derived, ...]]:
    """The bindings, those that follow from supported ones supported; and what else is derived."""
    result, found = list(bindings), []
    places = [at for at, one in enumerate(bindings) if one.verdict != "exempt"]
    for order, at in enumerate(places):
        one = result[at]
        if one.verdict != "unsupported" or one.quantity.value is None:
            continue
        before = [righted(result[place]) for place in places[max(0, order - _MOST) : order]]
        derived = _derived(one, Sentence(text, one, before), year)
        if derived is None:
            continue
        parts = derived.derivation.parts
        if derived.follows and all(part.verdict == "supported" for part in parts):
            fact = _fact(derived.derivation, one.quantity.unit, year)
            result[at] = replace(one, verdict="supported", fact=fact)
        else:
            found.append(derived)
    return tuple(result), tuple(found)


def _derived(one: Binding, sentence: Sentence, year: int) -> Derived | None:
    options = list(_options(one, sentence, year)) if sentence.before else []
    if one.quantity.unit == "成":
        options = [replace(each, low=each.low / 10, high=each.high / 10) for each in options]
    fitting = [option for option in options if option.fits(one.quantity)]
    sure = [option for option in options if option.level is not None]
    chosen = fitting or sure
    if not chosen:
        return None
    return Derived(start=one.quantity.start, derivation=chosen[0], follows=bool(fitting))


def _fact(one: Derivation, unit: str, year: int) -> Fact:
    return Fact(
        key=f"推算.{one.formula}",
        label=f"由前文的数算得（{one.formula}）",
        value=(one.low + one.high) / 2,
        unit=unit,
        year=year,
        kind="share" if unit == "%" else "sum",
        source="；".join(part.fact.source for part in one.parts if part.fact is not None),
        formula=one.formula,
    )


def _options(one: Binding, sentence: Sentence, year: int) -> Iterator[Derivation]:
    quantity = one.quantity
    if quantity.unit in ("%", "成"):
        yield from _growth(sentence)
        yield from _share(sentence)
        if one.noun is None:  # 办结率, of the form, has the form's own wholes
            yield from _named_rate(sentence)
    else:
        yield from _total(sentence, quantity.unit)
        yield from _average(sentence, quantity.unit, year)


def _growth(sentence: Sentence) -> Iterator[Derivation]:
    """350篇，较上年增加50篇，增长16.7%; 350篇，比上年300篇增长16.7%."""
    change, last = CHANGE.search(sentence.gap), sentence.before[-1]
    bases = sentence.alike(last)
    if change is None or not bases or not _only_compares(sentence.gap[: change.start()]):
        return
    sign = 1 if change["up"] else -1
    # 350篇，其中图解20篇，较上年增加50篇: more of which?
    parted = len(bases) > 1 and _PART_OF.search(sentence.between(bases[1], bases[0]))
    alone: Level | None = None if parted else "error"
    words = sentence.words(last)
    amount = CHANGE.search(words)
    if PAST.search(words):
        yield _quotient(
            (bases[0], last), "（{0}−{1}）÷{1}", lambda now, old: sign * (now - old) / old, alone
        )
    elif amount is not None:
        up = bool(amount["up"])
        way = sign if up else -sign
        yield _quotient(
            (bases[0], last),
            "{1}÷（{0}−{1}）" if up else "{1}÷（{0}+{1}）",
            lambda now, by: way * by / ((now - by if up else now + by) or 1),
            alone if _only_compares(words[: amount.start()]) else None,
        )


def _only_compares(words: str) -> bool:
    """Whether nothing but 同比 or 比上年 stands there, so that the same thing is spoken of."""
    start = _PAUSE.match(words)
    rest = words[start.end() if start else 0 :]
    return not rest or AGAINST.fullmatch(rest) is not None


def _share(sentence: Sentence) -> Iterator[Derivation]:
    """3525件中，涉及征地的1200件，占34.0%: of an earlier number in the same unit."""
    share, part = SHARE.search(sentence.gap), sentence.before[-1]
    if share is None or not _PAUSE.fullmatch(sentence.gap, 0, share.start()):
        return
    named = _ALL.sub("", share["whole"] or "")
    for whole in sentence.alike(part):
        inside = _PART_OF.search(sentence.between(whole, part)) is not None
        meant = not named or named in sentence.words(whole)
        yield _quotient(
            (part, whole),
            "{0}÷{1}",
            lambda some, every: some / every,
            "warning" if inside and meant else None,
        )


def _named_rate(sentence: Sentence) -> Iterator[Derivation]:
    """审核250件，主动公开237件，主动公开率94.8%: of the number that has the rate's name."""
    rate = _RATE.search(sentence.gap)
    if rate is None:
        return
    name = _LINKS.sub("", rate["name"])
    for part in reversed(sentence.before):
        words = sentence.words(part)
        if len(name) < _LEAST_NAME or name not in words:
            continue
        same = _LINKS.sub("", words) == name
        wholes = sentence.alike(part)
        for whole in wholes:
            alone = len(wholes) == 1 or _PART_OF.search(sentence.between(whole, part))
            yield _quotient(
                (part, whole),
                "{0}÷{1}",
                lambda some, every: some / every,
                "warning" if same and alone else None,
            )


def _total(sentence: Sentence, unit: str) -> Iterator[Derivation]:
    """120条、230条，共计350条: of the numbers right before it, at least two."""
    if not TOTAL_ONLY.fullmatch(sentence.gap):
        return
    parts: list[Binding] = []
    for one in reversed(sentence.before):
        if one.quantity.unit != unit or (parts and _APART.search(sentence.between(one, parts[0]))):
            break
        parts.insert(0, one)
        if len(parts) > 1:
            low, high = (sum(end) for end in zip(*(ends(p.quantity) for p in parts), strict=True))
            yield Derivation(
                low=Decimal(low),
                high=Decimal(high),
                formula="+".join(_number(part) for part in parts),
                parts=tuple(parts),
                level="warning" if parts[0] is sentence.before[0] else None,
            )


def _average(sentence: Sentence, unit: str, year: int) -> Iterator[Derivation]:
    """全年发布12000条，月均1000条: of the number before it."""
    average = AVERAGE.search(sentence.gap)
    wholes = [one for one in sentence.before if not AVERAGE.search(sentence.words(one))]
    if average is None or not wholes or not (average["day"] or average["month"]):
        return
    whole = wholes[-1]
    if whole.quantity.unit != unit:
        return
    count = days_of(year) if average["day"] else MONTHS
    words = _LINKS.sub("", sentence.gap[average.end() :])
    same = not words or words in sentence.words(whole)
    alone = _PAUSE.fullmatch(sentence.gap, 0, average.start()) is not None
    low, high = ends(whole.quantity)
    yield Derivation(
        low=low / count,
        high=high / count,
        formula=f"{_number(whole)}÷{count}",
        parts=(whole,),
        level="warning" if same and alone else None,
    )


def _quotient(
    parts: tuple[Binding, Binding],
    formula: str,
    ratio: Callable[[Decimal, Decimal], Decimal],
    level: Level | None,
) -> Derivation:
    """A rate in % of two numbers, with the room that their own rounding leaves."""
    rates = [100 * ratio(*pair) for pair in product(*(ends(one.quantity) for one in parts))]
    return Derivation(
        low=min(rates),
        high=max(rates),
        formula=formula.format(*map(_number, parts)),
        parts=parts,
        level=level,
    )


def _number(one: Binding) -> str:
    return f"{(one.quantity.value or Decimal(0)).normalize():f}"
