"""What last year's prose says of this year's indicators."""

from decimal import Decimal

import pytest

from assistant.core.evidence.facts import facts_of
from assistant.core.writing.learning import learn, previous_figures
from tests.forms import form, past_report

CASES = [
    # last year's sentence, this year's indicator, last year's value (None: not clearly the same)
    ("全年局网站发布信息1205条。", ("网站发布信息", 1387, "条"), 1205),
    ("局网站影响不断扩大，全年访问量35.2万人次。", ("网站访问量", "38.9", "万人次"), 35.2),
    ("全年局网站公布信息1205条。", ("网站发布信息", 1387, "条"), 1205),
    ("收取信息处理费12件，金额700元。", ("信息处理费", 500, "元"), 700),
    ("召开新闻发布会2场。", ("网站发布信息", 1387, "条"), None),
    ("参训108人次。", ("参训人次", 96, "人次"), 108),
    # 31% was the year before it
    ("原创内容占比由31%提高到46%。", ("原创内容占比", 52, "%"), 46),
    ("制作解读视频3个。", ("网站发布信息", 1387, "条"), None),
    ("局网站发布信息1200余条。", ("网站发布信息", 1387, "条"), None),
]


@pytest.mark.parametrize(("sentence", "indicator", "value"), CASES, ids=lambda c: str(c)[:14])
def test_an_indicator_finds_its_value_of_last_year(
    sentence: str, indicator: tuple[str, int | str, str], value: float | None
) -> None:
    now = form(2025, indicators=[indicator])
    learned = learn(past_report(form(2024), overview=[sentence]), facts_of(now))
    found = {one.label: one.value for one in learned.report.figures.indicators}
    assert found == ({} if value is None else {indicator[0]: Decimal(str(value))})


def test_one_number_serves_one_indicator_and_the_better_name_wins() -> None:
    now = form(2025, indicators=[("网站发布信息", 9, "条"), ("微信发布信息", 8, "条")])
    past = past_report(form(2024), overview=["网站发布信息120条，微信公众号发布信息80条。"])
    learned = learn(past, facts_of(now)).report.figures.indicators
    assert {one.label: one.value for one in learned} == {"网站发布信息": 120, "微信发布信息": 80}


def test_the_change_of_an_indicator_is_a_fact() -> None:
    now = form(2025, indicators=[("网站发布信息", 90, "条")])
    past = past_report(form(2024), overview=["网站发布信息120条。"])
    facts = {fact.key: fact for fact in facts_of(now, previous_figures(now, [past]))}
    assert facts["同比.指标.网站发布信息"].value == -25


def test_changes_need_the_report_of_the_very_year_before() -> None:
    assert previous_figures(form(2025), [past_report(form(2023))]) is None
