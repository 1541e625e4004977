"""
The corpus as searching needs it: which passages say the same, their sentences, their words, and
what limits them.

A snapshot is of one state of the corpus and never changes. Passages of one wording are a group:
they differ in numbers only, so they are ranked once. Everything is an array, so that it can be
kept in files and read as it is needed; passages stand in the order of section, year and office, so
that a limit picks out a few runs of them. A later state is made from an earlier one: only passages
that are new are read and cut into words.

Knows: passages, wordings, filters. Does not know: the database, files, vectors.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.core.ports import Filter
from assistant.core.report import Passage
from assistant.core.wording import sentences, wording, wording_id
from assistant.index.postings import Postings, Scores, build_postings
from assistant.index.runs import Places, Runs, spread
from assistant.index.words import Words

Ids = NDArray[np.bytes_]  # 16 hexadecimal digits
Codes = NDArray[np.int32]
FindPassages = Callable[[Sequence[str]], Mapping[str, Passage]]
_ID = "S16"


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Passages, a row each; their words and sentences stand one passage after the other."""

    ids: Ids
    section: Codes
    year: Codes
    agency: Codes
    group: Codes  # its place among the wordings
    word_counts: Codes
    words: Codes
    said_counts: Codes
    said: Codes  # places among the sentences


@dataclass(frozen=True, kw_only=True)
class Names:
    """What codes stand for. Of sections, agencies and words a code once given stays."""

    sections: Mapping[str, int]
    agencies: Mapping[str, int]
    words: Mapping[str, int]
    wordings: Ids  # rising, as are the next
    sentences: Ids


class Snapshot:
    """One state of the corpus."""

    def __init__(self, rows: Rows, names: Names, postings: Postings) -> None:
        self.rows = rows
        self.names = names
        self.postings = postings
        self.size = len(rows.ids)

    @cached_property
    def said_starts(self) -> Places:
        return _starts(self.rows.said_counts)

    def runs(self, where: Filter) -> Runs:
        """Which passages are within the limits."""
        names, order = self.names, self._order
        if where == Filter() or not self.size:
            return Runs(starts=np.array([0]), ends=np.array([self.size]))
        sections = [*names.sections.values()]
        if where.section is not None:
            sections = [code for name, code in names.sections.items() if name == where.section]
        years = [*range(order.years)]
        for asked in ((where.year,) if where.year is not None else (), where.years):
            years = [one for one in years if not asked or one + order.first_year in asked]
        agencies = [*range(order.agencies)]
        for named in ((where.agency,) if where.agency is not None else (), where.agencies):
            codes = {names.agencies.get(name, -1) for name in named}
            agencies = [one for one in agencies if one in codes] if named else agencies
        return order.runs(sorted(sections), years, agencies)

    @cached_property
    def _order(self) -> "_Order":
        rows = self.rows
        first = int(rows.year.min()) if self.size else 0
        years = int(rows.year.max()) - first + 1 if self.size else 0
        agencies = len(self.names.agencies)
        keys = rows.section.astype(np.int64) * years + (rows.year - first)
        return _Order(
            keys=keys * agencies + rows.agency, first_year=first, years=years, agencies=agencies
        )

    def word_scores(self, query: Sequence[str], within: Runs) -> Scores:
        """BM25 of each passage; 0 for those that share no word or are not within."""
        known = self.names.words
        return self.postings.scored([known[word] for word in query if word in known], within)

    def best_of_groups(self, places: Places, scores: Scores, lowest: np.float32) -> Scores:
        """For each group the best score of these passages above `lowest`, else that."""
        best = np.full(len(self.names.wordings), lowest, dtype=np.float32)
        above = scores > lowest  # few are, and only these are worth the time
        groups = self.rows.group[places[above]].astype(np.intp)  # numpy is slow with any other
        np.maximum.at(best, groups, scores[above])
        return best

    def said_within(self, within: Runs) -> tuple[Places, Codes]:
        """What passages within limits say, one after the other: entries and their sentences."""
        starts = self.said_starts
        entries = spread(starts[within.starts], starts[within.ends])
        return entries, self.rows.said[entries]

    def passages_of(self, entries: Places) -> Places:
        """The passages that entries belong to."""
        return np.searchsorted(self.said_starts, entries, side="right") - 1

    def saying(self, wanted: Sequence[str]) -> list[str]:
        """Ids of passages that say these sentences, one for each."""
        codes = np.searchsorted(self.names.sentences, np.array(wanted, dtype=_ID))
        is_wanted = np.zeros(len(self.names.sentences), dtype=bool)
        is_wanted[codes] = True
        entries = np.flatnonzero(is_wanted[self.rows.said])
        _, first = np.unique(self.rows.said[entries], return_index=True)
        places = self.passages_of(entries[first])
        return [one.decode() for one in np.unique(self.rows.ids[places])]

    def sentence_ids(self) -> set[str]:
        return {one.decode() for one in self.names.sentences}


@dataclass(frozen=True, kw_only=True)
class _Order:
    """The order of the passages: by section, year and office, as one rising number."""

    keys: NDArray[np.int64]
    first_year: int
    years: int
    agencies: int

    def runs(self, sections: list[int], years: list[int], agencies: list[int]) -> Runs:
        if not (sections and years and agencies):
            return Runs(starts=np.empty(0, dtype=np.intp), ends=np.empty(0, dtype=np.intp))
        begin = np.array(sections, dtype=np.int64)[:, None] * self.years + np.array(years)
        low = begin.ravel() * self.agencies
        high = low + self.agencies
        if len(agencies) < self.agencies:
            low = (low[:, None] + np.array(agencies)).ravel()
            high = low + 1
        starts, ends = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)
        there = ends > starts
        return Runs(starts=starts[there], ends=ends[there])


