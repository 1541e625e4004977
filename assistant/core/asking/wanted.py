"""
Which numbers of the prose one question asks for, each with its noun: 培训几次，多少人参加.

Verbs that say only that something was done (举办, 开展, 搞, 弄) are no part of a noun.
"""

from collections.abc import Sequence

from assistant.core.asking.query import Wanted
from assistant.core.asking.words import NUMBER, PERCENT, UNITS, subject_of
from assistant.core.patterns import regex

_UNIT = regex(rf"(?:多少|几)(?P<unit>{UNITS})")
_STUCK = regex(rf"(?:多少|几)(?:{UNITS})(?=[有共]?(?:多少|几))")  # 几次多少人
_CLAUSE = regex(r"[，,、；;]|(?:以及|和|及|并)(?=[^，,]{0,6}(?:多少|几))")
_OF_PEOPLE = regex(r"(?:参加|参训|参与|出席|到场|受训|来|人员|其中|有|共|\s)*")
_LIGHT = regex(
    r"举办|开展|组织(?!机构)|召开|举行|进行|实施|发生|(?:搞|弄|做|办)[过了]|^(?:搞|弄|办)|(?:搞|弄|办)$"
    r"|各自?(?:发布)?$"
)
_CHANGE = regex(
    r"从|由|(?:增加|增长|提高|上升|减少|下降|降低|压缩|精简|减|降|升)[了到至为]?(?=\s|$)|(?:\s|^)[到至]"
)
_SHARE = regex(r"多[大高]的?比[例重]")
_SHORTEST = 2
_PERCENT = "%"


def unit_asked(question: str) -> str:
    """The unit behind 多少 or 几, % of 百分之几; empty if none is named."""
    if PERCENT.search(question) or _SHARE.search(question):
        return _PERCENT
    unit = _UNIT.search(question)
    return unit["unit"] if unit else ""


def wanted_in(prose: str, subject: str) -> tuple[Wanted, ...]:
    """The numbers asked for, at least one; `subject` is what the whole question is about.

    A clause that only says who took part (多少人参加) is of the noun before it.
    """
    found: list[Wanted] = []
    context = ""
    for clause in _CLAUSE.split(_STUCK.sub(r"\g<0>，", prose)):
        own, unit = subject_of(clause), unit_asked(clause)
        if not NUMBER.search(clause):
            context = f"{context} {own}".strip()
            continue
        if found and _OF_PEOPLE.fullmatch(own):
            found.append(_part_of(found[0], own, unit))
        else:
            found.append(Wanted(subject=own if found else f"{context} {own}".strip(), unit=unit))
    if len(found) > 1 and _differ(found):
        return tuple(found)
    return (Wanted(subject=subject, unit=unit_asked(prose)),)


def as_followed(wanted: Sequence[Wanted], before: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """多少人参加？ after a question about a training: who took part in that; else ()."""
    if len(wanted) != 1 or not before or not _OF_PEOPLE.fullmatch(wanted[0].subject):
        return ()
    return (_part_of(before[0], wanted[0].subject, wanted[0].unit),)


def noun_of(subject: str) -> str:
    """What a subject names, without verbs of doing and changing."""
    return without_doing(_CHANGE.sub(" ", subject))


def without_doing(subject: str) -> str:
    """A subject without verbs of doing; empty if nothing of two letters is left."""
    pieces = _LIGHT.sub(" ", subject).split()
    return " ".join(pieces) if any(len(one) >= _SHORTEST for one in pieces) else ""


def _part_of(whole: Wanted, own: str, unit: str) -> Wanted:
    return Wanted(subject=f"{noun_of(whole.subject)} {own}".strip(), unit=unit)


def _differ(found: Sequence[Wanted]) -> bool:
    """Whether each asks for something, and no two for the same."""
    named = all(len(one.subject) >= _SHORTEST for one in found)
    return named and len(set(found)) == len(found)
