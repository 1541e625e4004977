"""
A fact: one value that a sentence may state, and how an officer names it.

Does not know: how facts come from a form (facts.py, formulas.py); texts.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.core.tables.cells import SUBTOTAL
from assistant.core.tables.form import APPLICANTS, GROUPS, LEGAL_PERSONS, SEPARATOR, TABLE_3

FactKind = Literal["cell", "sum", "change", "rate", "share", "average", "indicator", "note"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One value that may be stated, with its unit, its names and its source."""

    key: str  # "新收.总计", "同比.新收.总计", "占比.予以公开.总计", "指标.网站发布信息"
    label: str  # how an officer names it: 新收政府信息公开申请
    value: Decimal
    unit: str  # 件, %, 百分点, 万元, 条
    year: int
    kind: FactKind
    source: str  # the cells, indicator or note, in words
    formula: str = ""  # in words with the numbers: （3525−3511）÷3511

    @property
    def number(self) -> str:
        """The value as a term of a formula: negative ones in brackets."""
        text = f"{self.value.normalize():f}"
        return f"（{text}）" if self.value < 0 else text


TOTAL = "总计"
DISCLOSED = "予以公开和部分公开"
_COLUMNS = frozenset(line.key for line in APPLICANTS if line.key != TOTAL)
_NAMES = {
    **{row.key: row.short for table in TABLE_3.values() for row in table.rows},
    "收办": "收办政府信息公开申请",
    DISCLOSED: DISCLOSED,
    **{group: group for group in GROUPS},
    "直接起诉": "未经复议直接起诉",
    "复议诉讼": "行政复议和行政诉讼",
}
_VERBS = frozenset({"制发", "废止", "现行有效", "新公开"})  # 制发规章: the verb stands first


def label_of(key: str) -> str:
    """How an officer names the cell or sum with this key: 制发规章, 自然人新收政府信息公开申请."""
    head, _, tail = key.rpartition(".")
    name = _NAMES.get(head, head.rpartition(SEPARATOR)[2])
    if tail == TOTAL:
        return name
    if tail in _VERBS or tail in _COLUMNS:
        return f"{tail}{name}"
    return f"{LEGAL_PERSONS}{name}" if tail == SUBTOTAL.key else f"{name}{tail}"
