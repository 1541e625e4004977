"""
The benchmark of grounding: seeded errors found, false alarms, what is bound.

On the prose of every report of a folder, each number that grounding supports is made wrong in each
way of seeds.py, one at a time. Last year's figures are the real ones where the folder has them,
else this year's with every number changed, so that last year's values and comparisons can be
seeded at all. `stated.tsv` lists by hand which numbers of the known reports stand in their tables
or follow from them; `real_errors.tsv` which real errors are to be found and are no false alarms.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.facts import Fact
from assistant.core.evidence.grounding import Basis, ground, ground_on
from assistant.evaluation.prose import Prose, read_prose
from assistant.evaluation.seeds import KINDS, Seed, Stated, right_comparison, seeds

SEED = 20_241_231
ROUNDS = 3  # times each number is made wrong in each way, with other digits
_DATA = Path(__file__).parent
_LEVELS = ("error", "warning")
_CONTEXT = 20


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one seeded error."""

    kind: str
    level: str  # of the worst new finding at the error's place; empty: missed
    text: str


def evaluate(reports: Path) -> dict[str, Any]:
    """Metrics over every report file of `reports` (and its raw/ and made/).

    recall: share of the seeded errors with a new finding (error or warning) at their place;
    as_error: with one at level error. comparisons: right year-on-year rates written behind the
    numbers, and how many are bound. false_errors: errors on the untouched text beside the known
    real ones. bound: share of the numbers of stated.tsv bound without an indicator.
    """
    found = read_prose(reports)
    chance = random.Random(SEED)
    outcomes = [one for prose in found for one in _outcomes(prose, chance)]
    untouched = [_untouched(prose) for prose in found]
    false_errors = sum(len(one["false_errors"]) for one in untouched)
    stated = sum(one["stated"] for one in untouched)
    not_bound = sum(len(one["not_bound"]) for one in untouched)
    return {
        **_recall(outcomes),
        "by_kind": {kind: _recall([o for o in outcomes if o.kind == kind]) for kind in KINDS},
        "missed": [f"{one.kind}: {one.text}" for one in outcomes if not one.level],
        "comparisons": _comparisons(found),
        "false_errors": false_errors,
        "false_errors_per_report": round(false_errors / len(found), 3),
        "bound": _share(stated - not_bound, stated),
        "milliseconds_per_10k": _milliseconds(found),
        "reports": untouched,
    }


