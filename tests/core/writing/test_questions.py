"""What a draft asks of a person, drops, and adds: asking, trimming, companions, mandatory, 五."""

import pytest

from assistant.core.drafts import DraftSection
from assistant.core.prose.open_marks import DOUBT, OPEN_MARK
from assistant.core.report import Report
from assistant.core.writing.asking import asked_noun, asked_outcome, without_figures
from assistant.core.writing.carry import pieces, write_paragraph
from assistant.core.writing.planning import plan_report
from tests.forms import form, past_report

NOUNS = [
    ("局长信箱答复满意率97.9%。", "97.9%", "局长信箱答复满意率"),
    ("全年共计37条。", "37条", "数据"),
    ("公开救灾资金分配结果3批，共计264万元。", "264万元", "公开救灾资金分配结果"),
    ("同时公布2起事故整改措施落实评估结果。", "2起", "事故整改措施落实评估结果"),
    ("原创内容占比由31%提高到46%。", "31%", "原创内容占比，上年"),
    ("原创内容占比由31%提高到46%。", "46%", "原创内容占比，本年"),
    ("围绕消防和防溺水等群众关心的话题开展在线访谈3期。", "3期", "开展在线访谈"),
]


@pytest.mark.parametrize(("text", "number", "noun"), NOUNS)
def test_a_question_names_what_is_missing(text: str, number: str, noun: str) -> None:
    start = text.index(number)
    assert (asked_noun(text, start, start + len(number)) or "数据") == noun


def test_a_quoted_sentence_has_no_number_and_no_bracket_of_ours() -> None:
    quoted = without_figures("2024年推出“一件事”，将4个事项合并为1次【甲】，\n用时1.5天。")
    assert quoted == "××年推出‘一件事’，将××个事项合并为××次甲，用时××天"
    assert OPEN_MARK.fullmatch(asked_outcome("长" * 500))


def drafted(past: Report, section: DraftSection = "overview", **numbers: int) -> str:
    now = form(2025, {key.replace("_", "."): value for key, value in numbers.items()})
    brief = next(one for one in plan_report(now, past=[past]) if one.section == section)
    return "\n".join(write_paragraph(paragraph, brief) for paragraph in brief.paragraphs)


def last(*overview: str, **numbers: int) -> Report:
    cells = {key.replace("_", "."): value for key, value in numbers.items()}
    return past_report(form(2024, cells), overview=overview)


def test_refusals_bring_their_reasons_and_reviews_their_outcomes() -> None:
    past = last("不予公开5件。行政复议2件，均为结果维持。", 执法案卷_总计=5, 行政复议_总计=2)
    text = drafted(
        past,
        执法案卷_总计=3,
        第三方权益_总计=1,
        行政复议_总计=2,
        行政复议_结果维持=1,
        行政复议_尚未审结=1,
    )
    assert "不予公开4件。不予公开的申请中，保护第三方合法权益1件、属于行政执法案卷3件。" in text
    assert "行政复议2件。行政复议中，结果维持1件、尚未审结1件。" in text
    assert "均为结果维持" not in text  # the figures contradict it


@pytest.mark.parametrize(
    ("reviews", "suits", "said"),
    [
        (0, 0, "全年未发生政府信息公开行政复议、行政诉讼。"),
        (3, 0, "全年发生政府信息公开行政复议3件，未发生政府信息公开行政诉讼。"),
        (0, 2, "全年发生政府信息公开行政诉讼2件，未发生政府信息公开行政复议。"),
        (3, 2, "全年发生政府信息公开行政复议3件、行政诉讼2件。"),
    ],
)
def test_none_of_both_last_year(reviews: int, suits: int, said: str) -> None:
    past = last("全年未发生政府信息公开行政复议、行政诉讼案件。")
    text = drafted(past, 行政复议_总计=reviews, 直接起诉_总计=suits)
    assert text.count(said) == 1


def test_a_change_that_nobody_can_compute_is_left_out() -> None:
    text = drafted(last("窗口接待群众2次，人数比上年增长12.5%，运行平稳。"))
    assert text.startswith("窗口接待群众【待补充】次，运行平稳。")


def test_a_value_of_last_year_s_prose_is_neither_said_nor_asked_for() -> None:
    text = drafted(last("原创内容占比由31%提高到46%，提高15个百分点，内容更实。"))
    assert text.startswith("原创内容占比【待补充】%，内容更实。")


