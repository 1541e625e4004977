"""
Totals: a total and its parts in one sentence (共249条，其中：公文9条；网站185条…), which should add
up; and the same words with two numbers.

Only what no fact supports is checked here: a bound total with bound parts agrees with the form.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from assistant.core.evidence.binding import Binding, righted
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.particles import AVERAGE, CHANGE
from assistant.core.prose.quantities import Quantity

_PARTS = regex(r"[，,；;：:（(]?(?:其中|包括|分别(?:为|是))[：:，,]?")
_LIST_END = regex(r"[。！!？?）)\n]|另外|此外|另有|还有|同时|其中")
_OPEN = regex(r"等|主要|以上|左右")
_CLAUSE_END = regex(r"[，,。；;：:（(）)、！？\n]")
_NOISE = regex(r"共计?|累计|总计|全年|其中|[\d年本各为达了的约]")
_DIGIT = regex(r"\d")
_REACH = 600  # characters of one list
_BEFORE = 40  # characters before a number that may name it
_CHANGE_REACH = 12
_LEAST_WORDS = 4  # characters that make two nouns the same one
_ROUND = 10_000  # whole 万 and above (1900万) are taken as rounded


def check_totals(text: str, bindings: Sequence[Binding]) -> Iterator[TextFinding]:
    """A warning for each total that its listed parts do not add up to."""
    statistics = [one for one in bindings if one.verdict != "exempt"]
    for index, total in enumerate(statistics):
        opening = _PARTS.match(text, total.quantity.end)
        if opening is None or total.quantity.value is None or _is_rate(text, total.quantity):
            continue
        parts = _parts_of(text, statistics, index, opening.end())
        known = all(one.verdict == "supported" for one in (total, *parts))
        if len(parts) < 2 or known or _is_filled(total, parts):
            continue
        listed = text[total.quantity.end : parts[-1].quantity.end + 2]
        open_list = (
            "包括" in opening[0]
            or (len(parts) == 2 and "分别" not in opening[0])
            or _OPEN.search(listed) is not None
        )
        if (finding := _compare(total, parts, open_list=open_list)) is not None:
            yield finding


def _parts_of(text: str, statistics: Sequence[Binding], index: int, begin: int) -> list[Binding]:
    """The numbers in the total's unit up to the list's end, without changes (比上年增加3件)."""
    end = min(len(text), begin + _REACH)
    if stop := _LIST_END.search(text, begin, end):
        end = stop.start()
    parts, unit = [], statistics[index].quantity.unit
    for at in range(index + 1, len(statistics)):
        quantity = statistics[at].quantity
        if quantity.start >= end:
            break
        if quantity.unit == unit and quantity.value is not None and not _is_rate(text, quantity):
            parts.append(statistics[at])
    return parts


def _is_filled(total: Binding, parts: Sequence[Binding]) -> bool:
    """Whether the first ones of the parts are the whole already: …法律服务机构1件；上年结转1件."""
    sums = accumulate(one.quantity.value or Decimal(0) for one in parts)
    return total.quantity.value in tuple(sums)[1:]


def _is_rate(text: str, quantity: Quantity) -> bool:
    """Whether a number is a change or an average, which has no parts and is none."""
    before = _DIGIT.split(text[max(0, quantity.start - _CHANGE_REACH) : quantity.start])[-1]
    return CHANGE.search(before) is not None or AVERAGE.search(before) is not None


def _compare(total: Binding, parts: Sequence[Binding], *, open_list: bool) -> TextFinding | None:
    """The finding where parts and total differ; an open list (等) may be less than its total."""
    quantity = total.quantity
    values = [righted(one).quantity.value or Decimal(0) for one in parts]
    added, whole = sum(values, Decimal(0)), quantity.value or Decimal(0)
    grain = max(_grain(one.quantity) for one in (total, *parts))
    if abs(added - whole) < grain or (added < whole and open_list):
        return None
    numbers = "+".join(f"{value.normalize():f}" for value in values)
    summed = f"{added.normalize():f}{quantity.unit}"
    # A total that the figures support stays; one of the parts that nothing supports is wrong.
    known = total.verdict == "supported"
    doubt = "请核对没有数据支持的各项" if known else "请核对"
    return TextFinding(
        rule="parts_sum",
        level="warning",
        start=quantity.start,
        end=quantity.end,
        quote=quantity.text,
        message=f"所列各项之和是{summed}（{numbers}），与“{quantity.text}”不符，{doubt}，或写明未列的部分",
        expected="" if known else summed,
    )


def _grain(quantity: Quantity) -> Decimal:
    """How much a number may be off: nothing (below 1) if exact, else its last digit but 0."""
    value = quantity.value or Decimal(1)
    tail = Decimal(1).scaleb(max(0, int(value.normalize().as_tuple().exponent)))
    return tail if not quantity.exact or tail >= _ROUND else Decimal(1)


def check_repeats(text: str, bindings: Sequence[Binding]) -> Iterator[TextFinding]:
    """A warning where two paragraphs say different numbers in the same words, both unsupported."""
    said: dict[tuple[str, str], Quantity] = {}
    for one in bindings:
        quantity = one.quantity
        if one.verdict != "unsupported" or not quantity.exact or _is_rate(text, quantity):
            continue
        before = text[max(0, quantity.start - _BEFORE) : quantity.start]
        words = _NOISE.sub("", _CLAUSE_END.split(before)[-1])
        if len(words) < _LEAST_WORDS:
            continue
        first = said.setdefault((words, quantity.unit), quantity)
        apart = text.find("\n", first.end, quantity.start) >= 0
        if first.value != quantity.value and apart:
            yield TextFinding(
                rule="said_twice",
                level="warning",
                start=quantity.start,
                end=quantity.end,
                quote=quantity.text,
                message=f"“{words}”前文写作“{first.text}”，这里写作“{quantity.text}”，请统一",
                expected=first.text,
            )