EMPTY_NAMES = Names(
    sections={},
    agencies={},
    words={},
    wordings=np.empty(0, dtype=_ID),
    sentences=np.empty(0, dtype=_ID),
)


def take_snapshot(
    ids: Sequence[str], find: FindPassages, words: Words, older: Snapshot | None = None
) -> Snapshot:
    """The snapshot of these passages; `older` itself if it is of them, else made with its help."""
    wanted = np.array(ids, dtype=_ID)
    known = older.rows.ids if older is not None else wanted[:0]
    fresh = wanted[~np.isin(wanted, known)]
    stays = np.isin(known, wanted)
    if older is not None and not len(fresh) and stays.all():
        return older
    found = find([one.decode() for one in fresh])
    read = _Read(older.names if older is not None else EMPTY_NAMES, words)
    for one in fresh:
        if (passage := found.get(one.decode())) is not None:
            read.add(passage)
    return read.joined(older, np.flatnonzero(stays))


class _Read:
    """Passages that are read anew, as lists that grow."""

    def __init__(self, names: Names, words: Words) -> None:
        self._cut = words
        self._names = names
        self._codes = {
            "section": dict(names.sections),
            "agency": dict(names.agencies),
            "word": dict(names.words),
        }
        self._places: list[tuple[bytes, int, int, int, bytes]] = []
        self._words: list[list[int]] = []
        self._said: list[list[bytes]] = []

    def add(self, passage: Passage) -> None:
        self._places.append(
            (
                passage.id.encode(),
                self._code("section", passage.section),
                passage.year,
                self._code("agency", passage.agency),
                wording_id(wording(passage)).encode(),
            )
        )
        text = f"{' '.join(passage.headings)}\n{passage.text}"
        self._words.append([self._code("word", word) for word in self._cut.of(text)])
        said = dict.fromkeys(sentences(passage))
        self._said.append([wording_id(one).encode() for one in said])

    def _code(self, kind: str, name: str) -> int:
        codes = self._codes[kind]
        return codes.setdefault(name, len(codes))

    def joined(self, older: Snapshot | None, stays: Places) -> Snapshot:
        """With those passages of an older snapshot that stay."""
        ids, section, year, agency, wordings = (
            [one[column] for one in self._places] for column in range(5)
        )
        fresh_said = np.array([one for said in self._said for one in said], dtype=_ID)
        fresh_words = np.array([one for words in self._words for one in words], dtype=np.int32)
        parts: dict[str, NDArray[Any]] = {
            "ids": np.array(ids, dtype=_ID),
            "section": np.array(section, dtype=np.int32),
            "year": np.array(year, dtype=np.int32),
            "agency": np.array(agency, dtype=np.int32),
            "wording": np.array(wordings, dtype=_ID),
            "word_counts": np.array([len(one) for one in self._words], dtype=np.int32),
            "words": fresh_words,
            "said_counts": np.array([len(one) for one in self._said], dtype=np.int32),
            "said": fresh_said,
        }
        if older is not None:
            kept = _staying(older, stays)
            parts = {name: np.concatenate([kept[name], part]) for name, part in parts.items()}
        return self._ordered(parts)

    def _ordered(self, parts: Mapping[str, NDArray[Any]]) -> Snapshot:
        order = np.lexsort((parts["agency"], parts["year"], parts["section"]))
        wordings, group = np.unique(parts["wording"][order], return_inverse=True)
        said = _reordered(parts["said"], parts["said_counts"], order)
        all_sentences, said_codes = np.unique(said, return_inverse=True)
        rows = Rows(
            ids=parts["ids"][order],
            section=parts["section"][order],
            year=parts["year"][order],
            agency=parts["agency"][order],
            group=group.astype(np.int32),
            word_counts=parts["word_counts"][order],
            words=_reordered(parts["words"], parts["word_counts"], order),
            said_counts=parts["said_counts"][order],
            said=said_codes.astype(np.int32),
        )
        names = Names(
            sections=self._codes["section"],
            agencies=self._codes["agency"],
            words=self._codes["word"],
            wordings=wordings,
            sentences=all_sentences,
        )
        return Snapshot(rows, names, build_postings(rows.words, rows.word_counts, len(names.words)))


def _staying(older: Snapshot, stays: Places) -> dict[str, NDArray[Any]]:
    """The rows of passages that stay, with ids in place of places that will change."""
    rows, names = older.rows, older.names
    word_starts = _starts(rows.word_counts)
    said_starts = older.said_starts
    said = rows.said[spread(said_starts[stays], said_starts[stays + 1])]
    return {
        "ids": rows.ids[stays],
        "section": rows.section[stays],
        "year": rows.year[stays],
        "agency": rows.agency[stays],
        "wording": names.wordings[rows.group[stays]],
        "word_counts": rows.word_counts[stays],
        "words": rows.words[spread(word_starts[stays], word_starts[stays + 1])],
        "said_counts": rows.said_counts[stays],
        "said": names.sentences[said],
    }


def _reordered(values: NDArray[Any], counts: NDArray[Any], order: Places) -> NDArray[Any]:
    """What stands one passage after the other, in another order of the passages."""
    starts = _starts(counts)
    result: NDArray[Any] = values[spread(starts[order], starts[order + 1])]
    return result


def _starts(counts: NDArray[Any]) -> Places:
    """Where each run begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)
