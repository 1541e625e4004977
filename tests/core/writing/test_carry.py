"""The carry-forward writer's text, paragraph by paragraph."""

import pytest

from assistant.core.drafts import DraftSection
from assistant.core.report import Report
from assistant.core.writing.carry import pieces, write_paragraph
from assistant.core.writing.pieces import as_sentence
from assistant.core.writing.planning import plan_report
from assistant.core.writing.problems import CHECK_PROBLEM
from tests.forms import form, past_report


def written(
    section: DraftSection, past: Report | None, notes: tuple[str, ...] = (), **numbers: int
) -> str:
    now = form(2025, {key.replace("_", "."): value for key, value in numbers.items()}, notes=notes)
    briefs = {brief.section: brief for brief in plan_report(now, past=[past] if past else [])}
    brief = briefs[section]
    return "\n".join(write_paragraph(paragraph, brief) for paragraph in brief.paragraphs)


def test_an_event_of_last_year_becomes_a_question_or_has_a_mark() -> None:
    past = past_report(
        form(2024), overview=["本局推进公开。3月印发工作方案。首次开放档案。网站运行平稳。"]
    )
    text = written("overview", past)
    asked = "【待核实：上年写“××月印发工作方案”，本年情况？】"
    assert f"{asked}首次开放档案【待核实】。网站运行平稳。" in text


def test_the_cause_of_last_year_s_change_is_not_this_year_s() -> None:
    past = past_report(
        form(2024), overview=["新收政府信息公开申请0件，主要原因是渠道变化。其余正常。"]
    )
    text = written("overview", past, 新收_总计=5)
    assert "主要原因是渠道变化【待核实】。其余正常。" in text


CAUSES = [
    # (sentence of a year with 8 after 10, applications now, what is said now)
    (
        "新收政府信息公开申请8件，优化渠道后，比上年下降20.0%；其余正常。",
        6,
        "件，优化渠道后【待核实】，比上年下降25.0%；",
    ),
    (
        "新收政府信息公开申请8件，优化渠道后，比上年下降20.0%；其余正常。",
        12,
        "12件，比上年增长50.0%；其余正常。",
    ),
    (
        "新收政府信息公开申请8件，比上年减少2件，减量主要来自企业。其余正常。",
        12,
        "比上年增加4件。其余正常。",
    ),
    (
        "新收政府信息公开申请8件，比上年减少2件，减量主要来自企业。",
        6,
        "减少2件，减量主要来自企业【待核实】。",
    ),
]


@pytest.mark.parametrize(("sentence", "now", "said"), CAUSES)
def test_the_cause_of_a_fall_is_not_said_of_a_rise(sentence: str, now: int, said: str) -> None:
    before = past_report(form(2023, {"新收.总计": 10}), overview=["略。"])
    past = past_report(form(2024, {"新收.总计": 8}), overview=[sentence])
    figures = form(2025, {"新收.总计": now})
    brief = next(b for b in plan_report(figures, past=[past, before]) if b.section == "overview")
    assert said in write_paragraph(brief.paragraphs[0], brief)


def test_events_in_a_row_are_one_question_whose_citation_is_verbatim() -> None:
    told = "3月印发工作方案，明确分工。聘请监督员6名。"
    past = past_report(form(2024), overview=[f"本局推进公开。{told}"])
    brief = next(b for b in plan_report(form(2025), past=[past]) if b.section == "overview")
    question = pieces(brief.paragraphs[0], brief)[1]
    assert question.text == (
        "【待核实：上年写“××月印发工作方案，明确分工；聘请监督员××名”，本年情况？】"
    )
    assert question.origin.citation is not None
    assert question.origin.citation.quote == told


def test_an_office_that_told_of_its_progress_is_asked_to_go_on() -> None:
    problems = [
        "上年报告列出的更新慢的问题，已经整改。",
        "存在的主要问题：一是解读不够通俗，图解少；二是人手不足。",
        "下一步采取两项措施：一是加强图解；二是增加人员。",
    ]
    text = written("problems", past_report(form(2024), problems=problems))
    assert text.split("\n") == [
        "上年报告提出的解读不够通俗、人手不足等问题，"
        "【待核实：上年提出“一是加强图解；二是增加人员”，完成情况？】",
        f"存在的主要问题：一是解读不够通俗，图解少；二是人手不足。{CHECK_PROBLEM}",
        "下一步采取以下措施：【待补充：逐一对应的改进措施】",
    ]


def test_that_all_rose_is_not_said_of_a_year_with_fewer_applications() -> None:
    past = past_report(form(2024, {"新收.总计": 8}), overview=["工作量质齐升，再创新高。"])
    text = written("overview", past, 新收_总计=5)
    assert text.startswith("【待核实：上年写“工作量质齐升，再创新高”，本年情况？】")


def test_nothing_received_is_said_in_words_and_so_are_no_disputes() -> None:
    text = written("overview", past_report(form(2024), overview=["本局推进公开。"]))
    assert "全年未收到政府信息公开申请。" in text
    assert "未发生政府信息公开行政复议、行政诉讼。" in text


def test_problems_and_measures_of_last_year_are_questions() -> None:
    past = past_report(form(2024), problems=["一是解读不够通俗。", "下一步，我局将加强图解。"])
    text = written("problems", past)
    assert f"一是解读不够通俗。{CHECK_PROBLEM}" in text
    assert text.endswith("【待核实：上年提出“加强图解”，完成情况？】【待补充：逐一对应的改进措施】")
    assert "下一步" not in text  # last year's plan is no plan of this year


def test_what_became_of_last_year_s_plan_is_asked_before_this_year_s_plan_begins() -> None:
    problems = ["一是解读不够通俗。", "下一步采取措施：一是加强图解；二是增加人员。"]
    assert written("problems", past_report(form(2024), problems=problems)).endswith(
        "【待核实：上年提出“一是加强图解；二是增加人员”，完成情况？】"
        "下一步采取措施：【待补充：逐一对应的改进措施】"
    )


def test_problems_and_measures_that_the_officer_noted_replace_them() -> None:
    past = past_report(form(2024), problems=["一是解读不够通俗。", "下一步，我局将加强图解。"])
    notes = (
        "上年问题整改：图解已上网",
        "存在问题：答复征求意见慢；栏目更新慢",
        "改进措施：统一文书；每季通报",
    )
    assert written("problems", past, notes).split("\n") == [
        "针对上年提出的问题，本年已采取以下改进措施：图解已上网。"
        "2025年，政府信息公开工作还存在一些不足，主要是：一是答复征求意见慢；二是栏目更新慢。",
        "针对存在的问题，下一步将重点做好以下工作：一是统一文书；二是每季通报。",
    ]


def test_from_the_form_alone_what_nobody_supplied_is_marked() -> None:
    text = written("overview", None, 新收_总计=3, 行政许可_处理决定=7)
    assert "作出行政许可处理决定7件" in text
    assert "全年新收政府信息公开申请3件。" in text
    assert "【待补充：政府信息管理情况】" in text
    assert written("problems", None) == ("【待补充：存在的主要问题】【待补充：逐一对应的改进措施】")


def test_a_note_is_closed_like_a_sentence() -> None:
    assert [as_sentence(note) for note in ("举办培训2次", "已完成。", "甲，乙；")] == [
        "举办培训2次。",
        "已完成。",
        "甲，乙。",
    ]
