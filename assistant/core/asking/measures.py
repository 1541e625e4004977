"""
From the names in a question to the cells or sums that they mean together.

收到 + 申请 is 新收.总计; 自然人 + 予以公开 is 予以公开.自然人; 复议 + 维持 is 行政复议.结果维持;
规范性文件 alone is each of its columns. Word order counts for nothing: questions have every order.

Knows: slots of a key (evidence/names.py). Does not know: values, years, offices.
"""

from collections.abc import Iterable, Sequence

from assistant.core.asking.query import FigureQuery, Measure
from assistant.core.asking.words import UNITS
from assistant.core.evidence.fact import DISCLOSED, TOTAL
from assistant.core.evidence.names import Names, Slot, Term
from assistant.core.patterns import regex
from assistant.core.tables.form import APPLICANTS, GROUPS, OUTCOMES, RESULTS, TABLE_2

HANDLED, CAME_IN, DUE = "办理总计", "新收", "收办"
_SUITS = ("直接起诉", "复议后起诉")
_GROUPS_OF_TABLE_4 = ("行政复议", "行政诉讼", *_SUITS, "复议诉讼")
_LIGHT = frozenset({"办", "办了", "办理", "承办", "处理了", "收", "收了", "收的"})
_WITHOUT_GROUP = ("行政复议", "行政诉讼")  # 输了几件: both are told
_ITEM_ROWS = tuple({row.key: None for table in TABLE_2.values() for row in table.rows})
_IMPLIED_HEADS = {
    "采购金额": "政府集中采购",
    "采购项目": "政府集中采购",
    "收费金额": "行政事业性收费",
}
_IMPLYING = ("采购总金额", "采购金额", "采购项目", "采购项目数量", "收费金额")
_APPLICANTS = frozenset(line.key for line in APPLICANTS if line.key != TOTAL) | {"法人小计"}
_OUTCOMES = frozenset(line.key for line in OUTCOMES if line.key != TOTAL) | {"已审结"}
# What is meant by a row of table 二 when no column is named; several are all told.
_USUAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "规章": (("制发",), ("废止",), ("现行有效", "公开总数")),
    "行政规范性文件": (("制发",), ("废止",), ("现行有效", "公开总数")),
    "行政事业性收费": (("收费金额",),),
    "政府集中采购": (("采购金额",),),
    "其他对外管理服务事项": (("处理决定",),),
}
_DECIDED: tuple[tuple[str, ...], ...] = (("处理决定",),)
_COLUMNS_OF = {
    "规章": {"制发", "废止", "现行有效", "新公开", "公开总数"},
    "行政规范性文件": {"制发", "废止", "现行有效", "新公开", "公开总数"},
    "行政事业性收费": {"收费金额", "上年项目", "增减", "现有项目"},
    "政府集中采购": {"采购金额", "采购项目"},
}
_COLUMNS_OF_DECISIONS = {"处理决定", "上年项目", "增减", "现有项目"}
_UNITS_OF_COUNTS = frozenset("件个份宗起例项次")
_UNITS_OF_DECISIONS = _UNITS_OF_COUNTS | {"条"}
_UNITS_OF_MONEY = frozenset({"元", "万", "万元", "亿元", "钱"})
_UNIT = regex(rf"(?:多少|几)(?P<unit>{UNITS}|年|天)")
_LAST_YEAR_ITSELF = regex(r"(?:去年|上一?年)度?(?=(?:结转|转|留)[至到入为]?(?:下|次|明))")
_ASKED_OF_YEARS = frozenset({"年", "天"})


def terms_in(text: str, names: Names) -> tuple[Term, ...]:
    """The names in a question, the longest at each place; 去年结转下年 is 去年 and 结转下年."""
    text = _LAST_YEAR_ITSELF.sub(lambda year: " " * len(year[0]), text)
    return names.found_in(text)


def measures_of(
    terms: Sequence[Term], text: str, before: FigureQuery | None = None
) -> tuple[Measure, ...]:
    """What the names mean together; () if they name no cell of the form.

    What they leave out (自然人呢？, 其中纠正多少) they take from the query before.
    """
    if any(term.name("other") for term in terms if not term.text.startswith("申请人")):
        return ()
    slots = _Slots(terms)
    found = _read(slots) or _completed(slots, before)
    return found if _unit_fits(found, text) else ()


def as_change_of_items(measures: Sequence[Measure], text: str) -> tuple[Measure, ...]:
    """行政许可项目减少多少项: the change that the form of 2019 prints itself; () if not asked."""
    asked = {one["unit"] for one in _UNIT.finditer(text)}
    rows = [one.key.rpartition(".")[0] for one in measures]
    if asked != {"项"} or not all(row in _ITEM_ROWS for row in rows):
        return ()
    return tuple(Measure(keys=(f"{row}.增减",)) for row in dict.fromkeys(rows))


