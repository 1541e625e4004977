"""BM25 as bm25s computes it, and within limits."""

from itertools import chain

import bm25s  # type: ignore[import-untyped]
import numpy as np
import pytest

from assistant.index.postings import Postings, build_postings
from assistant.index.runs import Runs, spread
from assistant.index.words import Words

TEXTS = [
    "全年新收政府信息公开申请3525件，予以公开1431件。",
    "政务新媒体账号关停整合，账号专人值守。",
    "举办业务培训两次。",
    "",
    "公开申请申请申请，答复及时。",
]
WORDS = Words()


def built(texts: list[str]) -> tuple[Postings, dict[str, int]]:
    cut = [WORDS.of(text) for text in texts]
    codes = {word: code for code, word in enumerate(dict.fromkeys(chain(*cut)))}
    flat = np.array([codes[word] for text in cut for word in text], dtype=np.int32)
    lengths = np.array([len(text) for text in cut], dtype=np.int32)
    return build_postings(flat, lengths, len(codes)), codes


def scored(texts: list[str], query: str, within: Runs | None = None) -> np.ndarray:
    postings, codes = built(texts)
    everything = Runs(starts=np.array([0]), ends=np.array([len(texts)]))
    known = [codes[word] for word in WORDS.of(query) if word in codes]
    return postings.scored(known, within or everything)


QUERIES = ["公开申请多少件", "账号", "申请 申请", "培训次数", "没有这词", ""]


@pytest.mark.parametrize("query", QUERIES)
def test_scores_are_those_of_bm25s(query: str) -> None:
    ranker = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    ranker.index([WORDS.of(text) for text in TEXTS], show_progress=False)
    known = [word for word in WORDS.of(query) if word in ranker.vocab_dict]
    theirs = ranker.get_scores(known) if known else np.zeros(len(TEXTS), dtype=np.float32)
    np.testing.assert_allclose(scored(TEXTS, query), theirs, rtol=1e-5)


def test_only_what_is_within_has_a_score() -> None:
    within = Runs(starts=np.array([1, 4]), ends=np.array([3, 5]))
    everywhere = scored(TEXTS, "公开申请账号培训")
    limited = scored(TEXTS, "公开申请账号培训", within)
    assert list(limited) == [0, everywhere[1], everywhere[2], 0, everywhere[4]]


@pytest.mark.parametrize("texts", [[], [""], ["。！", "…"]])
def test_texts_without_words_have_no_scores(texts: list[str]) -> None:
    assert not scored(texts, "培训").any()


SPREADS = [([], [], []), ([2], [5], [2, 3, 4]), ([1, 7, 9], [3, 7, 10], [1, 2, 9])]


@pytest.mark.parametrize(("starts", "ends", "places"), SPREADS)
def test_runs_are_spread_out(starts: list[int], ends: list[int], places: list[int]) -> None:
    runs = Runs(starts=np.array(starts, dtype=np.intp), ends=np.array(ends, dtype=np.intp))
    assert list(runs.places()) == places
    assert runs.count == len(places)
    assert list(spread(runs.starts, runs.ends)) == places
