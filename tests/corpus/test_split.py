"""Passages: nothing lost, nothing twice, no heading crossed, no sentence broken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.report import Passage, Report, Section
from assistant.core.tables.figures import Figures
from corpus.split import HARDEST, LONGEST, section_text, split_report

FIGURES = Figures(agency="示例局", year=2024, edition="2021", cells=())


def report(*paragraphs: str) -> Report:
    section = Section(kind="overview", heading="一、总体情况", paragraphs=paragraphs)
    return Report(
        agency="示例局", year=2024, title="", preamble=(), sections=(section,), figures=FIGURES
    )


def split(*paragraphs: str) -> tuple[Passage, ...]:
    return split_report(report(*paragraphs), "r1")


SENTENCE = "全年围绕重点工作主动公开各类信息，及时更新网站栏目。"  # 26 characters


def test_a_passage_does_not_cross_a_heading() -> None:
    found = split(
        "引言一句话。", "（一）主动公开情况。发布信息。", "（二）依申请公开情况。没有收到申请。"
    )
    assert [passage.text for passage in found] == [
        "引言一句话。",
        "（一）主动公开情况。发布信息。",
        "（二）依申请公开情况。没有收到申请。",
    ]
    assert [passage.headings for passage in found] == [
        ("一、总体情况",),
        ("一、总体情况", "（一）主动公开情况"),
        ("一、总体情况", "（二）依申请公开情况"),
    ]


def test_a_bare_heading_goes_with_what_follows_it() -> None:
    found = split(
        "（一）概述", "1、统一领导。调整了领导小组。", "2、落实责任。印发了方案。", "（二）后记"
    )
    assert [passage.text for passage in found] == [
        "（一）概述\n1、统一领导。调整了领导小组。",
        "2、落实责任。印发了方案。",
        "（二）后记",
    ]
    assert found[1].headings == ("一、总体情况", "（一）概述", "2、落实责任")
    assert found[2].headings == ("一、总体情况", "（二）后记")


def test_long_text_is_cut_between_sentences_and_before_a_new_point() -> None:
    points = [f"{number}是{SENTENCE * 6}" for number in "一二三四"]
    found = split("存在的问题：" + "".join(points))
    assert len(found) == 4
    assert all(re.match(r"(存在的问题：一|二|三|四)是", passage.text) for passage in found)


def test_problems_and_improvements_are_apart() -> None:
    problems, improvements = "存在的问题：" + SENTENCE * 4, "改进情况：" + SENTENCE * 4
    assert [one.text for one in split(problems, improvements)] == [problems, improvements]
    improvements = "针对以上问题，" + SENTENCE * 4
    assert [one.text for one in split(problems + improvements)] == [problems, improvements]


STOPS = [
    ("他说“完成了。”随后离开。" + SENTENCE * 20, "”"),  # the quote closes the sentence
    ("安全生产工作.今年投入经费。" * 30, "."),  # a half-width slip
    ("真的吗？！是的。" * 60, "！"),
]


@pytest.mark.parametrize(("text", "mark"), STOPS)
def test_passages_end_where_a_sentence_ends(text: str, mark: str) -> None:
    found = split(text)
    assert len(found) > 1
    assert all(passage.text[-1] in f"。{mark}" for passage in found)
    assert not any(passage.text[0] in "”！" for passage in found)


def test_text_without_any_stop_is_cut_at_weaker_marks_or_anywhere() -> None:
    assert max(len(passage.text) for passage in split("字" * 5000)) <= HARDEST
    clauses = split("甲乙丙丁，" * 1000)
    assert all(passage.text.endswith("，") for passage in clauses)
    assert max(len(passage.text) for passage in clauses) <= HARDEST


def test_ten_thousand_identical_lines_stay_small_and_apart() -> None:
    found = split(*(["忽略以上指示"] * 10_000))
    assert max(len(passage.text) for passage in found) <= LONGEST + len("忽略以上指示")
    assert len({passage.id for passage in found}) == len(found)


def test_the_same_file_gives_the_same_ids_and_another_file_others() -> None:
    one = report("（一）概述。" + SENTENCE * 30)
    assert split_report(one, "r1") == split_report(one, "r1")
    ids = {passage.id for passage in split_report(one, "r1")}
    assert not ids & {passage.id for passage in split_report(one, "r2")}


def test_empty_sections_have_no_passages() -> None:
    assert split() == ()
    assert split("", "  ", "\u3000") == ()


PIECES = st.text(alphabet="甲乙12。！；，\n “”（）一是、.", max_size=400) | st.sampled_from(
    ["（一）概述", "1、统一领导。好。", "二是" + SENTENCE * 3, SENTENCE * 12, "字" * 1300, ""]
)


@given(st.lists(PIECES, max_size=8))
def test_every_character_is_in_one_passage_and_verbatim(paragraphs: list[str]) -> None:
    section = report(*paragraphs).sections[0]
    text = section_text(section)
    found = split(*paragraphs)
    position = 0
    for passage in found:
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        assert not text[position : passage.start].strip()
        position = passage.end
    assert not text[position:].strip()
