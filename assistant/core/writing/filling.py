"""
Filling: the slots of a masked passage written with this year's facts.

Fits the words to the values: 增长, 下降 or 持平 by the sign, 未收到…申请 for zero, and a
【待补充：…】 for what nobody supplied. Every number that it writes is a fact's.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.core.evidence.facts import Fact
from assistant.core.evidence.listed import fact_at
from assistant.core.patterns import regex
from assistant.core.writing.listing import settle_lists
from assistant.core.writing.slots import (
    DISPUTES,
    AbsentSlot,
    ChangeSlot,
    DateSlot,
    FactSlot,
    ListEnd,
    Segment,
    Slot,
    UnknownSlot,
    YearSlot,
    stated_keys,
)

_PRESENT_WORDS = {
    "新收.总计": "收到政府信息公开申请",
    "行政复议.总计": "发生政府信息公开行政复议",
    "行政诉讼.总计": "发生政府信息公开行政诉讼",
    "行政规范性文件.制发": "制发行政规范性文件",
    "行政许可.处理决定": "作出行政许可决定",
    "行政处罚.处理决定": "作出行政处罚决定",
    "行政强制.处理决定": "作出行政强制决定",
}
_ABSENT_WORDS = {key: f"未{words}" for key, words in _PRESENT_WORDS.items()}
_OF_DISPUTES = ("行政复议.总计", "行政诉讼.总计")
_DEPENDENT = regex(r"^(?:均|全部|都|已|并|其中|按时|及时|依法|办结|答复|在法定)")
_COUNTING = regex(r"(?:共计?|累计|总共|合计)$")  # nothing is not counted up
_HAPPENED = regex(r"(?:共|累计)?(?:发生|收到|受理|接到|作出|产生|引发)(?:因)?$")
_CLAUSE_END = regex(r"(?<=[，,；;：:])")


@dataclass(frozen=True, kw_only=True)
class Filled:
    text: str
    used: frozenset[str]  # keys of the facts that it states


def number_text(value: Decimal, decimals: int) -> str:
    """A value as it is printed: rounded half up to `decimals`, never in exponent form."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def exact_text(fact: Fact) -> str:
    """A fact's number and unit with all its own decimals: 7730.28万元."""
    return f"{fact.value.normalize():f}{fact.unit}"


def missing_mark(what: str) -> str:
    """The mark for what nobody supplied; it blocks acceptance until a person answers."""
    return f"【待补充：{what}】"


def blank(unit: str) -> str:
    """The mark for a number alone, which stands between its own noun and its unit."""
    return f"【待补充】{unit}"


_ALL = regex(r"^([，；]?)(?:均|全部|都)(?=[为系已在按属是由])")  # of one thing: 1件，均为…


def fill(segments: Iterable[Segment], facts: Mapping[str, Fact], *, year: int) -> Filled:
    """One sentence's segments with the values of `facts` (this year's, by key)."""
    pieces: list[str] = []
    used: set[str] = set()
    absent = is_one = False
    settled = settle_lists(_without_dependents(tuple(segments), facts), facts)
    for segment in settled:
        if isinstance(segment, str):
            words = _after_absence(segment) if absent else segment
            pieces.append(_ALL.sub(r"\1", words) if is_one else words)
            absent = is_one = False
            continue
        text, key = _write(segment, facts, year=year)
        is_one = isinstance(segment, FactSlot) and key in facts and facts[key].value == 1
        absent = key in _ABSENT_WORDS and text == _ABSENT_WORDS[key]
        if absent and pieces:  # 发生 + 未发生行政复议
            pieces[-1] = _HAPPENED.sub("", _COUNTING.sub("", pieces[-1]))
        pieces.append(text)
        used.update(stated_keys(segment) if key else ())
    return Filled(text="".join(pieces), used=frozenset(used))


def _write(slot: Slot, facts: Mapping[str, Fact], *, year: int) -> tuple[str, str]:
    """The words of a slot and the key of the fact they state (empty if none)."""
    match slot:
        case FactSlot(key=key, noun=noun, decimals=decimals, unit=unit):
            fact = fact_at(key, facts)
            if fact is None:
                return noun + blank(unit), ""
            if fact.value == 0 and key in _ABSENT_WORDS and noun:
                return _ABSENT_WORDS[key], key
            return noun + _amount(fact, decimals), key
        case ChangeSlot():
            return _change(slot, facts)
        case AbsentSlot(key=key) if key == DISPUTES:
            return disputes_text(facts), key
        case AbsentSlot(key=key):
            fact = facts.get(key)
            if fact is None:
                return missing_mark(_PRESENT_WORDS[key]), ""
            words = _PRESENT_WORDS[key] + exact_text(fact)
            return (_ABSENT_WORDS[key] if fact.value == 0 else words), key
        case UnknownSlot(unit=unit):
            return blank(unit), ""
        case YearSlot(offset=offset):
            return f"{year + offset}", ""
        case DateSlot():
            return missing_mark("日期"), ""
        case ListEnd():
            return "", ""


