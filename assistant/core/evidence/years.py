"""
Years: which year a sentence speaks of.

Knows: 2023年, 上年, 去年, and where they only compare (比上年) or belong to a name (上年结转).
"""

from bisect import bisect_left
from collections.abc import Sequence

from assistant.core.evidence.clauses import SENTENCE_REACH, Clauses
from assistant.core.patterns import regex
from assistant.core.prose.quantities import Quantity

_COMPARED = regex(r"(?:[比较与同自从由至到入]|相比|截至|截止|结转|顺延|转)$")
_NO_PERIOD = regex(r"以来|起|底|末|初|之前|以前|以后|结转|转|同期|相比")
_LAST_YEAR = regex(
    r"(?:上一?年|去年)度?(?!结转|度结转|转|遗留|未办结|同期|相比|提出|所列|存在的?问题|问题)"
)
_THIS_YEAR = regex(r"本年度?|今年|当年")
_SENTENCE = regex(r"[。！!？?\n]")


class Years:
    """The years that a text names, by place."""

    def __init__(
        self, text: str, quantities: Sequence[Quantity], year: int, clauses: Clauses
    ) -> None:
        self.text, self.year = text, year
        named = [
            (one.start, int(one.value))
            for one in quantities
            if one.exempt == "年份" and one.value is not None and self._stands(one)
        ]
        named += [
            (found.start(), year - 1)
            for found in _LAST_YEAR.finditer(text)
            if not _COMPARED.search(text, max(0, found.start() - 2), found.start())
        ]
        named += [(found.start(), year) for found in _THIS_YEAR.finditer(text)]
        self._named = sorted(pair for pair in named if not clauses.is_named(pair[0]))
        self._starts = [start for start, _ in self._named]

    def _stands(self, one: Quantity) -> bool:
        """Whether a year says when, and does not compare or begin a span."""
        return len(one.text.rstrip("年度")) == 4 and not (
            _COMPARED.search(self.text, max(0, one.start - 2), one.start)
            or _NO_PERIOD.match(self.text, one.end)
        )

    def of(self, at: int) -> int:
        """The year that a number at `at` is said to be of: the nearest one in its sentence."""
        begin = max(0, at - SENTENCE_REACH)
        for end in _SENTENCE.finditer(self.text, begin, at):
            begin = end.end()
        index = bisect_left(self._starts, at) - 1
        if index >= 0 and self._starts[index] >= begin:
            return self._named[index][1]
        return self.year
