"""
Personal data: what points to a natural person and is no contact of the office.

Knows: the check sums of citizen ids and bank cards, shapes of telephones, plates, addresses.
Digits may be full-width, spaced or hyphened. Names are parties.py's. Not covered: numbers partly
masked by *, which are no longer the person's.
"""

import re

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hit

_LAW = "《个人信息保护法》第二十八条；《政府信息公开条例》第十五条"
_LAW_PLAIN = "《个人信息保护法》第四条；《政府信息公开条例》第十五条"

_SEPARATOR = r"[ \u3000—–-]?"  # one at most between two digits
_ID_18 = regex(rf"(?<![\dA-Za-z])\d(?:{_SEPARATOR}\d){{16}}{_SEPARATOR}[\dXx](?![\dA-Za-z])")
_ID_15 = regex(r"(?<![\dA-Za-z])[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?!\w)")
_PROVINCES = frozenset(  # GB/T 2260
    code
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
    )
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643—1999: 2^i mod 11
_CHECKS = "10X98765432"
_ID_WORDS = regex(r"身份证|公民身份|证件号")

_COUNTED = r"(?![ \u3000]?[余多]?[万亿]?(?:元|人|次|条|件|份|户|个|项|册|字))"
_MOBILE = regex(
    rf"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d{_SEPARATOR}\d{{4}}{_SEPARATOR}\d{{4}}(?!\d){_COUNTED}"
)
_SAID = "〇零○一幺二三四五六七八九"
_SPOKEN = regex(rf"(?<![{_SAID}])[一幺][三四五六七八九][{_SAID}]{{9}}(?![{_SAID}])")
_LANDLINE = regex(
    r"(?<![\d.-])(?:[（(]0\d{2,3}[）)]|0\d{2,3}[ —–-]{1,2})[2-8]\d{6,7}(?![\d.])"
    r"|(?<=电话)(?:号码)?[：:为是]?[2-8]\d{6,7}(?![\d.])"
)
_CARD = regex(
    r"(?<![\dA-Za-z.])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\dA-Za-z.])" + _COUNTED
)
_CARD_HEADS = ("62", "4", "51", "52", "53", "54", "55", "35", "34", "37", "60", "65", "9")
_CARD_LENGTHS = range(15, 20)
_CARD_WORDS = regex(r"卡号|账号|帐号|银行卡|开户|户名|储蓄")
_NEAR = 20  # characters before a number in which its name may stand
_MAIL = regex(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,5}", re.ASCII)
_PLATE = regex(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Y][·•\-\s]?"
    r"(?P<serial>\d{5}[A-HJK]|[A-HJK][A-HJ-NP-Z\d]\d{4}|[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳领])"
    r"(?![A-Za-z\d])"
)
_DIGITS_OF_PLATE = 3  # GA 36—2018: at most two letters among the five places
_HOME = regex(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍地址|户籍地|户籍所在地|居住地|经常居住地|现居住?在?"
    r"|家住|居住[在于]|(?<=[，；：（])住(?![房建院宅所宿])[在于]?)"
    r"[为是在：:]{0,2}[^，。；\n]{2,30}(?:\d+|[一二三四五六七八九十]+)(?:号|室|组|幢|栋|单元|弄)"
)
_FLAT = regex(
    r"[\u4e00-\u9fff]{2,10}?(?:小区|花园|家园|新村|公寓|花苑|嘉园|苑|府|城|里|村)?"
    r"\d{1,4}(?:号楼|栋|幢|座|号)(?:\d{1,2}|[一二三四五六七八九十甲乙丙东西])单元\d{0,5}(?:室"
    r"|号|户)?"
    r"|[\u4e00-\u9fff]{1,10}?村(?:[一二三四五六七八九十]{1,3}|\d{1,2})组\d{1,4}号"
    r"|[\u4e00-\u9fff]{1,10}?[路街巷道弄]\d{1,4}号\d{1,3}(?:号楼|栋|幢|座)\d{2,4}(?:室|户)"
    r"|[\u4e00-\u9fff]{2,10}?(?:小区|花园|家园|新村|公寓|花苑|嘉园)\d{1,4}(?:号楼|栋|幢"
    r"|号)\d{2,4}(?:室|号|户)"
)


def _ids(manuscript: Manuscript) -> Hits:
    for match in _ID_18.finditer(manuscript.plain):
        digits = re.sub(r"[^\dXx]", "", match[0]).upper()
        if not _is_id(digits):
            continue
        if digits[-1] == _CHECKS[sum(map(_product, digits, _WEIGHTS)) % 11]:
            yield hit(match, "这是公民身份号码（校验码相符），不得公开", "删去")
        elif _ID_WORDS.search(_before(manuscript, match.start())):
            yield hit(match, "像是公民身份号码（校验码不符，可能写错一位）", "删去", "warning")
    for match in _ID_15.finditer(manuscript.plain):
        if _ID_WORDS.search(_before(manuscript, match.start())):
            yield hit(match, "像是15位的旧身份证号码", "删去", "warning")


