"""What only a Word file holds: automatic numbers, text boxes, tracked changes, footnotes."""

import base64
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.reading import read_report
from tests.corpus.files import HEADINGS, paragraphs
from tests.corpus.grids import tall_4

PNG = base64.b64decode(  # one white point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)
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
