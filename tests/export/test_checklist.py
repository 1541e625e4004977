"""The 核对表 lists every number with its place, its source and the verdict."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.core.errors import ExportError
from assistant.core.evidence.binding import Binding
from assistant.core.evidence.facts import Fact
from assistant.core.evidence.grounding import Grounding, ground
from assistant.core.findings import TextFinding
from assistant.core.official import official_report
from assistant.core.prose.quantities import Quantity
from assistant.core.publication import CheckedText, Publication
from assistant.core.tables.figures import Figures
from assistant.export import export_checklist
from assistant.export.checklist import HEADS, checklist_rows
from corpus.samples.build import read_source

TEXT = "2025年，新收申请44件，下降17.0%。\n=办结50件；访问9次。"
RECEIVED = Fact(
    key="新收.总计",
    label="新收政府信息公开申请",
    value=Decimal(44),
    unit="件",
    year=2025,
    kind="cell",
    source="表三 新收·总计",
)
DONE = Fact(
    key="办理总计.总计",
    label="办结政府信息公开申请",
    value=Decimal(45),
    unit="件",
    year=2025,
    kind="sum",
    source="表三 （七）总计·总计",
    formula="34+7+1+3",
)


def quantity(text: str, value: str | None, unit: str = "件", exempt: str = "") -> Quantity:
    start = TEXT.index(text)
    number = None if value is None else Decimal(value)
    return Quantity(
        start=start, end=start + len(text), text=text, value=number, unit=unit, exempt=exempt
    )


def finding(text: str, message: str) -> TextFinding:
    start = TEXT.index(text)
    return TextFinding(
        rule="stale", level="error", start=start, end=start + len(text), quote=text, message=message
    )


CHECKED = CheckedText(
    heading="一、总体情况",
    text=TEXT,
    grounding=Grounding(
        bindings=(
            Binding(quantity=quantity("2025年", None, "", "年份"), verdict="exempt"),
            Binding(quantity=quantity("44件", "44"), verdict="supported", fact=RECEIVED),
            Binding(quantity=quantity("50件", "50"), verdict="stale", fact=DONE),
            Binding(quantity=quantity("9次", "9", "次"), verdict="unsupported"),
        ),
        findings=(finding("50件", "“50件”是上年的数"), finding("9次", "“9次”没有数据支持")),
    ),
)

REPORT = official_report(Figures(agency="示例局", year=2025, edition="2021", cells=()), {})
PUBLICATION = Publication(report=REPORT, checks=(CHECKED,), accepted_by="王审")


def test_each_number_has_a_row() -> None:
    exempt, supported, stale, unsupported = checklist_rows(PUBLICATION)
    assert (exempt.verdict, exempt.message, exempt.number) == ("不作核对", "年份", 1)
    assert supported.accepted_by == "王审"
    assert (supported.verdict, supported.source) == ("相符", "表三 新收·总计")
    assert (supported.expected, supported.message) == ("", "")
    assert supported.sentence == "2025年，新收申请44件，下降17.0%"
    assert (stale.verdict, stale.expected, stale.formula) == ("上年的数", "45件", "34+7+1+3")
    assert (stale.paragraph, stale.sentence) == (2, "=办结50件")
    assert (unsupported.verdict, unsupported.source) == ("没有依据", "")
    assert unsupported.message == "“9次”没有数据支持"


def test_the_workbook_holds_the_rows_as_text(tmp_path: Path) -> None:
    path = tmp_path / "核对表.xlsx"
    export_checklist(path, PUBLICATION)
    sheet = load_workbook(path)["核对表"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=3)]
    assert tuple(lines[0]) == HEADS
    assert [line[3] for line in lines[1:]] == ["2025年", "44件", "50件", "9次"]
    assert sheet["A2"].value == "共4处数字：相符1处，不符0处，上年的数1处，没有依据1处，不作核对1处"
    assert sheet["E6"].data_type == "s"  # a sentence that begins with = is no formula
    assert sheet["F6"].fill.fgColor.rgb == "00F8CBAD"
    assert sheet.auto_filter.ref == "A3:K7"


def test_the_table_as_markdown(tmp_path: Path) -> None:
    path = tmp_path / "核对表.md"
    export_checklist(path, PUBLICATION)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {REPORT.title}核对表\n\n共4处数字：")
    assert "| 2 | 一、总体情况 | 1 | 44件 | 2025年，新收申请44件，下降17.0% | 相符 |" in text


@pytest.mark.parametrize("suffix", [".xlsx", ".md"])
def test_two_exports_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    paths = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    for path in paths:
        export_checklist(path, PUBLICATION)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"核对表不能导出为 \.docx 文件"):
        export_checklist(tmp_path / "核对表.docx", PUBLICATION)


def test_every_number_of_a_sample_is_listed() -> None:
    content, figures = read_source("示例市应急管理局_2025")
    text = content["sections"][0]["text"].strip()
    grounding = ground(text, figures=figures, previous=read_source("示例市应急管理局_2024")[1])
    checked = CheckedText(heading="一、总体情况", text=text, grounding=grounding)
    rows = checklist_rows(replace(PUBLICATION, checks=(checked,)))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.written in text and row.sentence in text for row in rows)
    received = next(row for row in rows if row.written == "44件")
    assert received.verdict == "相符"
    assert "一、本年新收政府信息公开申请数量" in received.source
