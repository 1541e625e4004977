"""
Sentences that state no number, and so claim what code cannot check.

Knows: sentences, headings, open marks. Does not know: whether a claim holds.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.core.evidence.binding import Binding
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import without_marks

_SENTENCE = regex(r"[^。！？!?；\n【】]+[。！？!?；]")
_HEADING = regex(r"[ \t\u3000]*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][^，；]{0,24}。")
_SHORTEST = 10  # characters; a shorter one is a heading or says nothing of its own


def unnumbered_sentences(text: str, bindings: Sequence[Binding]) -> Iterator[tuple[int, int]]:
    """Where each sentence stands that holds no statistic and is no heading or open mark."""
    starts = [one.quantity.start for one in bindings if one.verdict != "exempt"]
    for found in _SENTENCE.finditer(without_marks(text)):
        start, end = found.span()
        index = bisect_left(starts, start)
        numbered = index < len(starts) and starts[index] < end
        words = found[0].strip()
        if not numbered and len(words) >= _SHORTEST and not _HEADING.fullmatch(found[0]):
            yield end - len(found[0].lstrip()), end
