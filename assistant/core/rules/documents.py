"""Rules on table 二 alone: rules (规章) and documents. Most ask, since reasons exist."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.core.patterns import regex
from assistant.core.rules.rulebook import SEEN, Case, Problem, Results, Rule, names, plain
from assistant.core.tables.equations import row_keys
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import SEPARATOR

_V2019, _V2021 = "国办公开办函〔2019〕60号所附格式", "国办公开办函〔2021〕30号所附格式"
_DOCUMENTS = ("规章", "行政规范性文件")
# A city's office writes for its government; departments and counties make no 规章.
_NO_RULE_MAKING = regex(
    r"(?:(?<!办公)厅|[局处队院所]|委员会|管委会|街道办事处|[镇乡]人民政府|[县旗]人民政府|(?<!自治)区人民政府)$"
)


def _row_cells(figures: Figures, row: str) -> list[Cell]:
    return [cell for cell in figures.cells if cell.key.startswith(f"{row}.")]


def _documents(figures: Figures) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Each row of documents (own ones among them) with its cells by what the column means."""
    for row in row_keys(figures, "表二"):
        cells = _row_cells(figures, row)
        found = {meaning: cell for cell in cells if (meaning := _meaning(cell))}
        if found:
            yield row.split(SEPARATOR)[-1], found


_COLUMN_WORDS = {
    "制发": ("制发", "制作"),
    "新公开": ("新公开",),
    "公开总数": ("公开总",),
    "废止": ("废止",),
    "现行有效": ("现行有效",),
}


def _meaning(cell: Cell) -> str:
    return next(
        (
            name
            for name, words in _COLUMN_WORDS.items()
            if any(word in cell.column for word in words)
        ),
        "",
    )


def _at_least(name: str, cells: dict[str, Cell], large: str, small: str) -> Results:
    """Whether the number of column `large` is no less than that of column `small`."""
    more, less = cells.get(large), cells.get(small)
    if more is None or less is None or more.number is None or less.number is None:
        return
    if more.number >= less.number:
        yield None
        return
    yield Problem(
        message=(
            f"“{name}”{more.column}{plain(more.number)}，"
            f"少于{less.column}{plain(less.number)}，请说明或更正"
        ),
        left=more.number,
        right=less.number,
        cells=names((more, less)),
    )


def _published(case: Case) -> Results:
    for name, cells in _documents(case.figures):
        yield from _at_least(name, cells, "新公开", "制发")


def _all_published(case: Case) -> Results:
    for name, cells in _documents(case.figures):
        yield from _at_least(name, cells, "公开总数", "新公开")


def _nothing_before(case: Case) -> Results:
    for name, cells in _documents(case.figures):
        new, total = cells.get("新公开"), cells.get("公开总数")
        if new is None or total is None or not new.number or total.number is None:
            continue
        if total.number != new.number:
            yield None
            continue
        yield Problem(
            message=(
                f"“{name}”对外公开总数量等于本年新公开数量（{plain(new.number)}），"
                "意味着往年一件也没有；总数量一般是现行有效的累计数"
            ),
            left=total.number,
            right=new.number,
            cells=names((new, total)),
        )


def _in_force(case: Case) -> Results:
    """What was made this year and not repealed is in force."""
    for name, cells in _documents(case.figures):
        made, repealed, valid = (cells.get(key) for key in ("制发", "废止", "现行有效"))
        if made is None or repealed is None or valid is None:
            continue
        if made.number is None or repealed.number is None or valid.number is None:
            continue
        if valid.number >= made.number - repealed.number:
            yield None
            continue
        yield Problem(
            message=(
                f"“{name}”本年制发{plain(made.number)}、废止{plain(repealed.number)}，"
                f"现行有效却只有{plain(valid.number)}"
            ),
            left=valid.number,
            right=made.number - repealed.number,
            cells=names((valid, made, repealed)),
        )


def _repealed(case: Case) -> Results:
    if case.last is None:
        return
    for document in _DOCUMENTS:
        repealed = case.figures.by_key.get(f"{document}.废止")
        before, made = (
            case.last.number(f"{document}.现行有效"),
            case.figures.number(f"{document}.制发"),
        )
        if repealed is None or repealed.number is None or before is None:
            continue
        most = before + (made or 0)
        if repealed.number <= most:
            yield None
            continue
        yield Problem(
            message=(
                f"“{document}”本年废止{plain(repealed.number)}件，多于上年现行有效与本年制发之和"
                f"{plain(most)}件"
            ),
            left=repealed.number,
            right=most,
            cells=(repealed.name,),
        )


def _rule_making(case: Case) -> Results:
    if not _NO_RULE_MAKING.search(case.figures.agency):
        return
    cells = [cell for cell in _row_cells(case.figures, "规章") if cell.number is not None]
    wrong = [cell for cell in cells if cell.number]
    yield from [None] * (len(cells) - len(wrong))
    if wrong:
        yield Problem(
            message=(
                f"“规章”填了{'、'.join(plain(cell.number or Decimal(0)) for cell in wrong)}；"
                f"{case.figures.agency}一般没有规章制定权，请核实是不是规范性文件"
            ),
            left=wrong[0].number,
            right=Decimal(0),
            cells=names(wrong),
        )


RULES: tuple[Rule, ...] = (
    Rule(
        id="T2-未公开",
        level="warning",
        title="2019版：本年新公开数量不少于本年新制作数量",
        source=f"{_V2019}；《条例》第二十条第（一）项规定规范性文件应当主动公开",
        example="黄石市应急管理局2020年规范性文件制作2件、公开0件",
        check=_published,
    ),
    Rule(
        id="T2-总数",
        level="warning",
        title="2019版：对外公开总数量不少于本年新公开数量",
        source=_V2019,
        example="本年新公开60件，对外公开总数量36件",
        check=_all_published,
    ),
    Rule(
        id="T2-存量",
        level="info",
        title="2019版：对外公开总数量含往年的存量",
        source=SEEN,
        example="黄石市应急管理局2020年自设行：新公开27件、总数量27件",
        check=_nothing_before,
    ),
    Rule(
        id="T2-有效",
        level="warning",
        title="2021版：现行有效件数不少于本年制发减本年废止",
        source=_V2021,
        example="本年制发8件、废止0件，现行有效6件",
        check=_in_force,
    ),
    Rule(
        id="T2-废止",
        level="warning",
        title="本年废止不多于上年现行有效加本年制发",
        source="算术",
        example="上年现行有效66件、本年制发8件，废止写260件",
        check=_repealed,
    ),
    Rule(
        id="T2-规章权",
        level="warning",
        title="部门、县区、乡镇的“规章”为0，不为0的请核实",
        source="《立法法》：规章由国务院部门、省级和设区的市的政府制定",
        example="某县发展和改革局填规章3件",
        check=_rule_making,
    ),
)