def _product(digit: str, weight: int) -> int:
    return int(digit) * weight


def _is_id(digits: str) -> bool:
    """Whether region, century, month and day of 18 characters are those of a citizen id."""
    if digits[:-1].isdecimal() and int(digits[:2]) in _PROVINCES and digits[6:8] in ("19", "20"):
        return 1 <= int(digits[10:12]) <= 12 and 1 <= int(digits[12:14]) <= 31
    return False


def _before(manuscript: Manuscript, at: int) -> str:
    return manuscript.text[max(0, at - _NEAR) : at].rpartition("\n")[2]


def _mobiles(manuscript: Manuscript) -> Hits:
    for pattern in (_MOBILE, _SPOKEN):
        for match in pattern.finditer(manuscript.plain):
            if manuscript.is_contact(match.start()):
                message = "这是手机号；对外公布的联系电话一般是办公电话，请确认本人同意公开"
                yield hit(match, message, "办公电话", "warning")
            else:
                yield hit(match, "正文里有手机号，不得公开", "删去")


def _landlines(manuscript: Manuscript) -> Hits:
    for match in _LANDLINE.finditer(manuscript.plain):
        if not manuscript.is_contact(match.start()):
            yield hit(
                match, "正文里有电话号码，请确认是对外公布的办公电话", "删去，或写明是咨询电话"
            )


def _cards(manuscript: Manuscript) -> Hits:
    for match in _CARD.finditer(manuscript.plain):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) not in _CARD_LENGTHS or _is_id(digits.ljust(18, "0")[:18]):
            continue
        if digits.startswith(_CARD_HEADS) and _luhn(digits):
            yield hit(match, "像是银行卡号（校验位相符），不得公开", "删去")
        elif _CARD_WORDS.search(_before(manuscript, match.start())):
            yield hit(match, "像是银行账号，请确认可以公开", "删去", "warning")


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, all summed, a multiple of 10."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _mails(manuscript: Manuscript) -> Hits:
    for match in _MAIL.finditer(manuscript.plain):
        if not manuscript.is_contact(match.start()):
            yield hit(match, "正文里有电子邮箱，请确认是本机关对外公布的", "删去")


def _plates(manuscript: Manuscript) -> Hits:
    for match in _PLATE.finditer(manuscript.plain):
        if sum(sign.isdecimal() for sign in match["serial"]) >= _DIGITS_OF_PLATE:
            yield hit(match, "像是机动车号牌", "删去")


def _homes(manuscript: Manuscript) -> Hits:
    last = -1
    for pattern in (_HOME, _FLAT):
        for match in pattern.finditer(manuscript.plain):
            if manuscript.is_contact(match.start()) or match.start() < last:
                continue
            last = match.end() if pattern is _HOME else last
            yield hit(match, "像是住宅地址，不得公开", "删去，或只写到县区")


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="个人-身份证号",
        level="error",
        title="公民身份号码（18位验校验码，15位看上下文；全角、分段的也认）",
        source=f"{_LAW}；GB 11643—1999",
        example="身份证号110101 19900307 7758",
        find=_ids,
    ),
    ScanRule(
        id="个人-手机号",
        level="error",
        title="手机号（写在联系方式里的为疑似）",
        source=_LAW_PLAIN,
        example="申请人电话138 0013 8000",
        find=_mobiles,
    ),
    ScanRule(
        id="个人-固定电话",
        level="warning",
        title="联系方式以外的固定电话；前言里本机关的电话不报",
        source=_LAW_PLAIN,
        example="正文里写“其电话0514-85550123”",
        find=_landlines,
    ),
    ScanRule(
        id="个人-银行卡号",
        level="error",
        title="银行卡号（发卡行号段、长度和校验位相符）；写明是账号的为疑似",
        source=f"{_LAW}；ISO/IEC 7812",
        example="退费至6222 0200 0000 0000 004",
        find=_cards,
    ),
    ScanRule(
        id="个人-邮箱",
        level="warning",
        title="联系方式以外的电子邮箱",
        source=_LAW_PLAIN,
        example="答复发至lisi@example.com",
        find=_mails,
    ),
    ScanRule(
        id="个人-车牌",
        level="warning",
        title="机动车号牌，含新能源",
        source=f"{_LAW_PLAIN}；GA 36—2018",
        example="苏A·D12345",
        find=_plates,
    ),
    ScanRule(
        id="个人-住址",
        level="warning",
        title="住宅地址：写明“住”“家住”“户籍地”到门牌的，或到单元、室的",
        source=_LAW_PLAIN,
        example="家住幸福小区3号楼2单元501室",
        find=_homes,
    ),
)
