"""
Trimming: clauses of a carried sentence that say nothing this year.

A change that nobody can compute (场次与上年持平 where last year's number is not known), a value of
last year behind what did not occur (未作出行政强制决定，上年为5件), a claim that the figures
contradict (均为结果维持): the clause goes, the sentence stays whole. What would leave nothing stays
and is asked about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.core.evidence.claims import check_claims
from assistant.core.evidence.facts import Fact
from assistant.core.evidence.listed import fact_at
from assistant.core.patterns import regex
from assistant.core.prose.particles import CHANGE
from assistant.core.writing.slots import ChangeSlot, FactSlot, Segment, UnknownSlot, cut_segments

_CUT = regex(r"(?<=[，；：。！？])")
_STOPS = "，；：。！？"
# Why a number moved, in a clause of its own behind it or before it.
_CAUSE = regex(
    r"原因|得益于|源于|缘于|由于|受.{1,12}影响|[增减降][量幅长加少]?(?:部分)?主要(?:来自|集中|是|为)|主要来自"
)
_CAUSE_BEFORE = regex(r"后，$|得益于|由于|受.{1,12}影响")
_LAST_YEAR = regex(r"(?:上一?年|去年)(?:度|同期)?(?:为|是|有)?$")
_FROM = ("由", "从")
_UP_TO = regex(r"(?:提高|提升|上升|增长|增加|扩大|下降|降低|减少|压缩|缩短|回落|调整)?(?:到|至|为)")
_DIGIT = regex(r"\d")

Clause = tuple[Segment, ...]


def without_unknown_changes(sentence: Clause, facts: Mapping[str, Fact]) -> Clause:
    """The sentence without the clauses that only compare with a year nobody has numbers of, and
    without what explained such a change, or a rise where there is a fall now.
    """
    sentence = _without_base(sentence, facts)
    clauses = list(cut_segments(sentence, _CUT))
    gone = {at for at, clause in enumerate(clauses) if _compares_with_nothing(clause, facts)}
    moved = gone | {at for at, clause in enumerate(clauses) if _turned(clause, facts)}
    gone |= {
        at
        for at, clause in enumerate(clauses)
        if (at - 1 in moved and _is_cause(clause, _CAUSE))
        or (at + 1 in moved and _is_cause(clause, _CAUSE_BEFORE))
    }
    kept = [clause for at, clause in enumerate(clauses) if at not in gone]
    for at in sorted(gone - {0, len(clauses) - 1}):  # …，原因；next: the stop is the one behind it
        if at - 1 not in gone:
            place = kept.index(clauses[at - 1])
            kept[place] = _stopped(kept[place], clauses[at])
    return _joined(kept, clauses) if gone and kept else sentence


def _without_base(sentence: Clause, facts: Mapping[str, Fact]) -> Clause:
    """占比【待补充】% for 占比由【待补充】%提高到【待补充】%.

    The first number is last year's. The prose of a past report is no source for a number, and who
    knows this year's need not be asked for two; a change that both years' figures give is said
    behind it.
    """
    for at in range(len(sentence) - 3):
        before, first, link, second = sentence[at : at + 4]
        if (
            isinstance(before, str)
            and isinstance(link, str)
            and not isinstance(second, str)
            and before.endswith(_FROM)
            and _UP_TO.fullmatch(link)
            and _is_unknown(first, facts)
        ):
            rest = (before[:-1], second) if before[:-1] else (second,)
            behind = [*sentence[at + 4 :]]
            if len(behind) > 1 and isinstance(change := behind[1], ChangeSlot):
                # Nothing else says now what 提高6个百分点 compares with.
                behind[1] = replace(change, against=change.against or "比上年")
            return _without_base((*sentence[:at], *rest, *behind), facts)
    return sentence


def _is_unknown(segment: Segment, facts: Mapping[str, Fact]) -> bool:
    if isinstance(segment, FactSlot):
        return fact_at(segment.key, facts) is None
    return isinstance(segment, UnknownSlot)


def _stopped(clause: Clause, gone: Clause) -> Clause:
    """A clause with the stop of the one behind it, which is gone."""
    *before, last = clause
    end = gone[-1]
    if not isinstance(last, str) or not isinstance(end, str) or end[-1:] not in _STOPS:
        return clause
    return (*before, last.rstrip(_STOPS) + end[-1])


def _turned(clause: Clause, facts: Mapping[str, Fact]) -> bool:
    changes = [(one, fact_at(one.key, facts)) for one in clause if isinstance(one, ChangeSlot)]
    return any(fact and one.word and (fact.value < 0) != one.fell for one, fact in changes)


def _is_cause(clause: Clause, words: re.Pattern[str]) -> bool:
    return all(isinstance(one, str) for one in clause) and bool(
        words.search("".join(map(str, clause)))
    )


def without_contradictions(text: str, facts: Mapping[str, Fact], agency: str) -> str:
    """A filled sentence without the clauses, free of numbers, that the figures contradict."""
    wrong = [one for one in check_claims(text, facts, agency) if one.level == "error"]
    if not wrong:
        return text
    spans = list(_spans(text))
    kept = [
        text[start:end]
        for start, end in spans
        if not any(start <= one.start < end for one in wrong) or _DIGIT.search(text[start:end])
    ]
    if not kept or len(kept) == len(spans):
        return text
    return _closed("".join(kept), text)


def _compares_with_nothing(clause: Clause, facts: Mapping[str, Fact]) -> bool:
    slots = [segment for segment in clause if not isinstance(segment, str)]
    if len(slots) != 1:
        return False
    slot, at = slots[0], clause.index(slots[0])
    before = clause[at - 1] if at else ""
    words = before if isinstance(before, str) else ""
    if isinstance(slot, ChangeSlot):
        amount = slot.key.replace("同比.", "同比增量.", 1)
        return fact_at(slot.key, facts) is None and fact_at(amount, facts) is None
    return isinstance(slot, UnknownSlot) and bool(CHANGE.search(words) or _LAST_YEAR.search(words))


def _joined(kept: Sequence[Clause], clauses: Sequence[Clause]) -> Clause:
    """The clauses again as one sentence that ends as it did."""
    segments = [segment for clause in kept for segment in clause]
    if kept[-1] is not clauses[-1]:
        last, end = segments[-1], clauses[-1][-1]
        stop = end[-1] if isinstance(end, str) and end[-1:] in _STOPS else ""
        if isinstance(last, str):
            segments[-1] = last.rstrip(_STOPS) + stop
    return tuple(segment for segment in segments if segment != "")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for piece in _CUT.split(text):
        if piece:
            yield start, start + len(piece)
        start += len(piece)


def _closed(kept: str, whole: str) -> str:
    return kept.rstrip(_STOPS) + whole[-1] if whole[-1] in _STOPS else kept.rstrip("，；：")
