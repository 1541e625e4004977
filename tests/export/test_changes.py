"""Tracked changes and comments in the Word file: accepted it is this report, rejected the other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.oxml.ns import qn

from assistant.core.drafts import DraftSection
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.official import official_report
from assistant.core.publication import APPENDIX, CheckedText, Publication
from assistant.core.remarks import remarks_on
from assistant.core.report import Report
from assistant.export import export_report
from corpus.reading import read_report
from corpus.samples.build import read_source
from tests.export.test_docx import sample

THIS, LAST = "示例市应急管理局_2025", "示例市应急管理局_2024"


def rejected(path: Path) -> list[str]:
    """The paragraphs outside tables as they are once every change is rejected."""
    found: list[str] = []
    for paragraph in open_document(str(path)).element.body.findall(qn("w:p")):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}") is not None:
            continue
        for new in list(paragraph.iter(qn("w:ins"))):
            new.getparent().remove(new)
        texts = (node.text or "" for node in paragraph.iter(qn("w:t"), qn("w:delText")))
        found.append("".join(texts))
    return [text for text in found if text]


def lines(report: Report) -> list[str]:
    sections = ((one.heading, *one.paragraphs) for one in report.sections)
    return [report.title, *report.preamble, *(line for section in sections for line in section)]


@pytest.mark.parametrize(("this", "last"), [(THIS, LAST), (LAST, "示例市应急管理局_2023")])
def test_changes_accepted_are_this_year_and_rejected_last_year(
    this: str, last: str, tmp_path: Path
) -> None:
    path, report, before = tmp_path / "a.docx", sample(this), sample(last)
    export_report(path, Publication(report=report, before=before))
    read = read_report(path)
    assert (read.title, read.preamble, read.sections) == (
        *(report.title, report.preamble),
        report.sections,
    )
    assert rejected(path) == lines(before)
    plain = Publication(report=report, before=report)
    export_report(tmp_path / "same.docx", plain)
    body = open_document(str(tmp_path / "same.docx")).element.body
    assert not list(body.iter(qn("w:ins"), qn("w:del")))


def test_each_change_has_a_number_of_its_own_and_names_no_person(tmp_path: Path) -> None:
    export_report(tmp_path / "a.docx", Publication(report=sample(THIS), before=sample(LAST)))
    body = open_document(str(tmp_path / "a.docx")).element.body
    changes = list(body.iter(qn("w:ins"), qn("w:del")))
    numbers = [change.get(qn("w:id")) for change in changes]
    assert len(numbers) == len(set(numbers)) > 50
    assert {change.get(qn("w:author")) for change in changes} == {"年报助手"}
    assert {change.get(qn("w:date")) for change in changes} == {"2026-01-01T00:00:00Z"}


TEXTS: Mapping[DraftSection, str] = {
    "overview": "（一）依申请公开情况。2025年，新收政府信息公开申请44件，办结49件。",
    "problems": "无。",
    "key_areas": "（一）重点领域。作出行政许可处理决定405件。",
    "other": "（一）信息处理费。新收政府信息公开申请44件。",
}


def commented() -> Publication:
    _, figures = read_source(THIS)
    basis = Basis(figures=figures)
    checks = tuple(
        CheckedText(heading=section, text=text, grounding=ground_on(text, basis))
        for section, text in TEXTS.items()
    )
    report = official_report(figures, TEXTS)
    return Publication(report=report, checks=checks, remarks=remarks_on(TEXTS, checks))


def anchored(path: Path) -> list[tuple[str, str]]:
    """The words that each comment is about, and what it says."""
    document = open_document(str(path))
    texts = {str(one.comment_id): one.text for one in document.comments}
    found: dict[str, str] = {}
    is_open: set[str] = set()
    for element in document.element.body.iter():
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            is_open.add(number)
        elif element.tag == qn("w:commentRangeEnd"):
            is_open.remove(number)
        elif element.tag == qn("w:t"):
            for one in is_open:
                found[one] = found.get(one, "") + (element.text or "")
    assert not is_open
    return [(found[number], texts[number]) for number in sorted(texts, key=int)]


def test_a_comment_tells_where_each_number_comes_from(tmp_path: Path) -> None:
    export_report(tmp_path / "a.docx", commented())
    said = anchored(tmp_path / "a.docx")
    assert [words for words, _ in said] == ["44件", "49件", "405件", "44件"]
    assert said[0][1] == "相符；依据：表三 一、本年新收政府信息公开申请数量·总计"
    assert said[1][1].startswith("不符；依据：表三 三、本年度办理结果｜（七）总计·总计；“49件”")
    assert said[2][1].startswith("相符；依据：表二 第二十条第（五）项｜行政许可")
    read = read_report(tmp_path / "a.docx")
    assert read.sections[-1].paragraphs[1] == "（二）信息处理费。新收政府信息公开申请44件。"


def test_comments_and_changes_stand_together(tmp_path: Path) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    for path in (one, two):
        export_report(path, replace(commented(), before=sample(LAST)))
    assert one.read_bytes() == two.read_bytes()
    assert [words for words, _ in anchored(one)] == ["44件", "49件", "405件", "44件"]
    comments = open_document(str(one)).comments
    assert {(one.author, one.timestamp and one.timestamp.date()) for one in comments} == {
        ("年报助手", date(2026, 1, 1))
    }


def test_the_appendix_lists_every_number_on_its_side(tmp_path: Path) -> None:
    export_report(tmp_path / "a.docx", replace(commented(), has_appendix=True, accepted_by="王审"))
    document = open_document(str(tmp_path / "a.docx"))
    upright, lying = document.sections
    assert (upright.page_width, upright.page_height) == (lying.page_height, lying.page_width)
    assert APPENDIX in [one.text for one in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[0][2:4] == ["文中的数", "所在语句"]
    assert [row[2] for row in rows[1:]] == ["44件", "49件", "405件", "44件"]
    assert {row[7] for row in rows[1:]} == {"王审"}
