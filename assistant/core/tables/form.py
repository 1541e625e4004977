"""
The statutory form as data: tables 二, 三 and 四 of both editions.

Source: 国办公开办函〔2019〕60号 (edition 2019, trial: reports of 2019 and 2020) and
国办公开办函〔2021〕30号 (edition 2021: reports from 2021 on). Offices mix them: a 2021 table 二
beside a one-row （六）其他处理 is common, so an edition describes table 二 and each row of
table 三 is recognised on its own.

A cell has one `key`, the same in both editions wherever it means the same thing
("行政规范性文件.制发" is 2019's 本年新制作数量 and 2021's 本年制发件数), so that a fact of last
year finds its fellow of this year across editions.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from assistant.core.patterns import regex

Edition = Literal["2019", "2021"]
TableName = Literal["表二", "表三", "表四"]
SEPARATOR = (
    "｜"  # between the levels of a label: 三、本年度办理结果｜（三）不予公开｜1.属于国家秘密
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row or a column: its key, its official label, its label in short for prose."""

    key: str
    label: str
    short: str = ""


LineType = TypeVar("LineType", bound=Line)


@dataclass(frozen=True, kw_only=True)
class Row(Line):
    """A row of a table; `columns` where each row has its own (table 二)."""

    columns: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    name: TableName
    rows: tuple[Row, ...]


def _lines(*pairs: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(key=key, label=label) for key, label in pairs)


_ISSUED_2021 = _lines(
    ("制发", "本年制发件数"), ("废止", "本年废止件数"), ("现行有效", "现行有效件数")
)
_ISSUED_2019 = _lines(
    ("制发", "本年新制作数量"), ("新公开", "本年新公开数量"), ("公开总数", "对外公开总数量")
)
_DECIDED_2021 = _lines(("处理决定", "本年处理决定数量"))
_DECIDED_2019 = _lines(
    ("上年项目", "上一年项目数量"), ("增减", "本年增/减"), ("处理决定", "处理决定数量")
)
ARTICLE_1, ARTICLE_5, ARTICLE_6, ARTICLE_8, ARTICLE_9 = (
    f"第二十条第（{number}）项" for number in "一五六八九"
)


def _disclosed(article: str, key: str, label: str, columns: tuple[Line, ...]) -> Row:
    return Row(key=key, label=f"{article}{SEPARATOR}{label}", short=label, columns=columns)


TABLE_2: dict[Edition, Table] = {
    "2021": Table(
        name="表二",
        rows=(
            _disclosed(ARTICLE_1, "规章", "规章", _ISSUED_2021),
            _disclosed(ARTICLE_1, "行政规范性文件", "行政规范性文件", _ISSUED_2021),
            _disclosed(ARTICLE_5, "行政许可", "行政许可", _DECIDED_2021),
            _disclosed(ARTICLE_6, "行政处罚", "行政处罚", _DECIDED_2021),
            _disclosed(ARTICLE_6, "行政强制", "行政强制", _DECIDED_2021),
            _disclosed(
                ARTICLE_8,
                "行政事业性收费",
                "行政事业性收费",
                _lines(("收费金额", "本年收费金额（单位：万元）")),
            ),
        ),
    ),
    "2019": Table(
        name="表二",
        rows=(
            _disclosed(ARTICLE_1, "规章", "规章", _ISSUED_2019),
            _disclosed(ARTICLE_1, "行政规范性文件", "规范性文件", _ISSUED_2019),
            _disclosed(ARTICLE_5, "行政许可", "行政许可", _DECIDED_2019),
            _disclosed(ARTICLE_5, "其他对外管理服务事项", "其他对外管理服务事项", _DECIDED_2019),
            _disclosed(ARTICLE_6, "行政处罚", "行政处罚", _DECIDED_2019),
            _disclosed(ARTICLE_6, "行政强制", "行政强制", _DECIDED_2019),
            _disclosed(ARTICLE_8, "行政事业性收费", "行政事业性收费", _DECIDED_2019[:2]),
            _disclosed(
                ARTICLE_9,
                "政府集中采购",
                "政府集中采购",
                _lines(("采购项目", "采购项目数量"), ("采购金额", "采购总金额")),
            ),
        ),
    ),
}

APPLICANTS: tuple[Line, ...] = (
    Line(key="自然人", label="自然人"),
    Line(key="商业企业", label="商业企业"),
    Line(key="科研机构", label="科研机构"),
    Line(key="社会公益组织", label="社会公益组织"),
    Line(key="法律服务机构", label="法律服务机构"),
    Line(key="其他", label="其他"),
    Line(key="总计", label="总计"),
)
LEGAL_PERSONS = "法人或其他组织"  # the head over 商业企业 … 其他; some offices print its subtotal

