"""Chinese text as words."""

import pytest

from assistant.index.words import Words


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


def test_terms_of_the_field_stay_whole_and_have_parts(words: Words) -> None:
    assert {"依申请公开", "申请", "公开"} <= set(words.of("依申请公开情况"))
    assert words.of("（一）一是：ABC。") == ["一", "一是", "abc"]


@pytest.mark.parametrize("text", ["", "？！", "。…"])
def test_punctuation_is_no_word(words: Words, text: str) -> None:
    assert words.of(text) == []


def test_half_characters_do_no_harm(words: Words) -> None:
    assert words.of("\ud800申请") == ["申请"]
