"""
Grounding: every quantity of a text bound, and a finding for everything that does not hold.

Levels: an error is what the figures contradict (or a mark left open); a warning is what nothing
supports, or what a person must look at; info is a matter of style. Which levels block acceptance
is the workflow's to say.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from assistant.core.evidence.amounts import round_to, states
from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.claims import check_claims
from assistant.core.evidence.dating import check_years
from assistant.core.evidence.derived import Derived, derive
from assistant.core.evidence.facts import Fact, facts_before, facts_of
from assistant.core.evidence.names import Names
from assistant.core.evidence.scope import is_own_scope
from assistant.core.evidence.totals import check_repeats, check_totals
from assistant.core.evidence.trends import check_trends
from assistant.core.findings import Level, TextFinding
from assistant.core.prose.nearby import clause_after, clause_before
from assistant.core.prose.open_marks import DOUBT, OPEN_MARK
from assistant.core.prose.quantities import Quantity
from assistant.core.tables.figures import Figures


@dataclass(frozen=True, kw_only=True)
class Grounding:
    """What a text states and what of it does not hold, in reading order."""

    bindings: tuple[Binding, ...]
    findings: tuple[TextFinding, ...]


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What texts are grounded on: this year's figures and last year's, with their facts.

    `names` are the office's where it has words of its own, else those of aliases.py.
    """

    figures: Figures
    previous: Figures | None = None
    names: Names | None = None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return facts_of(self.figures, self.previous)

    @cached_property
    def stale(self) -> tuple[Fact, ...]:
        return facts_before(self.figures, self.previous)


def ground(
    text: str,
    *,
    figures: Figures,
    previous: Figures | None = None,
    names: Names | None = None,
) -> Grounding:
    """Bind every quantity of `text` to this year's figures; `previous` gives last year's."""
    return ground_on(text, Basis(figures=figures, previous=previous, names=names))


def ground_on(text: str, basis: Basis) -> Grounding:
    """`ground` for many texts on the same figures, whose facts are computed once."""
    figures, facts = basis.figures, basis.facts
    bindings = bind(text, facts, year=figures.year, stale=basis.stale, names=basis.names)
    bindings, derived = derive(text, bindings, figures.year)
    findings = (
        *_open_marks(text),
        *_verdicts(bindings, {one.start: one for one in derived}, figures),
        *check_claims(text, {fact.key: fact for fact in facts}, figures.agency),
        *check_trends(text, bindings, facts),
        *check_totals(text, bindings),
        *check_repeats(text, bindings),
        *check_years(text, bindings, figures.year),
    )
    return Grounding(
        bindings=bindings, findings=tuple(sorted(findings, key=lambda one: (one.start, one.end)))
    )


def _open_marks(text: str) -> Iterator[TextFinding]:
    for match in OPEN_MARK.finditer(text):
        yield TextFinding(
            rule="open_mark",
            level="error",
            start=match.start(),
            end=match.end(),
            quote=match[0],
            message=_asked(text, match),
        )


def _asked(text: str, mark: re.Match[str]) -> str:
    """What an open mark asks; with the words around it where it says nothing itself."""
    before = clause_before(text, mark.start())
    if mark[0] == DOUBT:
        return f"“{before}”是上年报告的说法，还没有人核实：属实就删去记号，不符就改写"
    words = mark[0] if "：" in mark[0] else f"“{before}{mark[0]}{clause_after(text, mark.end())}”"
    return f"{words}还没有人答复：请补上内容，或删去这句话"


def expected_text(fact: Fact, step: Decimal = Decimal(1)) -> str:
    """What the fact says, rounded like the number written: 34.2%, 275件."""
    value = abs(fact.value) if fact.kind in ("change", "rate") else fact.value
    if fact.kind in ("share", "rate", "average") or fact.unit == "百分点":
        value = round_to(value, min(step, Decimal("0.1")))
    return f"{value:f}{fact.unit}"


