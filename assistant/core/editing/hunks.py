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
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.core.errors import StaleRevision
from assistant.core.patterns import regex

# What is never cut: a line end, an open mark, a number with its unit, a word, and a character
# with what is joined to it (accents, variation selectors, emoji joined by U+200D).
_UNIT = regex(
    r"\r\n|【[^】\n]*】|[0-9０-９]+(?:[.,，．][0-9０-９]+)*(?:万|亿)?(?:%|％|个?百分点|[年件条次期人份个项元])?"
    r"|[A-Za-z]+|.(?:[\u0300-\u036f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)
_CLAUSE_STOP = regex(r"[，。；：！？\n]|[,;:!?](?!\d)")
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
    clauses = _by_clause(text, [*_changes(text[start:end], replacement, start)])
    changes = (one for clause in clauses for one in _decidable(clause))
    return Proposal(source=text_hash(text), hunks=tuple(_hunks(text, replacement, changes)))


def differences(text: str, replacement: str) -> tuple[Hunk, ...]:
    """What differs, as small as can be read: to be looked at, not to be decided on one by one."""
    clauses = _by_clause(text, [*_changes(text, replacement)])
    changes = (one for clause in clauses for one in _touching(clause))
    return tuple(_hunks(text, replacement, changes))


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


def _hunks(text: str, replacement: str, changes: Iterable[_Change]) -> Iterator[Hunk]:
    for a, b, c, d in changes:
        if text[a:b] != replacement[c:d]:
            yield Hunk(start=a, end=b, old=text[a:b], new=replacement[c:d])


def _changes(text: str, replacement: str, start: int = 0) -> Iterator[_Change]:
    """Where the units of a span that begins at `start` differ, in characters."""
    old, new = _units(text), _units(replacement)
    olds, news = _offsets(old), _offsets(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield start + olds[a], start + olds[b], news[c], news[d]


def _offsets(units: Sequence[str]) -> list[int]:
    offsets = [0]
    for unit in units:
        offsets.append(offsets[-1] + len(unit))
    return offsets


def _by_clause(text: str, changes: list[_Change]) -> list[list[_Change]]:
    """The changes between which no clause ends."""
    clauses: list[list[_Change]] = []
    for change in changes:
        if clauses and not _CLAUSE_STOP.search(text, clauses[-1][-1][1], change[0]):
            clauses[-1].append(change)
        else:
            clauses.append([change])
    return clauses


def _decidable(clause: list[_Change]) -> list[_Change]:
    """The changes of a clause, as far as one makes no sense without the others, as one.

    Where a clause gets new words, what it loses is said by them: half of such a change turns the
    meaning. Words that are only left out are each on their own, unless they nearly touch.
    """
    if any(change[2] < change[3] for change in clause):
        return [(clause[0][0], clause[-1][1], clause[0][2], clause[-1][3])]
    return _touching(clause)


def _touching(changes: list[_Change]) -> list[_Change]:
    """Changes with next to nothing between them as one."""
    joined = changes[:1]
    for change in changes[1:]:
        before = joined[-1]
        between = change[0] - before[1]
        if between <= _JOINED_OVER or between < min(_size(before), _size(change)):
            joined[-1] = (before[0], change[1], before[2], change[3])
        else:
            joined.append(change)
    return joined


def _size(change: _Change) -> int:
    return max(change[1] - change[0], change[3] - change[2])
