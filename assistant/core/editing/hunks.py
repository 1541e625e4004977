"""
Hunks: a proposed change of a text, cut into pieces that a person can read and decide on.

A proposal replaces the characters from `start` to `end` of a text. Its hunks lie inside that span,
so whatever is accepted, the text outside it stays as it is, character for character. A proposal
knows the text it was made for by its hash: once that text changed it is refused, not guessed at.

Knows: characters (code points) and the UTF-16 units in which a browser counts. Does not know: who
proposed what, drafts, numbers.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.core.errors import StaleRevision

# What is never cut: a line end, an open mark, a number with its unit, a word, and a character
# with what is joined to it (accents, variation selectors, emoji joined by U+200D).
_UNIT = re.compile(
    r"\r\n|【[^】\n]*】|[0-9０-９]+(?:[.,，．][0-9０-９]+)*(?:万|亿)?(?:%|％|个?百分点|[年件条次期人份个项元])?"
    r"|[A-Za-z]+|.(?:[\u0300-\u036f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)
_CLAUSE_STOP = re.compile(r"[，。；：！？、,;:!?\n]")
# Two changes with so little between them, within a clause, are read as one: one character, or less
# than either of them changes.
_JOINED_OVER = 1


@dataclass(frozen=True, kw_only=True)
class Hunk:
    """`old`, the characters from `start` to `end` of the text, may become `new`."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A change of one text: its hunks in order, without overlap."""

    source: str  # hash of the text that it was made for
    hunks: tuple[Hunk, ...]


def text_hash(text: str) -> str:
    """The same text gives the same hash, on any machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def propose(text: str, replacement: str, *, start: int = 0, end: int | None = None) -> Proposal:
    """What turns the characters from `start` to `end` of `text` into `replacement`.

    ValueError if they are no span of the text.
    """
    end = len(text) if end is None else end
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}..{end} is no span of a text of {len(text)} characters")
    old, new = _units(text[start:end]), _units(replacement)
    changes = _joined(text, [(start + a, start + b, c, d) for a, b, c, d in _changes(old, new)])
    return Proposal(
        source=text_hash(text),
        hunks=tuple(
            Hunk(start=a, end=b, old=text[a:b], new=replacement[c:d]) for a, b, c, d in changes
        ),
    )


def settle(
    proposal: Proposal,
    text: str,
    *,
    accepted: Collection[int] = (),
    rejected: Collection[int] = (),
) -> tuple[str, Proposal]:
    """The text with the `accepted` hunks in it, and a proposal of those not decided on.

    Hunks are meant by their place in `proposal.hunks`. StaleRevision if `text` is another one than
    the proposal was made for, ValueError if there is no such hunk or one is both.
    """
    decided = {*accepted, *rejected}
    if not decided <= set(range(len(proposal.hunks))) or set(accepted) & set(rejected):
        raise ValueError(f"{sorted(decided)} of {len(proposal.hunks)} hunks")
    check_fresh(proposal, text)
    written, at, shift = "", 0, 0
    left: list[Hunk] = []
    for number, hunk in enumerate(proposal.hunks):
        if number in accepted:
            written += text[at : hunk.start] + hunk.new
            at = hunk.end
            shift += len(hunk.new) - len(hunk.old)
        elif number not in rejected:
            left.append(replace(hunk, start=hunk.start + shift, end=hunk.end + shift))
    written += text[at:]
    return written, Proposal(source=text_hash(written), hunks=tuple(left))


def accept_all(proposal: Proposal, text: str) -> str:
    """The text with every hunk in it; StaleRevision as in `settle`."""
    return settle(proposal, text, accepted=range(len(proposal.hunks)))[0]


def check_fresh(proposal: Proposal, text: str) -> None:
    """StaleRevision if `text` is not the one that the proposal was made for."""
    if text_hash(text) != proposal.source:
        raise StaleRevision("提出修改之后，这段文字又改过了，旧的建议不能再用；请重新提出要求")


def from_utf16(text: str, offset: int) -> int:
    """The character at `offset` UTF-16 units, in which a browser counts; within the text.

    An offset between the two halves of a character is the place before it.
    """
    units = 0
    for place, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > offset:
            return place
    return len(text)


def to_utf16(text: str, place: int) -> int:
    """The reverse: how many UTF-16 units stand before the character at `place`."""
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text[:place])


_Change = tuple[int, int, int, int]  # from, to in the text; from, to in the replacement


def _units(text: str) -> list[str]:
    return _UNIT.findall(text)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Where the units differ, in characters."""
    olds, news = _offsets(old), _offsets(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield olds[a], olds[b], news[c], news[d]


def _offsets(units: Sequence[str]) -> list[int]:
    offsets = [0]
    for unit in units:
        offsets.append(offsets[-1] + len(unit))
    return offsets


def _joined(text: str, changes: list[_Change]) -> list[_Change]:
    """Changes with next to nothing between them, in one clause, as one."""
    joined = changes[:1]
    for change in changes[1:]:
        before = joined[-1]
        between = text[before[1] : change[0]]
        few = len(between) <= _JOINED_OVER or len(between) < min(_size(before), _size(change))
        if few and not _CLAUSE_STOP.search(between):
            joined[-1] = (before[0], change[1], before[2], change[3])
        else:
            joined.append(change)
    return joined


def _size(change: _Change) -> int:
    return max(change[1] - change[0], change[3] - change[2])
