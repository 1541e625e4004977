"""Rules on what is typed beside the tables: no indicator or note may contradict them, or another
one of the same thing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.fact import Fact
from assistant.core.evidence.facts import facts_of
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.patterns import regex
from assistant.core.prose.likeness import same_words
from assistant.core.rules.rulebook import Case, Problem, Results, Rule, plain

_SHOWN = 30  # characters of a note in a message
_SAYS_NO_THING = regex("政府信息公开|政务公开|信息公开|全年|本年度?|累计|合计|总计|[共举办参]")
_SHORTEST = 2  # characters that name a thing


def _against_the_tables(case: Case) -> Results:
    """Each indicator and note whose words name a number of the tables, against that number.

    What is typed is a source of its own for the text; one that contradicted a cell would let the
    text do so too.
    """
    tables = replace(case.figures, indicators=(), notes=())
    basis = Basis(figures=tables, previous=case.last, names=case.names)
    for name, words in _typed(case):
        bindings = [
            one
            for one in ground_on(words, basis).bindings
            if one.fact is not None and not one.scope
        ]
        for binding in bindings:
            if binding.verdict == "supported":
                yield None
            elif binding.verdict in ("mismatch", "stale"):
                yield _problem(name, words, binding)


def _typed(case: Case) -> Iterator[tuple[str, str]]:
    """What is typed, as a sentence would state it, with what it is called."""
    for number, one in enumerate(case.figures.indicators, 1):
        if one.value is not None:
            yield f"第{number}项指标", f"{one.label}{plain(one.value)}{one.unit}"
    for number, note in enumerate(case.figures.notes, 1):
        yield f"第{number}条要点", note


def _problem(name: str, words: str, binding: Binding) -> Problem:
    fact, quantity = binding.fact, binding.quantity
    assert fact is not None, "a number that names a fact"
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
    return Problem(
        message=f"{name}“{shown}”与表不符：{fact.label}是{plain(fact.value)}{fact.unit}；"
        "表里有的数请在表里改，不作指标或要点",
        left=quantity.value,
        right=fact.value,
        cells=(fact.source,),
        quote=quantity.text,
    )


def _against_each_other(case: Case) -> Results:
    """Indicators and notes of the same thing and unit: one number. 3月举办培训 is another thing
    than 举办培训: its month stands in its name.
    """
    told: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for one in facts_of(replace(case.figures, cells=())):
        if one.kind in ("indicator", "note") and one.year == case.figures.year:
            told[_thing(one.label), one.unit].append(one)
    for (thing, _), facts in told.items():
        if len(thing) < _SHORTEST:
            continue
        for one, other in combinations(facts, 2):
            if one.source != other.source:
                yield None if one.value == other.value else _contradiction(one, other)


def _thing(label: str) -> str:
    return _SAYS_NO_THING.sub("", same_words(label))


def _contradiction(one: Fact, other: Fact) -> Problem:
    first, second = (f"{plain(fact.value)}{fact.unit}" for fact in (one, other))
    return Problem(
        message=f"{other.source}与{one.source}说的像是同一件事，数不同：{second}、{first}；"
        "请改成一致，或把两件事的名称写清楚",
        left=other.value,
        right=one.value,
        cells=(one.source, other.source),
        quote=f"{other.label}{second}",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        id="N-与表不符",
        level="error",
        title="填写的指标和要点与表里的数一致",
        source="同一报告中同一数据应当一致",
        example="表三新收62件，指标写“新收政府信息公开申请63件”",
        check=_against_the_tables,
    ),
    Rule(
        id="N-互相不符",
        level="warning",
        title="填写的指标和要点说同一件事的，数相同",
        source="同一报告中同一数据应当一致",
        example="指标写“培训3次”，要点写“举办培训2次”",
        check=_against_each_other,
    ),
)
