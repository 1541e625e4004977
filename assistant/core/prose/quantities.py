"""
Find every quantity of Chinese official prose, and tell what is no statistic.

Knows: units, 余/近/约, ranges, fractions. The numerals are in numerals.py, the shapes of what is no
statistic in exempt.py; every number pattern of the product is in these three. Does not know: facts,
nouns, years that matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.core.patterns import regex
from assistant.core.prose.exempt import EXEMPT, INSIDE, MEASURES, REASONS, SPANS, TO, WRAPPING
from assistant.core.prose.numerals import ARABIC, CHINESE, MIXED, Numeral, plain, read_numeral


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with its unit, from `start` to `end` of the text.

    `value` is in `unit`: 14万余条 is 140000 条, 32万元 is 32 万元. It keeps the decimals written.
    """

    start: int
    end: int
    text: str
    value: Decimal | None  # None: 数十, 几百, and most of what is exempt
    unit: str
    high: Decimal | None = None  # the other end of a range
    exact: bool = True  # False: 余 近 约 超 数十
    exempt: str = ""  # why it is no statistic: 年份 日期 期限 文号 条款 序号 电话 专名 泛指 标记 …
    step: Decimal = Decimal(1)  # the place of the last digit written: 0.01 in 41.53%


# After a Chinese numeral fewer characters count: 三类, 一级, 两路, 五门 are words, no statistics.
_CHINESE_UNIT = regex(
    rf"(?:人次|场次|批次|件次|户次|家次|个百分点|百分点|次|件|条|个|场|期|篇|人|名|位|项|份|万元|亿元"
    rf"|元|家|户|部|起|宗|例|批|种|处|所|张|套|本|册|轮|封|则|组|辆|台|倍|成|堂|{SPANS}|年|%)$"
)
_ABOUT = "约|近|逾|超过|超|大约|不足|不到|不少于|至少|最多|突破|上(?=[百千万])|过(?=[百千万])"
_GAP = r"[ \t\u3000]?"
_SHARES = (
    rf"|(?P<percent>(?:{_ABOUT})?百分之(?P<part>{ARABIC}|{CHINESE})"
    rf"(?:{TO}百分之(?P<upper>{ARABIC}|{CHINESE}))?)"
    rf"|(?P<fraction>(?:{_ABOUT})?(?P<bottom>\d+|[二三四五六七八九十百]+)分之"
    r"(?P<top>\d+|[一二三四五六七八九十]+))"
    r"|(?P<half>(?:过|超过|近|约|逾)半(?:数)?(?![年月天小])|(?:半数|一半)以上|一半(?=[，。；、]))"
)
_NUMBER = (
    rf"|(?P<number>(?P<about>{_ABOUT})?"
    r"(?P<sign>(?:(?<![\dA-Za-z一-龥）)])|(?<=[长降升减幅为是达]))[+-])?"
    rf"(?:(?P<low>{MIXED}|{CHINESE})(?:%|个|件|次)?{TO})?"
    rf"(?P<value>{MIXED}|{CHINESE})(?P<more>余|多|来)?(?P<scale>万亿|万|亿)?{_GAP}"
    rf"(?P<unit>[%‰]|{SPANS}|(?:万|亿)?元|{MEASURES}|年)?(?P<around>以上|以下|左右|上下|以内)?)"
)
_ALL = regex(EXEMPT + _SHARES + _NUMBER)
_INSIDE = regex(INSIDE)
_LOOKBACK = 16
_SPAN_UNITS = frozenset(SPANS.split("|")) | {"年"}
# A span is a statistic where its length is the point: 平均办理时间12个工作日.
_TIMED = regex(r"(?:平均|缩短|压缩|用时|时长|提速|[比较](?:上一?年|去年)|同比)[^，。；]{0,12}$")
# What follows where a numeral and its measure are no count: 一次性, 一件事, 两个维护, 五个方面.
_GENERIC = regex(
    r"性|事(?![项权件务例故业])|龙|系列|定|般|样|方面|环节|层面|维度|意识|自信|维护|确立|全面|统一"
    r"|必须|关键|步骤|不变|阶段|关口|途径|[合共总]计|共(?=\d)"
)
_ASPECT = regex(r"方面|环节|层面|维度")  # 3方面: without a measure
_STOP = regex(r"[，。；、：！？,;:!?）)\s]|$")
_COUNTED = regex(r"(?:共|计|仅|只|有|为|达|收到|受理|办理|维持|纠正|公开|诉讼|复议|案件|申请)$")
_IDIOM = regex(
    r"[一二三四五六七八九十]+部[分门]|二[次手]|[百千万]家(?=[万企])|万人(?!次)|千人(?!次)|[百千万]年|一成(?=不)"
    r"|万户|[百千]个|一位|一人(?!次)|一户(?!次)|一名"
)
_TALL = regex(r"[届版号时℃层楼室]")
_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order, without overlap; offsets are characters of `text`."""
    folded = plain(text)
    return tuple(
        replace(one, text=text[one.start : one.end]) for one in _scan(folded) if one is not None
    )


def _scan(folded: str) -> Iterator[Quantity | None]:
    for match in _ALL.finditer(folded):
        kind = match.lastgroup or ""
        if kind in WRAPPING:
            yield from _inside(match, REASONS[kind])
        elif kind in REASONS:
            yield _exempt(match, REASONS[kind])
        elif match["number"] is not None:
            yield _number(folded, match)
        else:
            yield _share(match)


def _exempt(match: re.Match[str], why: str) -> Quantity:
    start, end = match.span()
    numeral = read_numeral(match[0][:4]) if why == "年份" else None
    return Quantity(
        start=start,
        end=end,
        text=match[0],
        value=numeral.value if numeral else None,
        unit="年" if numeral else "",
        exempt=why,
    )


def _inside(match: re.Match[str], why: str) -> Iterator[Quantity]:
    """The numbers in a title, in quotation marks, in a 【…】 mark or in a row of a table."""
    for number in _INSIDE.finditer(match[0]):
        numeral = read_numeral(number[0])
        yield Quantity(
            start=match.start() + number.start(),
            end=match.start() + number.end(),
            text=number[0],
            value=numeral.value if numeral else None,
            unit="",
            exempt=why,
        )


def _share(match: re.Match[str]) -> Quantity | None:
    """百分之三点五, 三分之一, 过半: in %."""
    numeral, high = Numeral(value=Decimal(50), step=Decimal(1), exact=False), None
    if match["percent"] is not None:
        part = read_numeral(match["part"])
        upper = read_numeral(match["upper"] or "")
        high = upper.value if upper else None
        if part is None or part.value is None:
            return None
        numeral = replace(part, exact=part.exact and match[0].startswith("百"))
    elif match["fraction"] is not None:
        top, bottom = read_numeral(match["top"]), read_numeral(match["bottom"])
        if top is None or bottom is None or not top.value or not bottom.value:
            return None
        numeral = replace(numeral, value=top.value / bottom.value * 100)
    return Quantity(
        start=match.start(),
        end=match.end(),
        text=match[0],
        value=numeral.value,
        unit="%",
        high=high,
        exact=numeral.exact,
        step=numeral.step,
    )


def _number(folded: str, match: re.Match[str]) -> Quantity | None:
    """A number with its unit; None for the numerals in words (一体化, 统一, 三审)."""
    numeral = read_numeral(match["value"])
    arabic = any(character.isascii() and character.isdigit() for character in match["value"])
    if numeral is None or not (arabic or _counts(folded, match)):
        return None
    numeral, unit = _scaled(match, numeral)
    low = read_numeral(match["low"] or "")
    value, high = numeral.value, numeral.high
    if low and low.value is not None and value is not None and low.value < value:
        value, high = low.value, value
    if match["sign"] == "-" and value is not None:
        value = -value
    start, words = match.start(), match[0].rstrip()
    return Quantity(
        start=start,
        end=start + len(words),
        text=words,
        value=value,
        unit=unit,
        high=high,
        exact=numeral.exact and not (match["about"] or match["more"] or match["around"]),
        exempt=_why(folded, match, unit),
        step=numeral.step,
    )


def _scaled(match: re.Match[str], numeral: Numeral) -> tuple[Numeral, str]:
    """万/亿 is of the number (14万条 is 140000条), but of the unit in money (32万元)."""
    raw, scale, unit = match["value"], match["scale"] or "", match["unit"] or ""
    if unit == "元" and (scale or raw[-1]) in ("万", "亿"):
        bare = read_numeral(raw.rstrip("万亿余多"))
        if bare is not None:
            return replace(bare, exact=numeral.exact), (scale or raw[-1]) + unit
    factor = _SCALES[scale]
    value = None if numeral.value is None else numeral.value * factor
    high = None if numeral.high is None else numeral.high * factor
    unit = unit.removeprefix("个") if unit.endswith("百分点") else unit
    return replace(numeral, value=value, high=high, step=numeral.step * factor), unit


def _counts(folded: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral with what follows is a count and no part of a word."""
    raw, unit = match["value"], match["unit"] or ""
    if not unit:
        tall = re.search(r"[十百千万]", raw) and re.search(r"[一二三四五六七八九]", raw)
        return len(raw) >= 2 and bool(tall) and bool(_STOP.match(folded, match.end()))
    if not _CHINESE_UNIT.match(unit):
        return False
    if raw[0] in "百千万亿" and not (match["about"] or match["more"]):
        return False
    return not _IDIOM.match(folded, match.start("value"))


def _why(folded: str, match: re.Match[str], unit: str) -> str:
    """Why a number with a unit is still no statistic; empty if it is one."""
    before, after = folded[max(0, match.start() - _LOOKBACK) : match.start()], match.end()
    if unit in _SPAN_UNITS:
        return "" if _TIMED.search(before) else "期限"
    if (_GENERIC if unit else _ASPECT).match(folded, after):
        return "泛指"
    if match["value"] == "一" and unit and not match["about"]:
        return "" if _STOP.match(folded, after) or _COUNTED.search(before) else "泛指"
    return "专名" if not unit and _TALL.match(folded, after) else ""
