"""An office's own .docx as template: filled where it says so, refused with what is wrong."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt

from assistant.core.errors import ExportError
from assistant.core.office import Office
from assistant.core.official import official_report
from assistant.core.publication import Publication
from assistant.export import export_report
from assistant.export.template import check_template
from corpus.reading import read_report
from corpus.samples.build import read_source

SIGNED = date(2026, 1, 15)


def template(*paragraphs: str) -> Document:
    document = open_document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def saved(document: Document) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def own() -> Document:
    """A red head, placeholders in runs that Word cut up, an own style, a person's name."""
    document = template("{{单位}}文件")
    title = document.add_paragraph()
    for piece in ("{{标", "题}}"):
        title.add_run(piece).bold = True
    document.add_paragraph("{{正文}}")
    document.add_paragraph("{{落款}}")
    document.add_paragraph("{{日期}}")
    document.add_paragraph("抄送：示例市人民政府")
    document.sections[0].header.paragraphs[0].text = "{{年度}}年"
    document.sections[0].left_margin = Mm(30)
    document.styles["Heading 1"].font.size = Pt(15)
    document.core_properties.author = "王某"
    return document


def publication() -> Publication:
    _, figures = read_source("示例市应急管理局_2025")
    texts = {"overview": "（一）主动公开情况。公开信息3条。", "problems": "无。", "other": "无。"}
    report = official_report(figures, texts)  # type: ignore[arg-type]
    office = Office(agency=report.agency, template=saved(own()))
    return Publication(report=report, office=office, signed=SIGNED)


def test_the_template_is_filled(tmp_path: Path) -> None:
    export_report(tmp_path / "a.docx", publication())
    document = open_document(str(tmp_path / "a.docx"))
    texts = [one.text for one in document.paragraphs]
    report = publication().report
    assert texts[:3] == [f"{report.agency}文件", report.title, report.preamble[0]]
    assert texts[-3:] == [report.agency, "2026年1月15日", "抄送：示例市人民政府"]
    assert document.sections[0].header.paragraphs[0].text == "2025年"
    assert document.styles["Heading 1"].font.size == Pt(15)  # the template's own
    assert document.styles["公文正文"].font.size == Pt(16)  # added
    assert document.paragraphs[1].runs[0].bold
    assert document.core_properties.author == ""
    width = sum(column.width or 0 for column in document.tables[0].columns)
    assert round(Length(width).mm) == 154  # of Letter, 215.9 mm, without 30 and 31.8 mm


def test_it_is_read_back_equal_and_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    export_report(one, publication())
    export_report(two, publication())
    assert one.read_bytes() == two.read_bytes()
    read, report = read_report(one), publication().report
    assert read.sections[:-1] == report.sections[:-1]
    assert read.figures.number("新收.总计") == report.figures.number("新收.总计")


def tracked() -> Document:
    document = template("{{标题}}", "{{正文}}")
    document.paragraphs[0]._p.append(OxmlElement("w:ins"))
    return document


def commented() -> Document:
    document = template("{{标题}}", "{{正文}}")
    document.add_comment(document.paragraphs[0].runs[0], "看这里")
    return document


WRONG = [
    (b"", "打不开"),
    (b"PK\x03\x04" + b"\0" * 40, "打不开"),
    (saved(template()), "没有 {{标题}}；.*没有 {{正文}}"),
    (saved(template("{{标题}}", "请看{{正文}}")), "{{正文}} 要单独成一段"),
    (saved(template("{{标题}}", "{{正文}}", "{{正文}}")), "出现了2次"),
    (saved(template("{{标题}}", "{{正文}}", "{{文号}}")), "不认识 {{文号}}"),
    (saved(tracked()), "里面有修订"),
    (saved(commented()), "里面有批注"),
]


@pytest.mark.parametrize(("document", "words"), WRONG)
def test_what_is_wrong_is_said_in_one_line(document: bytes, words: str) -> None:
    with pytest.raises(ExportError, match=words) as caught:
        check_template(document)
    assert "\n" not in str(caught.value)


def test_a_good_template_is_taken() -> None:
    check_template(saved(own()))
