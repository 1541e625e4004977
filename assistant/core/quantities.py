"""
Find every quantity of Chinese official prose, and tell what is no statistic.

Knows: numerals, units, 余/近/约, ranges, and the shapes of dates, 文号, articles, ordinals, phone
numbers, addresses and names. Every number pattern of the product lives here and in numerals.py.
Does not know: facts, nouns, years that matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.core.numerals import ARABIC, CHINESE, MIXED, Numeral, plain, read_numeral


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with its unit, from `start` to `end` of the text; `exempt` says why it is none.

    `value` is in `unit`: 14万余条 is 140000 条, 32万元 is 32 万元. It keeps the decimals written.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str
    high: Decimal | None = None  # the other end of a range
    exact: bool = True  # False: 余 近 约 超 数十
    exempt: str = ""  # 年份 日期 期限 文号 条款 序号 电话 邮编 地址 网址 专名 泛指 标记
    step: Decimal = Decimal(1)  # the place of the last digit written: 0.01 in 41.53%


_SPANS = "个工作日|工作日|个季度|季度|个月|个星期|星期|个小时|小时|分钟|周年|天|周|岁|秒"
_MEASURES = (
    "人次|场次|批次|件次|宗次|户次|家次|条次|个次|篇次|项次|个百分点|百分点|平方公里|平方米|公里"
    "|人|次|件|条|个|场|期|篇|名|位|项|份|元|家|户|部|起|宗|例|批|种|处|所|张|套|本|册|幅|轮|封|则"
    "|组|辆|台|座|间|栋|只|支|倍|成|字|页|讲|课|班|堂|员|通|款|类|级|门|吨|亩|米|粉丝"
)
# After a Chinese numeral fewer characters count: 三类, 一级, 两路, 五门 are words, not statistics.
_CHINESE_MEASURES = (
    "人次|场次|批次|件次|户次|家次|个百分点|百分点|次|件|条|个|场|期|篇|人|名|位|项|份|万元|亿元|元"
    "|家|户|部|起|宗|例|批|种|处|所|张|套|本|册|轮|封|则|组|辆|台|倍|成|堂"
)
_ABOUT = "约|近|逾|超过|超|大约|不足|不到|不少于|至少|最多|突破|上(?=[百千万])|过(?=[百千万])"
_AROUND = "(?:以上|以下|左右|上下|以内)?"
_TO = "(?:-|—|－|–|~|～|至|到)"
_TIGHT = r"[ \t\u3000]?"

_NAMED = (
    r"(?P<mark>【[^】\n]{0,200}】)"
    r"|(?P<name>《[^》\n]{1,120}》|“[^”\n。]{1,30}”|‘[^’\n。]{1,30}’|\"[^\"\n。]{1,30}\")"
    r"|(?P<web>https?://[!-~]+|www\.[!-~]+|[\w.+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+)"
    r"|(?P<paper>[〔\[［(（]\d{4}[〕\]］)）](?:第)?\d+号|第?\d+号令)"
    r"|(?P<post>(?<=邮编[：:])\d{6}|(?<=邮政编码[：:])\d{6}|(?<=邮编)\d{6})"
    r"|(?P<phone>(?<![\d.])(?:0\d{2,3}[-—－–]{1,2}\d{7,8}(?:[-—转]\d{1,5})?|1[3-9]\d{9}(?!\d)"
    r"|(?:400|800)-?\d{3}-?\d{4}(?!\d)|(?<=电话[：:])\d[\d-]{6,}|(?<=传真[：:])\d[\d-]{6,}))"
    r"|(?P<code>(?<=索引号[：:])[\dA-Za-z/-]+|(?<=代码[：:])[\dA-Za-z]+)"
    r"|(?P<iso>(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    r"|(?P<span>(?<!\d)1[.．]1" + _TO + r"12[.．]31(?!\d))"
)
_DATE = (
    r"(?P<years>(?<!\d)(?:19|20)\d{2}年?" + _TO + r"(?:19|20)\d{2}年?度?(?!\d))"
    r"|(?P<day>(?<![\d.])(?:(?:19|20)\d{2}年)(?:\d{1,2}" + _TO + r")?\d{1,2}月份?(?:\d{1,2}日)?"
    r"|(?<![\d.个])(?:\d{1,2}月?"
    + _TO
    + r")?\d{1,2}月(?:份|\d{1,2}日)?(?!\d)|(?<![\d.])\d{1,2}日(?!均)"
    r"|[二两]〇[〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
    r"|(?<![个一二三四五六七八九十])[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}日)"
    r"|\d{1,2}:\d{2}(?!\d))"
    r"|(?P<year>(?<![\d.])(?:19|20)\d{2}年(?:度)?|二[〇零○][〇零○一二三四五六七八九]{2}年(?:度)?)"
)
_ORDER = (
    r"(?P<order>(?m:^)[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:[.．、]|[）)])(?!\d))|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|[①-⑳]|[\[［]\d{1,2}[\]］]|(?<![统不唯十])[一二三四五六七八九十]是|(?<=[。；;：:])\d{1,2}[.．、](?!\d)"
    r"|其[一二三四五](?=[，,、是]))"
    r"|(?P<article>第(?:[（(]?(?:\d+|[一二三四五六七八九十百〇零]+)[）)]?(?:条|款|项|章|节|编))+)"
    r"|(?P<ordinal>第(?:\d+|[一二三四五六七八九十百〇零]+)(?!方)(?:号|期|届|次|批|轮|名|位|年|季度|年度|个|版)?)"
    r"|(?P<place>\d+号(?:院|楼|室|大厦)?(?:\d+[室层楼])?)"
    r"|(?P<word>[A-Za-z][A-Za-z.-]*\d+(?:\.\d+)?|\d+(?:\.\d+)?(?=[A-Za-z])[A-Za-z]+|\d+\+(?:\d+|[A-Za-z])"
    r"|\d+(?:\.\d+)+版|\d+[×xX]\d+|(?<!\d)(?:12[0-9]{3}|95\d{3}|96\d{3,4}|110|119|120)(?=[”\"]?(?:热线|平台|市民|市长|政府服务|便民|、“?1|”、|工单|政务))"
    r"|[一二三四五六七八九十]+届(?:[一二三四五六七八九]中)?|(?:19|20)\d{2}(?![\d.,]|[万亿余多]|"
    + _TIGHT
    + rf"(?:{_MEASURES})))"
)
_AMOUNT = (
    rf"(?P<percent>(?:{_ABOUT})?百分之(?P<percented>{ARABIC}|{CHINESE})(?:{_TO}百分之(?P<percented2>{ARABIC}|{CHINESE}))?)"
    rf"|(?P<fraction>(?:{_ABOUT})?(?P<bottom>\d+|[二三四五六七八九十百]+)分之(?P<top>\d+|[一二三四五六七八九十]+)(?:点)?)"
    r"|(?P<half>(?:过|超过|近|约|逾)半(?:数)?(?![年月天小])|(?<![过近])(?:半数|一半)以上|一半(?=[，。；、]))"
    rf"|(?P<number>(?P<about>{_ABOUT})?(?P<sign>(?<![\dA-Za-z一-龥）)])[+-])?"
    rf"(?:(?P<low>{MIXED}|{CHINESE})(?P<lowunit>%|个|件|次)?{_TO})?"
    rf"(?P<value>{MIXED}|{CHINESE})(?P<more>余|多|来)?(?P<scale>万亿|万|亿)?{_TIGHT}"
    rf"(?P<unit>[%‰]|{_SPANS}|(?:万|亿)?元|{_MEASURES}|年)?(?P<around>{_AROUND}))"
)
_ALL = re.compile("|".join((_NAMED, _DATE, _ORDER, _AMOUNT)))
_INSIDE = re.compile(MIXED)
_EXEMPT = {
    "mark": "标记",
    "name": "专名",
    "web": "网址",
    "paper": "文号",
    "post": "邮编",
    "phone": "电话",
    "code": "序号",
    "iso": "日期",
    "span": "日期",
    "years": "年份",
    "day": "日期",
    "year": "年份",
    "order": "序号",
    "article": "条款",
    "ordinal": "序号",
    "place": "地址",
    "word": "专名",
}
_SPAN_UNITS = frozenset(_SPANS.split("|")) | {"年"}
_TIMED = re.compile(r"(?:平均|缩短|压缩|用时|时长|提速)[^，。；]{0,12}$")
# What follows where a numeral and its measure are no count: 一次性, 一件事, 两个维护, 五个方面.
_GENERIC = re.compile(
    r"性|事(?![项权件务例故业])|龙|系列|定|般|样|方面|环节|层面|维度|意识|自信|维护|确立|全面|统一|必须|关键|步骤|不变|阶段|关口|途径"
)
_STOP = re.compile(r"[，。；、：！？）)\s]|$")
_COUNTED = re.compile(
    r"(?:共|计|仅|只|有|为|达|收到|受理|办理|维持|纠正|公开|诉讼|复议|案件|申请)$"
)
_CHINESE_UNIT = re.compile(rf"(?:{_CHINESE_MEASURES}|{_SPANS}|年|个工作日|%)$")
_IDIOMS = re.compile(
    r"[一二三四五六七八九十]+部[分门]|二[次手]|[百千万]家(?=[万企])|万人|千人|[百千万]年|一成(?=不)|万户|[百千]个|一位|一人|一户|一名"
)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order, without overlap; offsets are characters of `text`."""
    return tuple(_scan(text, plain(text)))


