"""The Word file by the schema of OOXML, and as another reader sees it."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import mammoth
import pytest
from openxml_audit import OpenXmlValidator

from assistant.core.official import official_report
from assistant.core.publication import Publication
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import Edition
from assistant.export import export_report
from corpus.reading import read_report
from tests.export.test_changes import LAST, commented
from tests.export.test_docx import EXPORTS, SIGNED, sample
from tests.export.test_template import publication as in_template
from tests.forms import form

_TAG = re.compile(r"<[^>]+>")


def everything() -> Publication:
    """Changes, comments and the appendix in one file."""
    return replace(commented(), before=sample(LAST), has_appendix=True, signed=SIGNED)


def of_edition(edition: Edition, *, one_row: bool = False) -> Report:
    """Every number of the form different; `one_row`: 2021 with 2019's 其他处理, as offices mix."""
    figures = form(2020 if edition == "2019" else 2025)
    cells = figures.cells
    if one_row:
        own = [cell for cell in form(2020).cells if cell.key.startswith("其他处理.")]
        three = ("逾期不补正.", "逾期不缴费.", "其他情形.")
        cells = (*(cell for cell in cells if not cell.key.startswith(three)), *own)
    numbered = tuple(
        replace(cell, raw=str(number), meaning="number") for number, cell in enumerate(cells, 1)
    )
    texts = {"overview": "（一）主动公开情况\n公开信息3条。", "problems": "无。", "other": "无。"}
    return official_report(replace(figures, cells=numbered), texts)  # type: ignore[arg-type]


def raws(figures: Figures) -> dict[str, str]:
    return {cell.key: cell.raw for cell in figures.cells}


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize(
    "report",
    [of_edition("2019"), of_edition("2021"), of_edition("2021", one_row=True)],
    ids=["2019", "2021", "mixed"],
)
def test_every_edition_is_read_back_equal(report: Report, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    export_report(path, Publication(report=report))
    read = read_report(path)
    assert (read.title, read.preamble, read.sections) == (
        *(report.title, report.preamble),
        report.sections,
    )
    assert read.figures.edition == report.figures.edition
    assert raws(read.figures) == raws(report.figures)


PUBLICATIONS = [
    pytest.param(everything(), id="everything"),
    pytest.param(Publication(report=sample(LAST), mark="a b=1"), id="2021", marks=pytest.mark.slow),
    pytest.param(
        Publication(report=of_edition("2019"), signed=SIGNED), id="2019", marks=pytest.mark.slow
    ),
    pytest.param(in_template(), id="template", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_the_file_keeps_the_schema(publication: Publication, tmp_path: Path) -> None:
    """By openxml-audit: element order, attributes, relations, ids; warnings count as errors."""
    export_report(tmp_path / "a.docx", publication)
    result = OpenXmlValidator().validate(tmp_path / "a.docx")
    assert [error.description for error in result.errors] == []


@pytest.mark.parametrize("publication", [one.values[0] for one in PUBLICATIONS])
def test_another_reader_reads_the_same_words(publication: Publication, tmp_path: Path) -> None:
    export_report(tmp_path / "a.docx", publication)
    with (tmp_path / "a.docx").open("rb") as file:
        page = mammoth.convert_to_html(file).value
    seen = "".join(unescape(_TAG.sub("", page)).split())
    report = publication.report
    for section in report.sections:
        for text in (section.heading, *section.paragraphs):
            assert "".join(text.split()) in seen
    assert page.count("<table>") == 3 + publication.has_appendix
