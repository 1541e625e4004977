"""
Dating: year words that do not fit the report's year.

Knows: the statistics period, a sentence that opens with another year, 今年. Years that a number is
said to be of are judged with the number (binding.py).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.core.evidence.binding import Binding
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex

_PERIOD = regex(r"统计[^。\n]{0,8}(?:期限|时限|时间|时段)|数据[^。\n]{0,12}(?:期限|时限)")
_SENTENCE_OPENS = regex(
    r"(?:^|[。；！？\n])[ \t\u3000]*(?:[（(][一二三四五六七八九十]+[）)][^。\n]{0,20}。)?$"
)
_OPENING = regex(r"[，,]|(?:全年|我[市区县局办委]|本[市区县局]|全[市区县]|共)")
_THIS_YEAR = regex(r"今年")
_REACH = 60


def check_years(text: str, bindings: Sequence[Binding], year: int) -> Iterator[TextFinding]:
    """Findings for the period of the statistics, for last year's sentence openings and for 今年."""
    yield from _periods(text, bindings, year)
    yield from _openings(text, bindings, year)
    for word in _THIS_YEAR.finditer(text):
        yield TextFinding(
            rule="this_year",
            level="info",
            start=word.start(),
            end=word.end(),
            quote=word[0],
            message=f"报告在次年公布，“今年”宜写作“{year}年”",
            expected=f"{year}年",
        )


def _periods(text: str, bindings: Sequence[Binding], year: int) -> Iterator[TextFinding]:
    """统计期限自2023年1月1日起 in the report of 2024."""
    for one in bindings:
        quantity = one.quantity
        named = re.match(r"(?:19|20)\d{2}", quantity.text) if quantity.exempt == "日期" else None
        if named is None or int(named[0]) == year:
            continue
        start = max(0, quantity.start - _REACH)
        sentence = re.split(r"[。\n]", text[start : quantity.start])[-1]
        if _PERIOD.search(sentence):
            yield TextFinding(
                rule="period",
                level="error",
                start=quantity.start,
                end=quantity.end,
                quote=quantity.text,
                message=f"统计期限写作“{quantity.text}”，本报告的年度是{year}年",
                expected=quantity.text.replace(named[0], str(year), 1),
            )


def _openings(text: str, bindings: Sequence[Binding], year: int) -> Iterator[TextFinding]:
    """A sentence that opens with last year, and no number in it that was judged already."""
    judged = [one.quantity.start for one in bindings if one.reason == "year"]  # in order
    for one in bindings:
        quantity = one.quantity
        if quantity.exempt != "年份" or quantity.value != year - 1:
            continue
        before = text[max(0, quantity.start - _REACH) : quantity.start]
        if not _SENTENCE_OPENS.search(before) or not _OPENING.match(text, quantity.end):
            continue
        end = text.find("。", quantity.end)
        end = len(text) if end < 0 else end
        following = bisect_right(judged, quantity.start)
        if following < len(judged) and judged[following] < end:
            continue
        yield TextFinding(
            rule="year_word",
            level="warning",
            start=quantity.start,
            end=quantity.end,
            quote=quantity.text,
            message=f"本报告的年度是{year}年，这句话以“{quantity.text}”开头，请核对是否沿用上年的文字",
            expected=quantity.text.replace(str(year - 1), str(year), 1),
        )
