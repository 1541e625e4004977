"""The samples add up, hang together over the years, and our readers read them back exactly."""

import re
import shutil
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.core.tables.figures import Figures
from assistant.core.tables.form import APPLICANTS, OUTCOMES, RESULTS
from corpus.figures_file import read_figures
from corpus.reading import read_report
from corpus.samples.build import HERE, REPORTS, WORKBOOK, build, read_source

OFFICE = "示例市应急管理局"
YEARS = (2023, 2024, 2025, 2026)
FORMS = {
    **{f"{OFFICE}_{year}": read_source(f"{OFFICE}_{year}")[1] for year in YEARS},
    "示例市水利局_2025": read_source("示例市水利局_2025")[1],
}


def number(figures: Figures, key: str) -> Decimal:
    value = figures.number(key)
    assert value is not None, key
    return value


@pytest.mark.parametrize("figures", FORMS.values(), ids=FORMS.keys())
def test_table_3_adds_up(figures: Figures) -> None:
    rows = {cell.key.partition(".")[0] for cell in figures.cells if cell.table == "表三"}
    *parts, _ = (line.key for line in APPLICANTS)
    assert len(rows) == 25
    for row in rows:
        total = sum(number(figures, f"{row}.{part}") for part in parts)
        assert total == number(figures, f"{row}.总计"), row
    for column in (line.key for line in APPLICANTS):
        done = sum(number(figures, f"{row}.{column}") for row in rows & set(RESULTS))
        assert done == number(figures, f"办理总计.{column}")
        to_do = number(figures, f"新收.{column}") + number(figures, f"上年结转.{column}")
        assert to_do == done + number(figures, f"结转下年.{column}")


@pytest.mark.parametrize("figures", FORMS.values(), ids=FORMS.keys())
def test_table_4_adds_up(figures: Figures) -> None:
    *parts, _ = (line.key for line in OUTCOMES)
    for row in ("行政复议", "直接起诉", "复议后起诉"):
        total = sum(number(figures, f"{row}.{part}") for part in parts)
        assert total == number(figures, f"{row}.总计")


@pytest.mark.parametrize(
    ("before", "after"), list(pairwise(FORMS[f"{OFFICE}_{year}"] for year in YEARS))
)
def test_the_years_hang_together(before: Figures, after: Figures) -> None:
    for column in (line.key for line in APPLICANTS):
        assert number(after, f"上年结转.{column}") == number(before, f"结转下年.{column}")
    valid = number(before, "行政规范性文件.现行有效")
    made, ended = (number(after, f"行政规范性文件.{key}") for key in ("制发", "废止"))
    assert number(after, "行政规范性文件.现行有效") == valid + made - ended


def test_the_years_are_worth_comparing() -> None:
    received = [number(FORMS[f"{OFFICE}_{year}"], "新收.总计") for year in YEARS]
    assert received[0] < received[1] > received[2] < received[3]
    forced = [number(FORMS[f"{OFFICE}_{year}"], "行政强制.处理决定") for year in YEARS]
    assert forced[-2:] == [0, 2]  # a zero that becomes a number


CHANGES = [  # what is said of the year, the numbers that it is said of, how it is said
    (2024, "新收.总计", "增长{}%"),
    (2024, "行政许可.处理决定", "增长{}%"),
    (2024, "行政处罚.处理决定", "增长{}%"),
    (2024, "指标.网站发布信息", "同比增长{}%"),
    (2024, "指标.政务新媒体发布信息", "同比增长{}%"),
    (2024, "指标.局长信箱来信", "同比增长{}%"),
    (2024, "指标.网站访问量", "增长{}%"),
    (2025, "新收.总计", "下降{}%"),
    (2025, "行政许可.处理决定", "下降{}%"),
    (2025, "行政处罚.处理决定", "下降{}%"),
    (2025, "指标.网站发布信息", "下降{}%"),
    (2025, "指标.政务新媒体发布信息", "下降{}%"),
    (2025, "指标.网站访问量", "增长{}%"),
    (2025, "指标.培训参训", "增长{}%"),
]


def stated(figures: Figures, key: str) -> Decimal:
    """A cell, or an indicator by its label."""
    if key.startswith("指标."):
        return next(one.value for one in figures.indicators if f"指标.{one.label}" == key)
    return number(figures, key)


@pytest.mark.parametrize(("year", "key", "words"), CHANGES)
def test_changes_in_the_prose_are_right(year: int, key: str, words: str) -> None:
    content, figures = read_source(f"{OFFICE}_{year}")
    new, old = stated(figures, key), stated(FORMS[f"{OFFICE}_{year - 1}"], key)
    rate = (abs(new - old) / old * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    prose = "".join(section["text"] for section in content["sections"])
    assert words.format(rate) in prose


@pytest.mark.parametrize("name", REPORTS)
def test_a_sample_is_read_back_exactly(name: str) -> None:
    content, figures = read_source(Path(name).stem)
    report = read_report(HERE / name)
    assert (report.agency, report.year) == (figures.agency, figures.year)
    assert report.title == content["title"]
    assert report.warnings == ()
    assert [section.heading for section in report.sections] == [
        section["heading"] for section in content["sections"]
    ]
    assert report.preamble == (content["note"], content["preamble"])
    for section, source in zip(report.sections, content["sections"], strict=True):
        signature = content["signature"].values() if section.kind == "other" else ()
        assert list(section.paragraphs) == [*source["text"].split("\n")[:-1], *signature]
    assert {cell.key: cell.number for cell in report.figures.cells} == {
        cell.key: cell.number for cell in figures.cells
    }


def test_the_workbook_is_read_back_exactly() -> None:
    _, figures = read_source(Path(WORKBOOK).stem)
    read = read_figures(HERE / WORKBOOK)
    assert (read.agency, read.year, read.edition) == (figures.agency, 2026, "2021")
    assert {cell.key: cell.number for cell in read.cells} == {
        cell.key: cell.number for cell in figures.cells
    }
    assert read.indicators == figures.indicators
    assert read.notes == figures.notes


@pytest.mark.parametrize("name", REPORTS)
def test_a_sample_says_that_it_is_one(name: str) -> None:
    content, _ = read_source(Path(name).stem)
    assert "示例，虚构" in content["note"]
    prose = re.sub(r"\s", "", "".join(section["text"] for section in content["sections"]))
    assert 1000 < len(prose) < 2500


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
        build(folder)
    for name in (*REPORTS, WORKBOOK):
        one, two = ((folder / name).read_bytes() for folder in folders)
        assert one == two, name


def test_no_sample_names_a_user_or_a_program_path() -> None:
    for path in sorted(HERE.glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            properties = archive.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in properties or "dc:creator" not in properties
