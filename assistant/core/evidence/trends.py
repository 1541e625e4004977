"""Trends without a number: 与上年持平, 较上年略有下降, of the number that stands before them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.fact import Fact
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex

_STOP = regex(r"[。！!？?\n]")
# With a number behind it a trend is checked with that number.
_TREND = regex(
    r"(?:[与同和较比](?:上一?年|去年|(?:19|20)\d{2}年)度?(?:同期|相比)?[，,]?|同比)"
    r"(?:(?P<about>基本)?(?P<level>持平)"
    r"|(?:略有|有所|明显|显著|大幅|小幅|稳步|持续)*+(?:(?P<up>增长|上升|增加|上涨)|下降|减少|回落)"
    r"(?![了约近为达率到至幅]*+(?:百分之|[\d一二三四五六七八九十百两]))(?=[，,。；;）)！\s]|$))"
)
_ABOUT_STEADY = 5  # per cent: more than this is not 基本持平
_NEXT_TO = regex(r"[，,、（(\s]*")


def check_trends(
    text: str, bindings: Sequence[Binding], facts: Sequence[Fact]
) -> Iterator[TextFinding]:
    """与上年持平, 较上年略有下降: of the number before it, against the change of that number."""
    changes = {fact.key: fact for fact in facts if fact.kind in ("change", "rate")}
    stated = [one for one in bindings if one.verdict != "exempt"]
    ends = [one.quantity.end for one in stated]
    for words in _TREND.finditer(text):
        index = bisect_right(ends, words.start()) - 1
        base = stated[index].fact if index >= 0 else None
        if base is None or not _is_of(text[ends[index] : words.start()], words):
            continue
        change, rate = changes.get(f"同比增量.{base.key}"), changes.get(f"同比.{base.key}")
        small = words["about"] and rate is not None and abs(rate.value) <= _ABOUT_STEADY
        if change is None or small:
            continue
        actual = (change.value > 0) - (change.value < 0)
        if actual != (0 if words["level"] else 1 if words["up"] else -1):
            way = {1: "增加", -1: "减少", 0: "增减"}[actual]
            yield TextFinding(
                rule="direction",
                level="error",
                start=words.start(),
                end=words.end(),
                quote=words[0],
                message=f"“{words[0]}”：“{base.label}”比上年{way}"
                f"{abs(change.value).normalize():f}{change.unit}（{change.formula}）",
            )


def _is_of(gap: str, words: re.Match[str]) -> bool:
    """Whether a trend is of the number before the gap: 持平 in its sentence, others next to it."""
    return (not _STOP.search(gap)) if words["level"] else _NEXT_TO.fullmatch(gap) is not None
