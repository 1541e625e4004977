"""
Totals named only after their parts: 建议8件、提案7件，共15件; 公开31件、部分公开6件，合计占61.7%.

A total is a sum of what its sentence has just listed, so its words need name nothing. Knows: the
bindings before it. Does not know: names; a total that stands before its parts (totals.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.core.evidence.amounts import states
from assistant.core.evidence.fact import DISCLOSED, TOTAL, Fact
from assistant.core.patterns import regex
from assistant.core.prose.quantities import Quantity

_SUM = regex(r"(?:[两二三四五六]项|合计|共计|总计|一共|共)(?:共|合计|计|有|为)?[ \t]?$")
_SHARE = regex(
    r"(?:[两二三四五六]项|合计|共计?|两者)(?:共|合计)?占[^，。；\n\d]{0,12}?"
    r"(?:的)?(?:比例|比)?(?:为|达)?[ \t]?$"
)
_SUM_WITHIN = regex(  # 两项共22件，占57.9%
    r"^，?占[^，。；\n\d]{0,12}?(?:的)?(?:比例|比)?(?:为|达)?[ \t]?$"
)
_APART = regex(r"[。！？；\n]")
_FARTHEST = 24  # characters from one part to the next
_MOST = 6
_SHARES = ("占比", "占收办比", "占新收比", "占审结比")
_COUNTED = ("cell", "sum", "indicator", "note")
_CARRIED, _ALL = f"上年结转.{TOTAL}", f"收办.{TOTAL}"
_SPECIAL = {
    frozenset({f"予以公开.{TOTAL}", f"部分公开.{TOTAL}"}): f"{DISCLOSED}.{TOTAL}",
}

Stated = tuple[Quantity, Fact]


def total_of(
    text: str, quantity: Quantity, before: Sequence[Stated], facts: Mapping[str, Fact]
) -> Fact | None:
    """The sum, or the share of a sum, that `quantity` states of what was just listed.

    `before` are the supported quantities before it, in order. None if its words claim no total,
    or no run of parts gives it.
    """
    if quantity.value is None:
        return None
    words = text[max(0, quantity.start - _FARTHEST) : quantity.start]
    found: Iterable[Fact | None]
    if quantity.unit == "%":
        runs = _share_runs(text, quantity, before, words)
        found = (_share(keys, quantity, facts) for keys in runs)
    elif _SUM.search(words):
        runs = _runs(text, quantity.start, before, quantity.unit)
        found = (_sum(keys, quantity, facts) for keys in runs)
        if before and before[-1][1].key == _CARRIED:  # 连同上年结转1件，共54件
            found = (*found, _sum((_ALL,), quantity, facts))
    else:
        return None
    return next((fact for fact in found if fact is not None), None)


def fact_at(key: str, facts: Mapping[str, Fact]) -> Fact | None:
    """The fact of a key; `a+b` is a sum, `占比.a+b` a sum of shares; None if a part is missing."""
    if "+" not in key or key in facts:
        return facts.get(key)
    prefix = next((f"{one}." for one in _SHARES if key.startswith(f"{one}.")), "")
    parts = [facts.get(prefix + one) for one in key.removeprefix(prefix).split("+")]
    there = [fact for fact in parts if fact is not None]
    if len(there) < len(parts):
        return None
    return Fact(
        key=key,
        label="和".join(fact.label for fact in there),
        value=sum((fact.value for fact in there), Decimal(0)),
        unit=there[0].unit,
        year=there[0].year,
        kind="share" if prefix else "sum",
        source="+".join(fact.source for fact in there),
        formula="+".join(fact.formula or fact.number for fact in there),
    )


def _runs(text: str, end: int, before: Sequence[Stated], unit: str) -> Iterator[tuple[str, ...]]:
    """The keys of the last two, three … parts that stand close together in the sentence."""
    keys: list[str] = []
    for quantity, fact in reversed(before[-_MOST:]):
        between = text[quantity.end : end]
        if len(between) > _FARTHEST or _APART.search(between):
            return
        end = quantity.start
        if quantity.unit == "%" and unit != "%":
            continue  # 占79.2% between two parts
        if quantity.unit != unit or fact.kind not in _COUNTED:
            return
        keys.insert(0, fact.key)
        if len(keys) > 1 and len(set(keys)) == len(keys):
            yield tuple(keys)


def _share_runs(
    text: str, quantity: Quantity, before: Sequence[Stated], words: str
) -> Iterator[tuple[str, ...]]:
    if not before:
        return
    last, fact = before[-1]
    if "+" in fact.key or fact.key in _SPECIAL.values():
        if _SUM_WITHIN.search(text[last.end : quantity.start]):
            yield (fact.key,)
    elif _SHARE.search(words):
        yield from _runs(text, quantity.start, before, last.unit)


def _key(keys: tuple[str, ...]) -> str:
    return _SPECIAL.get(frozenset(keys), "+".join(keys))


def _sum(keys: tuple[str, ...], quantity: Quantity, facts: Mapping[str, Fact]) -> Fact | None:
    fact = fact_at(_key(keys), facts)
    return fact if fact is not None and states(quantity, fact.value, fact.unit) else None


def _share(keys: tuple[str, ...], quantity: Quantity, facts: Mapping[str, Fact]) -> Fact | None:
    for prefix in _SHARES:
        fact = fact_at(f"{prefix}.{_key(keys)}", facts)
        if fact is not None and states(quantity, fact.value, fact.unit):
            return fact
    return None
