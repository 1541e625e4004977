"""
Lists of parts: 其中自然人47件、商业企业9件 must still add up when other kinds occur this year.

A list of last year that named everything that occurred is marked at its end; this year it leaves
out the parts that are zero and names those that are new. A list that picked some parts only is
left as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.core.evidence.facts import Fact, label_of
from assistant.core.tables.form import APPLICANTS, GROUPS, OUTCOMES
from assistant.core.writing.slots import FactSlot, ListEnd, Segment, split_sentences

_TOTAL = "总计"
_PARTS = tuple(line for line in APPLICANTS if line.key != _TOTAL)
_NAMES = {"其他": "其他组织"}  # 其他1件 alone does not say of what
APPLICANT_NAMES: Mapping[str, str] = {
    f"新收.{line.key}": _NAMES.get(line.key, line.key) for line in _PARTS
}
# The keys that make up a whole, each with its name in a list.
_FAMILIES: tuple[Mapping[str, str], ...] = (
    APPLICANT_NAMES,
    {f"{row}.{_TOTAL}": row for row in ("予以公开", "部分公开", *GROUPS)},
    {f"{row}.{_TOTAL}": label_of(f"{row}.{_TOTAL}") for row in GROUPS["不予公开"]},
    *(
        {f"{row}.{line.key}": line.key for line in OUTCOMES if line.key != _TOTAL}
        for row in ("行政复议", "行政诉讼", "直接起诉", "复议后起诉")
    ),
)
_SEPARATORS = "，、；"
_SHARE = "占比."


def mark_lists(segments: Iterable[Segment], facts: Mapping[str, Fact]) -> tuple[Segment, ...]:
    """A masked passage with the ends of its whole lists marked; `facts` are of its own year."""
    return tuple(
        segment for sentence in split_sentences(segments) for segment in _marked(sentence, facts)
    )


def settle_lists(sentence: tuple[Segment, ...], facts: Mapping[str, Fact]) -> tuple[Segment, ...]:
    """A sentence whose lists name what occurred this year and nothing else."""
    for end in [segment for segment in sentence if isinstance(segment, ListEnd)]:
        occurred = [key for key in end.listed if _value(key, facts)]
        named = [(key, name) for key, name in end.others if _value(key, facts)]
        if occurred:
            sentence = _without(sentence, set(end.listed) - set(occurred))
        at = sentence.index(end)
        new: list[Segment] = []
        for key, name in named:
            new += [_separator(sentence, at), FactSlot(key=key, noun=name, decimals=0)]
        sentence = (*sentence[:at], *new, *sentence[at + 1 :])
    return _occurred(sentence, facts)


def _occurred(sentence: tuple[Segment, ...], facts: Mapping[str, Fact]) -> tuple[Segment, ...]:
    """A sentence without the parts of a list that are zero this year, if another is not."""
    for family in _FAMILIES:
        listed = [
            one.key
            for one in sentence
            if isinstance(one, FactSlot) and one.key in family and one.noun
        ]
        none = {key for key in listed if key in facts and not facts[key].value}
        if none and len(none) < len(set(listed)):
            sentence = _without(sentence, none)
    return sentence


def _separator(sentence: Sequence[Segment], at: int) -> str:
    """What stands between the last two parts of the list that ends at `at`."""
    before = [one for one in sentence[:at] if isinstance(one, str)]
    return before[-1] if before and before[-1] in ("、", "；") else "，"


def _marked(sentence: tuple[Segment, ...], facts: Mapping[str, Fact]) -> tuple[Segment, ...]:
    for family in _FAMILIES:
        places = [
            at
            for at, segment in enumerate(sentence)
            if isinstance(segment, FactSlot) and segment.key in family
        ]
        listed = [_slot(sentence[at]).key for at in places]
        rest = [key for key in family if key not in listed]
        if len(places) > 1 and all(_value(key, facts) == 0 for key in rest):
            after = _end(sentence, places[-1])
            end = ListEnd(listed=tuple(listed), others=tuple((key, family[key]) for key in rest))
            sentence = (*sentence[:after], end, *sentence[after:])
    return sentence


def _end(sentence: Sequence[Segment], at: int) -> int:
    """The place after a part of a list and the share that is said of it."""
    share = sentence[at + 2] if at + 2 < len(sentence) else ""
    is_share = isinstance(share, FactSlot) and share.key.startswith(_SHARE)
    return at + 3 if is_share else at + 1


def _without(sentence: Sequence[Segment], keys: set[str]) -> tuple[Segment, ...]:
    """The sentence without these parts and their shares, each with the separator before it.

    The first of a list has none before it, so it takes the one after it along.
    """
    kept: list[Segment] = []
    takes_next = False
    for segment in sentence:
        if isinstance(segment, FactSlot) and segment.key.removeprefix(_SHARE) in keys:
            last = kept[-1] if kept else ""
            takes_next = not (isinstance(last, str) and last.endswith(tuple(_SEPARATORS)))
            if not takes_next and isinstance(last, str):
                kept[-1] = last[:-1]
        elif takes_next and isinstance(segment, str) and segment[:1] in _SEPARATORS:
            kept.append(segment[1:])
            takes_next = False
        else:
            kept.append(segment)
            takes_next = False
    return tuple(segment for segment in kept if segment != "")


def _slot(segment: Segment) -> FactSlot:
    assert isinstance(segment, FactSlot)
    return segment


def _value(key: str, facts: Mapping[str, Fact]) -> Decimal:
    fact = facts.get(key)
    return fact.value if fact else Decimal(0)
