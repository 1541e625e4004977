"""
Passages by their words: BM25 over Chinese words, held in memory.

Knows: how Chinese is cut into words, the terms of this field. Does not know: vectors, Chroma.
"""

import re
from collections.abc import Iterable, Sequence

import bm25s  # type: ignore[import-untyped]
import numpy as np
import rjieba

from assistant.core.ports import Filter
from assistant.core.report import Passage

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
    """Chinese text to its words, without punctuation."""

    def __init__(self) -> None:
        self._cutter = rjieba.Jieba()
        for term in _TERMS:
            self._cutter.add_word(term, None, None)

    def of(self, text: str) -> list[str]:
        return [word for word in self._cutter.cut_for_search(text.lower()) if _WORD.search(word)]


class Keywords:
    """An index over the passages given; another corpus needs another index."""

    def __init__(self, passages: Sequence[Passage], words: Words) -> None:
        self._words = words
        self._ids = [passage.id for passage in passages]
        self._agencies = np.array([passage.agency for passage in passages], dtype=object)
        self._years = np.array([passage.year for passage in passages], dtype=int)
        self._sections = np.array([passage.section for passage in passages], dtype=object)
        self._ranker = bm25s.BM25()
        tokens = [words.of("\n".join((*one.headings, one.text))) for one in passages]
        self._is_empty = not any(tokens)
        if not self._is_empty:
            self._ranker.index(tokens, show_progress=False)

    def rank(self, query: str, *, where: Filter, k: int) -> tuple[str, ...]:
        """Ids of the passages that share a word with the query, best first, at most k."""
        tokens = self._known(self._words.of(query))
        allowed = self._allowed(where)
        if self._is_empty or not tokens or not allowed.any():
            return ()
        scores = self._ranker.get_scores(tokens, weight_mask=allowed)
        found = np.flatnonzero(scores > 0)
        best = found[np.argsort(-scores[found], kind="stable")[:k]]
        return tuple(self._ids[place] for place in best)

    def _known(self, tokens: Iterable[str]) -> list[str]:
        """The ranker takes only words that it has met."""
        vocabulary = self._ranker.vocab_dict if not self._is_empty else {}
        return [token for token in tokens if token in vocabulary]

    def _allowed(self, where: Filter) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        allowed = np.ones(len(self._ids), dtype=bool)
        if where.agency is not None:
            allowed &= self._agencies == where.agency
        if where.year is not None:
            allowed &= self._years == where.year
        if where.section is not None:
            allowed &= self._sections == where.section
        return allowed
