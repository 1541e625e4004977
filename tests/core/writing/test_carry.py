"""The carry-forward writer's text, paragraph by paragraph."""

from assistant.core.drafts import DraftSection
from assistant.core.report import Report
from assistant.core.writing.carry import write_paragraph
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


def test_an_event_of_last_year_becomes_a_question_once_for_a_run_of_them() -> None:
    past = past_report(
        form(2024), overview=["本局推进公开。3月印发工作方案。首次开放档案。网站运行平稳。"]
    )
    text = written("overview", past)
    asked = "【待核实：“首次开放档案”是上年的说法，本年情况？】"
    assert f"首次开放档案。{asked}网站运行平稳。" in text
    assert text.count("是上年的说法") == 1
    assert "【待核实：上年报告写“××月印发工作方案”，本年情况？】首次开放档案。" in text


def test_the_cause_of_last_year_s_change_is_not_this_year_s() -> None:
    past = past_report(
        form(2024), overview=["新收政府信息公开申请0件，主要原因是渠道变化。其余正常。"]
    )
    text = written("overview", past, 新收_总计=5)
    assert "【待核实：“主要原因是渠道变化”是上年的说法，本年情况？】" in text


def test_what_changed_the_number_last_year_is_doubted_and_the_number_is_not() -> None:
    last = form(2024, {"新收.总计": 8})
    before = past_report(form(2023, {"新收.总计": 10}), overview=["略。"])
    sentence = "新收政府信息公开申请8件，优化渠道后，比上年下降20.0%；其余正常。"
    past = past_report(last, overview=[sentence])
    now = form(2025, {"新收.总计": 12})
    brief = next(b for b in plan_report(now, past=[past, before]) if b.section == "overview")
    text = write_paragraph(brief.paragraphs[0], brief)
    assert "优化渠道后，比上年增长50.0%" in text
    assert "【待核实：“优化渠道后”是上年的说法，本年情况？】" in text


def test_a_run_of_events_before_a_question_is_asked_about_too() -> None:
    past = past_report(form(2024), overview=["本局推进公开。首次开放档案。3月印发工作方案。"])
    text = written("overview", past)
    assert "首次开放档案。【待核实：“首次开放档案”是上年的说法" in text


def test_nothing_received_is_said_in_words_and_so_are_no_disputes() -> None:
    text = written("overview", past_report(form(2024), overview=["本局推进公开。"]))
    assert "全年未收到政府信息公开申请。" in text
    assert "未发生政府信息公开行政复议、行政诉讼。" in text


def test_problems_and_measures_of_last_year_are_questions() -> None:
    past = past_report(form(2024), problems=["一是解读不够通俗。", "下一步，我局将加强图解。"])
    text = written("problems", past)
    assert f"一是解读不够通俗。{CHECK_PROBLEM}" in text
    assert text.endswith(
        "【待核实：上年提出“加强图解”，完成情况？】【待补充：与上述问题逐一对应的改进措施】"
    )
    assert "下一步" not in text  # last year's plan is no plan of this year


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
    assert written("problems", None) == (
        "【待补充：存在的主要问题】【待补充：与上述问题逐一对应的改进措施】"
    )


def test_a_note_is_closed_like_a_sentence() -> None:
    assert [as_sentence(note) for note in ("举办培训2次", "已完成。", "甲，乙；")] == [
        "举办培训2次。",
        "已完成。",
        "甲，乙。",
    ]
