"""
The corpus as searching needs it: which passages say the same, their sentences, their words, and
what limits them.

A snapshot is of one version of the corpus and never changes. Passages of one wording are a group:
they differ in numbers only, so they are ranked once. Everything is counted by places from 0, and
what belongs to a group stands side by side, so that it is gathered in one pass over an array.

Knows: passages, wordings, filters. Does not know: the database, vectors.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.core.ports import Filter
from assistant.core.report import Passage
from assistant.core.wording import sentences, wording, wording_id
from assistant.index.keywords import Keywords, Words

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
Scores = NDArray[np.float32]


class Snapshot:
    """One version of the corpus."""

    def __init__(self, version: int, passages: Sequence[Passage], words: Words) -> None:
        self.version = version
        self._words = words
        groups: dict[str, list[Passage]] = {}
        for passage in passages:
            groups.setdefault(wording(passage), []).append(passage)
        ordered = [passage for group in groups.values() for passage in group]
        self.passages = tuple(passage.id for passage in ordered)
        self.years = np.array([one.year for one in ordered], dtype=np.int32)
        self._starts = _starts([len(group) for group in groups.values()])
        self._texts = [f"{' '.join(one.headings)}\n{one.text}" for one in ordered]
        self._agencies, self._agency = _coded([one.agency for one in ordered])
        self._sections, self._section = _coded([one.section for one in ordered])
        said = [sentences(group[0]) for group in groups.values()]
        self.texts = {wording_id(text): text for group in said for text in group}
        self.sentences = tuple(self.texts)
        self.places = {key: place for place, key in enumerate(self.sentences)}
        self._said = np.array(
            [self.places[wording_id(text)] for group in said for text in group], dtype=np.intp
        )
        self._said_starts = _starts([len(group) for group in said])

    @cached_property
    def keywords(self) -> Keywords:
        """BM25 over the passages, made when first asked for."""
        return Keywords(self._texts, self._words)

    def allowed(self, where: Filter) -> Mask:
        """Which passages are within the limits."""
        allowed = np.ones(len(self.passages), dtype=bool)
        if where.agency is not None:
            allowed &= self._agency == self._agencies.get(where.agency, -1)
        if where.agencies:
            codes = [self._agencies.get(agency, -1) for agency in where.agencies]
            allowed &= np.isin(self._agency, codes)
        if where.year is not None:
            allowed &= self.years == where.year
        if where.years:
            allowed &= np.isin(self.years, where.years)
        if where.section is not None:
            allowed &= self._section == self._sections.get(where.section, -1)
        return allowed

    def best_of_groups(self, scores: Scores) -> Scores:
        """The best score among the passages of each group."""
        return np.maximum.reduceat(scores, self._starts[:-1])

    def best_said(self, scores: Scores) -> Scores:
        """The best score among the sentences of each group."""
        return np.maximum.reduceat(scores[self._said], self._said_starts[:-1])

    def said_by(self, groups: Places) -> Places:
        """The sentences of some groups, each once."""
        chosen = np.zeros(len(self._said_starts) - 1, dtype=bool)
        chosen[groups] = True
        lengths = np.diff(self._said_starts)
        return np.unique(self._said[np.repeat(chosen, lengths)])

    def passages_of(self, group: int) -> range:
        """The places of the passages of a group."""
        return range(int(self._starts[group]), int(self._starts[group + 1]))


def _starts(lengths: list[int]) -> Places:
    """Where each run begins, and where the last ends."""
    return np.cumsum([0, *lengths], dtype=np.intp)


def _coded(values: list[str]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Each different value with a number, and the numbers in place of the values."""
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return codes, np.array([codes[value] for value in values], dtype=np.int32)
