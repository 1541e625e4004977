"""
Two reports side by side: which paragraph became which, and what changed in it.

Knows: likeness of wordings, so that a paragraph whose numbers all changed is still the same one.
Does not know: Word, who changed what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.core.editing.hunks import differences
from assistant.core.patterns import regex
from assistant.core.prose.likeness import pairs

# Pairs of characters in common, of those of both (Dice). Of the samples 2023 to 2025 and two real
# reports of one office the same paragraph of two years has 0.22 to 1, different ones 0.23 and less
# but for two; under 0.3 the words that are left between the changes cannot be read any more, so
# one paragraph goes and another comes.
_ALIKE = 0.3
_LONG = 600  # characters; a longer paragraph is compared sentence by sentence
_MOST_PAIRS = 40_000  # likenesses that are looked at for one run of paragraphs; a tenth of a second
_SENTENCE = regex(r"[^。！？]{0,600}[。！？]|[^。！？]{1,600}")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """The characters from `start` to `end` of the new text stand where `old` stood."""

    start: int
    end: int
    old: str


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What stood and what stands in its place; the same words where nothing changed."""

    old: str
    new: str

    @property
    def changed(self) -> bool:
        return self.old != self.new


Row = tuple[Stretch, ...]


def rows_of(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    """The paragraphs of two texts in rows: each with what became of it, word by word.

    A paragraph that only one text has is a row of one stretch, its other side empty. Long
    paragraphs are compared sentence by sentence.
    """
    olds, news = ([*_cut(text)] for text in (old, new))
    rows: list[Row] = []
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            rows += [(Stretch(old=text, new=text),) for text in olds[a:b]]
        else:
            rows += _rows(olds[a:b], news[c:d])
    return tuple(rows)


def _cut(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if len(paragraph) <= _LONG:
            yield paragraph
        else:
            yield from (one[0] for one in _SENTENCE.finditer(paragraph))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Rows of paragraphs none of which is the same; too many to look at are not lined up."""
    lined: Sequence[tuple[int | None, int | None]]
    if len(old) * len(new) <= _MOST_PAIRS:
        lined = line_up(old, new)
    else:
        gone = [(place, None) for place in range(len(old))]
        lined = [*gone, *((None, place) for place in range(len(new)))]
    for a, b in lined:
        before, after = "" if a is None else old[a], "" if b is None else new[b]
        yield stretches(before, after) if before and after else (Stretch(old=before, new=after),)


def stretches(old: str, new: str) -> Row:
    """What of the old text stayed and what stands in place of the rest, in reading order.

    Together, their old sides are `old` and their new sides `new`, character for character.
    """
    found: list[Stretch] = []
    at = 0
    for edit in edits(old, new):
        if at < edit.start:
            found.append(Stretch(old=new[at : edit.start], new=new[at : edit.start]))
        found.append(Stretch(old=edit.old, new=new[edit.start : edit.end]))
        at = edit.end
    if at < len(new):
        found.append(Stretch(old=new[at:], new=new[at:]))
    return tuple(found)


def line_up(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int | None, int | None], ...]:
    """The places of both in reading order: (2, 3) became, (2, None) went, (None, 3) came.

    Of all ways that keep the order the one with the greatest likeness in sum.
    """
    like = _likenesses(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            joined = like[a][b] + best[a + 1][b + 1] if like[a][b] else 0.0
            best[a][b] = max(joined, best[a + 1][b], best[a][b + 1])
    found: list[tuple[int | None, int | None]] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if like[a][b] and best[a][b] == like[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            found.append((a, None))
            a += 1
        else:
            found.append((None, b))
            b += 1
    gone = ((place, None) for place in range(a, len(old)))
    return (*found, *gone, *((None, place) for place in range(b, len(new))))


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """What turns the old text into the new one, at places of the new one, in order."""
    found: list[Edit] = []
    shift = 0
    for hunk in differences(old, new):
        start = hunk.start + shift
        found.append(Edit(start=start, end=start + len(hunk.new), old=hunk.old))
        shift += len(hunk.new) - len(hunk.old)
    return tuple(found)


def _likenesses(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """0 where two paragraphs are not the same one; equal ones are worth the most."""
    olds, news = [pairs(text) for text in old], [pairs(text) for text in new]
    return [
        [2.0 if one == other else _dice(olds[a], news[b]) for b, other in enumerate(new)]
        for a, one in enumerate(old)
    ]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    likeness = 2 * len(one & other) / (len(one) + len(other))
    return likeness if likeness >= _ALIKE else 0.0
