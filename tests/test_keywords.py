"""BM25 over Chinese words."""

import numpy as np
import pytest

from assistant.index.keywords import Keywords, Words

TEXTS = [
    "全年新收政府信息公开申请3525件。",
    "政务新媒体账号关停整合。",
    "举办业务培训两次。",
    "",
]


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


QUERIES = [
    ("整合新媒体", 1),
    ("培训", 2),
    ("3525", 0),
    ("依申请公开", 0),  # the term is found by its parts
    ("ＡＢＣ", None),
    ("？！", None),
    ("", None),
    ("\ud800", None),
]


@pytest.mark.parametrize(("query", "best"), QUERIES)
def test_the_text_with_the_words_scores_best(words: Words, query: str, best: int | None) -> None:
    scores = Keywords(TEXTS, words).scores(query)
    assert len(scores) == len(TEXTS)
    assert (int(np.argmax(scores)) if scores.any() else None) == best


@pytest.mark.parametrize("texts", [[], [""], ["。！", "…"]])
def test_texts_without_words_have_no_scores(words: Words, texts: list[str]) -> None:
    assert not Keywords(texts, words).scores("培训").any()


def test_terms_of_the_field_stay_whole_and_have_parts(words: Words) -> None:
    assert {"依申请公开", "申请", "公开"} <= set(words.of("依申请公开情况"))
    assert words.of("（一）一是：ABC。") == ["一", "一是", "abc"]
