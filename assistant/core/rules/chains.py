"""Rules on the chains from last year's tables to this year's, made of tables.equations."""

from collections.abc import Callable

from assistant.core.rules.rulebook import FORM, SEEN, Case, Results, Rule
from assistant.core.rules.sums import compare, number_of
from assistant.core.tables.equations import Chain, Equation, chains


def _chain(rule: Chain) -> Callable[[Case], Results]:
    def check(case: Case) -> Results:
        if case.last is None:
            return
        for equation in chains(case.figures):
            if equation.rule == rule and _knows_last(case, equation):
                yield from compare(case, equation)

    return check


def _knows_last(case: Case, equation: Equation) -> bool:
    """Whether last year's report has the cell: an older edition may lack the column."""
    return all(number_of(case, term) is not None for term in equation.left if term.last_year)


RULES: tuple[Rule, ...] = (
    Rule(
        id="X-结转",
        level="warning",
        title="本年“二、上年结转”＝上年“四、结转下年度继续办理”（七列都查）",
        source=f"{FORM}的项目含义；{SEEN}",
        example="上年结转下年度103件，本年“上年结转”写130件，差-27",
        check=_chain("X-结转"),
    ),
    Rule(
        id="X-有效",
        level="warning",
        title="规章、行政规范性文件：上年现行有效＋本年制发－本年废止＝本年现行有效",
        source=f"{SEEN}；清理、修改、机构改革可以有理由地打破，请核实",
        example="上年现行有效5件，本年制发3件、废止0件，现行有效应为8件",
        check=_chain("X-有效"),
    ),
    Rule(
        id="X-项目",
        level="warning",
        title="2019版：本年“上一年项目数量”＝上年报告的“上一年项目数量”＋“本年增/减”",
        source=SEEN,
        example="上年报告893项、减少183项，本年“上一年项目数量”应为710",
        check=_chain("X-项目"),
    ),
)
