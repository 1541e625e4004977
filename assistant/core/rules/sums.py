"""
Rules on the sums of tables 三 and 四 within a year, made of assistant.core.tables.equations.

A blank counts as nothing in a sum and is said in the message; a total that is blank while its
parts are not is a finding of its own; where a whole side is blank nothing is judged.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from assistant.core.rules.rulebook import (
    FORM,
    LAST_YEAR,
    SEEN,
    Case,
    Problem,
    Results,
    Rule,
    listed,
    plain,
)
from assistant.core.tables.cells import find_row
from assistant.core.tables.equations import Chain, Equation, RowSum, Term
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import SEPARATOR


def _cell(case: Case, term: Term) -> Cell | None:
    figures = case.last if term.last_year else case.figures
    return figures.by_key.get(term.key) if figures else None


def number_of(case: Case, term: Term) -> Decimal | None:
    cell = _cell(case, term)
    return None if cell is None or cell.number is None else cell.number * term.sign


def side(case: Case, terms: tuple[Term, ...]) -> Decimal | None:
    """The sum of one side; None if none of its cells holds a number."""
    numbers = [number for term in terms if (number := number_of(case, term)) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _label(figures: Figures, key: str) -> str:
    """新收·自然人: the short name of the row, and the column."""
    cell = figures.by_key[key]
    row = find_row(cell.table, cell.row)
    return f"{row.short if row and row.short else cell.row.split(SEPARATOR)[-1]}·{cell.column}"


def _subject(figures: Figures, equation: Equation) -> str:
    """What the sum is about: a column of table 三, a row of it, a cell."""
    cell, label = figures.by_key[equation.owner], _label(figures, equation.owner)
    if equation.rule in ("T3-列", "T3-平衡"):
        return f"“{cell.column}”列"
    return f"“{label.rpartition('·')[0]}”行" if equation.rule.endswith("行") else f"“{label}”"


def _written(case: Case, terms: tuple[Term, ...]) -> str:
    """3001＋53＋61, zeros left out: what a person adds up."""
    parts = [number for term in terms if (number := number_of(case, term))]
    text = "".join(f"{'－' if part < 0 else '＋'}{plain(abs(part))}" for part in parts)
    whole = sum(parts, Decimal(0))
    return f"{text.removeprefix('＋')}＝{plain(whole)}" if len(parts) > 1 else plain(whole)


def _blanks(case: Case, equation: Equation) -> int:
    cells = [_cell(case, term) for term in (*equation.left, *equation.right)]
    return sum(cell is not None and cell.number is None for cell in cells)


def _names(case: Case, equation: Equation) -> tuple[str, ...]:
    """The cell that the difference points to, then the others."""
    found = [case.figures.by_key[equation.owner].name]
    for term in (*equation.left, *equation.right):
        if cell := _cell(case, term):
            found.append(f"{LAST_YEAR if term.last_year else ''}{cell.name}")
    return tuple(dict.fromkeys(found))


# What each side of an equation is called.
SIDES: dict[RowSum | Chain, tuple[str, str]] = {
    "T3-行": ("自然人与各类组织之和", "总计"),
    "T3-小计": ("五类法人或其他组织之和", "小计"),
    "T3-组": ("本组各项之和", "本组合计"),
    "T3-列": ("（一）至（六）各项之和", "（七）总计"),
    "T3-平衡": ("第一项加第二项", "第三项总计加第四项"),
    "T4-行": ("四种结果之和", "总计"),
    "X-结转": ("上年“结转下年度继续办理”", "本年“上年结转”"),
    "X-有效": ("上年现行有效加本年制发减本年废止", "本年现行有效"),
    "X-项目": ("上年报告的项目数加其增减", "本年“上一年项目数量”"),
}


def compare(case: Case, equation: Equation) -> Results:
    """One check of an equation, of one year or two; none where a whole side is unknown."""
    if equation.owner not in case.figures.by_key:
        return
    left, right = side(case, equation.left), side(case, equation.right)
    if left is None and right is None:
        return
    if right is None and len(equation.right) == 1:
        return  # a blank total: see T3-空白总计
    if left is None and equation.needs_last_year:
        return
    if left is None and right and len(equation.right) == 1:
        yield _only_total(case, equation, right)
        return
    one, other = left or Decimal(0), right or Decimal(0)
    yield None if one == other else _difference(case, equation, one, other)


def _only_total(case: Case, equation: Equation, right: Decimal) -> Problem:
    return Problem(
        level="warning",
        message=f"{_label(case.figures, equation.owner)}写了{plain(right)}，各分项却都是空白",
        right=right,
        cells=_names(case, equation),
    )


def _difference(case: Case, equation: Equation, left: Decimal, right: Decimal) -> Problem:
    one, other = SIDES[equation.rule]
    blanks = _blanks(case, equation)
    note = f"（{blanks}格空白按0计）" if blanks else ""
    return Problem(
        message=(
            f"{_subject(case.figures, equation)}：{one}为 {_written(case, equation.left)}，"
            f"{other}为 {_written(case, equation.right)}，相差{plain(left - right)}{note}"
        ),
        left=left,
        right=right,
        cells=_names(case, equation),
    )


def _of(rule: RowSum) -> Callable[[Case], Results]:
    def check(case: Case) -> Results:
        for equation in case.sums:
            if equation.rule == rule:
                yield from compare(case, equation)

    return check


def _blank_totals(case: Case) -> Results:
    """One finding for all totals that are blank over parts that are not."""
    blank: dict[str, Decimal] = {}
    checked = 0
    for equation in case.sums:
        owner = case.figures.by_key.get(equation.owner)
        total = side(case, equation.left)
        if equation.rule == "T3-平衡" or owner is None or total is None:
            continue
        checked += 1
        if owner.meaning in ("blank", "not_applicable"):
            blank.setdefault(equation.owner, total)
    yield from [None] * (checked - len(blank))
    if blank:
        found = [f"{_label(case.figures, key)}（应为{plain(sum_)}）" for key, sum_ in blank.items()]
        yield Problem(
            message=f"有分项数字而合计空白：{listed(found)}",
            cells=tuple(case.figures.by_key[key].name for key in blank),
        )


def _failing(case: Case) -> Iterator[tuple[Equation, Decimal]]:
    """Equations of table 三 that do not hold, and by how much the left side is too large."""
    for equation in case.sums:
        if equation.rule.startswith("T3") and equation.owner in case.figures.by_key:
            left, right = side(case, equation.left), side(case, equation.right)
            if left is not None and right is not None and left != right:
                yield equation, left - right


def _suspect(case: Case) -> Results:
    """The one cell that explains every difference of table 三: a wrong cell breaks its row and
    its column by the same amount.
    """
    failing = list(_failing(case))
    if len(failing) < 2:
        return
    corrections: Counter[tuple[str, Decimal]] = Counter()
    for equation, too_large in failing:
        for term in equation.left:
            corrections[term.key, -too_large] += 1
        for term in equation.right:
            corrections[term.key, too_large] += 1
    whole = [pair for pair, count in corrections.items() if count == len(failing)]
    if len(whole) != 1:
        return
    key, change = whole[0]
    cell = case.figures.by_key.get(key)
    if cell is None:
        return
    right = (cell.number or Decimal(0)) + change
    yield Problem(
        message=(
            f"{len(failing)}处不平可由一格解释：{_label(case.figures, key)}现为"
            f"{plain(cell.number) if cell.number is not None else '空白'}，"
            f"改为{plain(right)}即全部相符，请先核对这一格"
        ),
        left=cell.number,
        right=right,
        cells=(cell.name,),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        id="T3-行",
        level="error",
        title="表三每一行：自然人＋五类法人或其他组织＝总计",
        source=f"{FORM}，“总计”列",
        example="上海市2020年“本年新收”一行各列之和为29126，总计写29130，差-4",
        check=_of("T3-行"),
    ),
    Rule(
        id="T3-列",
        level="error",
        title="表三每一列：（一）至（六）各项之和＝（七）总计",
        source=f"{FORM}，“（七）总计”行",
        example="（一）予以公开由1362改为1462，总计列之和3150，（七）总计仍为3050，差100",
        check=_of("T3-列"),
    ),
    Rule(
        id="T3-平衡",
        level="error",
        title="表三每一列：第一项＋第二项＝第三项总计＋第四项（七列都查）",
        source=f"{FORM}，表头“本列数据的勾稽关系为”",
        example="上海市2020年“自然人”列：26954＋1327＝28281，26312＋1902＝28214，差67",
        check=_of("T3-平衡"),
    ),
    Rule(
        id="T3-小计",
        level="error",
        title="表三自加“小计”列的：五类法人或其他组织之和＝小计",
        source=SEEN,
        example="商业企业53、法律服务机构61、其他4，小计写117，差1",
        check=_of("T3-小计"),
    ),
    Rule(
        id="T3-组",
        level="error",
        title="表三给（三）（四）（五）（六）另列合计的：本组各项之和＝合计",
        source=SEEN,
        example="（三）不予公开八项之和178，合计行写187，差-9",
        check=_of("T3-组"),
    ),
    Rule(
        id="T3-空白总计",
        level="warning",
        title="有分项数字的合计（表三各行各列、表四各组）没有空着",
        source=SEEN,
        example="上海市人民政府办公厅2019年明细行的“总计”列整列空白",
        check=_blank_totals,
    ),
    Rule(
        id="T3-定位",
        level="info",
        title="表三有两处以上不平、恰能由一格解释时，指出这一格和应有的数",
        source="同一个错数会使它所在的行和列差同样多",
        example="自然人“予以公开”由1288错成1388：该行差100、该列差100，只有这一格同时在内",
        check=_suspect,
    ),
    Rule(
        id="T4-行",
        level="error",
        title="表四每一组：结果维持＋结果纠正＋其他结果＋尚未审结＝总计",
        source=f"{FORM}，“总计”列",
        example="洪泽区2023年行政复议：维持10＋纠正1＝11，总计写0",
        check=_of("T4-行"),
    ),
)