def _recall(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    found = sum(one.level != "" for one in outcomes)
    return {
        "cases": len(outcomes),
        "found": found,
        "recall": _share(found, len(outcomes)),
        "as_error": _share(sum(one.level == "error" for one in outcomes), len(outcomes)),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


# --- seeded errors


def _outcomes(prose: Prose, chance: random.Random) -> Iterator[Outcome]:
    for paragraph, stated in _right_paragraphs(prose):
        before = {(one.rule, one.quote) for one in ground_on(paragraph, prose.seeded).findings}
        for _ in range(ROUNDS):
            for seed in seeds(paragraph, stated, prose.year, chance):
                yield _outcome(seed, prose.seeded, before)


def _right_paragraphs(prose: Prose) -> Iterator[tuple[str, list[Stated]]]:
    """Each paragraph with the exact numbers that the figures support in it."""
    past = {fact.key: fact for fact in prose.seeded.stale}
    for paragraph in prose.text.split("\n"):
        stated = [
            Stated(
                start=one.quantity.start,
                end=one.quantity.end,
                unit=one.quantity.unit,
                last_year=_last_year(one.fact, past),
            )
            for one in bind(paragraph, prose.seeded.facts, year=prose.year)
            if one.verdict == "supported" and one.fact is not None and one.quantity.exact
        ]
        if stated:
            yield paragraph, stated


def _last_year(fact: Fact, past: Mapping[str, Fact]) -> Decimal | None:
    old = past.get(fact.key)
    counted = fact.kind in ("cell", "sum")
    return old.value if old and counted and old.value != fact.value else None


def _outcome(seed: Seed, basis: Basis, before: set[tuple[str, str]]) -> Outcome:
    levels = {
        one.level
        for one in ground_on(seed.text, basis).findings
        if (one.rule, one.quote) not in before
        and any(one.start < end and start < one.end for start, end in seed.places)
    }
    start = seed.places[0][0]
    return Outcome(
        kind=seed.kind,
        level=next((level for level in _LEVELS if level in levels), ""),
        text=seed.text[max(0, start - _CONTEXT) : start + _CONTEXT],
    )


def _comparisons(found: Sequence[Prose]) -> dict[str, Any]:
    right = bound = 0
    for prose in found:
        for paragraph, stated in _right_paragraphs(prose):
            for one in stated:
                text = right_comparison(paragraph, one)
                end = one.end + len(text) - len(paragraph)
                right += text != paragraph
                bound += any(
                    binding.verdict == "supported"
                    for binding in bind(text, prose.seeded.facts, year=prose.year)
                    if one.end <= binding.quantity.start < end
                )
    return {"cases": right, "bound": bound, "share": _share(bound, right)}


# --- the untouched text


def _untouched(prose: Prose) -> dict[str, Any]:
    """Errors on the text as it is, the real ones set aside; what is not bound."""
    real = _rows("real_errors.tsv", prose)
    result = ground_on(prose.text, prose.real)
    shown = {(one.rule, one.quote) for one in result.findings}
    errors = [(one.rule, one.quote) for one in result.findings if one.level == "error"]
    statistics = [one for one in result.bindings if one.verdict != "exempt"]
    expected = _rows("stated.tsv", prose)
    return {
        "report": f"{prose.agency} {prose.year}",
        "characters": len(prose.text),
        "statistics": len(statistics),
        "supported": sum(one.verdict == "supported" for one in statistics),
        "false_errors": [" ".join(mark) for mark in errors if mark not in real],
        "real_errors": len(real),
        "real_missed": [" ".join(mark) for mark in real if mark not in shown],
        "stated": len(expected),
        "not_bound": ["".join(one) for one in expected if not _is_bound(*one, statistics, prose)],
    }


def _is_bound(before: str, quantity: str, bindings: Sequence[Binding], prose: Prose) -> bool:
    return any(
        one.fact is not None
        and one.quantity.text == quantity
        and prose.text.endswith(before, 0, one.quantity.start)
        for one in bindings
    )


def _rows(name: str, prose: Prose) -> list[tuple[str, str]]:
    """The third and fourth columns of a table's rows of this report."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[2], row[3]) for row in rows if row[:2] == [prose.agency, str(prose.year)]]


def _milliseconds(found: Sequence[Prose]) -> float:
    """Time to ground 10 000 characters of the longest report, with its facts."""
    longest = max(found, key=lambda prose: len(prose.text))
    text = (longest.text + "\n") * (1 + 10_000 // len(longest.text))
    begin = process_time()
    ground(text[:10_000], figures=longest.real.figures)
    return round((process_time() - begin) * 1000, 1)


# --- for people


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    lines = [f"{'错误':<10}{'例数':>6}{'查出':>6}{'召回':>9}{'判为必错':>9}"]
    rows = [(name, metrics["by_kind"][kind]) for kind, name in KINDS.items()]
    lines += [_line(name, one) for name, one in (*rows, ("合计", metrics))]
    compared = metrics["comparisons"]
    lines += [
        f"添上的正确同比：{compared['bound']}/{compared['cases']} 认出",
        f"误报（必错）：每份 {metrics['false_errors_per_report']}",
        f"表中之数不经指标即认出：{_percent(metrics['bound'])}",
        f"一万字：{metrics['milliseconds_per_10k']} 毫秒",
    ]
    for one in metrics["reports"]:
        missed = f"，未查出 {'；'.join(one['real_missed'])}" if one["real_missed"] else ""
        lines.append(
            f"{one['report']}：{one['characters']}字，统计数{one['statistics']}，"
            f"有据{one['supported']}，误报{len(one['false_errors'])}，真错{one['real_errors']}{missed}"
        )
    return "\n".join(lines)


def _line(name: str, one: Mapping[str, Any]) -> str:
    recall, errors = _percent(one["recall"]), _percent(one["as_error"])
    return f"{name:<10}{one['cases']:>6}{one['found']:>8}{recall:>11}{errors:>12}"


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
