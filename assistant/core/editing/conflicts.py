"""What a new note says otherwise than what was typed before: 培训2次 beside 培训3次."""

from dataclasses import replace

from assistant.core.evidence.fact import Fact
from assistant.core.evidence.facts import facts_of
from assistant.core.prose.likeness import same_words
from assistant.core.tables.figures import Figures

_TYPED = ("indicator", "note")
_NO_NOUN = frozenset("全年共举办开展召开发布参")  # characters of verbs, which name nothing
_SHORTEST = 2  # characters that must name the same


def conflicts(figures: Figures, note: str) -> tuple[str, ...]:
    """The sources of numbers of the same thing and unit with another value; `note` is not in yet.

    A name that holds all characters of the other one is of the same thing: 政府信息公开培训 and
    培训. It may be a part of it all the same, so a person is asked.
    """
    bare = replace(figures, cells=())
    before = [one for one in facts_of(bare) if one.kind in _TYPED]
    new = [
        one for one in facts_of(replace(bare, indicators=(), notes=(note,))) if one.kind in _TYPED
    ]
    found = (
        other.source
        for one in new
        for other in before
        if other.unit == one.unit and other.value != one.value and _is_same(one, other)
    )
    return tuple(dict.fromkeys(found))


def _is_same(one: Fact, other: Fact) -> bool:
    first, second = (set(same_words(fact.label)) - _NO_NOUN for fact in (one, other))
    return min(len(first), len(second)) >= _SHORTEST and (first <= second or second <= first)
