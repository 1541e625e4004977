"""Whose outline, which paragraph, what goes where."""

import pytest

from assistant.core.drafts import DraftSection
from assistant.core.writing.brief import Brief
from assistant.core.writing.planning import plan_report, without_signature
from tests.forms import AGENCY, form, past_report

OVERVIEW = (
    "2024年，本局推进政府信息公开。",
    "（一）主动公开情况。网站发布信息120条。",
    "（二）依申请公开情况。收到政府信息公开申请21件。",
    "（三）监督保障情况。举办培训2次。",
)
OTHER = (
    "（一）重点领域信息公开",
    "公开预警信息。",
    "（二）政策解读和回应关切",
    "1.加强解读。及时解读政策。",
    "（三）平台和政务服务",
    "完善网站栏目。",
    "（四）信息处理费",
    "未收取信息处理费。",
    AGENCY,
    "2025年1月20日",
)


def briefs(notes: tuple[str, ...] = ()) -> dict[DraftSection, Brief]:
    past = past_report(form(2024, {"新收.总计": 21}), overview=OVERVIEW, other=OTHER)
    now = form(2025, {"新收.总计": 30}, indicators=[("公众号发布信息", 7, "条")], notes=notes)
    return {brief.section: brief for brief in plan_report(now, past=[past])}


def test_the_office_s_own_headings_are_kept_in_order() -> None:
    titles = [paragraph.part.heading for paragraph in briefs()["overview"].paragraphs]
    assert titles == ["", "（一）主动公开情况", "（二）依申请公开情况", "（三）监督保障情况"]


def test_the_parts_of_the_sixth_section_are_sections_of_their_own() -> None:
    found = {
        section: [paragraph.part.heading for paragraph in brief.paragraphs]
        for section, brief in briefs().items()
    }
    assert found["key_areas"] == ["（一）重点领域信息公开"]
    assert found["interpretation"] == ["（二）政策解读和回应关切", "1.加强解读"]
    assert found["platform"] == ["（三）平台和政务服务"]
    assert found["other"] == ["（四）信息处理费"]


@pytest.mark.parametrize(
    ("note", "section", "title"),
    [
        ("举办业务培训3次", "overview", "监督保障情况"),
        ("存在问题：解读不够通俗", "problems", ""),
        ("上年问题整改：已经公开目录", "problems", ""),
        ("信息处理费按规定收取", "other", "信息处理费"),
        ("开通政务新媒体矩阵", "platform", "平台和政务服务"),
        ("办结一件疑难申请", "overview", "依申请公开情况"),
    ],
)
def test_a_note_goes_where_a_reader_looks_for_it(
    note: str, section: DraftSection, title: str
) -> None:
    past = past_report(form(2024), overview=OVERVIEW, other=OTHER, problems=["一是培训不够。"])
    planned = plan_report(form(2025, notes=[note]), past=[past])
    places = [
        (brief.section, paragraph.part.title)
        for brief in planned
        for paragraph in brief.paragraphs
        if note in paragraph.notes
    ]
    assert places == [(section, title)]


def test_a_note_that_last_year_s_wording_already_says_is_not_said_twice() -> None:
    planned = briefs(notes=("举办培训5次",))
    assert not any(p.notes for brief in planned.values() for p in brief.paragraphs)


def test_an_indicator_that_no_sentence_states_is_required_where_it_belongs() -> None:
    required = [
        (brief.section, fact.label)
        for brief in briefs().values()
        for paragraph in brief.paragraphs
        for fact in paragraph.required
        if fact.kind == "indicator"
    ]
    assert required == [("overview", "公众号发布信息")]


def test_without_a_past_report_the_outline_is_the_form_s() -> None:
    overview, problems, other = plan_report(form(2025), past=[])
    assert [p.part.heading for p in overview.paragraphs] == [
        "（一）主动公开情况",
        "（二）依申请公开情况",
        "（三）政府信息管理情况",
        "（四）政府信息公开平台建设情况",
        "（五）监督保障情况",
    ]
    assert (problems.section, other.section) == ("problems", "other")


@pytest.mark.parametrize("date", ["2025年1月20日", "（2025年1月20日）", "二〇二五年一月二十日"])
def test_a_signature_belongs_to_no_section(date: str) -> None:
    assert without_signature(("正文。", AGENCY, date), AGENCY) == ("正文。",)
    assert without_signature(("正文。", "2025年1月20日印发通知。"), AGENCY)[-1].endswith("通知。")