def test_what_changed_is_said_where_this_year_s_value_is_known() -> None:
    now = form(2025, indicators=[("原创内容占比", 40, "%")])
    past = last("原创内容占比由31%提高到46%，提高15个百分点。")
    brief = next(b for b in plan_report(now, past=[past]) if b.section == "overview")
    text = write_paragraph(brief.paragraphs[0], brief)
    assert text.startswith("原创内容占比40%，比上年下降6个百分点。")


def test_why_it_changed_goes_with_a_change_that_nobody_can_compute() -> None:
    text = drafted(last("窗口接待群众20次，延长时间后，比上年增长12.5%；其余正常。"))
    assert text.startswith("窗口接待群众【待补充】次，其余正常。")


def test_last_year_s_value_behind_this_year_s() -> None:
    past = past_report(
        form(2024, {"行政强制.处理决定": 2}), overview=("作出行政强制决定2件，上年为5件。",)
    )
    before = past_report(form(2023, {"行政强制.处理决定": 5}), overview=("略。",))
    now = form(2025, {"行政强制.处理决定": 9})
    brief = next(b for b in plan_report(now, past=[past, before]) if b.section == "overview")
    assert "作出行政强制决定9件，上年为2件。" in write_paragraph(brief.paragraphs[0], brief)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("申请均在法定期限内答复。", True),
        ("全年没有责任追究情形。", True),
        ("推出企业许可集成办理。", True),
        ("申请集中在征收补偿方面。", True),
        ("未经审核的信息一律不准发布。", False),
        ("严格执行信息发布审核制度。", False),
        ("平均办理用时较短。", False),
        ("新收政府信息公开申请8件，全部来自自然人。", False),  # the figures prove it
        ("新收政府信息公开申请8件，均已办结。", False),
        ("新收政府信息公开申请8件，均按期办结。", True),
        ("对未及时更新等问题严格督查。", False),
    ],
)
def test_claims_of_a_year_are_asked_about_and_rules_are_not(sentence: str, asked: bool) -> None:
    assert (DOUBT in drafted(last(sentence))) is asked


def test_a_government_is_asked_for_its_assessments_and_everybody_for_the_fees() -> None:
    now = form(2025, {})
    briefs = plan_report(now, past=[])
    texts = {b.section: "".join(write_paragraph(p, b) for p in b.paragraphs) for b in briefs}
    assert "信息处理费收取情况" in texts["other"]
    assert "考核" not in texts["overview"]


FEES = [(0, "全年未收取"), (500, "全年收取政府信息公开信息处理费500元。")]


@pytest.mark.parametrize(("value", "said"), FEES)
def test_fees_are_said_in_a_sentence(value: int, said: str) -> None:
    now = form(2025, {}, indicators=(("信息处理费", value, "元"),))
    brief = next(one for one in plan_report(now, past=[]) if one.section == "other")
    assert said in write_paragraph(brief.paragraphs[0], brief)


def test_each_problem_has_its_measure_or_a_question() -> None:
    notes = ("存在问题：更新慢；解读少", "改进措施：每季通报")
    past = past_report(form(2024), problems=["一是旧问题。", "下一步，一是旧措施；二是更新。"])
    brief = next(
        b for b in plan_report(form(2025, {}, notes=notes), past=[past]) if b.section == "problems"
    )
    text = "".join(write_paragraph(p, brief) for p in brief.paragraphs)
    assert "一是更新慢；二是解读少。" in text
    assert "【待补充：针对“解读少”的改进措施】" in text
    assert "【待核实：上年提出“一是旧措施；二是更新”，完成情况？】" in text
    assert "旧问题" not in text


def test_every_sentence_has_an_origin_and_quotes_are_verbatim() -> None:
    sentence = "进一步规范流程，全年收到政府信息公开申请21件。"
    past = past_report(form(2024, {"新收.总计": 21}), overview=(f"略。{sentence}",))
    now = form(2025, {"新收.总计": 30}, notes=("举办培训2次",))
    brief = next(b for b in plan_report(now, past=[past]) if b.section == "overview")
    told = pieces(brief.paragraphs[0], brief)
    by_text = {piece.text: piece.origin for piece in told}
    carried = by_text["进一步规范流程，全年收到政府信息公开申请30件。"]
    assert (carried.kind, carried.facts) == ("past", ("新收.总计",))
    assert carried.citation is not None
    assert carried.citation.quote == sentence
    assert by_text["举办培训2次。"].kind == "note"
    assert by_text["未发生政府信息公开行政复议、行政诉讼。"].kind == "figures"
