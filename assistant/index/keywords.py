"""
BM25 over Chinese words, held in memory.

Knows: how Chinese is cut into words, the terms of this field. Does not know: passages, vectors.
"""

import re
from collections.abc import Iterable

import bm25s  # type: ignore[import-untyped]
import numpy as np
import rjieba
from numpy.typing import NDArray

# Words of this field that the general dictionary would cut differently in question and passage.
_TERMS = (
    "依申请公开",
    "主动公开",
    "不予公开",
    "政府信息",
    "政务公开",
    "政务新媒体",
    "行政规范性文件",
    "行政复议",
    "行政诉讼",
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政事业性收费",
    "信息处理费",
    "重点领域",
    "政策解读",
    "监督保障",
    "结转",
)
_WORD = re.compile(r"\w")


class Words:
    """Chinese text to its words, without punctuation; long words also in their parts."""

    def __init__(self) -> None:
        self._cutter = rjieba.Jieba()
        for term in _TERMS:
            self._cutter.add_word(term, None, None)

    def of(self, text: str) -> list[str]:
        whole = (
            text.lower().encode("utf-8", "replace").decode()
        )  # the cutter takes no half character
        return [word for word in self._cutter.cut_for_search(whole) if _WORD.search(word)]


class Keywords:
    """An index over the texts given; another corpus needs another index."""

    def __init__(self, texts: Iterable[str], words: Words) -> None:
        self._words = words
        tokens = [words.of(text) for text in texts]
        self._size = len(tokens)
        self._ranker = bm25s.BM25()
        if any(tokens):
            self._ranker.index(tokens, show_progress=False)
            self._vocabulary = self._ranker.vocab_dict
        else:
            self._vocabulary = {}

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 where it shares no word with the query."""
        known = [word for word in self._words.of(query) if word in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores: NDArray[np.float32] = self._ranker.get_scores(known)
        return scores
