"""The wording of a text: years and numbers gone, words untouched."""

import pytest

from assistant.core.wording import masked, sentences, wording, wording_id
from corpus.split import split_report
from tests.made import make_report

CASES = [
    ("2024年，新收申请3525件，增长0.4%。", "，新收申请件，增长。"),
    ("二〇二三年度收费59,237.2449万元", "收费万元"),
    ("上升2.5个百分点", "上升"),
    ("（三）政府信息管理情况。", "政府信息管理情况。"),
    ("（3） 推进公开平台", "推进公开平台"),
    ("1、统一领导。\n2、落实责任。", "统一领导。\n落实责任。"),
    ("一是宣传不到位。二是改进。", "一是宣传不到位。二是改进。"),
    ("占１２．５％", "占"),
    ("2023", "2023"),  # nothing else is in it
    ("无。", "无。"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_two_years_that_differ_in_numbers_have_one_wording() -> None:
    one, other = (
        {wording(passage) for passage in split_report(make_report(year), f"r{year}")}
        for year in (2021, 2022)
    )
    assert one == other


SENTENCES = [
    (
        ["（一）概述", "全年发布信息260条；日均0.7条。本年组织培训2次！"],
        ["全年发布信息条；", "本年组织培训次！"],
    ),
    (["无。"], ["无。"]),
    (["2023"], ["2023"]),
    (["没有标点的一段话"], ["没有标点的一段话"]),
]


@pytest.mark.parametrize(("paragraphs", "expected"), SENTENCES)
def test_sentences(paragraphs: list[str], expected: list[str]) -> None:
    passage = split_report(make_report(2023, overview=paragraphs), "r")[0]
    assert list(sentences(passage)) == expected


def test_an_id_is_short_and_stable() -> None:
    assert wording_id("无。") == wording_id("无。")
    assert wording_id("无。") != wording_id("无")
    assert len(wording_id("\ud800")) == 16
