"""When a finding is one that was answered before, and which may be waived."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.core.errors import NotAllowed
from assistant.core.evidence.grounding import ground
from assistant.core.findings import FormFinding, TextFinding
from assistant.core.rules.check import check
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import (
    Decision,
    JudgedForm,
    JudgedText,
    Opinion,
    Verdict,
    form_key,
    give,
    judge_form,
    judge_text,
    needs_scope,
    text_key,
    why_never,
)
from tests.core.rules.rule_years import Given, cells, clean
from tests.core.rules.rule_years import text as with_text
from tests.forms import form

TODAY = "2026-11-26T09:00:00+08:00"
NOW = form(2025, {"新收.总计": 62, "结转下年.总计": 3})
LAST = form(2024, {"新收.总计": 44, "结转下年.总计": 0})


def found(year: Given, rule: str) -> FormFinding:
    return next(one for one in year.check()[1] if one.rule == rule)


def judged(text: str, *verdicts: Verdict, figures: Figures = NOW) -> tuple[JudgedText, ...]:
    findings = ground(text, figures=figures, previous=LAST).findings
    return judge_text(findings, verdicts, text=text, section="overview")


def waive(
    one: JudgedForm | JudgedText, reason: str = "口径不同，已核对", scope: str = ""
) -> Verdict:
    return said(one, "忽略", reason, scope)


def said(
    one: JudgedForm | JudgedText, decision: Decision, reason: str = "", scope: str = ""
) -> Verdict:
    opinion = Opinion(decision=decision, reason=reason, scope=scope)
    return give(one, opinion, author="甲", created=TODAY)


# --- keys


def test_a_form_key_lives_as_long_as_the_values_of_its_cells() -> None:
    first = form_key(found(cells(行政复议_总计="0")(), "T4-行"))
    elsewhere = cells(行政复议_总计="0", 新收_总计="99")()
    assert form_key(found(elsewhere, "T4-行")) == first
    other_total = form_key(found(cells(行政复议_总计="1")(), "T4-行"))
    assert (other_total.problem, other_total.values) != (first.problem, first.values)
    assert other_total.problem == first.problem
    # The same sum of other parts is another matter.
    parts = cells(行政复议_总计="0", 行政复议_结果维持="2", 行政复议_结果纠正="2")()
    assert found(parts, "T4-行").left == found(cells(行政复议_总计="0")(), "T4-行").left
    assert form_key(found(parts, "T4-行")).values != first.values


def test_a_better_wording_of_the_message_keeps_the_key() -> None:
    one = found(cells(行政复议_总计="0")(), "T4-行")
    assert form_key(replace(one, message="换一种说法")) == form_key(one)


def test_what_a_text_in_a_cell_says_counts_as_its_value() -> None:
    one, other = (found(cells(新收_科研机构=raw)(), "T0-文字") for raw in ("无", "没有"))
    assert form_key(one).problem == form_key(other).problem
    assert form_key(one).values != form_key(other).values


def test_two_wrong_numbers_of_a_report_for_one_cell_are_two_problems() -> None:
    wrong = "新收政府信息公开申请77件。全年新收政府信息公开申请88件。"
    year = with_text("overview", wrong)()
    keys = {form_key(one).problem for one in year.check()[1] if one.rule == "P-数字"}
    assert len(keys) == 2


def test_keys_of_one_year_differ() -> None:
    year = replace(clean(), previous=None)
    empty = replace(
        year.figures,
        cells=tuple(replace(one, raw="-1", number=Decimal(-1)) for one in year.figures.cells),
    )
    findings = check(empty)[1]
    assert len({form_key(one).problem for one in findings}) == len(findings) > 100


SENTENCE = "新收政府信息公开申请23件。"
MOVES: list[tuple[str, str, bool]] = [  # another text, its section, whether it is the same problem
    (f"前面加一句话。\n{SENTENCE}后面也有。", "overview", True),
    (SENTENCE, "other", False),
    (f"全市{SENTENCE}", "overview", False),
    ("新收政府信息公开申请24件。", "overview", False),
]


@pytest.mark.parametrize(("words", "section", "is_same"), MOVES, ids=[one[0] for one in MOVES])
def test_a_text_finding_is_known_by_its_section_and_sentence(
    words: str, section: str, is_same: bool
) -> None:
    one = judged(SENTENCE)[0]
    other = next(
        one for one in ground(words, figures=NOW, previous=LAST).findings if one.rule == "mismatch"
    )
    assert (text_key(other, words, section) == one.key) is is_same


def test_another_expected_value_makes_a_verdict_lapse() -> None:
    text = "按另行统计的口径，新收政府信息公开申请23件。"
    verdict = waive(judged(text)[0], scope="另行统计")
    (kept,) = judged(text, verdict)
    assert (kept.is_waived, kept.is_lapsed) == (True, False)
    (again,) = judged(text, verdict, figures=form(2025, {"新收.总计": 63}))
    assert (again.is_waived, again.is_lapsed, again.decision) == (False, True, None)
    assert again.id == kept.id


def test_numbers_twice_in_a_sentence_are_two_problems() -> None:
    found = judged("新收政府信息公开申请23件，新收政府信息公开申请23件。")
    mismatches = [one.key.problem for one in found if one.finding.rule == "mismatch"]
    assert len(set(mismatches)) == len(mismatches) == 2


def test_a_text_without_stops_is_no_burden() -> None:
    text = "新收政府信息公开申请23件，" * 2_000
    assert len(judged(text)[-1].sentence) < 1_000


# --- what stands


def test_the_last_verdict_stands() -> None:
    one = judge_form([found(cells(行政复议_总计="0")(), "T4-行")], ())[0]
    assert (one.decision, one.is_waived) == (None, False)
    history = [waive(one, "上级已同意"), said(one, "确认"), waive(one, "再次核对")]
    decisions: list[Decision | None] = []
    for count in range(1, 4):
        (now,) = judge_form([one.finding], history[:count])
        decisions.append(now.decision)
    assert decisions == ["忽略", "确认", "忽略"]
    (withdrawn,) = judge_form([one.finding], [*history, said(one, "撤回")])
    assert (withdrawn.decision, withdrawn.is_lapsed) == (None, False)


def test_a_verdict_keeps_what_the_person_saw() -> None:
    one = judge_form([found(cells(行政复议_总计="0")(), "T4-行")], ())[0]
    verdict = waive(one, " 上级\n口径 ")
    assert (verdict.reason, verdict.about) == ("上级 口径", one.finding.message)
    assert (verdict.author, verdict.created) == ("甲", TODAY)


# --- what may be waived

MINE = "我局新办结事项另行统计，新收政府信息公开申请23件。"
REFUSED: list[tuple[str, str, str, str]] = [  # text, reason, scope, words of the refusal
    ("门户网站访问量【待补充：网站访问量（人次）】。", "不需要", "", "要由人答复"),
    ("新收政府信息公开申请44件。", "就是这样", "", "是上年的数"),
    ("举办座谈会6次。", "确有其事", "", "其他数据"),
    (SENTENCE, "已核对", "", "写明句中说明口径的词"),
    (SENTENCE, "已核对", "本级", "先把口径写进这句话"),
    (SENTENCE, "已核对", "新收", "不是句中说明口径的词"),  # the number's own name
    (SENTENCE, "已核对", "件", "不是句中说明口径的词"),
    (SENTENCE, "已核对", "申请23件", "不是句中说明口径的词"),
    (MINE, "", "另行统计", "写明理由"),
    (MINE, "。。", "另行统计", "写明理由"),
    (MINE, "甲" * 501, "另行统计", "理由太长"),
    ("政府信息公开申请已全部办结。", " ", "", "写明理由"),
]


@pytest.mark.parametrize(("text", "reason", "scope", "words"), REFUSED, ids=str)
def test_what_may_not_be_waived(text: str, reason: str, scope: str, words: str) -> None:
    one = judged(text)[0]
    with pytest.raises(NotAllowed, match=words):
        waive(one, reason, scope)
    assert said(one, "确认").decision == "确认"  # that it is a problem may always be said


WAIVED: list[tuple[str, str]] = [  # text, scope
    (MINE, "另行统计"),
    ("政府信息公开申请已全部办结。", ""),
]


@pytest.mark.parametrize(("text", "scope"), WAIVED, ids=[one[0] for one in WAIVED])
def test_what_may_be_waived(text: str, scope: str) -> None:
    one = judged(text)[0]
    assert one.finding.level == "error"
    (again,) = judged(text, waive(one, scope=scope))
    assert again.is_waived


def test_what_a_person_is_told_beforehand() -> None:
    one = judged(SENTENCE)[0].finding
    assert (needs_scope(one), why_never(one)) == (True, "")
    stale = judged("新收政府信息公开申请44件。")[0].finding
    assert "上年的数" in why_never(stale)
    form_finding = found(cells(行政复议_总计="0")(), "T4-行")
    assert (needs_scope(form_finding), why_never(form_finding)) == (False, "")
    scope = TextFinding(
        rule="scope", level="warning", start=0, end=1, quote="1", message="口径", expected="2件"
    )
    assert not needs_scope(scope)
