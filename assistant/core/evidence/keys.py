"""
Keys: which facts the names around a number mean together.

收到 + 政府信息公开申请 is 新收.总计 (or 收办.总计); 行政复议 … 结果维持 is 行政复议.结果维持. What
a clause leaves out it inherits from the nearest name before it. Does not know values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.evidence.clauses import Clauses
from assistant.core.evidence.names import Name, Slot, Term
from assistant.core.prose.particles import CHAIN, JOIN, KIND, LEAD, SOURCES

_FINISHED = "办理总计"
_WHOLE_ROWS = ("新收", "收办", "办理总计")  # whose applicants are told, not those of 上年结转
_SUITS = ("直接起诉", "复议后起诉")
# Sums that have a name, and so a share and a change.
_NAMED_SUMS: dict[tuple[str, ...], str] = {
    ("予以公开", "部分公开"): "予以公开和部分公开",
    ("行政复议", "行政诉讼"): "复议诉讼",
    ("直接起诉", "复议后起诉"): "行政诉讼",
}
_ANY_MEASURE = (
    "制发",
    "新公开",
    "处理决定",
    "现有项目",
    "上年项目",
    "收费金额",
    "采购金额",
    "采购项目",
)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Keys of facts, likeliest first (`a+b` is a sum); `sure` if another number is a wrong one."""

    keys: tuple[str, ...] = ()
    sure: bool = False


def read_keys(
    clauses: Clauses, terms: Sequence[Term], begin: int, last: Sequence[str] = ()
) -> Keys:
    """What the names of one number mean.

    `begin` is where their clause begins, `last` are the keys of the number before it.
    """
    return _Meaning(clauses, terms, begin, last).read()


def named_sum(keys: Sequence[str]) -> str | None:
    """The key of the sum of these totals, if that sum has a name: 予以公开和部分公开.总计."""
    name = _NAMED_SUMS.get(tuple(key.removesuffix(".总计") for key in keys))
    return f"{name}.总计" if name else None


