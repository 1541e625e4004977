"""
Every real report in every format against its ground truth: each cell, each section's prose.

The reports stand beside the checkout (../shared/reports): raw/ the originals, made/ other formats
of the same, figures/*.json the tables, text/*.txt the prose.
"""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from assistant.core.codec import figures_from_json
from assistant.core.report import SECTION_TITLES, Report, SectionKind
from assistant.core.tables.figures import Cell, Figures
from corpus.headings import read_heading
from corpus.parse import parse
from corpus.readers import read_document
from corpus.reading import read_report
from tests.corpus.workbooks import write_workbook

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
FILES = sorted(
    path.relative_to(REPORTS)
    for folder in ("raw", "made")
    for path in (REPORTS / folder).glob("*")
    if path.suffix != ".xlsx"
)
SIMILAR = 0.995  # of the characters of a section, white space apart
SECONDS = 1.0  # for a file after start-up
pytestmark = pytest.mark.shared
# Web pages put it in a table beside the report; the text has it as a line.
NOT_IN_THE_PAGE = "发布机构："


@cache
def read(file: Path) -> Report:
    """A report of the folder, read once for all tests but the one that measures."""
    return read_report(REPORTS / file)


def figures_of(name: str) -> Figures:
    return figures_from_json(json.loads((REPORTS / "figures" / f"{name}.json").read_text("utf-8")))


def said(cell: Cell) -> tuple[object, ...]:
    """What a cell says: a blank is no zero, an amount keeps its unit."""
    return cell.row, cell.column, cell.meaning, cell.number, cell.unit


def wrong_cells(report: Report, truth: Figures) -> list[str]:
    """The names of the cells that are read wrong, or left out, or there too much."""
    read = {cell.key: said(cell) for cell in report.figures.cells}
    true = {cell.key: said(cell) for cell in truth.cells}
    return [key for key in sorted(read.keys() | true.keys()) if read.get(key) != true.get(key)]


def sections_of_text(name: str) -> dict[SectionKind | None, str]:
    """The prose of a clean text by section, before the first under None, white space folded."""
    found: dict[SectionKind | None, str] = {None: ""}
    kind: SectionKind | None = None
    for line in (REPORTS / "text" / f"{name}.txt").read_text("utf-8").splitlines():
        heading = read_heading(line)
        if heading and heading.rank >= 3 and heading.kind not in found:
            kind = heading.kind
            found[kind] = ""
        elif not re.match(r"\||第二十条第（.）项|（本列数据的勾稽关系为", line):
            found[kind] += fold(line)
    return found


def fold(text: str) -> str:
    return re.sub(r"\s+", "", text)


def similarity(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def prose(report: Report) -> Iterator[tuple[SectionKind | None, str]]:
    yield None, fold("".join((report.title, *report.preamble)))
    for section in report.sections:
        yield section.kind, fold("".join(section.paragraphs))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_cell_is_read_as_printed(file: Path) -> None:
    report, truth = read(file), figures_of(file.stem)
    assert wrong_cells(report, truth) == []
    assert report.year == truth.year
    assert report.agency.endswith(truth.agency)
    assert all(cell.place for cell in report.figures.cells)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_the_prose_of_every_section_is_read(file: Path) -> None:
    truth = sections_of_text(file.stem)
    found = dict(prose(read(file)))
    assert list(found) == [None, *SECTION_TITLES]
    if file.suffix == ".html":
        truth[None] = re.sub(rf"{NOT_IN_THE_PAGE}.*?索引号：[\d/-]+", "", truth[None])
    assert {kind: similarity(text, truth[kind]) for kind, text in found.items()} == pytest.approx(
        dict.fromkeys(found, 1.0), abs=1 - SIMILAR
    )


# A text file has no places: its short rows say the same in another layout than a sheet's.
PLACED = [file for file in FILES if file.parts[0] == "raw" and file.suffix != ".txt"]


@pytest.mark.slow
@pytest.mark.parametrize("file", PLACED, ids=str)
def test_the_same_report_as_a_workbook(file: Path, tmp_path: Path) -> None:
    """What the reader of another format saw, printed into a sheet, is read the same."""
    document = read_document(REPORTS / file)
    path = write_workbook(tmp_path / f"{file.stem}.xlsx", {"Sheet1": document.blocks})
    report, printed = read_report(path), parse(document)
    assert wrong_cells(report, printed.figures) == []
    assert report.sections == printed.sections
    assert (report.agency, report.year) == (printed.agency, printed.year)


def test_the_tables_of_a_report_as_a_workbook() -> None:
    """One workbook of made/ has another layout than that of the template."""
    report = read_report(REPORTS / "made" / "黄石市应急管理局_2020_数据.xlsx")
    assert wrong_cells(report, figures_of("黄石市应急管理局_2020")) == []
    assert (report.agency, report.year) == ("黄石市应急管理局", 2020)


def test_both_years_of_an_office_have_one_agency() -> None:
    """The title of 2023 leaves out the city, the text below it does not."""
    agencies = {
        read(file).agency
        for file in FILES
        if "洪泽区" in file.name and file.suffix in {".pdf", ".docx"}
    }
    assert agencies == {"淮安市洪泽区人民政府"}


def test_nothing_is_read_with_doubt_in_a_clean_report() -> None:
    assert read(Path("raw/淮安市人民政府_2024.pdf")).warnings == ()


def test_files_and_accuracy(capsys: pytest.CaptureFixture[str]) -> None:
    """The table of files: cells read right, similarity of the prose, seconds."""
    rows = []
    for file in FILES:
        begun = process_time()  # others use the processors too
        report = read_report(REPORTS / file)
        seconds = process_time() - begun
        truth, text = figures_of(file.stem), sections_of_text(file.stem)
        right = len(truth.cells) - len(wrong_cells(report, truth))
        least = min(similarity(found, text[kind]) for kind, found in prose(report) if kind)
        rows.append((f"{right}/{len(truth.cells)}", f"{least:.4f}", f"{seconds:.2f}", str(file)))
        assert right == len(truth.cells)
        assert seconds < SECONDS
    with capsys.disabled():
        print("\n格子      正文相似度  秒    文件")
        for columns in rows:
            print("{:8}  {:10}  {}  {}".format(*columns))
