"""
The corpus as searching needs it: which wording each passage has, what limits it, its words.

A snapshot is of one version of the corpus and never changes. Passages of one wording stand side
by side, so that what holds for passages is gathered for wordings in one pass.

Knows: passages, wordings, filters. Does not know: the database, vectors.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.core.ports import Filter
from assistant.core.report import Passage
from assistant.core.wording import wording, wording_id
from assistant.keywords import Keywords, Words

Mask = NDArray[np.bool_]


class Snapshot:
    """Places count passages or wordings from 0 in an order of its own."""

    def __init__(self, version: int, passages: Sequence[Passage], words: Words) -> None:
        self.version = version
        self._words = words
        by_wording: dict[str, list[Passage]] = {}
        self.texts: dict[str, str] = {}  # each wording by its id
        for passage in passages:
            text = wording(passage)
            key = wording_id(text)
            self.texts[key] = text
            by_wording.setdefault(key, []).append(passage)
        self.wordings = tuple(by_wording)
        self.places = {key: place for place, key in enumerate(self.wordings)}
        ordered = [passage for group in by_wording.values() for passage in group]
        self.passages = tuple(passage.id for passage in ordered)
        self._starts = np.cumsum([0, *map(len, by_wording.values())])
        self._texts = [f"{' '.join(one.headings)}\n{one.text}" for one in ordered]
        self._agencies, self._agency = _coded([one.agency for one in ordered])
        self._sections, self._section = _coded([one.section for one in ordered])
        self.years = np.array([one.year for one in ordered], dtype=np.int32)

    @cached_property
    def keywords(self) -> Keywords:
        """BM25 over the passages, made when first asked for."""
        return Keywords(self._texts, self._words)

    def allowed(self, where: Filter) -> Mask:
        """Which passages are within the limits."""
        allowed = np.ones(len(self.passages), dtype=bool)
        if where.agency is not None:
            allowed &= self._agency == self._agencies.get(where.agency, -1)
        if where.year is not None:
            allowed &= self.years == where.year
        if where.section is not None:
            allowed &= self._section == self._sections.get(where.section, -1)
        return allowed

    def best_of_wordings(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """The best score among the passages of each wording."""
        return np.maximum.reduceat(scores, self._starts[:-1])

    def passages_of(self, place: int) -> range:
        """The places of the passages of a wording."""
        return range(int(self._starts[place]), int(self._starts[place + 1]))


def _coded(values: list[str]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Each different value with a number, and the numbers in place of the values."""
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return codes, np.array([codes[value] for value in values], dtype=np.int32)