def _scan(text: str, folded: str) -> Iterator[Quantity]:
    for match in _ALL.finditer(folded):
        kind = match.lastgroup or ""
        if match["number"] is not None:
            found = _number(text, folded, match)
        elif match["percent"] or match["fraction"] or match["half"]:
            found = _portion(text, match)
        elif kind in ("mark", "name"):
            yield from _inside(text, match, _EXEMPT[kind])
            continue
        else:
            found = _exempt(text, match, _EXEMPT[kind])
        if found is not None:
            yield found


def _exempt(text: str, match: re.Match[str], why: str) -> Quantity:
    start, end = match.span()
    value = None
    if why == "年份" and (digits := re.match(r"\d{4}|[〇零○一二三四五六七八九]{4}", match[0])):
        numeral = read_numeral(digits[0])
        value = numeral.value if numeral else None
    unit = "年" if why == "年份" else ""
    return Quantity(start=start, end=end, text=text[start:end], value=value, unit=unit, exempt=why)


def _inside(text: str, match: re.Match[str], why: str) -> Iterator[Quantity]:
    """The numbers in a title, in quotation marks or in a 【…】 mark."""
    for number in _INSIDE.finditer(match[0]):
        start, end = match.start() + number.start(), match.start() + number.end()
        numeral = read_numeral(number[0])
        value = numeral.value if numeral else None
        yield Quantity(start=start, end=end, text=text[start:end], value=value, unit="", exempt=why)


