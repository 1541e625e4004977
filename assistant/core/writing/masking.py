"""
Masking: a past passage without any of its numbers.

A masked passage is a sequence of plain text and slots. A slot stands for a whole phrase, noun,
number and unit together, so a number cannot part from its noun. `mask` makes it from last year's
text and last year's facts; filling.py writes it with this year's. A slot keeps how a number was
written, never the number, so a stale number cannot leak by construction.

Does not know: this year's values, sections, writers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.facts import Fact
from assistant.core.evidence.names import Names
from assistant.core.patterns import regex
from assistant.core.prose.nearby import noun_before
from assistant.core.writing.asking import asked_noun
from assistant.core.writing.slots import (
    DISPUTES,
    LAST_YEAR,
    AbsentSlot,
    ChangeSlot,
    DateSlot,
    FactSlot,
    Masked,
    Segment,
    Slot,
    UnknownSlot,
    YearSlot,
)

_YEARS_AROUND = (-1, 0, 1)  # further back a year is history (2010年以来) and stays true


@dataclass(frozen=True, kw_only=True)
class _Absence:
    """One way to say that there was none of what `key` counts."""

    key: str
    pattern: re.Pattern[str]


_NOT = (
    # 连续三年未发生 goes whole: the form does not know of a fourth year
    r"(?:(?:连续|近)[一二三四五六七八九十两]+年(?:均|都)?)?"
    r"(?:未|没有|无)(?:收到|接到|受理|发生|出现|产生|作出|有)?(?:任何|新的)?"
)
_CAUSE = (
    r"(?:因|由于|涉及)?(?:政府)?信息公开(?:工作)?(?:而)?(?:的|类|被(?:申请|提起)?|引[发起]的?)?"
    r"(?:申请|提起)?"
)
_ABSENCES: tuple[_Absence, ...] = (
    _Absence(
        key="新收.总计",
        pattern=regex(_NOT + r"(?:政府)?(?:依申请)?(?:信息)?公开?(?:信息)?(?:的)?申请(?!行政)"),
    ),
    _Absence(
        key=DISPUTES,
        pattern=regex(
            _NOT + rf"(?:{_CAUSE})?行政复议(?:案件|申请)?(?:、|和|及|或者?|以及)(?:{_CAUSE})?"
            r"行政诉讼(?:案件|的?情况)?"
        ),
    ),
    _Absence(key="行政复议.总计", pattern=regex(_NOT + rf"(?:{_CAUSE})?行政复议(?:案件|的?情况)?")),
    _Absence(key="行政诉讼.总计", pattern=regex(_NOT + rf"(?:{_CAUSE})?行政诉讼(?:案件|的?情况)?")),
    _Absence(
        key="行政规范性文件.制发",
        pattern=regex(_NOT + r"(?:新)?(?:制发|制定|印发|出台)(?:行政)?规范性文件"),
    ),
    *(
        _Absence(key=f"{item}.处理决定", pattern=regex(_NOT + rf"{item}(?:处理)?决定(?:的情况)?"))
        for item in ("行政许可", "行政处罚", "行政强制")
    ),
)
_CHANGE_WORDS = regex(
    r"(?P<against>(?:同比|环比|(?:比|较|与)(?:上一?年|去年|上年度|同期|\d{4}年)(?:度|同期|相比)?，?)?(?:同比)?)"
    r"(?P<word>增长|上升|增加|提高|提升|增多|多|下降|减少|降低|回落|减|增|少)(?:了|约|近)?$"
)
_EVEN = regex(r"(?:与|和|同)(?P<against>上一?年度?|去年)(?:同期|相比)?(?:基本)?持平")
_CHANGE_REACH = 18  # characters before a number in which its direction word stands
_GAP = regex(r"^[^\S\n]*(?:共|共计|合计|总计|计|为|达|达到|约|近|超|超过|有|了|：|:)?[^\S\n]*$")
_YEAR = regex(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def mask(
    text: str,
    facts: Sequence[Fact],
    *,
    year: int,
    keys: Mapping[int, str] = MappingProxyType({}),
    before: Sequence[Fact] = (),
    names: Names | None = None,
) -> Masked:
    """`text` of the report of `year` with every number, year and date of its own in a slot.

    Numbers bound to one of `facts` (of that same year) become fact or change slots, all other
    statistics unknown slots; `before` are the facts of the year before it, which 上年为5件 states;
    `keys` names the fact of a number by where it starts (learning.py).
    Exempt names and numbers (三审三校, 文号, 条款) stay as they are.
    """
    spans = [
        span
        for binding in bind(text, facts, year=year, stale=before, names=names)
        for span in _spans(text, binding, year, keys)
    ]
    spans = [_compared(text, span, spans) for span in spans]
    spans += _unchanged(text, spans)
    for absence in _ABSENCES:  # in order: of both before of one
        for match in absence.pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in spans):
                spans.append((match.start(), match.end(), AbsentSlot(key=absence.key)))
    return Masked(segments=_cut(text, spans))


def _compared(
    text: str, span: tuple[int, int, Slot], spans: Sequence[tuple[int, int, Slot]]
) -> tuple[int, int, Slot]:
    """A change that nobody can explain, right behind a fact (网站发布1205条，比上年下降5.9%): it
    is that fact's change, which this year may be computed.
    """
    start, end, slot = span
    change = _CHANGE_WORDS.search(text[max(0, start - _CHANGE_REACH) : start])
    if not isinstance(slot, UnknownSlot) or change is None:
        return span
    begin = start - len(change[0])
    before = max((one for one in spans if one[1] <= begin), key=lambda one: one[1], default=None)
    if (
        before is None
        or not isinstance(before[2], FactSlot)
        or text[before[1] : begin].strip("，、")
    ):
        return span
    prefix = "同比" if slot.unit == "%" else "同比增量"
    against = re.sub(r"(?<=[比较与])\d{4}年", "上年", change["against"])
    key = f"{prefix}.{before[2].key}"
    decimals = 1 if slot.unit == "%" else 0
    return begin, end, ChangeSlot(key=key, against=against, decimals=decimals, word=change["word"])


def _unchanged(
    text: str, spans: Sequence[tuple[int, int, Slot]]
) -> Iterator[tuple[int, int, Slot]]:
    """与上年持平 says of the number before it, in its sentence, that it did not change."""
    for match in _EVEN.finditer(text):
        before = [
            slot
            for _, end, slot in spans
            if isinstance(slot, FactSlot)
            and end <= match.start()
            and "。" not in text[end : match.start()]
        ]
        if before:
            yield (
                match.start(),
                match.end(),
                ChangeSlot(
                    key=f"同比.{before[-1].key}", against=f"比{match['against']}", decimals=1
                ),
            )


def _cut(text: str, spans: list[tuple[int, int, Slot]]) -> tuple[Segment, ...]:
    """Text with the spans replaced; a span that would begin inside another is shortened."""
    segments: list[Segment] = []
    at = 0
    for start, end, slot in sorted(spans, key=lambda span: (span[1], span[0])):
        start = max(start, at)
        if start > at:
            segments.append(text[at:start])
        segments.append(slot)
        at = end
    if at < len(text):
        segments.append(text[at:])
    return tuple(segments)


def _spans(
    text: str, binding: Binding, year: int, keys: Mapping[int, str]
) -> Iterator[tuple[int, int, Slot]]:
    """What of the text a quantity takes with it, and its slot; nothing if it stays as it is."""
    quantity = binding.quantity
    if key := keys.get(quantity.start):
        noun = noun_before(text, quantity.start)
        start = quantity.start - len(noun) if text[: quantity.start].endswith(noun) else -1
        if start < 0:
            start, noun = quantity.start, ""
        decimals = _decimals(quantity.value)
        slot = FactSlot(key=key, noun=noun, decimals=decimals, unit=quantity.unit)
        yield start, quantity.end, slot
    elif quantity.exempt == "日期":
        yield quantity.start, quantity.end, DateSlot()
    elif quantity.exempt in ("年份", "专名"):
        # A name takes its year along: 《…2024年政务公开工作要点》 of last year is not this year's.
        for match in _YEAR.finditer(text, quantity.start, quantity.end):
            if (offset := int(match[0]) - year) in _YEARS_AROUND:
                yield match.start(), match.end(), YearSlot(offset=offset)
    elif not quantity.exempt:
        yield _statistic(text, binding, year)


def _statistic(text: str, binding: Binding, year: int) -> tuple[int, int, Slot]:
    """The phrase of a statistic: its fact's, or an unknown one."""
    quantity = binding.quantity
    fact = binding.fact if binding.verdict == "supported" else None
    if fact is None:
        noun = asked_noun(text, quantity.start, quantity.end)
        return quantity.start, quantity.end, UnknownSlot(noun=noun, unit=quantity.unit)
    decimals = _decimals(quantity.value)
    if fact.kind in ("change", "rate"):
        reach = text[max(0, quantity.start - _CHANGE_REACH) : quantity.start]
        if change := _CHANGE_WORDS.search(reach):
            start = quantity.start - (len(reach) - change.start())
            against = re.sub(r"(?<=[比较与])\d{4}年", "上年", change["against"])
            slot = ChangeSlot(key=fact.key, against=against, decimals=decimals, word=change["word"])
            return start, quantity.end, slot
    start, noun = _adjacent_noun(text, binding)
    key = fact.key if fact.year == year else LAST_YEAR + fact.key
    return (
        start,
        quantity.end,
        FactSlot(key=key, noun=noun, decimals=decimals, unit=quantity.unit),
    )


def _adjacent_noun(text: str, binding: Binding) -> tuple[int, str]:
    """Where the phrase begins and its noun with the words up to the number (申请共)."""
    begin = binding.quantity.start
    if binding.noun is not None and binding.noun[1] <= begin:
        start, end = binding.noun
        if _GAP.match(text[end:begin]):
            return start, text[start:begin]
    return begin, ""


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
