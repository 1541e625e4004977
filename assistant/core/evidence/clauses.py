"""
Clauses: where the words that may name a number stand in a text.

Knows: punctuation, the names of the form in the text, the numbers between them. Every look-back
is bounded, so that reading a text takes time in proportion to its length.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assistant.core.evidence.names import Names, Slot, Term
from assistant.core.patterns import regex
from assistant.core.prose.particles import COMPARED, FROM, LINK, PAST, TO_LEVEL, WITH
from assistant.core.prose.quantities import Quantity

CLAUSE_REACH, SENTENCE_REACH = 60, 240  # characters: the longest clause, sentence or list read
CLAUSE_END = regex(r"[，,。；;！!？?（()）\n]")
SENTENCE_END = regex(r"[。！!？?\n]")
PARAGRAPH_END = regex(r"\n")
_NOUN_TAIL = regex(r"(?>案件|申请|信息|事项|决定书|决定|项目|立案)*+")
_NOUN_HEAD = regex(r"(?:因|涉及)?(?:政府|政务)?信息公开(?:类|工作|申请)?(?:引起|引发|产生)?的?$")


class Clauses:
    """One text with its numbers and names, and the ways to look around a place."""

    def __init__(self, text: str, quantities: Sequence[Quantity], names: Names) -> None:
        self.text = text
        self.statistics = [one for one in quantities if not one.exempt]
        self._starts = [one.start for one in self.statistics]
        self._ends = [one.end for one in self.statistics]
        self._terms = names.found_in(text)
        self._term_starts = [term.start for term in self._terms]

    def zone_start(self, at: int) -> int:
        """Where the words before the number at `at` begin: the clause, or after another number."""
        low = max(0, at - CLAUSE_REACH)
        before = bisect_right(self._ends, at) - 1
        if before >= 0:
            low = max(low, self._ends[before])
        cut = self._last_end(CLAUSE_END, low, at)
        if cut > low and self.text[cut - 1] in "，," and LINK.fullmatch(self.text, cut, at):
            inner = self._last_end(CLAUSE_END, low, cut - 1)  # 收到政府信息公开申请，共3119件
            stated = before >= 0 and inner == self._ends[before]  # 1431件予以公开，454件…
            return inner if self.text[inner : cut - 1].strip() and not stated else cut
        return cut

    def zone_end(self, at: int) -> int:
        """Where the words behind the number that ends at `at` end: the clause, or a next number."""
        stop = CLAUSE_END.search(self.text, at, at + CLAUSE_REACH)
        end = stop.start() if stop else min(len(self.text), at + CLAUSE_REACH)
        following = bisect_left(self._starts, at)
        return min(end, self._starts[following]) if following < len(self._starts) else end

    def past(self, begin: int, quantity: Quantity) -> re.Match[str] | None:
        """The words after `begin` by which the number is last year's: 比2023年的, 由 … 降至."""
        if found := PAST.search(self.text, begin, quantity.start):
            return found
        for before, behind in ((FROM, TO_LEVEL), (WITH, COMPARED)):
            found = before.search(self.text, begin, quantity.start)
            if found and behind.match(self.text, quantity.end):
                return found
        return None

    def _last_end(self, boundary: re.Pattern[str], low: int, high: int) -> int:
        cut = low
        for found in boundary.finditer(self.text, low, high):
            cut = found.end()
        return cut

    def terms(self, start: int, end: int) -> list[Term]:
        """The names that stand wholly between `start` and `end`."""
        at = bisect_left(self._term_starts, start)
        found = []
        while at < len(self._terms) and self._terms[at].end <= end:
            found.append(self._terms[at])
            at += 1
        return found

    def is_named(self, at: int) -> bool:
        """Whether a name stands at `at`: the 上年 of 上年结转 says nothing of when."""
        index = bisect_right(self._term_starts, at) - 1
        return index >= 0 and at < self._terms[index].end

    def recent(self, at: int, *slots: Slot, paragraph: bool = False) -> Term | None:
        """The nearest name of these slots before `at`, in its sentence (or its paragraph)."""
        boundary = PARAGRAPH_END if paragraph else SENTENCE_END
        begin = self._last_end(boundary, max(0, at - SENTENCE_REACH), at)
        index = bisect_left(self._term_starts, at) - 1
        while index >= 0 and self._term_starts[index] >= begin:
            if self._terms[index].name(*slots):
                return self._terms[index]
            index -= 1
        return None

    def counts(self, start: int, end: int) -> bool:
        """Whether a statistic stands between `start` and `end`."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._ends[at] <= end

    def index_of(self, quantity: Quantity) -> int:
        """The place of a statistic among the statistics of the text."""
        return bisect_left(self._starts, quantity.start)

    def noun_span(self, terms: Sequence[Term], quantity: Quantity) -> tuple[int, int]:
        """The whole noun phrase of these names, on one side of the number: 信息公开类复议案件."""
        before = [term for term in terms if term.end <= quantity.start]
        terms = before or terms
        start, end = terms[0].start, terms[-1].end
        head = _NOUN_HEAD.search(self.text[max(0, start - 20) : start])
        if head and head[0]:
            start -= len(head[0])
        tail = _NOUN_TAIL.match(self.text, end)
        return start, tail.end() if tail else end
