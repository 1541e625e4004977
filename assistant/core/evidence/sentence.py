"""The numbers of a sentence before one of them, and the words between them."""

from collections.abc import Sequence

from assistant.core.evidence.binding import Binding
from assistant.core.patterns import regex

_SENTENCE_END = regex(r"[。！!？?\n]")
_BRACKETS = regex(r"[（(][^（()）\n]{0,100}[)）]")  # what stands in them is an aside
_REACH = 120  # characters before a number in which what it follows from may stand
_NAME_REACH = 16


class Sentence:
    """The numbers before `one` in its sentence, the nearest last; `gap` are the words after them.

    `numbers` are those of the text before it. Zeros, ranges and
    what stands in brackets are left out.
    """

    def __init__(self, text: str, one: Binding, numbers: Sequence[Binding]) -> None:
        self.text, end = text, one.quantity.start
        begin = max(0, end - _REACH)
        for stop in _SENTENCE_END.finditer(text, begin, end):
            begin = stop.end()
        brackets = [found.span() for found in _BRACKETS.finditer(text, begin, end)]
        self.before = [
            other
            for other in numbers
            if other.quantity.start >= begin
            and other.quantity.value
            and not other.quantity.high
            and not any(start < other.quantity.start < stop for start, stop in brackets)
        ]
        self.gap = text[self.before[-1].quantity.end : end] if self.before else ""

    def words(self, one: Binding) -> str:
        """The words before a number, back to the number before it."""
        at = self.before.index(one)
        begin = max(0, one.quantity.start - _REACH)
        if at:
            begin = max(begin, self.before[at - 1].quantity.end)
        return _BRACKETS.sub("", self.text[begin : one.quantity.start])[-_NAME_REACH:]

    def between(self, left: Binding, right: Binding) -> str:
        return self.text[left.quantity.end : right.quantity.start]

    def alike(self, one: Binding) -> list[Binding]:
        """The numbers before `one` in its unit, the nearest first."""
        earlier = self.before[: self.before.index(one)]
        return [other for other in reversed(earlier) if other.quantity.unit == one.quantity.unit]
