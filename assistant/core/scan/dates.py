"""
The year and the day of a report: 今年, 年度 said twice, the legal time limit.

Knows: article 49. Whether a year in prose is the right one is a matter of grounding.
"""

import re
from datetime import date

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule, hit

_SIGNED = regex(
    r"^[ \t\u3000（(]*(?:(?:发布|公布|公开|发文|成文)?(?:日期|时间)[：:][ ]?)?"
    r"(?P<year>20\d\d)[ ]?[年\-/.][ ]?(?P<month>\d{1,2})[ ]?[月\-/.][ ]?"
    r"(?P<day>\d{1,2})[ ]?日?[ \t\u3000）)]*$"
)
_GOVERNMENT = regex(r"(?:人民政府|[省市县区])$")
_RELATIVE = {"今年": 0, "去年": -1, "明年": 1}
_RELATIVE_WORDS = regex("今年|去年|明年")
_TWICE = regex(
    r"20\d\d年度[\u4e00-\u9fff]{2,14}年度报告|年度年度|(?:全年|年度)[^，。；\n]{0,3}全年度"
    r"|本年度?本年|(20\d\d年)度?\1"
)


def _late(manuscript: Manuscript) -> Hits:
    """The date under the report or its title against the limit of article 49."""
    if manuscript.year is None:
        return
    is_government = bool(_GOVERNMENT.search(manuscript.agency))
    limit = date(manuscript.year + 1, *((3, 31) if is_government else (1, 31)))
    for offset, line in manuscript.lines:
        match = _SIGNED.match(line)
        signed = _date(match) if match else None
        if signed is None:
            continue
        at = Hit(start=offset, end=offset + len(line), message="")
        if signed > limit:
            whose = "地方政府" if is_government else "政府部门"
            told = f"{limit.year}年{limit.month}月{limit.day}日"
            yield _told(at, f"日期在法定期限（{whose}{told}前）之后", told)
        elif signed.year <= manuscript.year:
            yield _told(at, f"日期在统计年度{manuscript.year}年之内，数据还没有截止", "")


def _told(at: Hit, message: str, suggestion: str) -> Hit:
    return Hit(start=at.start, end=at.end, message=message, suggestion=suggestion)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # 数字-日期不存在 says so


def _relative(manuscript: Manuscript) -> Hits:
    for match in _RELATIVE_WORDS.finditer(manuscript.text):
        year = manuscript.year
        right = f"{year + _RELATIVE[match[0]]}年" if year else "写出年份"
        yield hit(match, f"报告在次年公布，“{match[0]}”会被读成另一年", right)


def _twice(manuscript: Manuscript) -> Hits:
    for match in _TWICE.finditer(manuscript.text):
        yield hit(match, f"“{match[0]}”里“年度”（年份）重复", "只写一次")


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="时间-期限",
        level="warning",
        title="落款、发布日期不晚于1月31日（部门）、3月31日（地方政府），不早于统计年度结束",
        source="《政府信息公开条例》第四十九条",
        example="某局2024年度报告落款2025年2月6日",
        find=_late,
    ),
    ScanRule(
        id="时间-今年",
        level="info",
        title="写年份，不写今年、去年、明年",
        source="真实报告归纳",
        example="报告落款2021年1月，正文写“今年”",
        find=_relative,
    ),
    ScanRule(
        id="时间-年度重复",
        level="warning",
        title="“年度”、年份不重复",
        source="真实报告归纳",
        example="2020年度政府信息公开工作年度报告",
        find=_twice,
    ),
)
