"""
Naming: which names of the form belong to a number, by word order.

The noun before the number (行政复议12件), the verb before and the noun behind (收到12件申请), the
noun behind alone (另有12件顺延到下年度), or the number's place in a list (分别为12件、3件).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.evidence.clauses import Clauses
from assistant.core.evidence.names import Term
from assistant.core.prose.particles import (
    BEHIND,
    CHAIN,
    ET_CETERA,
    FILLER,
    LEAD,
    LINK,
    NO_COMPOUND,
    NO_OBJECT,
    RESPECTIVE,
    SEPARATOR,
)
from assistant.core.prose.quantities import Quantity

_LONGEST_LIST = 12  # members of a list with 分别
_LONGEST_OPENING = 16  # characters: 分别比2023年增加
_REACH = 6  # characters between 申请 and the 作出答复 behind it


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The place of a number in a list with 分别: 结果维持、结果纠正分别为72件、64件."""

    first: int  # among the statistics of the text
    place: int  # from 0
    count: int


def names_of(clauses: Clauses, quantity: Quantity, begin: int) -> list[Term]:
    """The names that belong to a number whose clause begins at `begin`; none if none do."""
    if listed := _in_list(clauses, quantity):
        return listed
    before = _before(clauses, begin, quantity)
    behind = _behind(clauses, begin, quantity, verb=bool(before))
    if before and not all(term.name("action", "measure") for term in before):
        counted = before[-1].name("group") and behind and behind[0].name("outcome")
        return [*before, *behind] if counted else before  # 行政复议119件维持
    if before and not behind and not NO_OBJECT.match(clauses.text, quantity.end):
        return []
    return [*before, *behind]


def linked(clauses: Clauses, terms: Sequence[Term]) -> list[Term]:
    """The last noun with the nouns joined to it; verbs from anywhere before it."""
    kept, joined = [terms[-1]], True
    for left, right in zip(reversed(terms[:-1]), reversed(terms[1:]), strict=True):
        joined = joined and bool(CHAIN.fullmatch(clauses.text, left.end, right.start))
        if joined or left.name("action", "measure"):
            kept.insert(0, left)
    if any(term.name("row", "group", "outcome") for term in kept):
        return [term for term in kept if not term.name("measure") or term.name("action")]
    return kept


def _before(clauses: Clauses, begin: int, quantity: Quantity) -> list[Term]:
    """The names before a number, if only filling words stand between."""
    past = clauses.past(begin, quantity)
    stop = past.start() if past else quantity.start
    terms = [
        term
        for term in clauses.terms(begin, stop)
        if not term.name("other") and not ET_CETERA.match(clauses.text, term.end)
    ]
    if not terms:
        return []
    gap = clauses.text[terms[-1].end : stop]
    if terms[-1].name("rest") and gap.strip():
        return []  # 其他信息5条
    if terms[-1].name("measure"):
        gap = gap.removeprefix("文件")  # 清理废止文件26件
    return linked(clauses, terms) if FILLER.fullmatch(gap) else []


def _behind(clauses: Clauses, begin: int, quantity: Quantity, *, verb: bool) -> list[Term]:
    """The names behind a number: 3119件政府信息公开申请, 另有103件顺延到下年度答复."""
    text = clauses.text
    opens = (
        LINK.fullmatch(text, begin, quantity.start),
        LEAD.fullmatch(text, begin, quantity.start),
    )
    if not verb and not any(opens):
        return []
    terms = clauses.terms(quantity.end, clauses.zone_end(quantity.end))
    for term in terms:
        row = term.name("row")
        if row is not None and row.values == ("结转下年",):
            return [term]
    if not terms or terms[0].name("other"):
        return []
    first = terms[0]
    if not BEHIND.fullmatch(text, quantity.end, first.start):
        return []
    whole = first.name("head", "group", "outcome")
    if not (NO_OBJECT if whole else NO_COMPOUND).match(text, first.end):
        return []
    done = terms[1:2] if first.name("domain") else []  # 对3518件申请作出答复
    if done and done[0].name("row", "action") and done[0].start - first.end <= _REACH:
        return [first, done[0]]
    return [first]


def _in_list(clauses: Clauses, quantity: Quantity) -> list[Term]:
    """The name in the number's place of a list with 分别."""
    listed = listed_at(clauses, quantity)
    if listed is None:
        return []
    head = clauses.statistics[listed.first].start
    name = named_in_list(clauses, listed, clauses.zone_start(head), head)
    return [] if name is None else [name]


def named_in_list(clauses: Clauses, listed: Listed, begin: int, end: int) -> Term | None:
    """The name in the list's place among those between `begin` and `end`, if there are enough."""
    names = [
        term
        for term in clauses.terms(begin, end)
        if term.name("row", "outcome", "group", "column", "head", "action")
    ]
    if len(names) < listed.count:
        return None
    return names[len(names) - listed.count + listed.place]


def listed_at(clauses: Clauses, quantity: Quantity) -> Listed | None:
    """Where a number stands in a list with 分别; None if in none."""
    index = clauses.index_of(quantity)
    first = last = index
    while index - first < _LONGEST_LIST and _follows(clauses, first - 1):
        first -= 1
    head = clauses.statistics[first].start
    if not RESPECTIVE.search(clauses.text, max(0, head - _LONGEST_OPENING), head):
        return None
    while last - index < _LONGEST_LIST and _follows(clauses, last):
        last += 1
    count = last - first + 1
    return Listed(first=first, place=index - first, count=count) if count > 1 else None


def _follows(clauses: Clauses, index: int) -> bool:
    """Whether only 、 or 和 stands between the statistic at `index` and the next one."""
    if not 0 <= index < len(clauses.statistics) - 1:
        return False
    this, following = clauses.statistics[index : index + 2]
    return bool(SEPARATOR.fullmatch(clauses.text, this.end, following.start))
