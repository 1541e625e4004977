"""
Numerals by GB/T 15835—2011, dates by GB/T 9704—2012: how numbers and days are written.

Not covered: whether a number is right (grounding), and the choice between 3 and 三 where both do.
"""

import re
from datetime import date

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hit, hits

_GB = "GB/T 15835—2011"
_CN = "一二三四五六七八九"
_COUNTED = "个|件|次|天|名|人|种|条|项|家|份|场|篇|户|批|倍|年(?!级|度)"

_NEIGHBOURS = regex(rf"(?<![\d、.,第年月])(?P<a>\d)、(?P<b>\d)(?=(?:{_COUNTED}|十|百|千|万))")
_NEIGHBOURS_CN = regex(
    rf"(?<![第、（{_CN}十])(?P<a>[{_CN}])、(?P<b>[{_CN}])(?=(?:{_COUNTED}|十(?!届)|百|千|万))"
)
_FEW = regex(r"(?<![\d.])\d+几(?=[个件次天名人种条项家份场篇户年万千百余])|几\d+(?=[个件次天名人])")
_SHORT_YEAR = regex(
    r"(?<![\d.第近过满达〇零])’?(?:0\d|1\d|2\d)年(?=度|(?:1[0-2]|0?[1-9])月|上半年|下半年|全年"
    r"|年?底|年?初|政府信息公开)"
)
_ZERO_YEAR = regex(
    rf"二(?:零[零〇○{_CN}]{{2}}|[〇○零]零[{_CN}]|[〇○]{{1,2}}[{_CN}]{{0,2}}零)(?=年)"
    rf"|[二一][○Oo0][{_CN}○Oo0〇零]{{2}}(?=年)|20[〇○零{_CN}]{{2}}年|二[〇○零]\d\d年"
)
_HUNDREDS = regex(
    r"(?<![\d.,])\d+(?:\.\d+)?[百千](?=[多余]?(?:件|条|个|人|次|名|元|份|户|家|场|篇|字))"
)
_ORDER_MIX = regex(
    rf"第(?:[{_CN}十]+\d+|\d+[{_CN}十]+)(?=[条项次期批届名号章])"
    rf"|(?<![{_CN}十\d第])(?:[{_CN}十]|[{_CN}]?[十百千])\d{{1,3}}(?=[件条个次名份项])(?!个月)"
)
_ODD_YEAR = regex(r"(?<![\d.,第])(?:20\d{3}|20[1-3]|2[1-9]\d\d)年(?!来|以上|前|历史|间)|20\d\d年年")
_ODD_NUMBER = regex(
    r"(?<![\d.])\d+(?:\.\d+){2}(?=[%％]|个百分点|[万亿]?[元件条])|[%％‰]{2,}|(?<=\d)[%％]个百分点"
)
_BARE_RANGE = regex(r"(?<![\d.%％])\d+(?:\.\d+)?[-–—~～至](?=\d+(?:\.\d+)?[%％])")
_NO_ZERO = regex(r"(?<![\d.．])[.．]\d+(?=[%％万亿元个件]|个百分点)")
_WIDE_COMMA = regex(r"(?<!\d)\d{1,3}(?:，\d{3})+(?!\d)(?=[件条个人次元项份]|余)")
_BROKEN_COMMA = regex(
    r"(?<![\d,.])\d{1,3}(?:,\d{3})*,(?:\d{1,2}|\d{4,})(?![\d,])(?=件|条|个|人|次|元|项|份|万)"
    r"|(?<![\d,.])\d{4,},\d{3}(?!\d)"
)
_WIDE_DIGITS = regex(r"[０-９][０-９．，]{0,30}")
_SPACED = regex(
    r"(?<![\d.])\d{1,6}[ \u3000]{1,3}\d{1,6}(?=[ \u3000]?(?:件|条|个|人次|元|项|万|%|％))"
)
_DATE = regex(r"(?P<year>20\d\d)[年./\-](?P<month>\d{1,2})[月./\-](?P<day>\d{1,2})日?(?!\d)")
_MONTH_DAY = regex(r"(?<![\d年.])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_BAD_MONTH = regex(
    r"(?<![\d.个])(?:1[3-9]|[2-9]\d|0)月(?:份|\d{1,2}日|底|初)|20\d\d年(?:1[3-9]|[2-9]\d|00)月"
)
_EMPTY_PLACES = regex(r"(?<=20\d\d年)(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)")
_DOTTED = regex(r"(?<![\d.])20\d\d(?:\.|/)\d{1,2}(?:\.|/)\d{1,2}(?![\d.])")
_YEARS = regex(r"(?<!\d)(20\d\d)(?:-|－|–|~|～)(20\d\d)年")
_TIMES = regex(r"[0０](?:个|件|次|条)左右|(?<!\d)\d+(?:多余(?=[件个条次人])|余多|多[百千万亿]?余)")
_LEAP_YEAR = 2024  # any: without a year 2月29日 is a day