def groups_apart(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """行政复议和行政诉讼, which one name means together, as two."""
    both, _, column = measures[0].key.partition(".") if measures else ("", "", "")
    if len(measures) != 1 or both != "复议诉讼":
        return measures
    return tuple(Measure(keys=(f"{one}.{column}",)) for one in _WITHOUT_GROUP)


def whole_of(measure: Measure) -> str:
    """Of what a share is usually told: results of what was handled, applicants of their row."""
    row, _, column = measure.key.rpartition(".")
    if column in _APPLICANTS:
        return f"{row}.{TOTAL}"
    if row in _GROUPS_OF_TABLE_4:
        if column in _OUTCOMES:
            return f"{row}.{TOTAL}"
        return f"行政诉讼.{TOTAL}" if row in _SUITS else f"复议诉讼.{TOTAL}"
    if row in RESULTS or row in GROUPS or row == DISCLOSED:
        return f"{HANDLED}.{TOTAL}"
    return f"{DUE}.{TOTAL}" if row in (HANDLED, "结转下年", CAME_IN, "上年结转") else ""


class _Slots:
    """The values of each slot in the order of the question, each once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        if any(term.name("head") for term in terms):  # 办了多少个行政许可: the verb names no row
            terms = [term for term in terms if term.text not in _LIGHT]
        self.terms = terms
        self.rows = self._of("row")
        self.actions = self._of("action")
        self.groups = self._of("group")
        self.outcomes = self._of("outcome")
        self.columns = self._of("column")
        self.heads = self._of("head")
        self.measures = self._of("measure")
        self.rates = self._of("rate")
        self.rest = any(term.name("rest") for term in terms)
        self.idle = {  # slots of the names that would have no part in the reading of a table
            "表二": self._only("action"),
            "表三": self._only("measure"),
            "表四": self._only("measure", "head", "column", "row"),
        }
        self.domain = any(term.name("domain") for term in terms)

    def _only(self, *slots: Slot) -> bool:
        """Whether a name stands in one of these slots and in no other."""
        return any({name.slot for name in term.meanings} <= set(slots) for term in self.terms)

    def _of(self, slot: Slot) -> dict[tuple[str, ...], Term]:
        found: dict[tuple[str, ...], Term] = {}
        for term in self.terms:
            if name := term.name(slot):
                found.setdefault(name.values, term)
        return found

    @property
    def sure_column(self) -> bool:
        names = [term.name("column") for term in self.columns.values()]
        return any(name is not None and name.sure for name in names)


def _read(slots: _Slots) -> tuple[Measure, ...]:
    if slots.rates:
        return _rates(slots)
    if slots.groups or (slots.outcomes and not slots.rows):
        return () if slots.idle["表四"] else _table_4(slots)
    if slots.heads and not (slots.domain or slots.rows or slots.columns):
        return () if slots.idle["表二"] else _table_2(slots)
    implied = [
        Measure(keys=(f"{_IMPLIED_HEADS[values[0]]}.{values[0]}",))
        for values, term in slots.measures.items()
        if term.text in _IMPLYING
    ]
    if implied and len(slots.terms) == len(implied):
        return tuple(implied)
    if slots.heads or slots.rest or slots.idle["表三"]:
        return ()  # every name must have its part: what is not understood is not left out
    if slots.rows or slots.actions or slots.domain or (slots.columns and slots.sure_column):
        return _table_3(slots)
    return ()


def _completed(slots: _Slots, before: FigureQuery | None) -> tuple[Measure, ...]:
    """An outcome of the group, a column of the row, a measure of the document asked before."""
    if before is None:
        return ()
    rows = tuple(dict.fromkeys(one.key.rpartition(".")[0] for one in before.measures))
    if slots.outcomes and not slots.rows:
        tails = [values[0] for values in slots.outcomes]
        allowed: tuple[str, ...] = _GROUPS_OF_TABLE_4
    elif slots.columns and not (slots.heads or slots.rows):
        tails = [values[0] for values in slots.columns]
        allowed = tuple(row for row in rows if row not in (*_GROUPS_OF_TABLE_4, *_ITEM_ROWS))
    elif slots.measures and not (slots.heads or slots.domain or slots.rows):
        tails = [values[0] for values in slots.measures]
        allowed = _ITEM_ROWS
    else:
        return ()
    return tuple(
        Measure(keys=(f"{row}.{tail}",)) for row in rows if row in allowed for tail in tails
    )


def _rates(slots: _Slots) -> tuple[Measure, ...]:
    """纠错率 of its group, 办结率 of what came in and was carried over."""
    value = next(iter(slots.rates))[0]
    if value in _OUTCOMES:
        groups = _groups(slots) or ("行政复议", "行政诉讼")
        return tuple(Measure(keys=(f"{g}.{value}",), whole=f"{g}.{TOTAL}") for g in groups)
    whole = DUE if value == HANDLED else HANDLED
    return (Measure(keys=(f"{value}.{TOTAL}",), whole=f"{whole}.{TOTAL}"),)


def _groups(slots: _Slots) -> tuple[str, ...]:
    """复议 or 诉讼; a suit that is named more exactly stands for 行政诉讼."""
    found = [values[0] for values in slots.groups]
    if any(one in _SUITS for one in found):
        found = [one for one in found if one != "行政诉讼"]
    if "复议后起诉" in found:
        found = [one for one in found if one != "行政复议"]
    return tuple(found)


def _table_4(slots: _Slots) -> tuple[Measure, ...]:
    outcomes = [values[0] for values in slots.outcomes]
    if slots.rest:
        outcomes.append("其他结果")
    if not outcomes and any(HANDLED in values for values in slots.actions) and _is_settled(slots):
        outcomes = ["已审结"]
    tails = outcomes or [TOTAL]
    groups = _groups(slots) or (_WITHOUT_GROUP if outcomes else ())
    return tuple(Measure(keys=(f"{group}.{tail}",)) for group in groups for tail in tails)


def _is_settled(slots: _Slots) -> bool:
    return any(term.text in ("办结", "已办结") for term in slots.actions.values())


def _table_2(slots: _Slots) -> tuple[Measure, ...]:
    found: list[Measure] = []
    for head in (values[0] for values in slots.heads):
        allowed = _COLUMNS_OF.get(head, _COLUMNS_OF_DECISIONS)
        asked = [
            (tuple(value for value in values if value in allowed), term)
            for values, term in slots.measures.items()
        ]
        named = [(columns, term) for columns, term in asked if columns]
        if slots.measures and not named:
            usual = () if head in _COLUMNS_OF else _DECIDED
            found += [Measure(keys=tuple(f"{head}.{one}" for one in keys)) for keys in usual]
        for columns, term in named:
            loose = "" if _sure(term, "measure") else term.text
            found.append(Measure(keys=tuple(f"{head}.{one}" for one in columns), loose=loose))
        if not slots.measures:
            usual = _USUAL.get(head, _DECIDED)
            found += [Measure(keys=tuple(f"{head}.{one}" for one in keys)) for keys in usual]
    return tuple(found)


def _table_3(slots: _Slots) -> tuple[Measure, ...]:
    rows = _rows(slots)
    columns = [values[0] for values in slots.columns] or [TOTAL]
    return tuple(
        Measure(keys=(f"{row}.{column}",), loose=loose) for row, loose in rows for column in columns
    )


def _rows(slots: _Slots) -> list[tuple[str, str]]:
    """The rows meant, each with the word that might mean another."""
    rows = {
        values[0]: "" if _sure(term, "row") else term.text for values, term in slots.rows.items()
    }
    for group, members in GROUPS.items():
        if group in rows and group not in members and any(one in rows for one in members):
            del rows[group]  # 因国家秘密不予公开: the row says it more exactly
    if rows:
        return list(rows.items())
    if slots.actions:
        values, term = next(iter(slots.actions.items()))
        if len(slots.actions) > 1:  # 收到并答复: what came in
            values, term = min(slots.actions.items(), key=lambda one: one[0][0] != CAME_IN)
        meant = HANDLED if HANDLED in values and values[0] == DUE else values[0]
        return [(meant, term.text if len(values) > 1 else "")]
    return [(CAME_IN, "")]


def _sure(term: Term, slot: Slot) -> bool:
    name = term.name(slot)
    return name is not None and name.sure


def _unit_fits(measures: Iterable[Measure], text: str) -> bool:
    """Whether the unit asked for can count these: 多少人, 多少场 is never a cell of the form."""
    asked = {one["unit"] for one in _UNIT.finditer(text)} - _ASKED_OF_YEARS
    for measure in measures:
        column = measure.key.rpartition(".")[2]
        if column in ("收费金额", "采购金额"):
            allowed = _UNITS_OF_MONEY
        elif measure.key.rpartition(".")[0] in _GROUPS_OF_TABLE_4:
            allowed = _UNITS_OF_COUNTS | {"场"}
        elif column == "处理决定":
            allowed = _UNITS_OF_DECISIONS
        else:
            allowed = _UNITS_OF_COUNTS
        if asked - allowed - {"家"}:
            return False
    return True
