"""Rules on what is typed beside the tables: no indicator or note may contradict them."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.rules.rulebook import Case, Problem, Results, Rule, plain

_SHOWN = 30  # characters of a note in a message


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


RULES: tuple[Rule, ...] = (
    Rule(
        id="N-与表不符",
        level="error",
        title="填写的指标和要点与表里的数一致",
        source="同一报告中同一数据应当一致",
        example="表三新收62件，指标写“新收政府信息公开申请63件”",
        check=_against_the_tables,
    ),
)
