"""Rules on whole tables: which rows are there, what is blank, not applicable, all zero."""

from collections.abc import Iterator

from assistant.core.rules.rulebook import (
    FORM,
    SEEN,
    Case,
    Problem,
    Results,
    Rule,
    listed,
    names,
    table_cells,
)
from assistant.core.tables.equations import row_keys
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import SEPARATOR, TABLE_2, TABLE_3, TABLE_4, Row, TableName

TABLES: tuple[TableName, ...] = ("表二", "表三", "表四")


def _present(figures: Figures) -> Iterator[TableName]:
    for table in TABLES:
        if table_cells(figures, table):
            yield table


def _absent_table(case: Case) -> Results:
    for table in TABLES:
        if table_cells(case.figures, table):
            yield None
        else:
            yield Problem(message=f"没有读到{table}，无法核对这张表；请检查文件里表格是不是图片")


def form_rows(figures: Figures, table: TableName) -> tuple[Row, ...]:
    """The rows that the form prescribes; （六）其他处理 as these figures have it."""
    if table == "表二":
        return TABLE_2[figures.edition].rows
    if table == "表四":
        return TABLE_4[figures.edition].rows
    one_row = "其他处理" in row_keys(figures, "表三")
    return TABLE_3["2019" if one_row else "2021"].rows


def _absent_rows(case: Case) -> Results:
    for table in _present(case.figures):
        there = set(row_keys(case.figures, table))
        absent = [row for row in form_rows(case.figures, table) if row.key not in there]
        yield from [None] * (len(form_rows(case.figures, table)) - len(absent))
        if absent:
            labels = (f"“{row.label.split(SEPARATOR)[-1]}”" for row in absent)
            yield Problem(message=f"{table}缺少国办格式的行：{listed(labels)}")


def _one_row_other(case: Case) -> Results:
    rows = set(row_keys(case.figures, "表三"))
    if not rows:
        return
    if case.figures.edition == "2021" and "其他处理" in rows and "逾期不补正" not in rows:
        yield Problem(message="表三“（六）其他处理”只有一行；2021年起的格式分为三行（1.2.3.）")
    else:
        yield None


def _own_rows(case: Case) -> Results:
    for table in _present(case.figures):
        own = [row for row in row_keys(case.figures, table) if _is_own(case.figures, table, row)]
        for row in own:
            cells = [cell for cell in table_cells(case.figures, table) if cell.row == row]
            yield Problem(
                message=f"{table}的行“{row.split(SEPARATOR)[-1]}”不在国办格式里；请确认是否保留",
                cells=names(cells),
            )
        if not own:
            yield None


def _is_own(figures: Figures, table: TableName, row: str) -> bool:
    return any(cell.row == row and cell.key.startswith(f"{row}.") for cell in figures.cells) and (
        row not in {one.key for one in form_rows(figures, table)}
    )


def _blank(case: Case) -> Results:
    for table in _present(case.figures):
        cells = table_cells(case.figures, table)
        blank = [cell for cell in cells if cell.meaning == "blank"]
        if not blank:
            yield None
        elif len(blank) < len(cells):
            labels = (f"{cell.row.split(SEPARATOR)[-1]}·{cell.column}" for cell in blank)
            yield Problem(
                message=f"{table}有{len(blank)}格空白（{listed(labels, 3)}）；没有发生的应填0",
                cells=names(blank),
            )


def _not_applicable(case: Case) -> Results:
    for table in _present(case.figures):
        found = [
            cell for cell in table_cells(case.figures, table) if cell.meaning == "not_applicable"
        ]
        if found:
            signs = "、".join(sorted({cell.raw.strip() for cell in found}))
            yield Problem(
                message=f"{table}有{len(found)}格写“{signs}”；确属不适用才这样写，没有发生填0",
                cells=names(found),
            )
        else:
            yield None


def _empty(case: Case) -> Results:
    for table in _present(case.figures):
        numbers = [
            cell.number for cell in table_cells(case.figures, table) if cell.number is not None
        ]
        if not numbers:
            yield Problem(message=f"{table}没有一个数字；请检查是否漏填，或表格没有读出来")
        elif table != "表二" and not any(numbers):
            yield Problem(message=f"{table}全部为0；请确认确实没有发生，不是漏填", level="info")
        else:
            yield None


RULES: tuple[Rule, ...] = (
    Rule(
        id="T0-缺表",
        level="warning",
        title="表二、表三、表四都在",
        source=FORM,
        example="报告里的表四是图片，读不出来",
        check=_absent_table,
    ),
    Rule(
        id="T0-缺行",
        level="warning",
        title="国办格式的行一行不少",
        source=FORM,
        example="表三缺少“8.属于行政查询事项”",
        check=_absent_rows,
    ),
    Rule(
        id="T0-其他处理",
        level="warning",
        title="2021年起“（六）其他处理”分三行填报",
        source="国办公开办函〔2021〕30号",
        example="洪泽区2023年、2024年仍用一行“（六）其他处理”",
        check=_one_row_other,
    ),
    Rule(
        id="T0-自设行",
        level="info",
        title="没有国办格式以外的行",
        source=FORM,
        example="黄石市应急管理局2020年表二自设“其他主动公开文件”",
        check=_own_rows,
    ),
    Rule(
        id="T0-空白",
        level="warning",
        title="没有空白格：没有发生填0，空白读作没有数据",
        source=f"{SEEN}；空白与0含义不同",
        example="黄石市应急管理局2020年表三除“总计”外138格空白",
        check=_blank,
    ),
    Rule(
        id="T0-不适用",
        level="info",
        title="“/”“—”只用于不适用",
        source=SEEN,
        example="表四各格写“—”",
        check=_not_applicable,
    ),
    Rule(
        id="T0-全零",
        level="warning",
        title="表里有数字；表三、表四全为0的请确认（提示）",
        source="读不出的表会像一张全零的表",
        example="表三175格都是0",
        check=_empty,
    ),
)
