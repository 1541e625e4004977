"""Rules on table 二 alone: items, decisions, money. Most ask, since reasons exist."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.core.rules.rulebook import FORM, SEEN, Case, Problem, Results, Rule, names, plain
from assistant.core.tables.cells import in_yuan
from assistant.core.tables.equations import row_keys
from assistant.core.tables.figures import Cell, Figures

_MOST_PLACES = 6  # of an amount in 万元: a cent; 59237.2449 is the longest seen


def _items(case: Case) -> Iterator[tuple[str, Cell, Cell]]:
    for row in row_keys(case.figures, "表二"):
        before, change = (case.figures.by_key.get(f"{row}.{key}") for key in ("上年项目", "增减"))
        if before and change and before.number is not None and change.number is not None:
            yield row, before, change


def _items_left(case: Case) -> Results:
    for row, before, change in _items(case):
        left = (before.number or Decimal(0)) + (change.number or Decimal(0))
        if left >= 0:
            yield None
            continue
        yield Problem(
            message=f"“{row}”上一年{plain(before.number or Decimal(0))}项，减少的比原有的多",
            left=before.number,
            right=-(change.number or Decimal(0)),
            cells=names((before, change)),
        )


def _nothing_changed(case: Case) -> Results:
    found = list(_items(case))
    if not any(before.number for _, before, _ in found):
        return
    if any(change.number for _, _, change in found):
        yield None
        return
    rows = "、".join(f"{row}{plain(before.number or Decimal(0))}" for row, before, _ in found)
    yield Problem(
        message=f"各项“本年增/减”全部为0（上一年项目：{rows}）；请确认一年没有变化，不是漏填",
        cells=names(change for _, _, change in found),
    )


def _decisions_without_items(case: Case) -> Results:
    for row, before, change in _items(case):
        decided = case.figures.by_key.get(f"{row}.处理决定")
        if decided is None or decided.number is None:
            continue
        if not decided.number or (before.number or Decimal(0)) + (change.number or Decimal(0)) > 0:
            yield None
            continue
        yield Problem(
            message=f"“{row}”没有项目，却有{plain(decided.number)}件处理决定",
            left=decided.number,
            right=Decimal(0),
            cells=names((decided, before, change)),
        )


def _amounts(figures: Figures) -> Iterator[Cell]:
    for cell in figures.cells:
        if cell.table == "表二" and "金额" in cell.column and cell.number is not None:
            yield cell


def _money_unit(case: Case) -> Results:
    for cell in _amounts(case.figures):
        stated = "元" in cell.column
        if cell.unit and in_yuan(Decimal(1), cell.unit) is None:
            yield Problem(message=f"{cell.name} 的单位“{cell.unit}”不是金额", cells=(cell.name,))
        elif stated and cell.unit and f"单位：{cell.unit}" not in cell.column.replace(":", "："):
            yield Problem(
                message=f"{cell.name} 写成“{cell.raw}”，与表头的单位不同；请按表头换算",
                left=cell.number,
                cells=(cell.name,),
            )
        elif cell.key.endswith(".收费金额") and stated and "万元" not in cell.column:
            yield Problem(
                message=f"{cell.name} 的表头不是“单位：万元”；国办格式以万元计",
                left=cell.number,
                cells=(cell.name,),
            )
        elif not stated and not cell.unit and cell.number:
            yield Problem(
                message=f"{cell.name} 写{plain(cell.number)}，没有写明是元还是万元",
                left=cell.number,
                cells=(cell.name,),
            )
        else:
            yield None


def _places(case: Case) -> Results:
    for cell in _amounts(case.figures):
        exponent = cell.number.normalize().as_tuple().exponent if cell.number is not None else 0
        if isinstance(exponent, int) and -exponent > _MOST_PLACES:
            yield Problem(
                message=f"{cell.name} 有{-exponent}位小数，像是换算时没有取整",
                left=cell.number,
                cells=(cell.name,),
            )
        else:
            yield None


def _bought(case: Case) -> Results:
    count, money = (
        case.figures.by_key.get(f"政府集中采购.{key}") for key in ("采购项目", "采购金额")
    )
    if count is None or money is None or count.number is None or money.number is None:
        return
    if bool(count.number) == bool(money.number):
        yield None
        return
    yield Problem(
        message=(
            f"政府集中采购项目{plain(count.number)}个、金额{plain(money.number)}{money.unit}，"
            "一个为0另一个不为0"
        ),
        left=count.number,
        right=money.number,
        cells=names((count, money)),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        id="T2-负存量",
        level="error",
        title="2019版：上一年项目数量加本年增/减不小于0",
        source="算术",
        example="上一年49项，本年减少94项",
        check=_items_left,
    ),
    Rule(
        id="T2-无增减",
        level="info",
        title="2019版：各项“本年增/减”不全为0",
        source=SEEN,
        example="黄石市应急管理局2020年行政许可22、其他事项193、处罚166，增减全为0",
        check=_nothing_changed,
    ),
    Rule(
        id="T2-无项目",
        level="warning",
        title="2019版：有处理决定的应有项目",
        source="算术",
        example="行政强制0项，处理决定84件",
        check=_decisions_without_items,
    ),
    Rule(
        id="T2-单位",
        level="warning",
        title="金额写明单位，且与表头一致",
        source=f"{FORM}；{SEEN}：有“251000元”也有“299.3万元”",
        example="采购总金额写“2993000”",
        check=_money_unit,
    ),
    Rule(
        id="T2-小数位",
        level="info",
        title=f"金额的小数不超过{_MOST_PLACES}位（精确到分）",
        source=SEEN,
        example="收费金额59237.24493333万元",
        check=_places,
    ),
    Rule(
        id="T2-采购",
        level="warning",
        title="2019版：集中采购的项目数与金额同为0或同不为0",
        source="算术",
        example="采购项目5个，总金额0",
        check=_bought,
    ),
)
