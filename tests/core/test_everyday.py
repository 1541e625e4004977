"""Everyday words and what reports say for them."""

import pytest

from assistant.core.everyday import official

CASES = [
    ("有没有向来查的人收钱", "信息处理费"),
    ("记者会开了几次", "新闻发布会"),
    ("稿件上网前谁把关", "审核"),
    ("去年自己查出的毛病", "存在的主要问题"),
    ("往后打算怎样改", "改进措施"),
    ("打官司输了没有", "行政诉讼"),
    ("公众号怎样管", "政务新媒体"),
    ("红头文件在哪里查", "行政规范性文件"),
]


@pytest.mark.parametrize(("question", "said"), CASES)
def test_official_words_are_found(question: str, said: str) -> None:
    assert said in official(question).split()


@pytest.mark.parametrize("question", ["", "三审三校", "2024"])
def test_other_words_have_none(question: str) -> None:
    assert official(question) == ""


def test_each_word_comes_once() -> None:
    words = official("公众号、账号、短视频，毛病和难处").split()
    assert len(words) == len(set(words))