_RESULT = "三、本年度办理结果"


def _request(key: str, *levels: str, short: str = "") -> Row:
    label = SEPARATOR.join(levels)
    return Row(key=key, label=label, short=short or key, columns=APPLICANTS)


_TABLE_3_HEAD: tuple[Row, ...] = (
    _request("新收", "一、本年新收政府信息公开申请数量", short="新收政府信息公开申请"),
    _request("上年结转", "二、上年结转政府信息公开申请数量", short="上年结转政府信息公开申请"),
    _request("予以公开", _RESULT, "（一）予以公开"),
    _request("部分公开", _RESULT, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
)
_REFUSED, _UNABLE, _DECLINED, _OTHER = (
    "（三）不予公开",
    "（四）无法提供",
    "（五）不予处理",
    "（六）其他处理",
)
_TABLE_3_RESULTS: tuple[Row, ...] = (
    _request("国家秘密", _RESULT, _REFUSED, "1.属于国家秘密", short="属于国家秘密"),
    _request(
        "法律法规禁止",
        _RESULT,
        _REFUSED,
        "2.其他法律行政法规禁止公开",
        short="其他法律行政法规禁止公开",
    ),
    _request("三安全一稳定", _RESULT, _REFUSED, "3.危及“三安全一稳定”", short="危及“三安全一稳定”"),
    _request("第三方权益", _RESULT, _REFUSED, "4.保护第三方合法权益", short="保护第三方合法权益"),
    _request("内部事务", _RESULT, _REFUSED, "5.属于三类内部事务信息", short="属于三类内部事务信息"),
    _request("过程性信息", _RESULT, _REFUSED, "6.属于四类过程性信息", short="属于四类过程性信息"),
    _request("执法案卷", _RESULT, _REFUSED, "7.属于行政执法案卷", short="属于行政执法案卷"),
    _request("行政查询", _RESULT, _REFUSED, "8.属于行政查询事项", short="属于行政查询事项"),
    _request(
        "不掌握", _RESULT, _UNABLE, "1.本机关不掌握相关政府信息", short="本机关不掌握相关政府信息"
    ),
    _request(
        "另行制作", _RESULT, _UNABLE, "2.没有现成信息需要另行制作", short="没有现成信息需要另行制作"
    ),
    _request(
        "补正不明确", _RESULT, _UNABLE, "3.补正后申请内容仍不明确", short="补正后申请内容仍不明确"
    ),
    _request("信访举报", _RESULT, _DECLINED, "1.信访举报投诉类申请", short="信访举报投诉类申请"),
    _request("重复申请", _RESULT, _DECLINED, "2.重复申请"),
    _request("公开出版物", _RESULT, _DECLINED, "3.要求提供公开出版物", short="要求提供公开出版物"),
    _request(
        "反复申请", _RESULT, _DECLINED, "4.无正当理由大量反复申请", short="无正当理由大量反复申请"
    ),
    _request(
        "确认或重出",
        _RESULT,
        _DECLINED,
        "5.要求行政机关确认或重新出具已获取信息",
        short="要求行政机关确认或重新出具已获取信息",
    ),
)
_TABLE_3_OTHER: dict[Edition, tuple[Row, ...]] = {
    "2019": (_request("其他处理", _RESULT, _OTHER),),
    "2021": (
        _request(
            "逾期不补正",
            _RESULT,
            _OTHER,
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            short="申请人无正当理由逾期不补正",
        ),
        _request(
            "逾期不缴费",
            _RESULT,
            _OTHER,
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            short="申请人逾期未按收费通知要求缴纳费用",
        ),
        _request("其他情形", _RESULT, _OTHER, "3.其他", short="其他情形"),
    ),
}
_TABLE_3_TAIL: tuple[Row, ...] = (
    _request("办理总计", _RESULT, "（七）总计", short="办结政府信息公开申请"),
    _request("结转下年", "四、结转下年度继续办理", short="结转下年度继续办理"),
)
TABLE_3: dict[Edition, Table] = {
    edition: Table(name="表三", rows=(*_TABLE_3_HEAD, *_TABLE_3_RESULTS, *other, *_TABLE_3_TAIL))
    for edition, other in _TABLE_3_OTHER.items()
}

# The rows that make up each lettered group of 三、本年度办理结果, by key.
GROUPS: dict[str, tuple[str, ...]] = {
    "不予公开": (
        "国家秘密",
        "法律法规禁止",
        "三安全一稳定",
        "第三方权益",
        "内部事务",
        "过程性信息",
        "执法案卷",
        "行政查询",
    ),
    "无法提供": ("不掌握", "另行制作", "补正不明确"),
    "不予处理": ("信访举报", "重复申请", "公开出版物", "反复申请", "确认或重出"),
    "其他处理": ("其他处理", "逾期不补正", "逾期不缴费", "其他情形"),
}
RESULTS: tuple[str, ...] = (
    "予以公开",
    "部分公开",
    *(key for keys in GROUPS.values() for key in keys),
)  # every row that （七）总计 adds up

OUTCOMES: tuple[Line, ...] = _lines(
    ("结果维持", "结果维持"),
    ("结果纠正", "结果纠正"),
    ("其他结果", "其他结果"),
    ("尚未审结", "尚未审结"),
    ("总计", "总计"),
)
_TABLE_4 = Table(
    name="表四",
    rows=(
        Row(key="行政复议", label="行政复议", short="行政复议", columns=OUTCOMES),
        Row(
            key="直接起诉",
            label=f"行政诉讼{SEPARATOR}未经复议直接起诉",
            short="未经复议直接起诉",
            columns=OUTCOMES,
        ),
        Row(
            key="复议后起诉",
            label=f"行政诉讼{SEPARATOR}复议后起诉",
            short="复议后起诉",
            columns=OUTCOMES,
        ),
    ),
)
TABLE_4: dict[Edition, Table] = {"2019": _TABLE_4, "2021": _TABLE_4}


def tables(edition: Edition) -> tuple[Table, Table, Table]:
    """The three tables of an edition, in the order of the form."""
    return TABLE_2[edition], TABLE_3[edition], TABLE_4[edition]


def edition_for(year: int) -> Edition:
    """The edition for the report of `year`: 国办公开办函〔2021〕30号 applies from 2021 on."""
    return "2019" if year < 2021 else "2021"


_LEVEL_NUMBER = regex(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d+[.．、])"
)
_GLOSS = regex(r"(?<=.)[（(][^（）()]*[)）]$")  # （区分处理的，只计这一情形…）, （单位：万元）
_NOT_LETTERS = regex(r"[\s()“”\"'‘’、,。:./]")
_CLOSEST = 0.8  # 其他法律行政止公开 (洪泽 prints it so) is 0.86 like its official label
_PARENTS = 0.6  # the levels above are often shortened
_SHORTEST_PREFIX = 4  # 本年新收, 部分公开: offices shorten; three characters are any row's


