"""
The stated relations of the form by plain arithmetic: what a mutation breaks, said independently.

Each relation is a pair of the id of the rule that must find it and where it stands. Written
apart from assistant.core.tables.equations on purpose, from the words of the form.
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.core.tables.figures import Figures

Relation = tuple[str, str]

_PERSONS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_ALL = (*_PERSONS, "总计")
_FRAME = ("新收", "上年结转", "办理总计", "结转下年")
_REVIEW = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_MAY_HAVE_PARTS = ("收费金额", "采购金额")


def broken_relations(figures: Figures, previous: Figures | None) -> frozenset[Relation]:
    """Every stated relation that does not hold."""
    found = (*_sums(figures), *_signs(figures), *_documents(figures))
    return frozenset((*found, *(_years(figures, previous) if previous else ())))


def _value(figures: Figures, key: str) -> Decimal:
    return figures.number(key) or Decimal(0)


def _blank(figures: Figures, key: str) -> bool:
    cell = figures.by_key.get(key)
    return cell is None or cell.number is None


def _rows(figures: Figures, table: str) -> list[str]:
    keys = (cell.key.rpartition(".")[0] for cell in figures.cells if cell.table == table)
    return list(dict.fromkeys(keys))


def _sums(figures: Figures) -> Iterator[Relation]:
    requests = _rows(figures, "表三")
    for row in requests:
        keys = [f"{row}.{column}" for column in _PERSONS]
        if _differ(figures, keys, f"{row}.总计"):
            yield "T3-行", row
    for column in _ALL if requests else ():
        keys = [f"{row}.{column}" for row in requests if row not in _FRAME]
        if _differ(figures, keys, f"办理总计.{column}"):
            yield "T3-列", column
        one, two, three, four = (_value(figures, f"{row}.{column}") for row in _FRAME)
        if one + two != three + four:
            yield "T3-平衡", column
    for row in _rows(figures, "表四"):
        if _differ(figures, [f"{row}.{column}" for column in _REVIEW], f"{row}.总计"):
            yield "T4-行", row


def _differ(figures: Figures, parts: list[str], total: str) -> bool:
    """Whether the parts add up to another total; not judged where one side is blank."""
    if _blank(figures, total) or all(_blank(figures, key) for key in parts):
        return False
    return sum(_value(figures, key) for key in parts) != _value(figures, total)


def _signs(figures: Figures) -> Iterator[Relation]:
    for cell in figures.cells:
        column = cell.key.rpartition(".")[2]
        if cell.number is None:
            if cell.meaning == "blank":
                yield "T0-空白", cell.key
            continue
        if cell.number < 0 and column != "增减":
            yield "T0-负数", cell.key
        if column not in _MAY_HAVE_PARTS and cell.number % 1:
            yield "T0-小数", cell.key


def _documents(figures: Figures) -> Iterator[Relation]:
    for row in ("规章", "行政规范性文件"):
        made, repealed, valid = _known(figures, row, "制发", "废止", "现行有效")
        if made is None or repealed is None or valid is None:
            continue
        if valid < made - repealed:
            yield "T2-有效", row
    for row in _rows(figures, "表二"):
        before, change = _known(figures, row, "上年项目", "增减")
        if before is not None and change is not None and before + change < 0:
            yield "T2-负存量", row


def _known(figures: Figures, row: str, *columns: str) -> list[Decimal | None]:
    return [figures.number(f"{row}.{column}") for column in columns]


def _years(figures: Figures, previous: Figures) -> Iterator[Relation]:
    for column in _ALL:
        now, then = figures.number(f"上年结转.{column}"), previous.number(f"结转下年.{column}")
        if now is not None and then is not None and now != then:
            yield "X-结转", column
    for row in ("规章", "行政规范性文件"):
        made, repealed, valid = _known(figures, row, "制发", "废止", "现行有效")
        before = previous.number(f"{row}.现行有效")
        if before is None or valid is None:
            continue
        if before + (made or 0) - (repealed or 0) != valid:
            yield "X-有效", row