def _portion(text: str, match: re.Match[str]) -> Quantity | None:
    """百分之三点五, 三分之一, 过半: in %."""
    start, end = match.span()
    if match["half"] is not None:
        value, exact, step, high = Decimal(50), False, Decimal(1), None
    elif match["fraction"] is not None:
        top, bottom = read_numeral(match["top"]), read_numeral(match["bottom"])
        if top is None or bottom is None or not top.value or not bottom.value:
            return None
        value, exact, step, high = top.value / bottom.value * 100, False, Decimal(1), None
    else:
        numeral = read_numeral(match["percented"])
        if numeral is None or numeral.value is None:
            return None
        value, step = numeral.value, numeral.step
        exact = numeral.exact and match[0].startswith("百")
        upper = read_numeral(match["percented2"]) if match["percented2"] else None
        high = upper.value if upper else None
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        unit="%",
        high=high,
        exact=exact,
        step=step,
    )


def _number(text: str, folded: str, match: re.Match[str]) -> Quantity | None:
    """A number with its unit; None for the numerals in words (一体化, 统一, 三审)."""
    arabic = bool(re.search(r"\d", match["value"]))
    end = match.end()
    numeral, unit = read_numeral(match["value"]), match["unit"] or ""
    if numeral is None or (not arabic and not _counts(folded, match)):
        return None
    start = match.start()
    if unit in {"", "年"} and not unit and match["scale"] is None:
        end = len(match[0].rstrip()) + start
    numeral, unit = _scaled(match, numeral, unit)
    low = read_numeral(match["low"]) if match["low"] else None
    value, high = numeral.value, numeral.high
    if low is not None and low.value is not None and value is not None and low.value < value:
        value, high = low.value, value
    if match["sign"] == "-" and value is not None:
        value = -value
    exact = numeral.exact and not (match["about"] or match["more"] or match["around"])
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        unit=unit,
        high=high,
        exact=exact,
        exempt=_why(folded, match, unit),
        step=numeral.step,
    )


def _scaled(match: re.Match[str], numeral: Numeral, unit: str) -> tuple[Numeral, str]:
    """万/亿 belongs to the number (14万条 is 140000 条), with 元 to the unit (32万元 is 32 万元)."""
    raw, scale = match["value"], match["scale"] or ""
    unit = {"个百分点": "百分点"}.get(unit, unit)
    exact = numeral.exact
    if unit == "元" and (scale or raw[-1] in "万亿"):
        scale = scale or raw[-1]
        if (bare := read_numeral(raw.rstrip("万亿余多"))) is not None and scale in ("万", "亿"):
            return Numeral(
                value=bare.value, step=bare.step, exact=exact, high=bare.high
            ), scale + unit
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    value = None if numeral.value is None else numeral.value * factor
    high = None if numeral.high is None else numeral.high * factor
    return Numeral(value=value, step=numeral.step * factor, exact=exact, high=high), unit


def _counts(folded: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral with what follows is a count and no part of a word."""
    raw, unit = match["value"], match["unit"] or ""
    if not unit:
        shape = (
            len(raw) >= 2
            and re.search(r"[十百千万]", raw)
            and re.search(r"[一二三四五六七八九]", raw)
        )
        return bool(shape) and bool(_STOP.match(folded, match.end()))
    if not _CHINESE_UNIT.match(unit):
        return False
    if raw[0] in "百千万亿" and not (match["about"] or match["more"]):
        return False
    return not _IDIOMS.match(folded, match.start("value"))


def _why(folded: str, match: re.Match[str], unit: str) -> str:
    """Why a number with a unit is still no statistic; empty if it is one."""
    before, after = folded[max(0, match.start() - 16) : match.start()], match.end()
    if unit in _SPAN_UNITS:
        return "" if _TIMED.search(before) else "期限"
    if unit and _GENERIC.match(folded, after):
        return "泛指"
    if match["value"] == "一" and unit:
        alone = _STOP.match(folded, after) or _COUNTED.search(before)
        return "" if alone else "泛指"
    if unit == "" and folded[after : after + 1] in ("届", "版", "号", "时", "℃", "层", "楼", "室"):
        return "专名"
    return ""
