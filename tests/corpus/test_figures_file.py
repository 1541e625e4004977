"""The figures workbook and the .json: written, filled in by people, read; bad ones one line."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from assistant.core.codec import figures_from_json
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.form import Edition, tables
from corpus.figures_file import read_figures, write_figures, write_template

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "reports"
RAW_JSON = DATA / "黄石市应急管理局_2021.json"

Edit = Callable[[Workbook], None]


def small(**changes: Any) -> Figures:
    """An invented year with a total in every table."""
    return replace(
        figures_from_json(
            {
                "agency": "示例局",
                "year": 2024,
                "表二": {
                    "第二十条第（八）项": {"行政事业性收费": {"本年收费金额（单位：万元）": 1.5}}
                },
                "表三": {
                    "一、本年新收政府信息公开申请数量": {"自然人": 3, "商业企业": 1, "总计": 4},
                    "三、本年度办理结果｜（一）予以公开": {"自然人": 3, "商业企业": 1, "总计": 4},
                    "三、本年度办理结果｜（七）总计": {"自然人": 3, "商业企业": 1, "总计": 4},
                },
                "表四": {"行政复议": {"结果维持": 2, "结果纠正": 0, "总计": 2}},
            }
        ),
        **changes,
    )


def values(figures: Figures) -> dict[str, tuple[Decimal | None, str, str]]:
    """What every cell that says something says."""
    return {
        cell.key: (cell.number, cell.meaning, cell.unit)
        for cell in figures.cells
        if cell.meaning != "blank"
    }


def edited(path: Path, edit: Edit) -> Path:
    """The workbook after a person has worked on it."""
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small workbook, made once."""
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    write_figures(path, small())
    return path.read_bytes()


@pytest.fixture
def book(tmp_path: Path, written: bytes) -> Path:
    path = tmp_path / "示例局_2024.xlsx"
    path.write_bytes(written)
    return path


# --- round trips


def test_a_workbook_gives_back_what_was_written_and_is_stable(tmp_path: Path) -> None:
    figures = read_figures(RAW_JSON)
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_figures(first, figures)
    read = read_figures(first, year=2021)
    assert values(read) == values(figures)
    assert (read.agency, read.year, read.edition) == ("黄石市应急管理局", 2021, "2021")
    assert (read.indicators, read.notes) == (figures.indicators, figures.notes)
    write_figures(second, read, previous=figures)
    assert read_figures(second) == read


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_the_figures_of_real_reports_survive_a_workbook(tmp_path: Path) -> None:
    for path in sorted((SHARED / "figures").glob("*.json")):
        figures = read_figures(path)
        write_figures(tmp_path / "x.xlsx", figures)
        assert values(read_figures(tmp_path / "x.xlsx")) == values(figures), path.name


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_a_plain_workbook_of_the_tables_alone_is_read_with_the_name_of_its_file() -> None:
    read = read_figures(SHARED / "made" / "黄石市应急管理局_2020_数据.xlsx")
    truth = read_figures(SHARED / "figures" / "黄石市应急管理局_2020.json")
    assert values(read) == values(truth)
    assert (read.agency, read.year, read.edition) == ("黄石市应急管理局", 2020, "2019")


def test_own_rows_own_columns_units_and_signs_survive(tmp_path: Path) -> None:
    own = "第二十条第（一）项｜其他主动公开文件"
    new = "一、本年新收政府信息公开申请数量"
    figures = Figures(
        agency="示例局",
        year=2020,
        edition="2019",
        cells=(
            read_cell("表二", own, "本年新制作数量", "50"),
            read_cell("表二", "第二十条第（五）项｜行政许可", "本年增/减", "-183"),
            read_cell("表二", "第二十条第（九）项｜政府集中采购", "采购总金额", "299.3万元"),
            read_cell("表三", new, "商业企业", "/"),
            read_cell("表三", new, "其他", "2"),
            read_cell("表三", new, "法人或其他组织｜小计", "2"),
            read_cell("表三", "三、本年度办理结果｜（三）不予公开", "自然人", "7"),
            read_cell("表四", "行政复议", "结果维持", "0"),
        ),
        indicators=(Indicator(label="=1+1", value=Decimal("0.30"), unit="万元"),),
        notes=("=SUM(A1:A9)", "一条\u0007"),
    )
    write_figures(tmp_path / "x.xlsx", figures)
    read = read_figures(tmp_path / "x.xlsx")
    assert values(read) == values(figures), "a total that nobody printed stays blank"
    assert read.indicators[0].label == "=1+1"
    assert read.notes == ("=SUM(A1:A9)", "一条")


