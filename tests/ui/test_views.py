"""Views: what they show of a value, and that no value becomes a tag, script or template."""

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant.core.comparing import rows_of
from assistant.core.drafts import Draft, Revision
from assistant.core.evidence.binding import Binding
from assistant.core.evidence.facts import Fact
from assistant.core.evidence.grounding import ground
from assistant.core.findings import FormFinding, TextFinding
from assistant.core.office import Office
from assistant.core.ports import AuditEntry, ReportEntry
from assistant.core.prose.quantities import find_quantities
from assistant.core.report import Citation, Report
from assistant.core.returned import ChangedCell
from assistant.core.reviewing import ReviewRemark, ReviewStep
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.printed import printed_tables
from assistant.core.verdicts import JudgedText, Verdict, judge_form, judge_text, text_key
from assistant.core.versions import NamedVersion
from assistant.usecases.importing import Returned
from assistant.usecases.judging import Blocking
from ui.views import (
    export_notes,
    finding_cards,
    frame,
    remark_cards,
    report_list,
    sources,
    version_list,
)
from ui.views.differences import differences, side_by_side
from ui.views.grid import Answer, Checked, figures_grid
from ui.views.report_list import FileStep
from ui.views.tables import changed, form_table

HOSTILE = "<script>alert(1)</script><img src=x onerror='a()'>\"${alert(1)}{{value}}&"
FIGURES = Figures(
    agency=HOSTILE,
    year=2024,
    edition="2021",
    cells=(
        read_cell("表三", "一、本年新收政府信息公开申请数量", "总计", "3525"),
        read_cell("表二", f"第二十条第（一）项｜{HOSTILE}", "件数", HOSTILE),
    ),
    indicators=(Indicator(label=HOSTILE, value=Decimal(1), unit=HOSTILE),),
    notes=(HOSTILE,),
)
REVISION = Revision(
    section="overview",
    number=1,
    text=HOSTILE,
    author=HOSTILE,
    created="2025-01-10T12:00:00+00:00",
    note=HOSTILE,
)
NAMED = NamedVersion(
    name=HOSTILE, author=HOSTILE, created="2025-01-10T12:00:00+00:00", numbers={"overview": 1}, id=1
)
DRAFT = Draft(id="d", agency=HOSTILE, year=2024, figures=FIGURES, revisions=(REVISION,))
REMARK = ReviewRemark(
    section="overview",
    start=0,
    end=len(HOSTILE),
    quote=HOSTILE,
    source="",
    text=HOSTILE,
    author=HOSTILE,
    created="2025-01-10T12:00:00+00:00",
    steps=(
        ReviewStep(kind="回复", text=HOSTILE, author=HOSTILE, created="2025-01-10T12:00:00+00:00"),
    ),
    id=1,
)
RETURNED = AuditEntry(
    created="2025-01-10T12:00:00+00:00",
    actor=HOSTILE,
    action="退回",
    subject="draft:d",
    detail={"reason": HOSTILE},
)
FINDING = TextFinding(
    rule="r", level="error", start=1, end=2, quote=HOSTILE, message=HOSTILE, expected=HOSTILE
)
CITATION = Citation(report="r", agency=HOSTILE, year=2023, section="overview", quote=HOSTILE)
ENTRY = ReportEntry(id="1", agency=HOSTILE, year=2023, file=HOSTILE, passages=3)
FACT = Fact(
    key="k",
    label=HOSTILE,
    value=Decimal(3525),
    unit=HOSTILE,
    year=2024,
    kind="cell",
    source=HOSTILE,
    formula=HOSTILE,
)
BINDING = Binding(
    quantity=replace(find_quantities("申请3525件")[0], text=HOSTILE), verdict="supported", fact=FACT
)
VERDICT = Verdict(
    key=text_key(FINDING, HOSTILE),
    decision="忽略",
    reason=HOSTILE,
    scope=HOSTILE,
    author=HOSTILE,
    about=HOSTILE,
    created="2025-01-10T12:00:00+00:00",
)


def judged(finding: TextFinding, *verdicts: Verdict) -> JudgedText:
    return judge_text([finding], verdicts, text=HOSTILE)[0]


