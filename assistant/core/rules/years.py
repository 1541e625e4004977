"""Rules on two years side by side: the right year, jumps, copies, cases still pending."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.core.rules.rulebook import (
    SEEN,
    Case,
    Problem,
    Results,
    Rule,
    names,
    plain,
    table_cells,
)
from assistant.core.rules.tables import TABLES
from assistant.core.tables.cells import in_yuan
from assistant.core.tables.equations import ENDED
from assistant.core.tables.figures import Cell, Figures

_SLIP = Decimal(
    1000
)  # between 10 000 (元 for 万元) and what years differ by (行政许可 550 -> 9487)
_LIKE_SLIPS = (Decimal(10), Decimal(100))
_FEWEST_TO_COPY = 5  # numbers that must be there, and differ from 0, before equality means a copy


def _year_before(case: Case) -> Results:
    if case.previous is None:
        return
    if case.last is not None:
        yield None
        return
    yield Problem(
        message=(
            f"对照的是{case.previous.year}年的数据，不是{case.figures.year - 1}年的，没有做跨年核对"
        )
    )


def _same_agency(case: Case) -> Results:
    if case.previous is None:
        return
    now, before = case.figures.agency, case.previous.agency
    if now in before or before in now:  # 洪泽区人民政府, 淮安市洪泽区人民政府
        yield None
    else:
        yield Problem(message=f"本年是“{now}”，上年是“{before}”，请确认是不是同一机关")


def _comparable(case: Case) -> Iterator[tuple[Cell, Decimal, Cell, Decimal]]:
    """Cells that both years have with a number other than 0, amounts in one unit."""
    if case.last is None:
        return
    for cell in case.figures.cells:
        before = case.last.by_key.get(cell.key)
        if before is None or not cell.number or not before.number:
            continue
        now, then = cell.number, before.number
        if cell.unit != before.unit:
            one, other = in_yuan(now, cell.unit), in_yuan(then, before.unit)
            if one is None or other is None:
                continue
            now, then = one, other
        yield cell, now, before, then


def _slips(case: Case) -> Results:
    for cell, now, before, then in _comparable(case):
        if cell.table != "表二":
            continue
        ratio = abs(now / then)
        if 1 / _SLIP < ratio < _SLIP:
            yield None
            continue
        yield Problem(
            message=(
                f"{cell.name} 本年{cell.raw}、上年{before.raw}，相差{_times(ratio)}倍；"
                "请核对单位（元、万元，件、万件）"
            ),
            left=cell.number,
            right=before.number,
            cells=(cell.name,),
        )


def _times(ratio: Decimal) -> str:
    return plain((ratio if ratio > 1 else 1 / ratio).quantize(Decimal(1)))


def _shifted(case: Case) -> Results:
    """Exactly ten or a hundred times last year's number: a digit too many or too few."""
    for cell, now, before, then in _comparable(case):
        ratio = now / then if now > then else then / now
        if ratio not in _LIKE_SLIPS or max(now, then) < 100:
            yield None
            continue
        yield Problem(
            message=(
                f"{cell.name} 本年{cell.raw}、上年{before.raw}，"
                f"恰好相差{plain(ratio)}倍，请核对位数"
            ),
            left=cell.number,
            right=before.number,
            cells=(cell.name,),
        )


def _copied(case: Case) -> Results:
    if case.last is None:
        return
    for table in TABLES:
        now, then = _numbers(case.figures, table), _numbers(case.last, table)
        if len([number for number in now.values() if number]) < _FEWEST_TO_COPY:
            continue
        if now != then:
            yield None
            continue
        yield Problem(
            message=f"{table}的{len(now)}个数与上年完全相同，请确认不是沿用了旧表",
            cells=names(cell for cell in table_cells(case.figures, table) if cell.number),
        )


def _numbers(figures: Figures, table: str) -> dict[str, Decimal]:
    cells = table_cells(figures, table)
    return {cell.key: cell.number for cell in cells if cell.number is not None}


_PENDING = (
    ("行政复议", "行政复议"),
    ("直接起诉", "未经复议直接起诉"),
    ("复议后起诉", "复议后起诉"),
)


def _pending(case: Case) -> Results:
    """Cases still pending last year are handled or pending this year."""
    if case.last is None:
        return
    for key, name in _PENDING:
        before = case.last.number(f"{key}.尚未审结")
        total = case.figures.by_key.get(f"{key}.总计")
        if before is None or total is None or total.number is None:
            continue
        if total.number >= before:
            yield None
            continue
        yield Problem(
            message=(
                f"{name}上年尚未审结{plain(before)}件，本年各种结果合计只有{plain(total.number)}件；"
                "请说明去向"
            ),
            left=total.number,
            right=before,
            cells=(total.name,),
        )


def _suits_after_review(case: Case) -> Results:
    """Who sues after a review had one, this year or last; last year's total may be misprinted."""
    suits, reviews = (case.figures.by_key.get(f"{key}.总计") for key in ("复议后起诉", "行政复议"))
    if case.last is None or suits is None or suits.number is None or reviews is None:
        return
    most = (reviews.number or Decimal(0)) + _reviews(case.last)
    if suits.number <= most:
        yield None
        return
    yield Problem(
        message=f"复议后起诉{plain(suits.number)}件，多于本年与上年行政复议之和{plain(most)}件",
        left=suits.number,
        right=most,
        cells=names((suits, reviews)),
    )


def _reviews(figures: Figures) -> Decimal:
    parts = figures.total(f"行政复议.{outcome}" for outcome in ENDED) or Decimal(0)
    return max(parts, figures.number("行政复议.总计") or Decimal(0))


RULES: tuple[Rule, ...] = (
    Rule(
        id="X-年度",
        level="info",
        title="对照的数据是上一年度的",
        source="跨年核对只在相邻两年间有意义",
        example="本年2024，给了2022年的数据",
        check=_year_before,
    ),
    Rule(
        id="X-机关",
        level="warning",
        title="两年的数据属于同一机关",
        source="跨年核对的前提",
        example="本年是某区人民政府，上年文件是某市人民政府",
        check=_same_agency,
    ),
    Rule(
        id="X-量级",
        level="warning",
        title="表二各数与上年相差不到1000倍",
        source="元与万元、件与万件的误填是10000倍",
        example="收费金额上年7730.28万元，本年写75450000",
        check=_slips,
    ),
    Rule(
        id="X-位数",
        level="info",
        title="没有恰好是上年10倍、100倍的数（不小于100的）",
        source="多打或少打一个0",
        example="行政处罚上年2776，本年27760",
        check=_shifted,
    ),
    Rule(
        id="X-照抄",
        level="warning",
        title=f"没有整张表与上年完全相同（不为0的数不少于{_FEWEST_TO_COPY}个）",
        source="国办公开办函〔2021〕30号：内容雷同要追责",
        example="表二10个数与上年一个不差",
        check=_copied,
    ),
    Rule(
        id="X-未审结",
        level="warning",
        title="上年尚未审结的复议、诉讼，本年应有结果或仍在审理",
        source=SEEN,
        example="上年行政复议尚未审结37件，本年总计12件",
        check=_pending,
    ),
    Rule(
        id="X-复议后起诉",
        level="info",
        title="复议后起诉不多于本年与上年行政复议之和",
        source="算术",
        example="复议两年共2件，复议后起诉5件",
        check=_suits_after_review,
    ),
)
