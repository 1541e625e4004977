"""
What reviewers remark of a text, and what came of it.

A remark is of some words (its quote) of one section, with the place where they stood and the hash
of the text they stood in. Texts are edited afterwards, so the words are looked for again; where
they are gone, that is said and the remark stays.

Knows: where a remark's words stand now, whether it is open. Does not know: storage, rights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.core.drafts import DraftSection
from assistant.core.editing.hunks import text_hash
from assistant.core.errors import NotAllowed

StepKind = Literal["回复", "解决", "重新打开"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)
_LONGEST = 500  # characters of a remark or a reply
_MOST_QUOTED = 300


@dataclass(frozen=True, kw_only=True)
class ReviewStep:
    """What somebody did about a remark; 解决 and 重新打开 may go without words."""

    kind: StepKind
    text: str
    author: str
    created: str  # ISO 8601 with its zone


@dataclass(frozen=True, kw_only=True)
class ReviewRemark:
    """`start`, `end`: characters of the text whose hash is `source`; `id` is 0 until it is kept."""

    section: DraftSection
    start: int
    end: int
    quote: str
    source: str
    text: str
    author: str
    created: str
    steps: tuple[ReviewStep, ...] = ()  # oldest first
    id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody resolved it, or somebody opened it again since."""
        decided = [one.kind for one in self.steps if one.kind != "回复"]
        return not decided or decided[-1] == "重新打开"


@dataclass(frozen=True, kw_only=True)
class Selected:
    """The characters from `start` to `end` of a saved text of a section."""

    section: DraftSection
    text: str
    start: int
    end: int


def remark_on(selected: Selected, words: str, *, by: str, at: str) -> ReviewRemark:
    """A remark of what is selected; NotAllowed if that is nothing, or nothing is said of it."""
    start, end = selected.start, selected.end
    quote = selected.text[start:end] if 0 <= start < end <= len(selected.text) else ""
    if not quote.strip():
        raise NotAllowed("请先在正文中选中要说的文字，再写批注")
    if len(quote) > _MOST_QUOTED:
        raise NotAllowed(f"选中的文字太长；请选{_MOST_QUOTED}字以内，批注才指得清楚")
    return ReviewRemark(
        section=selected.section,
        start=start,
        end=end,
        quote=quote,
        source=text_hash(selected.text),
        text=check_words(words, needed=True),
        author=by,
        created=at,
    )


def check_words(words: str, *, needed: bool) -> str:
    """What somebody wrote, without blanks around it; NotAllowed if it is nothing or endless."""
    plain = words.strip()
    if needed and not plain:
        raise NotAllowed("请写下批注或回复的内容")
    if len(plain) > _LONGEST:
        raise NotAllowed(f"批注或回复太长（{len(plain)}字）；请写在{_LONGEST}字以内")
    return plain


def place_of(remark: ReviewRemark, text: str) -> tuple[int, int] | None:
    """Where the words of a remark stand in the text as it is now; None if they are gone.

    Of several places the one nearest to where they stood.
    """
    if text_hash(text) == remark.source:
        return remark.start, remark.end
    starts: list[int] = []
    at = text.find(remark.quote)
    while at >= 0:
        starts.append(at)
        at = text.find(remark.quote, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda one: abs(one - remark.start))
    return start, start + len(remark.quote)


def open_ones(remarks: Sequence[ReviewRemark]) -> tuple[ReviewRemark, ...]:
    return tuple(one for one in remarks if one.is_open)