def disputes_text(facts: Mapping[str, Fact], only: Container[str] = _OF_DISPUTES) -> str:
    """Reviews and lawsuits; in words where there were none; empty if the form is blank."""
    known = [
        (words, fact)
        for key, words in (("行政复议.总计", "行政复议"), ("行政诉讼.总计", "行政诉讼"))
        if key in only and (fact := facts.get(key)) is not None
    ]
    none = "、".join(words for words, fact in known if not fact.value)
    some = "、".join(f"{words}{exact_text(fact)}" for words, fact in known if fact.value)
    clauses = [
        f"{verb}政府信息公开{words}" for verb, words in (("发生", some), ("未发生", none)) if words
    ]
    return "，".join(clauses)


def _amount(fact: Fact, decimals: int) -> str:
    """A cell keeps its own decimals; a computed share or average takes the office's rounding."""
    if fact.kind in ("share", "rate", "average"):
        is_whole = fact.value == fact.value.to_integral_value()
        places = decimals or (0 if is_whole else 1)  # 100%, not 100.0%
        return f"{number_text(abs(fact.value), places)}{fact.unit}"
    return exact_text(fact)


def _change(slot: ChangeSlot, facts: Mapping[str, Fact]) -> tuple[str, str]:
    fact = fact_at(slot.key, facts)
    if fact is None and slot.key.startswith("同比."):
        # Last year was zero: there is no rate, but there is an amount.
        fact = facts.get(slot.key.replace("同比.", "同比增量.", 1))
    if fact is None:
        return missing_mark("与上年相比的变化"), ""
    if fact.value == 0:
        return "与上年持平", fact.key
    direction = slot.word
    if not direction or fact.key != slot.key or (fact.value < 0) != slot.fell:
        direction = _direction(fact)
    computed = fact.kind == "rate" or fact.unit == "百分点"
    is_whole = fact.value == fact.value.to_integral_value()
    decimals = (slot.decimals or (0 if is_whole else 1)) if computed else 0
    number = (
        number_text(abs(fact.value), decimals) if decimals else f"{abs(fact.value).normalize():f}"
    )
    if Decimal(number) == 0:
        return "与上年基本持平", fact.key
    unit = "个百分点" if fact.unit == "百分点" else fact.unit
    return f"{slot.against}{direction}{number}{unit}", fact.key


def _direction(fact: Fact) -> str:
    """增长 and 下降 of a rate, 提高 and 下降 of a share, 增加 and 减少 of an amount."""
    if fact.kind == "rate" and fact.unit == "%":
        return "增长" if fact.value > 0 else "下降"
    if fact.unit == "百分点":
        return "提高" if fact.value > 0 else "下降"
    return "增加" if fact.value > 0 else "减少"


def _without_dependents(
    segments: tuple[Segment, ...], facts: Mapping[str, Fact]
) -> tuple[Segment, ...]:
    """A sentence that says there were none drops what it said of them (其中…, 均已答复)."""
    zero_at = next(
        (
            at
            for at, segment in enumerate(segments)
            if isinstance(segment, FactSlot)
            and segment.noun
            and segment.key in _ABSENT_WORDS
            and (fact := facts.get(segment.key)) is not None
            and fact.value == 0
        ),
        None,
    )
    if zero_at is None:
        return segments
    rest = segments[zero_at + 1 :]
    if any(_is_more(segment, facts) for segment in rest):
        return segments
    end = next((s[-1] for s in reversed(rest) if isinstance(s, str) and s.strip()), "")
    kept = [
        clause
        for segment in rest
        if isinstance(segment, str)
        for clause in _CLAUSE_END.split(segment)
        if clause.strip("，,；;：:。（）() ") and not _DEPENDENT.match(clause.lstrip("，,；;（("))
    ]
    if kept and not any(not isinstance(segment, str) for segment in rest):
        return (*segments[: zero_at + 1], "，", *kept)
    return (*segments[: zero_at + 1], end if end in "。；;！" else "。")


def _is_more(segment: Segment, facts: Mapping[str, Fact]) -> bool:
    """A slot that still has something to say although its sentence's first fact is zero."""
    if not isinstance(segment, FactSlot):
        return isinstance(segment, UnknownSlot)
    fact = facts.get(segment.key)
    return fact is None or fact.value != 0


def _after_absence(text: str) -> str:
    """Words right after 未收到…申请 without a leading repetition of what was not received."""
    return re.sub(r"^(?:的?申请|案件|情况)", "", text)
