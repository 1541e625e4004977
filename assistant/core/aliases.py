"""
The words by which officers name what the form counts, as data.

A name stands for one slot of a fact's key: a row of 表三 (收到 means 新收, or 新收 with 上年结转),
a group of 表四, a row of 表二, or the column behind the dot (结果维持, 自然人, 制发). binding.py
puts the slots together. An office adds its own words with `with_names`.

In a name, 上年 and 下年 stand for every way to say them (去年, 上一年度, 2023年).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

Slot = Literal[
    "domain",  # says that 表三 is meant: 政府信息公开申请
    "row",  # a row of 表三 by its own noun: 予以公开, 上年结转
    "action",  # a row of 表三 by what was done to the 申请: 收到, 答复
    "group",  # 行政复议, 行政诉讼 …
    "outcome",  # 结果维持 …
    "column",  # 自然人 …
    "head",  # a row of 表二
    "measure",  # a column of 表二
    "rate",  # 纠错率: an outcome or row, as a share
    "other",  # looks like a name and is none: 申请人
]


@dataclass(frozen=True, kw_only=True)
class Name:
    """What a word may mean in its slot, likeliest first; `sure` if it can mean nothing else."""

    slot: Slot
    values: tuple[str, ...]
    sure: bool = True


_Table = Sequence[tuple[str, str]]  # values (A or B: "A|B"), names

_DOMAIN = (
    "政府信息公开申请 信息公开申请 政府信息依申请公开申请 依申请公开申请 依申请公开政府信息 依申请公开信息"
    " 依申请信息公开 依申请公开件 依申请公开事项 依申请公开 依申请件 依申请 公开申请 政府信息申请 信息申请"
    " 申请公开政府信息 申请公开信息 申请公开 申请件 申请数量 申请总量 申请数 申请"
)
_OTHER = (
    "申请人 申请表 申请书 申请渠道 申请材料 申请行政复议 被申请 申请方式 申请内容 申请受理 申请平台"
)
_ROWS: _Table = (
    ("新收", "新收 新收到 本年新收 当年新收 新收申请 新增申请"),
    ("收办", "收办 新收和结转 收到和结转"),
    ("上年结转", "上年结转 结转上年 上年转结 上年遗留 上年未办结"),
    (
        "结转下年",
        "结转下年 结转至下年 结转到下年 结转入下年 结转为下年 顺延到下年 顺延至下年 顺延下年 延至下年 转入下年"
        " 转至下年 转下年 移至下年 结转到下年继续办理 结转至下年继续办理 结转下年继续办理 顺延到下年答复"
        " 顺延至下年答复 结转下年办理 下年继续办理 跨年度办理 结转跨年度 正在办理 尚在办理 仍在办理 尚未办结"
        " 未办结 正在办理中",
    ),
    ("予以公开", "予以公开 全部公开 完全公开 同意公开 全部予以公开 予以全部公开"),
    ("部分公开", "部分公开 予以部分公开 部分予以公开"),
    (
        "予以公开和部分公开",
        "予以公开和部分公开 予以公开及部分公开 予以公开与部分公开 予以公开或部分公开 予以公开、部分公开"
        " 公开及部分公开 公开和部分公开 公开或部分公开 予以公开或者部分公开 予以公开（含部分公开）"
        " 公开（含部分公开）",
    ),
    ("不予公开", "不予公开 不公开 决定不予公开"),
    ("无法提供", "无法提供 不能提供 无法提供信息"),
    ("不予处理", "不予处理"),
    ("其他处理", "其他处理 其他方式处理 作其他处理"),
    ("国家秘密", "属于国家秘密 国家秘密 涉及国家秘密"),
    (
        "法律法规禁止",
        "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"
        " 其他法律、行政法规禁止公开 法律、法规禁止公开",
    ),
    ("三安全一稳定", "危及“三安全一稳定” “三安全一稳定” 三安全一稳定 危及三安全一稳定"),
    ("第三方权益", "保护第三方合法权益 第三方合法权益 涉及第三方合法权益 损害第三方合法权益"),
    ("内部事务", "属于三类内部事务信息 三类内部事务信息 内部事务信息 三类内部事务 内部事务"),
    ("过程性信息", "属于四类过程性信息 四类过程性信息 过程性信息 四类过程性"),
    ("执法案卷", "属于行政执法案卷 行政执法案卷 行政执法案卷信息 执法案卷"),
    ("行政查询", "属于行政查询事项 行政查询事项 行政查询"),
    (
        "不掌握",
        "本机关不掌握相关政府信息 本机关不掌握 不掌握相关政府信息 不掌握相关信息 不掌握 信息不存在"
        " 政府信息不存在",
    ),
    ("另行制作", "没有现成信息需要另行制作 没有现成信息 需要另行制作 需另行制作 另行制作"),
    (
        "补正不明确",
        "补正后申请内容仍不明确 补正后仍不明确 补正后内容仍不明确 申请内容不明确 内容不明确",
    ),
    (
        "信访举报",
        "信访举报投诉类申请 信访举报投诉类 信访举报投诉 信访、举报、投诉类申请 信访、举报、投诉 信访投诉举报"
        " 信访类申请",
    ),
    ("重复申请", "重复申请"),
    ("公开出版物", "要求提供公开出版物 公开出版物"),
    ("反复申请", "无正当理由大量反复申请 大量反复申请 反复申请"),
    (
        "确认或重出",
        "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 确认或重新出具 重新出具已获取信息",
    ),
    ("逾期不补正", "申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正 逾期未补正"),
    (
        "逾期不缴费",
        "申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 逾期未缴费 逾期不缴费 逾期未缴纳费用",
    ),
)
_ACTIONS: _Table = (
    (
        "新收|收办",
        "收到 共收到 接到 接收 收悉 受理 收到并受理 接收并受理 登记 登记受理 新受理 收件",
    ),
    ("收办|办理总计|新收", "办理 处理 承办 收到并办理 收到和处理 收到并处理 受理并办理 受理办理"),
    (
        "办理总计",
        "办结 已办结 答复 已答复 回复 予以答复 作出答复 依法答复 按时答复 按期答复 办复 答复办结 办理完毕"
        " 审结答复 书面答复 完成答复 办理答复",
    ),
)
_GROUPS: _Table = (
    ("行政复议", "行政复议 被申请行政复议 申请行政复议 复议 行政复议案件 复议案件"),
    ("行政诉讼", "行政诉讼 被提起行政诉讼 提起行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政应诉"),
    (
        "直接起诉",
        "未经复议直接起诉 未经行政复议直接起诉 直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼"
        " 直接提起行政诉讼 未经复议",
    ),
    (
        "复议后起诉",
        "复议后起诉 经复议后起诉 经复议起诉 行政复议后起诉 经行政复议后起诉 复议后提起诉讼 复议后提起行政诉讼"
        " 复议后诉讼",
    ),
    (
        "复议诉讼",
        "行政复议、行政诉讼 行政复议和行政诉讼 行政复议及行政诉讼 行政复议与行政诉讼 复议、诉讼 复议和诉讼"
        " 复议诉讼 行政复议诉讼 行政复议及诉讼 行政复议、诉讼",
    ),
)
_OUTCOMES: _Table = (
    ("结果维持", "结果维持 维持 予以维持 维持原行政行为 维持原具体行政行为"),
    ("结果纠正", "结果纠正 纠正 被纠正 予以纠正 结果被纠正"),
    ("其他结果", "其他结果"),
    ("尚未审结", "尚未审结 未审结 尚未办结 正在审理 正在审理中 尚在审理 审理中 待审结 未结案"),
    ("已审结", "审结 已审结 已结案 结案 一审"),
)
_COLUMNS: _Table = (
    ("自然人", "自然人 自然人申请"),
    ("商业企业", "商业企业 企业申请"),
    ("科研机构", "科研机构"),
    ("社会公益组织", "社会公益组织 公益组织"),
    ("法律服务机构", "法律服务机构"),
    ("法人小计", "法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人、其他组织"),
)
_HEADS: _Table = (
    ("规章", "规章 政府规章"),
    ("行政规范性文件", "行政规范性文件 规范性文件"),
    ("行政许可", "行政许可"),
    ("行政处罚", "行政处罚"),
    ("行政强制", "行政强制 行政强制措施"),
    ("行政事业性收费", "行政事业性收费"),
    ("政府集中采购", "政府集中采购 集中采购"),
    (
        "其他对外管理服务事项",
        "其他对外管理服务事项 其他行政权力及公共服务事项 其他行政权力和公共服务事项 对外管理服务事项",
    ),
)
_MEASURES: _Table = (
    ("制发", "制发 制定 印发 出台 制作 新制作 新制定 新制发 新出台 制定出台 制定印发 制定发布"),
    ("废止", "废止 宣布失效 失效 清理废止"),
    ("现行有效|公开总数", "现行有效 继续有效 现行有效的 保留 对外公开总数 公开总数"),
    ("处理决定|制发", "作出 作出处理决定 处理决定 作出决定"),
    ("收费金额", "收费金额 收取 征收 收入"),
    ("采购金额", "采购总金额 采购金额 总金额 金额"),
    ("采购项目", "采购项目"),
)
# 公开 12 件 need not be 制发 12 件: an equal number supports, another proves nothing.
_LOOSE_MEASURES: _Table = (
    ("新公开|制发", "公开 新公开 主动公开 新增公开 公布 发布 制定公开 公开发布"),
    ("处理决定", "办理 实施 完成"),
)
_RATES: _Table = (
    ("结果纠正", "纠错率 纠正率"),
    ("结果维持", "维持率"),
    ("办理总计", "办结率 答复率"),
    ("予以公开和部分公开|予以公开", "公开率"),
)
_EVERY_WAY = {
    "上年": ("上年", "上年度", "上一年", "上一年度", "去年", "去年度", "NNNN年", "NNNN年度"),
    "下年": ("下年", "下年度", "下一年", "下一年度", "明年", "次年", "NNNN年", "NNNN年度"),
}
_YEARS = re.compile("上年|下年")


def _spellings(name: str) -> Iterable[str]:
    parts = [(part,) if part not in _EVERY_WAY else _EVERY_WAY[part] for part in _split(name)]
    return ("".join(choice) for choice in product(*parts))


def _split(name: str) -> list[str]:
    return re.split("(上年|下年)", name)


def _names(slot: Slot, table: _Table, *, sure: bool = True) -> dict[str, Name]:
    return {
        spelling: Name(slot=slot, values=tuple(values.split("|")), sure=sure)
        for values, names in table
        for name in names.split()
        for spelling in _spellings(name)
    }


@dataclass(frozen=True)
class Names:
    """Every name with what it means; `pattern` finds the longest one at a place."""

    table: Mapping[str, tuple[Name, ...]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.table, key=lambda name: (-len(name), name))
        return re.compile("|".join(re.escape(name).replace("N", r"\d") for name in longest_first))

    def meanings(self, words: str) -> tuple[Name, ...]:
        return self.table.get(words) or self.table.get(re.sub(r"\d", "N", words), ())


def _official() -> Names:
    table: dict[str, tuple[Name, ...]] = {}
    for names in (
        _names("domain", (("申请", _DOMAIN),)),
        _names("other", (("", _OTHER),)),
        _names("row", _ROWS),
        _names("action", _ACTIONS),
        _names("group", _GROUPS),
        _names("outcome", _OUTCOMES),
        _names("column", _COLUMNS),
        _names("head", _HEADS),
        _names("measure", _MEASURES),
        _names("measure", _LOOSE_MEASURES, sure=False),
        _names("rate", _RATES),
    ):
        for name, meaning in names.items():
            table[name] = (*table.get(name, ()), meaning)
    return Names(table)


NAMES = _official()


def with_names(own: Mapping[str, Sequence[str]]) -> Names:
    """The official names and an office's own, by row of 表三: {"新收": ["来件"]}."""
    table = dict(NAMES.table)
    for value, names in own.items():
        for name in names:
            table[name] = (*table.get(name, ()), Name(slot="row", values=(value,)))
    return Names(table)