def _neighbours(manuscript: Manuscript) -> Hits:
    for pattern in (_NEIGHBOURS, _NEIGHBOURS_CN):
        for match in pattern.finditer(manuscript.plain):
            low, high = (_value(match[name]) for name in "ab")
            before = manuscript.plain[max(0, match.start() - 8) : match.start()]
            if high == low + 1 and not re.search(r"(?:分别|依次|各)[^，。；、]*$", before):
                right = _CN[low - 1] + _CN[high - 1] if low else match[0]
                yield hit(match, f"概数“{match[0]}”应写作“{right}”：用汉字，中间不用顿号", right)


def _value(digit: str) -> int:
    return int(digit) if digit.isascii() else _CN.index(digit) + 1


def _zero_years(manuscript: Manuscript) -> Hits:
    for match in _ZERO_YEAR.finditer(manuscript.text):
        yield hit(
            match, f"年份“{match[0]}”写法不对：用阿拉伯数字，或用“〇”写全", "2024年，或二〇二四年"
        )


def _short_years(manuscript: Manuscript) -> Hits:
    for match in _SHORT_YEAR.finditer(manuscript.plain):
        full = f"20{re.sub(chr(8217), '', match[0])}"
        yield hit(match, f"年份“{match[0]}”应写全", full)


def _impossible(manuscript: Manuscript) -> Hits:
    for match in _DATE.finditer(manuscript.plain):
        if not _is_day(int(match["year"]), int(match["month"]), int(match["day"])):
            yield hit(match, f"没有“{match[0]}”这一天")
    for match in _MONTH_DAY.finditer(manuscript.plain):
        if not _is_day(_LEAP_YEAR, int(match["month"]), int(match["day"])):
            yield hit(match, f"没有“{match[0]}”这一天")
    for match in _BAD_MONTH.finditer(manuscript.plain):
        yield hit(match, f"没有“{match[0]}”这个月")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="数字-概数顿号",
        level="warning",
        title="相邻两数表示概数，用汉字，中间不用顿号",
        source=f"{_GB}“概数”",
        example="3、4个部门应为三四个部门",
        find=_neighbours,
    ),
    ScanRule(
        id="数字-几",
        level="warning",
        title="带“几”的概数用汉字",
        source=f"{_GB}“概数”",
        example="20几个应为二十几个",
        find=hits(_FEW, "“{}”：带“几”的概数用汉字", "二十几、几十"),
    ),
    ScanRule(
        id="数字-多余",
        level="warning",
        title="“多”和“余”不并用",
        source=f"{_GB}“概数”",
        example="500多余件",
        find=hits(_TIMES, "“{}”：概数说了两遍", "只用“多”或“余”"),
    ),
    ScanRule(
        id="数字-年份简写",
        level="warning",
        title="四位数字的年份不简写为两位",
        source=f"{_GB}“年月日”",
        example="24年度",
        find=_short_years,
    ),
    ScanRule(
        id="数字-年份写法",
        level="warning",
        title="年份不写“零”“○”，不混用两种数字",
        source=f"{_GB}“零”与“〇”",
        example="二零二四年、二○二四年、二〇24年",
        find=_zero_years,
    ),
    ScanRule(
        id="数字-多位少位",
        level="warning",
        title="年份是四位，没有两个小数点、两个%",
        source=f"{_GB}“年月日”“小数”",
        example="202年、20024年、1.2.5%",
        find=lambda manuscript: (
            hit(match, f"“{match[0]}”多了或少了一位（一个符号），请核对")
            for pattern in (_ODD_YEAR, _ODD_NUMBER)
            for match in pattern.finditer(manuscript.plain)
        ),
    ),
    ScanRule(
        id="数字-百千",
        level="warning",
        title="阿拉伯数字后面只用“万”“亿”作单位",
        source=f"{_GB}“多位数”",
        example="5百余件",
        find=hits(_HUNDREDS, "“{}”：阿拉伯数字后面不用“百”“千”", "写全数字"),
    ),
    ScanRule(
        id="数字-混写",
        level="warning",
        title="一个数里不混用汉字和阿拉伯数字",
        source=f"{_GB}“同类别同形式”",
        example="第十1条",
        find=hits(_ORDER_MIX, "“{}”混用了汉字和阿拉伯数字"),
    ),
    ScanRule(
        id="数字-百分比范围",
        level="warning",
        title="百分数的范围两头都写%",
        source=f"{_GB}“数值范围”",
        example="3-5%应为3%～5%",
        find=hits(_BARE_RANGE, "“{}”前一个数缺%", "两头都写%"),
    ),
    ScanRule(
        id="数字-缺零",
        level="error",
        title="小数点前的0不省略",
        source=f"{_GB}“小数”",
        example=".5%",
        find=hits(_NO_ZERO, "“{}”缺了小数点前的0", "0.5"),
    ),
    ScanRule(
        id="数字-分节",
        level="warning",
        title="千分撇用半角，三位一节",
        source=f"{_GB}“多位数”",
        example="3，525件；35,25件",
        find=lambda manuscript: (
            hit(match, f"“{match[0]}”的分节写法不对", "3525或3,525")
            for pattern in (_WIDE_COMMA, _BROKEN_COMMA)
            for match in pattern.finditer(manuscript.text)
        ),
    ),
    ScanRule(
        id="数字-全角",
        level="warning",
        title="阿拉伯数字用半角",
        source=f"{_GB}“阿拉伯数字的字体”",
        example="２０２４年",
        find=hits(_WIDE_DIGITS, "“{}”是全角数字", "半角数字"),
    ),
    ScanRule(
        id="数字-断开",
        level="warning",
        title="一个数中间没有空格",
        source=f"{_GB}“多位数”",
        example="35 25件",
        find=hits(_SPACED, "“{}”中间有空格，请核对是一个数还是两个数", "删去空格"),
    ),
    ScanRule(
        id="数字-日期不存在",
        level="error",
        title="没有不存在的日期",
        source="公历",
        example="2月30日、13月",
        find=_impossible,
    ),
    ScanRule(
        id="数字-虚位",
        level="warning",
        title="月、日不编虚位",
        source="GB/T 9704—2012 7.3.5.4",
        example="2025年01月08日",
        find=hits(_EMPTY_PLACES, "“{}”的月、日不编虚位", "1月8日"),
    ),
    ScanRule(
        id="数字-点日期",
        level="warning",
        title="正文的日期写年月日",
        source=f"{_GB}“年月日”",
        example="2024.12.31",
        find=hits(_DOTTED, "“{}”应写作某年某月某日", "2024年12月31日"),
    ),
    ScanRule(
        id="数字-起止年",
        level="info",
        title="起止年份用一字线或浪纹线",
        source="GB/T 15834—2011 4.13",
        example="2020-2022年应为2020—2022年",
        find=hits(_YEARS, "“{}”的连接号应为“—”", "2020—2022年"),
    ),
)  # fmt: skip
