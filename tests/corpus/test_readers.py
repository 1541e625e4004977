"""Each format says the same: one report in many files, and what only one format can hold."""

import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.core.report import Report
from corpus.reading import read_report
from tests.corpus.files import (
    FIGURES,
    HEADINGS,
    PREAMBLE,
    PROSE,
    TITLE,
    bar_lines,
    cell_lines,
    html_article,
    html_page,
    html_table,
    row_lines,
    text_lines,
    word_file,
)
from tests.corpus.pages import pages_of_pdf
from tests.corpus.pdfs import write_pdf


def check(report: Report) -> None:
    """The report of files.py, every word and number of it."""
    assert (report.title, report.agency, report.year) == (TITLE, "示例市档案局", 2024)
    assert report.preamble == (PREAMBLE,)
    assert {section.kind: section.paragraphs for section in report.sections} == PROSE
    assert [section.heading for section in report.sections] == list(HEADINGS.values())
    assert {cell.key: cell.raw for cell in report.figures.cells} == FIGURES
    assert all(cell.place for cell in report.figures.cells)
    assert report.warnings == ()


ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
BARS = text_lines(bar_lines)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(newline.join(BARS).encode(encoding))
    check(read_report(path))


TEXTS = {
    "a cell a line, tab-led": text_lines(cell_lines("\t", [""])),
    "a cell a line, blank lines for blank cells": text_lines(cell_lines("", [])),
    "a cell a line, a blank line after each": [
        text
        for line in text_lines(row_lines("\n", repeat_above=False))
        for cell in line.split("\n")
        for text in (cell, "")
    ],
    "a row a line, tabs": text_lines(row_lines("\t", repeat_above=True)),
    "a row a line, tabs, merged cells once": text_lines(row_lines("\t", repeat_above=False)),
    "a row a line, blanks": text_lines(row_lines("  ", repeat_above=False)),
    "bars": BARS,
    "bars behind each cell": [line.removeprefix("| ") for line in BARS],
    "bars between the cells": [line.removeprefix("| ").removesuffix(" |") for line in BARS],
}


@pytest.mark.parametrize("lines", TEXTS.values(), ids=TEXTS.keys())
def test_tables_in_text(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    check(read_report(path))


def test_markdown(tmp_path: Path) -> None:
    marked = [f"## {line}" if line in HEADINGS.values() else line for line in BARS]
    path = tmp_path / "报告.md"
    path.write_text("\n\n".join([f"# {TITLE}", *marked[1:]]).replace("|\n\n|", "|\n|"), "utf-8")
    check(read_report(path))


def test_markdown_with_tables_of_html_and_signs(tmp_path: Path) -> None:
    lines = text_lines(lambda grid: [html_table(grid)])
    text = "\n".join(lines).replace("128条", "**128条**").replace("（一）主动", "> （一）主动")
    path = tmp_path / "报告.md"
    path.write_text(text, encoding="utf-8")
    check(read_report(path))


def test_word(tmp_path: Path) -> None:
    check(read_report(word_file(tmp_path / "报告.docx")))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf"])
def test_word_of_old(tmp_path: Path, suffix: str) -> None:
    source = word_file(tmp_path / "report.docx")
    kind = "rtf" if suffix == ".rtf" else "doc:MS Word 97"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    made = next(path for path in tmp_path.glob("report.*") if path != source)
    check(read_report(made.rename(tmp_path / f"报告{suffix}")))


SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>年报_示例市档案局</title>
<style>p {{ color: red }}</style><script>var a = "一、总体情况";</script></head><body>
<div class="top"><ul><li><a>首页</a></li><li><a>政府信息公开年报</a></li></ul></div>
<table class="meta"><tr><td>索引号</td><td>0143/2025</td><td>公开日期</td></tr></table>
<table width="100%"><tr><td class="left"><p>栏目</p></td><td>
<h2>{title}</h2><div class="info">发布日期：2025-01-20 浏览次数：35</div>
<div id="zoom" style="font-size:16px">{article}</div>
<div style="display:none">隐藏的字</div><p>打印本页</p></td></tr></table>
<div class="foot"><p>主办单位：示例市档案局</p></div></body></html>"""
PAGES = {
    "plain": html_page(html_article()),
    "spans": html_page(html_article("<p><span style='x'>{}</span></p>\n")),
    "line breaks": html_page(html_article("{}<br/>\n&emsp;&emsp;")),
    "divs": html_page(html_article("<div>&nbsp;&nbsp;{}</div>")),
    "a site": SITE.format(title=TITLE, article=html_article()),
    "an outer table": html_page(f"<table><tr><td>{html_article()}</td></tr></table>"),
    "upper case, unclosed": html_page(html_article("<P>{}")),
    "an embedded icon": html_page(
        f'<img width=16 src="data:image/png;base64,{"A" * 5000}">' + html_article()
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_web_pages(tmp_path: Path, page: str) -> None:
    path = tmp_path / "报告.html"
    path.write_text(page, encoding="utf-8")
    check(read_report(path))


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gbk"), ("gb2312", "utf-8")])
def test_a_page_in_the_encoding_it_has_not_the_one_it_declares(
    tmp_path: Path, charset: str, encoding: str
) -> None:
    path = tmp_path / "报告.htm"
    path.write_bytes(html_page(html_article(), charset=charset).encode(encoding))
    check(read_report(path))


def test_a_page_saved_as_doc_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "报告.doc"
    path.write_text(html_page(html_article()), encoding="utf-8")
    check(read_report(path))


def test_pdf(tmp_path: Path) -> None:
    check(read_report(write_pdf(tmp_path / "报告.pdf", pages_of_pdf())))