class _Meaning:
    """The names of one number, by slot."""

    def __init__(
        self, clauses: Clauses, terms: Sequence[Term], begin: int, last: Sequence[str]
    ) -> None:
        self.clauses, self.terms, self.before = clauses, list(terms), last
        self.start = terms[0].start
        text = clauses.text
        self.plain_lead = begin > self.start or bool(LEAD.fullmatch(text, begin, self.start))

    def last(self, *slots: Slot) -> Term | None:
        return next((term for term in reversed(self.terms) if term.name(*slots)), None)

    def recent(self, *slots: Slot, paragraph: bool = False) -> Term | None:
        return self.clauses.recent(self.start, *slots, paragraph=paragraph)

    def read(self) -> Keys:
        if rest := self.last("rest"):
            return self.rest(rest)
        if rate := self.last("rate"):
            return self.rates(_name(rate, "rate"))
        if outcome := self.last("outcome"):
            return self.outcomes(outcome)
        if group := self.last("group"):
            return self.groups(group)
        if column := self.last("column"):
            return self.columns(column)
        row, action, head = self.last("row"), self.last("action"), self.last("head")
        if row is not None:
            sure = self.plain_lead and (action is None or action.start <= row.start)
            sure = sure and _name(row, "row").sure
            return Keys(keys=self.joined(row, "row", ".总计"), sure=sure)
        if head is not None and self.last("domain") is None:
            return self.heads(head)
        if action is not None:
            return self.actions(action)
        if self.last("measure"):
            head = self.recent("head")
            return Keys() if head is None else self.heads(head)
        return Keys(keys=("新收.总计", "收办.总计"))

    def joined(self, term: Term, slot: Slot, tail: str) -> tuple[str, ...]:
        """The keys of a name; of names joined by 和, the one key of their sum."""
        at = self.terms.index(term) if term in self.terms else 0  # 0: inherited
        values = [_name(term, slot).values[0]]
        while at > 0:
            left, right = self.terms[at - 1], self.terms[at]
            name = left.name(slot)
            if name is None or not JOIN.fullmatch(self.clauses.text, left.end, right.start):
                break
            values.insert(0, name.values[0])
            at -= 1
        if len(values) > 1:
            name_of_sum = _NAMED_SUMS.get(tuple(values))
            parts = [name_of_sum] if name_of_sum else values
            return ("+".join(f"{part}{tail}" for part in parts),)
        return tuple(f"{value}{tail}" for value in _name(term, slot).values)

    def rest(self, rest: Term) -> Keys:
        """其他91件 behind 行政复议: 其他结果; behind the results of 申请: 其他处理. Never sure."""
        group = self.last("group") or self.recent("group")
        if group is not None:
            return Keys(keys=tuple(f"{one}.其他结果" for one in _name(group, "group").values))
        rows = (f"{one}.总计" for one in _name(rest, "rest").values)
        return Keys(keys=(*rows, "新收.其他"))

    def rates(self, name: Name) -> Keys:
        if name.values[0] in ("结果纠正", "结果维持"):
            groups = self.group_values()
            keys = (
                f"{p}.{g}.{v}" for g in groups for v in name.values for p in ("占比", "占审结比")
            )
            return Keys(keys=tuple(keys), sure=bool(groups))
        if self.recent("domain", "row") is None:
            return Keys()  # 收到信件480封，办结率98.1%
        return Keys(keys=tuple(f"{p}.{v}.总计" for v in name.values for p in ("占收办比", "占比")))

    def group_values(self) -> tuple[str, ...]:
        """复议 or 诉讼: named with the number, else the nearest before it."""
        own = self.last("group")
        term = own or self.recent("group", paragraph=True)
        if term is None:
            return ()
        values = _name(term, "group").values
        return (*values, "行政诉讼") if own is None and values[0] in _SUITS else values

    def outcomes(self, outcome: Term) -> Keys:
        groups = self.group_values()
        tails = self.joined(outcome, "outcome", "")
        keys = tuple(_under(group, tail) for group in groups for tail in tails)
        sure = bool(groups) and self.plain_lead and _name(outcome, "outcome").sure
        return Keys(keys=keys, sure=sure)

    def groups(self, group: Term) -> Keys:
        action = self.last("action")
        if action is not None and _FINISHED in _name(action, "action").values:
            values = _name(group, "group").values
            return Keys(
                keys=tuple(f"{one}.{tail}" for one in values for tail in ("已审结", "总计"))
            )
        return Keys(keys=self.joined(group, "group", ".总计"), sure=self.plain_lead)

    def columns(self, column: Term) -> Keys:
        own = self.last("row", "action")
        row = own or self.recent("row", "action")
        rows = _name(row, "row", "action").values if row else ()
        if own is None:  # 其中自然人3400件, of the row of the number before it
            totals = [key.removesuffix(".总计") for key in self.before]
            whole = [one for one in totals if one in _WHOLE_ROWS]
            rows = tuple(dict.fromkeys((*whole, *rows) if whole or not rows else (*rows, "新收")))
        tails = self.joined(column, "column", "")
        keys = tuple(_under(one, tail) for one in rows or ("新收", "收办") for tail in tails)
        names = [name for term in self.terms if (name := term.name("column"))]
        sure = bool(rows) and self.plain_lead and all(name.sure for name in names)
        return Keys(keys=keys, sure=sure)

    def actions(self, action: Term) -> Keys:
        """收到 … 申请; not sure where other words say which of them: 受理征地类申请."""
        domain = self.last("domain") or self.recent("domain")
        told = domain or self.recent("row") or self.recent("domain", paragraph=True)
        if told is None:
            return Keys()
        plain = self.last("head") is None and not self.is_kind(action)
        sure = domain is not None and plain and self.is_whole(action)
        return Keys(keys=tuple(f"{one}.总计" for one in _name(action, "action").values), sure=sure)

    def is_kind(self, term: Term) -> bool:
        """Whether the word right before says that only a kind is meant: 公开类答复."""
        return KIND.search(self.clauses.text, max(0, term.start - 1), term.start) is not None

    def is_whole(self, action: Term) -> bool:
        """Whether nothing between the verb and its noun narrows the noun (a number does not)."""
        at = self.terms.index(action)
        if at + 1 == len(self.terms):
            return True
        start, end = action.end, self.terms[at + 1].start
        if CHAIN.fullmatch(self.clauses.text, start, end) or self.clauses.counts(start, end):
            return True
        return SOURCES.search(self.clauses.text, start, end) is not None

    def heads(self, head: Term) -> Keys:
        measure = self.last("measure") or self.recent("measure")
        meant = measure.name("measure") if measure else None
        sure = meant is not None and meant.sure and (measure in self.terms or self.plain_lead)
        columns: Iterable[str] = meant.values if meant else ()
        if not sure:
            columns = dict.fromkeys((*columns, *_ANY_MEASURE))
        keys = tuple(key for column in columns for key in self.joined(head, "head", f".{column}"))
        return Keys(keys=keys, sure=sure)


def _name(term: Term, *slots: Slot) -> Name:
    name = term.name(*slots)
    assert name is not None, f"{term.text} is no {slots}"
    return name


def _under(head: str, tail: str) -> str:
    """The key of a tail, or of several joined by +, under one head: 行政复议.结果维持."""
    return "+".join(f"{head}.{one}" for one in tail.split("+"))
