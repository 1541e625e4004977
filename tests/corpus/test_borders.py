"""Tables without lines are told where the file itself says so, and never where a style might."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml.html import fromstring

from corpus.readers import read_document
from corpus.readers.borders import is_bare_in_page, is_bare_in_word

_CELLS = "<tr><td>甲</td><td>1</td></tr>"
_DRAWN = '<tr><td style="border: 1px solid #000">甲</td><td>1</td></tr>'
PAGES: list[tuple[str, str, bool]] = [  # the table, the style sheets, whether it is bare
    (f'<table border="0">{_CELLS}</table>', "", True),
    (f'<table border="0" style="border-collapse:collapse;border:none">{_CELLS}</table>', "", True),
    (f'<table border="0">{_DRAWN}</table>', "", False),
    (f'<table border="0" class="grid">{_CELLS}</table>', "", False),
    (f'<table border="0">{_CELLS}</table>', "td { border: 1px solid }", False),
    (f'<table border="1">{_CELLS}</table>', "", False),
    (f"<table>{_CELLS}</table>", "", False),
]


@pytest.mark.parametrize(("table", "sheets", "bare"), PAGES, ids=[one[0][:40] for one in PAGES])
def test_tables_of_pages(table: str, sheets: str, bare: bool) -> None:
    assert is_bare_in_page(fromstring(table), sheets) is bare


def _table(properties: str, cell: str = "") -> str:
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr>"
        f"<w:tr><w:tc><w:tcPr>{cell}</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )


_NONE = '<w:{0}><w:top w:val="nil"/><w:left w:val="none"/></w:{0}>'
_LINE = '<w:{0}><w:top w:val="single"/></w:{0}>'
TABLES: list[tuple[str, bool]] = [
    (_table(""), True),
    (_table(_NONE.format("tblBorders"), _NONE.format("tcBorders")), True),
    (_table(_LINE.format("tblBorders")), False),
    (_table(_NONE.format("tblBorders"), _LINE.format("tcBorders")), False),
    (_table('<w:tblStyle w:val="a3"/>'), False),
]


@pytest.mark.parametrize(("table", "bare"), TABLES)
def test_tables_of_word(table: str, bare: bool) -> None:
    assert is_bare_in_word(parse_xml(table)) is bare


def test_the_file_tells_which_tables(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_table(1, 2, style="Table Grid")
    word.add_table(1, 2)
    word.save(str(tmp_path / "a.docx"))
    assert read_document(tmp_path / "a.docx").warnings == ("第2个表没有边框线",)
    page = tmp_path / "a.html"
    page.write_text(f"<html><body>{PAGES[0][0]}{PAGES[5][0]}</body></html>", encoding="utf-8")
    assert read_document(page).warnings == ("网页正文有1个表没有边框线",)