def fold(label: str) -> str:
    """One level of a label without its number, punctuation and white space (NFKC): for matching."""
    plain = unicodedata.normalize("NFKC", _LEVEL_NUMBER.sub("", label.strip()))
    return _NOT_LETTERS.sub("", plain).replace("其它", "其他")


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _levels(label: str) -> list[str]:
    """The levels of a label; a level that a merged cell repeats counts once."""
    levels = [level.strip() for level in label.split(SEPARATOR)]
    return [level for i, level in enumerate(levels) if i == 0 or level != levels[i - 1]]


def _level_closeness(official: str, printed: str) -> float:
    """How alike two labels of one level are, 0 to 1, with or without a gloss in brackets."""
    one, other = fold(official), fold(printed)
    if one == other:
        return 1.0
    if other.startswith("其他") and not one.startswith("其他"):
        return 0.0  # 其他规范性文件 is an office's own row, not 规范性文件
    if len(other) >= _SHORTEST_PREFIX and one.startswith(other):
        return _CLOSEST
    bare = _ratio(fold(_GLOSS.sub("", official)), fold(_GLOSS.sub("", printed)))
    return max(_ratio(one, other), bare)


def _closeness(official: list[str], printed: list[str]) -> tuple[float, float]:
    """How alike the last levels are, then how alike the levels above; (0, 0) if these differ."""
    above = [
        _ratio(fold(one), fold(other))
        for one, other in zip(official[-2::-1], printed[-2::-1], strict=False)
    ]
    if any(closeness < _PARENTS for closeness in above):
        return 0.0, 0.0
    return _level_closeness(official[-1], printed[-1]), sum(above)


def find_line(lines: Iterable[LineType], label: str) -> LineType | None:
    """The row or column that `label` means, exactly or by its closest spelling; None if no one's.

    Levels are compared from the last one up, as far as both have them: 属于国家秘密 alone is
    found, 其他 under （六）其他处理 is not the row above it, and a head such as （三）不予公开,
    which has no cells of its own, is not taken for 予以公开.
    """
    known = tuple(lines)
    if exact := next((line for line in known if line.label == label), None):
        return exact
    printed = _levels(label)
    best, closeness = None, (_CLOSEST, -1.0)
    for line in known:
        found = _closeness(_levels(line.label), printed)
        if found > closeness:
            best, closeness = line, found
    return best
