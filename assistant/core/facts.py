"""
Facts: every value that a sentence of this year's report may state, with where it comes from.

A fact is a cell, a formula over cells (sum, year-on-year change, share, average), an indicator
or a number in a note. Keys carry no year, so that a fact of last year finds its fellow.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FactKind = Literal["cell", "sum", "change", "rate", "share", "average", "indicator", "note"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One value that may be stated, with its unit, its names and its source."""

    key: str  # "新收.总计", "同比.新收.总计", "占比.予以公开", "指标.网站发布信息"
    label: str  # how an officer names it: 新收政府信息公开申请
    value: Decimal
    unit: str  # 件, %, 百分点, 万元, 条
    year: int
    kind: FactKind
    source: str  # the cells, indicator or note, in words
    formula: str = ""  # in words with the numbers: （3525−3511）÷3511
    aliases: tuple[str, ...] = ()  # other ways to name it: 收到申请, 受理申请
