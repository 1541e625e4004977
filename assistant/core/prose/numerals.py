"""
Numerals of Chinese official prose: 3,525 · ３５２５ · 14.5万 · 三百二十 · 壹仟 · 二〇二四 · 十余.

Knows: how a number is written and how exactly. Does not know: units, what is counted.
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from assistant.core.patterns import regex

# One character for one character, so that offsets stay: full-width digits and Latin letters, and
# the Kangxi radicals that PDFs print for 一 and 人 (DOMAIN: 宿迁). Full-width ，（）：； stay: they
# bound clauses.
_FULL_WIDTH = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_SIGNS = (0xFF05, 0xFF0B, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF20)  # ％ ＋ － ． ／ ＠
_RADICALS = range(0x2F00, 0x2FD6)
_PLAIN = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*_FULL_WIDTH, *_SIGNS, *_RADICALS)
} | {0x2212: "-"}

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_VAGUE = frozenset("几数")

_WIDE_COMMA = regex(r"(?<=\d)，(?=\d{3}(?!\d))")  # 3，525件

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
MIXED = (
    rf"{ARABIC}(?:[余多](?=[千百万亿]))?(?:[百千]?(?:万亿|万|亿)|[百千](?!分))?"
    rf"(?:(?<=[万亿千]){ARABIC}[百千]?万?)?"
)
CHINESE_DIGITS = "".join(_DIGITS)
CHINESE = rf"[{CHINESE_DIGITS}{''.join(_TENS)}万亿廿卅几数]+(?:点[{CHINESE_DIGITS}]+)?"
_PART = regex(rf"{ARABIC}|.")
_MORE = regex(r"[余多来]")


@dataclass(frozen=True, kw_only=True)
class Numeral:
    """What a numeral says: from `value` to `high`, in steps of `step` (the last digit written)."""

    value: Decimal | None  # None: 数十, 几百
    step: Decimal
    exact: bool = True
    high: Decimal | None = None


def plain(text: str) -> str:
    """`text` with plain digits, letters and signs; every character keeps its offset."""
    return _WIDE_COMMA.sub(",", text.translate(_PLAIN))


def read_numeral(text: str) -> Numeral | None:
    """The numeral that the whole of `text` (made `plain`) is; None if it is none (十四五)."""
    digits = _MORE.sub("", text)
    exact = digits == text
    if not digits:
        return None
    if _VAGUE & set(digits):
        return Numeral(value=None, step=Decimal(1), exact=False)
    whole, point, fraction = digits.partition("点")
    if point:
        read = _chinese(whole)
        if not whole or not fraction or read is None or any(one not in _DIGITS for one in fraction):
            return None
        shown = Decimal("0." + "".join(str(_DIGITS[one]) for one in fraction))
        return Numeral(value=read[0] + shown, step=Decimal(1).scaleb(-len(fraction)), exact=exact)
    if len(digits) == 2 and all(_DIGITS.get(one, 0) for one in digits):  # 三五次: three to five
        low, high = (Decimal(_DIGITS[one]) for one in digits)
        return Numeral(value=low, step=Decimal(1), exact=False, high=high) if low < high else None
    read = _chinese(digits)
    if read is None:
        return None
    # 三千五百 says 3500 and no less exactly; 1.2万 is rounded to its last digit.
    step = read[1] if any(one.isdecimal() for one in digits) else Decimal(1)
    return Numeral(value=read[0], step=step, exact=exact)


def _chinese(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and last place of Arabic, Chinese or mixed numerals: 3亿2000万, 三百零五, 二〇二四."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if text and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[one]) for one in text)), Decimal(1)
    total = section = Decimal(0)
    digit: Decimal | None = None
    unit = last = Decimal(1)  # of the latest digit; of the last place written
    for part in _PART.findall(text):
        if part in _TENS:
            unit = last = Decimal(_TENS[part])
            section, digit = section + (Decimal(1) if digit is None else digit) * unit, None
        elif part in _MYRIADS:
            unit = Decimal(_MYRIADS[part])
            bare = digit is None and not section and not total  # 万, as in 上万
            section, digit = section + (digit or Decimal(bare)), None
            last *= unit
            total = (total + section) * unit if part == "亿" else total + section * unit
            section = Decimal(0)
        elif digit is not None and digit:
            return None  # 十四五
        elif part in _DIGITS:
            digit, last = Decimal(_DIGITS[part]), Decimal(1)
            unit = unit if digit else Decimal(1)
        else:
            digit, unit = Decimal(part.replace(",", "")), Decimal(1)
            last = Decimal(1).scaleb(min(0, int(digit.as_tuple().exponent)))
    if digit and unit >= 100:  # 一万二, 三百二: the next place below
        digit, last = digit * unit / 10, unit / 10
    return total + section + (digit or Decimal(0)), last
