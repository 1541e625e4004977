"""Indicators as sentences: where they are told, by which verb, and which are parts of another."""

import pytest

from assistant.core.evidence.facts import facts_of
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.writing.aspects import Aspect
from assistant.core.writing.counted import aspect_of_indicator, counted_sentences
from tests.forms import form

Row = tuple[str, str | int, str]

PLACES: list[tuple[str, str, Aspect | None]] = [
    ("工作动态", "条", "disclosure"),
    ("微信公众号", "条", "disclosure"),
    ("网站发布信息", "条", "disclosure"),
    ("公众号访问量", "万次", "platform"),
    ("政务公开专栏", "个", "platform"),
    ("政务公开培训", "次", "safeguard"),
    ("参训人次", "人次", "safeguard"),
    ("政协提案", "件", "interpretation"),
    ("图解", "篇", "interpretation"),
    ("事故调查报告", "份", "key_areas"),
    ("规范性文件清理", "件", "management"),
    ("依申请公开答复", "件", "requests"),
    ("某某清单", "篇", "disclosure"),  # its unit tells
    ("某某事项", "个", None),
]


@pytest.mark.parametrize(("label", "unit", "aspect"), PLACES)
def test_an_indicator_is_told_where_a_reader_looks(
    label: str, unit: str, aspect: Aspect | None
) -> None:
    (fact,) = (
        f for f in facts_of(form(2025, indicators=[(label, 9, unit)])) if f.key[:2] == "指标"
    )
    assert aspect_of_indicator(fact) == aspect


SAID: list[tuple[list[Row], str]] = [
    (
        [("网站发布信息", 320, "条"), ("工作动态", 205, "条"), ("通知公告", 115, "条")],
        "全年网站发布信息320条，其中工作动态205条、通知公告115条。",
    ),
    (  # few, but of the same noun
        [("政策解读", 7, "篇"), ("文字解读", 4, "篇"), ("视频解读", 3, "篇")],
        "全年发布政策解读7篇，其中文字解读4篇、视频解读3篇。",
    ),
    (  # 3 = 2 + 1 by chance
        [("政务公开培训", 3, "次"), ("专项检查", 2, "次"), ("工作例会", 1, "次")],
        "全年举办政务公开培训3次，开展专项检查2次，召开工作例会1次。",
    ),
    (
        [("网站发布信息", 320, "条"), ("微博", 300, "条")],
        "全年网站发布信息320条，微博发布信息300条。",
    ),
    (  # what is told elsewhere is no part of the web site's
        [("网站发布信息", 320, "条"), ("微信公众号", 200, "条"), ("视频号", 120, "条")],
        "全年网站发布信息320条，微信公众号发布信息200条，视频号发布信息120条。",
    ),
    ([("人大代表建议", 3, "件"), ("政协提案", 2, "件")], "全年办理人大代表建议3件、政协提案2件。"),
    ([("网站访问量", "12.6", "万人次")], "全年网站访问量达12.6万人次。"),
    ([("微信公众号", 2, "个")], "全年微信公众号2个。"),
    ([("新闻发布会", 3, "场")], "全年召开新闻发布会3场。"),
    ([("参训人次", 86, "人次")], "全年参训86人次。"),
    ([("群众满意率", "98.5", "%")], "群众满意率为98.5%。"),
    ([("督办整改问题", 4, "个")], "全年督办整改问题4个。"),
]


@pytest.mark.parametrize(("rows", "said"), SAID, ids=lambda one: str(one)[:24])
def test_indicators_are_whole_sentences_whose_numbers_are_found_again(
    rows: list[Row], said: str
) -> None:
    figures = form(2025, indicators=rows)
    counted = [fact for fact in facts_of(figures) if fact.kind == "indicator"]
    told = list(counted_sentences(counted))
    assert "".join(text for text, _ in told) == said
    assert {fact for _, facts in told for fact in facts} == set(counted)
    bindings = ground_on(said, Basis(figures=figures)).bindings
    assert [one.verdict for one in bindings] == ["supported"] * len(rows)


def test_nothing_is_said_in_words() -> None:
    rows: list[Row] = [("政策解读", 0, "篇"), ("政协提案", 0, "件"), ("网站发布信息", 12, "条")]
    facts = [fact for fact in facts_of(form(2025, indicators=rows)) if fact.kind == "indicator"]
    told = [text for text, _ in counted_sentences(facts)]
    assert told == ["全年网站发布信息12条，未发布政策解读，未收到政协提案。"]
