"""Each format says the same: one report in many files, and what only one format can hold."""

import base64
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.core.report import Grid, Paragraph, Report
from corpus.grids import Span
from corpus.readers import read_document
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
from tests.corpus.grids import tall_4
from tests.corpus.pages import pages_of_pdf
from tests.corpus.pdfs import Mark, Picture, Text, prose, ruled, write_pdf


def check(report: Report) -> None:
    """The report of files.py, every word and number of it."""
    assert (report.title, report.agency, report.year) == (TITLE, "示例市档案局", 2024)
    assert report.preamble == (PREAMBLE,)
    assert {section.kind: section.paragraphs for section in report.sections} == PROSE
    assert [section.heading for section in report.sections] == list(HEADINGS.values())
    assert {cell.key: cell.raw for cell in report.figures.cells} == FIGURES
    assert all(cell.place for cell in report.figures.cells)
    assert report.warnings == ()


def paragraphs(path: Path) -> list[str]:
    return [block.text for block in read_document(path).blocks if isinstance(block, Paragraph)]


PNG = base64.b64decode(  # one white point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)
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


PDF_TEXTS = {
    "a title over two lines": (
        [
            [
                Text(150, 100, "示例市档案局2024年", size=22),
                Text(150, 130, "年度报告", size=22),
                *prose(170, "甲" * 70),
            ]
        ],
        ["示例市档案局2024年年度报告", "甲" * 70],
    ),
    "a paragraph over two pages": (
        [[*prose(700, "甲" * 50)], [Text(80, 90, "乙" * 10)]],
        ["甲" * 50 + "乙" * 10],
    ),
    "an indent opens a paragraph": (
        [[*prose(100, "甲" * 50), *prose(156, "乙" * 9)]],
        ["甲" * 50, "乙" * 9],
    ),
    "a short line closes one": (
        [[Text(80, 100, "甲" * 26), Text(80, 128, "甲" * 9), Text(80, 156, "乙" * 26)]],
        ["甲" * 35, "乙" * 26],
    ),
    "page numbers": (
        [
            [*prose(100, "甲" * 9), Text(280, 800, text, size=12)]
            for text in ("第 1 页 共 3 页", "— 2 —")
        ],
        ["甲" * 9, "甲" * 9],
    ),
    "a number in the text is no page number": (
        [[*prose(100, "甲" * 9), Text(112, 400, "2024")]],
        ["甲" * 9, "2024"],
    ),
    "running heads": (
        [[Text(80, 40, f"示例年报第{i}期", size=9), *prose(100, "甲" * 9)] for i in range(3)],
        ["甲" * 9] * 3,
    ),
    "blanks of justified lines": (
        [[Text(112, 100, "邮 编 ： 223100 ， 电 话")]],
        ["邮编：223100，电话"],
    ),
    "blanks of Latin words": ([[Text(112, 100, "Microsoft Word 文件")]], ["Microsoft Word文件"]),
}


@pytest.mark.parametrize(("pages", "texts"), PDF_TEXTS.values(), ids=PDF_TEXTS.keys())
def test_prose_of_pdf(tmp_path: Path, pages: list[list[Mark]], texts: list[str]) -> None:
    assert paragraphs(write_pdf(tmp_path / "a.pdf", pages)) == texts


def test_a_row_and_a_label_cut_by_the_end_of_a_page_are_one(tmp_path: Path) -> None:
    def row(number: int, *texts: str) -> list[Span]:
        return [
            Span(text=text, row=number, column=i, row_end=number + 1, column_end=i + 1)
            for i, text in enumerate(texts)
        ]

    upper = [*row(0, "项目", "", "自然人"), *row(1, "（四）无", "1.本机关不掌握", "746")]
    upper += row(2, "（五）不", "5.要求行政机关确认或重新出", "8")
    lower = [*row(0, "予处理", "具已获取信息", ""), *row(1, "（六）其他处理", "3.其他", "9")]
    path = write_pdf(
        tmp_path / "a.pdf", [ruled(700, upper, [60, 200, 60]), ruled(80, lower, [60, 200, 60])]
    )
    (table,) = (block for block in read_document(path).blocks if isinstance(block, Grid))
    assert table.rows[2:] == (
        ("（五）不予处理", "5.要求行政机关确认或重新出具已获取信息", "8"),
        ("（六）其他处理", "3.其他", "9"),
    )


def test_pictures_in_a_pdf_are_told(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [prose(100, "甲" * 9), [Picture()]])
    assert read_document(path).warnings == ("第2页是图片，没有文字，没有读取",)


W = nsdecls("w")
BODY = [  # XML of the body, texts
    ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", ["甲 乙"]),
    (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>",
        ["新"],
    ),
    (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>",
        ["显"],
    ),
    (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r></w:p>',
        ["12"],
    ),
    (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ["控件里"],
    ),
    ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", ["链接"]),
    (
        "<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>",
        ["外", "文本框"],
    ),
    (
        "<w:p><w:r><w:t>一、总体情况</w:t><w:br/><w:t>话。</w:t></w:r></w:p>",
        ["一、总体情况", "话。"],
    ),
    (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>版式表</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        "<w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        ["版式表", "内"],
    ),
]


@pytest.mark.parametrize(("body", "texts"), BODY, ids=[texts[0] for _, texts in BODY])
def test_what_word_holds(tmp_path: Path, body: str, texts: list[str]) -> None:
    word = docx.Document()
    word.element.body.insert(0, parse_xml(body.replace(">", f" {W}>", 1)))
    word.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == texts


def test_automatic_numbers_are_text(tmp_path: Path) -> None:
    """一、 and （一） that Word counts, in the list of the paragraph or of its style."""
    word = docx.Document()
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(
            [
                ("japaneseCounting", "%1、"),
                ("chineseCountingThousand", "（%2）"),
                ("decimal", "%3."),
            ]
        )
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in (
        (0, "总体情况"),
        (1, "概述"),
        (1, "进展"),
        (2, "细节"),
        (0, "主动公开"),
        (1, "目录"),
    ):
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
    word.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == [
        *("一、总体情况", "（一）概述", "（二）进展", "1.细节", "二、主动公开", "（一）目录"),
    ]


def test_footnotes_are_read_below(tmp_path: Path) -> None:
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>现行有效的数量。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    word = docx.Document()
    word.add_paragraph("第二十条第（一）项").add_run()._r.append(
        parse_xml(f'<w:footnoteReference {W} w:id="2"/>')
    )
    word.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as package:
        package.writestr("word/footnotes.xml", note)
    assert paragraphs(tmp_path / "a.docx") == ["第二十条第（一）项[1]", "[1]现行有效的数量。"]


def test_a_table_that_is_a_picture_is_told(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("三、收到和处理政府信息公开申请情况")
    word.add_picture(io.BytesIO(PNG))
    word.save(str(tmp_path / "a.docx"))
    report = read_report(tmp_path / "a.docx")
    assert "有1张图片（第2段），图片中的文字和表格没有读取" in report.warnings
    assert "没有读到表三，可能缺表，或表格是图片；请核对原文" in report.warnings


def test_tables_side_by_side_in_a_table_for_layout(tmp_path: Path) -> None:
    word = docx.Document()
    outer = word.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = HEADINGS["litigation"]
    inner = outer.add_table(rows=4, cols=6)
    for i, row in enumerate(tall_4().rows):
        for j, text in enumerate(row):
            inner.cell(i, j).text = text
    word.save(str(tmp_path / "a.docx"))
    report = read_report(tmp_path / "a.docx")
    assert [section.heading for section in report.sections] == [HEADINGS["litigation"]]
    assert len(report.figures.cells) == 15


HTML_TEXTS: list[tuple[str, list[str]]] = [
    ("<p>甲<b>乙</b> <i>丙</i></p>", ["甲乙 丙"]),
    ("<p>甲\n   乙</p><p>Word\n  file</p>", ["甲乙", "Word file"]),
    ("甲<br>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
    ("<p>甲</p><!-- 注释 --><script>一</script><noscript>二</noscript><p hidden>三</p>", ["甲"]),
    ("<p style='DISPLAY : none'>隐</p><span>显</span>", ["显"]),
    ("<p>&lt;规划&gt;&nbsp;&amp;</p>", ["<规划> &"]),
    ("<p>&#x2F00;、&#xFF11;&#xFF12;件</p>", ["一、12件"]),
    ("<td>没有表格的格", ["没有表格的格"]),
]


@pytest.mark.parametrize(("page", "texts"), HTML_TEXTS, ids=[texts[0] for _, texts in HTML_TEXTS])
def test_what_a_page_holds(tmp_path: Path, page: str, texts: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    assert paragraphs(path) == texts


def test_pictures_in_the_report_are_told_icons_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    report = html_article() + "<img src='table3.png'><img width=16 src='icon.png'>"
    path.write_text(html_page(f"<div><img src='logo.png'></div><div>{report}</div>"), "utf-8")
    assert read_report(path).warnings == ("网页正文有1张图片，图片中的文字和表格没有读取",)


def test_spans_that_overlap_or_claim_too_much(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><td rowspan=99999999>甲</td><td colspan=0>乙</td></tr>"
        "<tr><td colspan=-1>丙</td><td rowspan='二'>丁</td></tr></table>",
        encoding="utf-8",
    )
    (table,) = read_document(path).blocks
    assert isinstance(table, Grid)
    assert table.rows == (("甲", "乙", ""), ("甲", "丙", "丁"))