def _verdicts(
    bindings: tuple[Binding, ...], derived: Mapping[int, Derived], figures: Figures
) -> Iterator[TextFinding]:
    for one in bindings:
        if one.verdict in ("supported", "exempt"):
            continue
        if (other := derived.get(one.quantity.start)) is not None:
            yield _from_others(one.quantity, other)
        else:
            own = is_own_scope(one.scope, figures.agency)
            yield _verdict(replace(one, scope="") if own else one, figures.year)


def _verdict(one: Binding, year: int) -> TextFinding:
    quantity, fact = one.quantity, one.fact
    expected = "" if fact is None else expected_text(fact, quantity.step)
    rule, message = _explain(one, year, expected)
    soft = one.verdict == "unsupported" or rule == "scope"
    return TextFinding(
        rule=rule,
        level="warning" if soft else "error",
        start=quantity.start,
        end=quantity.end,
        quote=quantity.text,
        message=message,
        expected=expected,
    )


def _from_others(quantity: Quantity, derived: Derived) -> TextFinding:
    """A number that follows from others that nothing supports, or does not follow from them."""
    one, expected = derived.derivation, ""
    rule = "unsupported"
    level: Level = "warning"
    if derived.follows:
        message = f"由前文的数算得（{one.formula}），前文的数没有数据支持：补上它们即可"
    elif doubtful := derived.doubtful:
        rule = "derived"
        message = f"与前文的数不合（{one.formula}），而“{doubtful}”没有数据支持，请先核对它"
    else:
        rule, level = "derived", one.level or level
        middle = round_to((one.low + one.high) / 2, min(quantity.step, Decimal("0.1")))
        expected = f"{abs(middle).normalize():f}{quantity.unit}"
        message = f"与前文的数不合，按{one.formula}应为{expected}，请核对"
    return TextFinding(
        rule=rule,
        level=level,
        start=quantity.start,
        end=quantity.end,
        quote=quantity.text,
        message=f"“{quantity.text}”{message}",
        expected=expected,
    )


def _hint(one: Binding) -> str:
    """What an unsupported number may have to do with: words without its number, or the reverse."""
    if not one.candidates:
        return ""
    nearest = one.candidates[0]
    if states(one.quantity, abs(nearest.value), nearest.unit):
        return f"（数值与“{nearest.label}”相同，但文字没有这样说）"
    expected = expected_text(nearest, one.quantity.step)
    return f"（表中“{nearest.label}”是{expected}，文字未必指它）"


def _explain(one: Binding, year: int, expected: str) -> tuple[str, str]:
    """The rule and the sentence for a quantity that does not hold."""
    written, fact = one.quantity.text, one.fact
    if fact is None:
        return "unsupported", f"“{written}”没有数据支持{_hint(one)}：请在指标或要点中补上，或删去"
    basis = f"{fact.source}" + (f"，{fact.formula}" if fact.formula else "")
    if one.verdict == "stale":
        return "stale", f"“{written}”是上年的数，{year}年“{fact.label}”应为{expected}（{basis}）"
    if one.reason == "direction" and not one.scope:
        way = "增长" if fact.value > 0 else "下降"
        return (
            "direction",
            f"“{written}”前的增减方向不对：“{fact.label}”是{way}{expected}（{basis}）",
        )
    if one.reason == "percent_point":
        return "percent_point", f"“{written}”的单位不对：“{fact.label}”应写作{expected}（{basis}）"
    if one.reason == "year":
        return (
            "year_word",
            f"“{written}”是{year}年的数，句中的年份不是{year}年（{fact.label}，{basis}）",
        )
    if one.scope and one.reason in ("value", "direction"):
        return (
            "scope",
            f"“{written}”与“{fact.label}”的{expected}不同（{basis}）；文中口径是“{one.scope}”，请核对并写明口径",
        )
    return "mismatch", f"“{written}”与“{fact.label}”不符，应为{expected}（{basis}）"