@pytest.mark.parametrize(("edition", "year"), [("2021", 2024), ("2019", 2020)])
def test_a_template_has_every_official_cell_blank(
    tmp_path: Path, edition: Edition, year: int
) -> None:
    write_template(tmp_path / "t.xlsx", year=year, edition=edition, agency="示例局")
    read = read_figures(tmp_path / "t.xlsx")
    official = {
        f"{row.key}.{column.key}"
        for table in tables(edition)
        for row in table.rows
        for column in row.columns
    }
    assert {cell.key for cell in read.cells} == official
    assert {cell.meaning for cell in read.cells} == {"blank"}
    assert (read.indicators, read.notes) == ((), ())


def test_last_year_stands_beside_and_is_not_read(tmp_path: Path) -> None:
    last = replace(
        small(year=2023), indicators=(Indicator(label="简报", value=Decimal(5), unit="期"),)
    )
    write_template(tmp_path / "t.xlsx", year=2024, edition="2021", previous=last)
    assert values(read_figures(tmp_path / "t.xlsx")) == {}
    sheet = load_workbook(tmp_path / "t.xlsx")["表三"]
    assert [sheet.cell(6, column).value for column in (13, 14, 19)] == [3, 1, 4]
    other = load_workbook(tmp_path / "t.xlsx")["其他数据"]
    assert [cell.value for cell in other[2]] == ["简报", None, "期", 5]


# --- what people do to a workbook


def unmerge_everything(book: Workbook) -> None:
    for name in ("表二", "表三", "表四"):
        for area in list(book[name].merged_cells.ranges):
            book[name].unmerge_cells(str(area))


def merge_a_head_by_hand(book: Workbook) -> None:
    book["表三"].merge_cells("A1:K2")
    book["表四"].merge_cells("A1:A2")


def type_as_people_do(book: Workbook) -> None:
    book["表三"]["D6"], book["表三"]["E6"] = "３", " 1 件"
    book["表二"]["B19"] = "１.5"
    book["表四"]["B6"] = "2 "


def remarks_around(book: Workbook) -> None:
    book["表三"]["A40"], book["表三"]["D40"] = "制表人：某某", "审核：某某"
    book["表四"]["A12"] = "注：按时报送"
    book["表二"]["A30"] = "备注"


EDITS = [
    unmerge_everything,
    merge_a_head_by_hand,
    type_as_people_do,
    remarks_around,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_hand_made_changes_do_not_change_the_figures(book: Path, edit: Edit) -> None:
    before = values(read_figures(book))
    after = values(read_figures(edited(book, edit)))
    assert {key: one[:2] for key, one in after.items()} == {
        key: one[:2] for key, one in before.items()
    }


def test_rows_and_columns_put_in_by_hand_move_nothing(book: Path) -> None:
    def insert(workbook: Workbook) -> None:
        unmerge_everything(workbook)  # openpyxl would move neither merges nor formulas
        for name in ("表二", "表三", "表四"):
            for cell in (cell for line in workbook[name].iter_rows() for cell in line):
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = None
        workbook["表二"].insert_rows(1, 3)
        workbook["表三"].insert_rows(2)
        workbook["表三"].insert_cols(1, 2)
        workbook["表四"].insert_cols(1)

    read = values(read_figures(edited(book, insert)))
    typed = {key: one for key, one in values(small()).items() if "总计" not in key}
    assert read == typed


def test_an_own_row_typed_into_a_table_is_read(book: Path) -> None:
    def add(workbook: Workbook) -> None:
        sheet = workbook["表二"]
        sheet["A7"], sheet["B7"], sheet["C7"], sheet["D7"] = "其他主动公开文件", 50, 0, "27件"

    read = read_figures(edited(book, add))
    own = "第二十条第（一）项｜其他主动公开文件"
    assert [read.number(f"{own}.{name}") for name in ("本年制发件数", "现行有效件数")] == [50, 27]
    assert read.by_key[f"{own}.现行有效件数"].place == "表二!D7"


FORMULAS: list[tuple[str | ArrayFormula, int]] = [
    ("=SUM(D6:I6)", 4),
    ("=D6+E6-1", 3),
    ("=$D$6 + sum(E6,F6)", 4),
    ('=IF(COUNT(D6:I6)=0,"",SUM(D6:I6))', 4),
    (ArrayFormula("J6", "=SUM(D6:I6)"), 4),
]


@pytest.mark.parametrize(
    ("formula", "number"), FORMULAS, ids=lambda one: getattr(one, "text", str(one))
)
def test_sums_without_saved_results_are_worked_out(
    book: Path, formula: str | ArrayFormula, number: int
) -> None:
    def put(workbook: Workbook) -> None:
        workbook["表三"]["J6"] = formula

    assert read_figures(edited(book, put)).number("新收.总计") == number


def test_decimals_of_a_json_stay_exact(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    content = json.loads(RAW_JSON.read_text(encoding="utf-8"))
    content["表二"]["第二十条第（八）项"]["行政事业性收费"]["本年收费金额（单位：万元）"] = (
        59237.2449
    )
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_figures(path).number("行政事业性收费.收费金额") == Decimal("59237.2449")
