"""
Seeded errors: one wrong number, word or year at a time in prose that was right.

Written apart from the checker on purpose: it knows where the right numbers stand and what they
are, and changes characters. It shares no pattern and no table with assistant.core.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

KINDS = {
    "digit": "改一位数字",
    "swap": "两数互换",
    "last_year": "写成上年的数",
    "direction": "升降写反",
    "rate": "比率算错",
    "myriad": "万位之差",
    "chinese": "中文数字写错",
    "year": "年份写错",
    "part": "分项写错",
    "total_claim": "总数与断言",
}


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A right number of a text: where it stands, what it says."""

    start: int
    end: int
    unit: str
    last_year: Decimal | None = None  # the same thing a year before, if it differs


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A text with one error; the error stands within one of `places` of it."""

    kind: str
    text: str
    places: tuple[tuple[int, int], ...]


_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OPPOSITES = {
    "增长": "下降",
    "增加": "减少",
    "上升": "下降",
    "提高": "降低",
    "下降": "增长",
    "减少": "增加",
    "回落": "上升",
    "降低": "提高",
}
_DIGITS, _TENS = "零一二三四五六七八九", ("", "十", "百", "千")
_CLAIMS = ("均", "全部", "都", "零")
_FULL_STOPS = "。！？\n"
_CLAUSE_ENDS = ("，", "；", "。", "、")
_CHINESE_LIMIT = 10**8


def seeds(text: str, stated: Sequence[Stated], year: int, chance: random.Random) -> Iterator[Seed]:
    """Every kind of error that fits, at each right number of `text`, a paragraph of `year`."""
    for index, one in enumerate(stated):
        figures = _FIGURES.search(text, one.start, one.end)
        if figures is None:
            continue
        yield from _wrong_figures(text, one, figures, chance)
        yield from _wrong_words(text, one, year, chance)
        yield from _swapped(text, one, stated[index + 1 :], chance)
        yield from _compared(text, one, figures, chance)


def _replaced(kind: str, text: str, start: int, end: int, new: str) -> Seed:
    """`new` in place of the characters from `start` to `end`."""
    return Seed(
        kind=kind,
        text=text[:start] + new + text[end:],
        places=((start, max(start + len(new), start + 1)),),
    )


def _wrong_figures(
    text: str, one: Stated, figures: re.Match[str], chance: random.Random
) -> Iterator[Seed]:
    start, end, old = figures.start(), figures.end(), figures[0]
    yield _replaced("digit", text, start, end, _other_digit(old, chance))
    if one.last_year is not None:
        yield _replaced("last_year", text, start, end, f"{one.last_year.normalize():f}")
    value = Decimal(old.replace(",", ""))
    if one.unit in ("%", "百分点"):
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        wrong = value + step * chance.choice((-9, -4, -2, 2, 3, 7, 31))
        yield _replaced("rate", text, start, end, f"{abs(wrong):f}")
        return
    scaled = f"{old}万" if text[end : end + 1] != "万" else old
    yield _replaced("myriad", text, start, end + (scaled == old), scaled)
    if value == value.to_integral_value() and 0 < value < _CHINESE_LIMIT:
        wrong = Decimal(_other_digit(f"{value:f}", chance))
        yield _replaced("chinese", text, start, end, in_chinese(int(wrong)))
    sentence = _sentence(text, one)
    moved = value + chance.choice((-3, -2, -1, 1, 2, 3))
    if moved > 0:
        if "其中" in sentence or "分别" in sentence or "另有" in sentence:
            yield _replaced("part", text, start, end, f"{moved:f}")
        if any(word in sentence for word in _CLAIMS):
            yield _replaced("total_claim", text, start, end, f"{moved:f}")


def _wrong_words(text: str, one: Stated, year: int, chance: random.Random) -> Iterator[Seed]:
    """The direction before a change, the year before a number."""
    for word, opposite in _OPPOSITES.items():
        at = one.start - len(word)
        if text.startswith(word, at):
            seed = _replaced("direction", text, at, one.start, opposite)
            shift = len(opposite) - len(word)
            yield Seed(kind=seed.kind, text=seed.text, places=((at, one.end + shift),))
            break
    begin = max(text.rfind(stop, 0, one.start) for stop in _FULL_STOPS) + 1
    at = text.rfind(f"{year}年", begin, one.start)
    if at >= 0:
        wrong = f"{year + chance.choice((-1, 1))}年"
        seed = _replaced("year", text, at, at + len(wrong), wrong)
        yield Seed(kind="year", text=seed.text, places=((at, one.end),))


def _swapped(
    text: str, one: Stated, others: Sequence[Stated], chance: random.Random
) -> Iterator[Seed]:
    """The number changed places with another one of its unit."""
    mine = _FIGURES.search(text, one.start, one.end)
    fitting = [
        (other, found)
        for other in others
        if other.unit == one.unit
        and (found := _FIGURES.search(text, other.start, other.end))
        and mine
        and found[0] != mine[0]
    ]
    if mine is None or not fitting:
        return
    other, found = chance.choice(fitting)
    middle = text[mine.end() : found.start()]
    shift = len(found[0]) - len(mine[0])
    yield Seed(
        kind="swap",
        text=text[: mine.start()] + found[0] + middle + mine[0] + text[found.end() :],
        places=((one.start, one.end + shift), (other.start + shift, other.end)),
    )


def _compared(
    text: str, one: Stated, figures: re.Match[str], chance: random.Random
) -> Iterator[Seed]:
    """A year-on-year rate written behind a number, with its direction or its value wrong."""
    rate = _rate(text, one, figures)
    if rate is None:
        return
    right = "增长" if rate > 0 else "下降"
    wrong = abs(rate) + chance.choice((Decimal("0.2"), Decimal("1.3"), Decimal("-0.1")))
    for kind, phrase in (
        ("direction", f"，比上年{_OPPOSITES[right]}{abs(rate)}%"),
        ("rate", f"，比上年{right}{wrong}%"),
    ):
        yield _replaced(kind, text, one.end, one.end, phrase)


def right_comparison(text: str, one: Stated) -> str:
    """`text` with the right year-on-year rate behind a number, to see that it is supported."""
    figures = _FIGURES.search(text, one.start, one.end)
    rate = _rate(text, one, figures) if figures else None
    if rate is None:
        return text
    way = "增长" if rate > 0 else "下降"
    return f"{text[: one.end]}，比上年{way}{abs(rate)}%{text[one.end :]}"


def _rate(text: str, one: Stated, figures: re.Match[str]) -> Decimal | None:
    """The year-on-year rate in % with one decimal, where a clause may follow; None: no change."""
    if not one.last_year or one.unit != "件" or text[one.end : one.end + 1] not in _CLAUSE_ENDS:
        return None
    change = Decimal(figures[0].replace(",", "")) - one.last_year
    rate = (change / one.last_year * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return rate or None


def _sentence(text: str, one: Stated) -> str:
    begin = max(text.rfind(stop, 0, one.start) for stop in _FULL_STOPS) + 1
    ends = [at for stop in _FULL_STOPS if (at := text.find(stop, one.end)) >= 0]
    return text[begin : min(ends, default=len(text))]


def _other_digit(figures: str, chance: random.Random) -> str:
    """The figures with one digit changed; the first does not become 0."""
    places = [at for at, character in enumerate(figures) if character.isdigit()]
    at = chance.choice(places)
    digits = [digit for digit in "0123456789" if digit != figures[at] and (at or digit != "0")]
    return figures[:at] + chance.choice(digits) + figures[at + 1 :]


def in_chinese(number: int) -> str:
    """A number below 10^8 in Chinese numerals: 三千一百零九."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return f"{in_chinese(high)}万{zero}{in_chinese(low) if low else ''}"
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _TENS[place]
        gap = digit == 0
    return text or "零"
