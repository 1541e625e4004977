"""Rules on single cells: said twice, no number, an impossible one."""

from collections import Counter
from decimal import Decimal

from assistant.core.rules.rulebook import FORM, SEEN, Case, Problem, Results, Rule, names, plain
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import fold

COUNT_UNITS = frozenset({"", "件", "条", "项", "个", "次", "宗"})


def is_amount(cell: Cell) -> bool:
    """Money, not a count."""
    return "金额" in cell.column


def is_change(cell: Cell) -> bool:
    """2019's 本年增/减, the only count that may be negative."""
    return fold(cell.column).endswith("增减")


def _twice(case: Case) -> Results:
    counts = Counter(cell.key for cell in case.figures.cells)
    for key, count in counts.items():
        if count == 1:
            yield None
            continue
        cells = [cell for cell in case.figures.cells if cell.key == key]
        values = "、".join(cell.raw or "空白" for cell in cells)
        yield Problem(message=f"{cells[0].name} 出现了{count}次（{values}）", cells=names(cells))


def _text(case: Case) -> Results:
    for cell in case.figures.cells:
        if cell.meaning == "text":
            yield Problem(
                message=f"{cell.name} 是文字“{cell.raw[:20]}”，不是数字", cells=(cell.name,)
            )
        else:
            yield None


def _unit(case: Case) -> Results:
    for cell in case.figures.cells:
        if cell.number is None or is_amount(cell):
            continue
        if cell.unit in COUNT_UNITS:
            yield None
        else:
            yield Problem(
                message=f"{cell.name} 写成“{cell.raw}”，数量应写成整数，不用“{cell.unit}”",
                left=cell.number,
                cells=(cell.name,),
            )


def _negative(case: Case) -> Results:
    for cell in case.figures.cells:
        if cell.number is None or is_change(cell):
            continue
        if cell.number >= 0:
            yield None
        else:
            yield Problem(
                message=f"{cell.name} 是负数{plain(cell.number)}",
                left=cell.number,
                right=Decimal(0),
                cells=(cell.name,),
            )


def _fraction(case: Case) -> Results:
    for cell in case.figures.cells:
        if cell.number is None or is_amount(cell):
            continue
        if cell.number == cell.number.to_integral_value():
            yield None
        else:
            yield Problem(
                message=f"{cell.name} 是{plain(cell.number)}，件数应为整数",
                left=cell.number,
                cells=(cell.name,),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        id="T0-重复",
        level="error",
        title="同一格只出现一次",
        source=FORM,
        example="“2.重复申请”印了两行，一行25、一行52",
        check=_twice,
    ),
    Rule(
        id="T0-文字",
        level="warning",
        title="数字格里是数字",
        source=FORM,
        example="“科研机构”格写“无”",
        check=_text,
    ),
    Rule(
        id="T0-单位",
        level="warning",
        title="数量格不带“万”“%”",
        source=SEEN,
        example="行政处罚写“1.2万件”",
        check=_unit,
    ),
    Rule(
        id="T0-负数",
        level="error",
        title="数量和金额不小于0（2019版“本年增/减”除外）",
        source=FORM,
        example="“予以公开·自然人”写-3",
        check=_negative,
    ),
    Rule(
        id="T0-小数",
        level="error",
        title="件数、项数是整数",
        source=FORM,
        example="“行政许可”写44.7228（把万件当成了件）",
        check=_fraction,
    ),
)