SHOWN = {
    "said": frame.said(HOSTILE),
    "problem": frame.problem(HOSTILE, [HOSTILE]),
    "draft_state": frame.draft_state(DRAFT),
    "text_findings": finding_cards.text_findings(
        "", [judged(FINDING)], finding_cards.May(judge=True)
    ),
    "waived": finding_cards.text_findings(
        "", [judged(FINDING, VERDICT)], finding_cards.May(judge=True)
    ),
    "numbers": frame.numbers([BINDING]),
    "past_passages": sources.past_passages([CITATION]),
    "versions": version_list.versions([REVISION], [NAMED], "overview"),
    "differences": differences(HOSTILE, {HOSTILE: (HOSTILE, f"{HOSTILE}{HOSTILE}")}),
    "side by side": side_by_side((HOSTILE, HOSTILE), rows_of([HOSTILE], [f"甲{HOSTILE}"])),
    "remarks": remark_cards.cards([REMARK], DRAFT, "overview", may_answer=True),
    "notice": remark_cards.notice(DRAFT, RETURNED, [REMARK]),
    "export notes": export_notes.notes(
        DRAFT,
        [HOSTILE],
        [REMARK],
        [Blocking(place="overview", judged=judged(FINDING))],
    ),
    "office": export_notes.office(Office(agency=HOSTILE)),
    "returned": export_notes.returned(
        Returned(
            draft=DRAFT,
            sections=(),
            cells=(ChangedCell(name=HOSTILE, known=HOSTILE, found=HOSTILE),),
            notices=(HOSTILE,),
        )
    ),
    "why": frame.why({"accept": HOSTILE}),
    "corpus": report_list.corpus([ENTRY], may_add=True),
    "steps": report_list.steps([FileStep(file=HOSTILE, told=HOSTILE, report=HOSTILE)]),
    "reading": report_list.reading(
        Report(
            agency=HOSTILE,
            year=2024,
            title=HOSTILE,
            preamble=(),
            sections=(),
            figures=FIGURES,
            warnings=(HOSTILE,),
            file=HOSTILE,
        )
    ),
    "form_findings": finding_cards.form_findings(
        1,
        judge_form([FormFinding(rule="r", level="error", message=HOSTILE)], ()),
        may_judge=True,
    ),
    "form_table": form_table(printed_tables(FIGURES)[0]),
    "changed_cells": changed(replace(FIGURES, cells=(), notes=()), FIGURES),
    "figures_grid": figures_grid(
        Draft(id="d", agency=HOSTILE, year=2024, figures=FIGURES, previous=FIGURES),
        Checked(
            number=1,
            findings=judge_form(
                [
                    FormFinding(
                        rule="r", level="error", message=HOSTILE, cells=(FIGURES.cells[1].name,)
                    )
                ],
                (),
            ),
        ),
        Answer(refused={FIGURES.cells[1].key: HOSTILE}),
    ),
    "panel_tabs": frame.panel_tabs("main", {"a": HOSTILE}),
}


class _Reader(HTMLParser):
    """The tags, attributes and text that a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", SHOWN)
def test_hostile_text_is_shown_as_text(name: str) -> None:
    shown = SHOWN[name]
    reader = _Reader()
    reader.feed(shown)
    assert not reader.tags & {"script", "img"}
    assert not any(attribute.startswith("on") for attribute in reader.attributes)
    assert "${" not in shown
    assert "{{" not in shown
    assert HOSTILE in reader.text


def test_a_finding_knows_its_words() -> None:
    shown = finding_cards.text_findings("", [judged(FINDING)], finding_cards.May(judge=False))
    assert 'data-start="1" data-end="2"' in shown
    assert "data-decision" not in shown


# What may be said of a finding: by its rule, and by what was said before.
CHOICES = [
    (FINDING, (), {"确认", "忽略"}, True),
    (replace(FINDING, expected=""), (), {"确认", "忽略"}, False),
    (replace(FINDING, rule="open_mark"), (), set(), False),
    (FINDING, (VERDICT,), {"撤回"}, False),
]


@pytest.mark.parametrize(("finding", "verdicts", "choices", "has_scope"), CHOICES)
def test_a_card_offers_what_may_be_said(
    finding: TextFinding, verdicts: tuple[Verdict, ...], choices: set[str], has_scope: bool
) -> None:
    shown = finding_cards.text_findings(
        "", [judged(finding, *verdicts)], finding_cards.May(judge=True)
    )
    assert set(re.findall('data-decision="(.+?)"', shown)) == choices
    assert ('name="scope"' in shown) == has_scope


def test_each_number_has_its_verdict_cell_and_formula() -> None:
    figures = Figures(
        agency="示例市应急管理局",
        year=2024,
        edition="2021",
        cells=(read_cell("表三", "一、本年新收政府信息公开申请数量", "总计", "3525"),),
    )
    text = "新收政府信息公开申请3525件，2024年1月1日起施行，网站访问量99万次。"
    shown = frame.numbers(ground(text, figures=figures).bindings)
    assert "2 个，1 个有据" in shown  # a date is no statement
    for words in ("3525件", "有据", "表三 一、本年新收政府信息公开申请数量·总计", "无据"):
        assert words in shown


def test_a_formula_is_shown_with_its_numbers() -> None:
    share = replace(FACT, label="占比", formula="31÷60", source="甲÷乙", unit="%", kind="share")
    shown = frame.numbers([replace(BINDING, fact=share)])
    assert "＝31÷60" in shown


def test_a_section_tells_what_waits() -> None:
    assert frame.section_label("problems", None) == "问题及改进 · 未起草"
    assert frame.section_label("problems", []) == "问题及改进 · 无误"
    open_one = [judged(FINDING), judged(replace(FINDING, level="info"))]
    assert frame.section_label("problems", open_one) == "问题及改进 · 1处待改"
    assert frame.section_label("problems", [judged(FINDING, VERDICT)]) == "问题及改进 · 无误"


def test_both_sides_of_a_rule_and_their_difference_are_shown() -> None:
    finding = FormFinding(
        rule="r",
        level="error",
        message="不等",
        left=Decimal("10.50"),
        right=Decimal(4),
        cells=("甲",),
    )
    shown = finding_cards.form_findings(12, judge_form([finding], ()), may_judge=True)
    assert "左边 10.5，右边 4，相差 6.5" in shown
    assert "<details open>" in shown
    assert "没有发现问题" in finding_cards.form_findings(12, [], may_judge=True)


def test_the_form_is_shown_as_it_is_printed(figures: Figures) -> None:
    shown = "".join(map(form_table, printed_tables(figures)))
    for words in ("行政规范性文件", "申请人情况", "结果维持"):
        assert words in shown
    assert shown.count("<table") == 3
