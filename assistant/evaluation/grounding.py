"""
The benchmark of grounding: seeded errors found, false alarms, what is bound.

On the prose of every report of a folder: each number that grounding supports is made wrong in each
way of seeds.py, one at a time. Last year's figures are the real ones where the folder has them,
else this year's with every number changed (so that last year's values and comparisons can be
seeded at all). `stated.tsv` lists by hand which numbers of the known reports stand in their tables
or follow from them, `real_errors.tsv` which real errors are to be found and are no false alarms.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

from assistant.core.binding import bind
from assistant.core.errors import CorpusError, DocumentError
from assistant.core.facts import Fact, facts_of
from assistant.core.figures import Figures
from assistant.core.findings import TextFinding
from assistant.core.grounding import ground
from assistant.core.report import Report
from assistant.evaluation.seeds import KINDS, Seed, Stated, right_comparison, seeds
from corpus.reading import read_report

SEED = 20_241_231
ROUNDS = 3  # times each number is made wrong in each way, with other digits
_FOLDERS = ("", "raw", "made")
_FORMATS = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})
_DATA = Path(__file__).parent
_LEVELS = ("error", "warning")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A report with its prose, one paragraph a line, and last year's figures."""

    report: Report
    prose: str
    previous: Figures | None
    earlier: Figures  # `previous`, or this year's figures with every number changed

    @property
    def name(self) -> str:
        return f"{self.report.agency} {self.report.year}"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    kind: str
    level: str  # the worst new finding at the error's place; empty: missed
    text: str


def evaluate(reports: Path) -> dict[str, Any]:
    """Metrics over every report file of `reports` (and its raw/ and made/).

    recall: share of the seeded errors with a new finding (error or warning) at their place, all
    and by kind; as_error: those at level error. false_errors: errors on the untouched text beside
    the known real ones, a report. bound: share of the numbers of stated.tsv bound without an
    indicator. Raises CorpusError if the folder has no report with figures.
    """
    cases = _cases(reports)
    chance = random.Random(SEED)
    outcomes = [one for case in cases for one in _outcomes(case, chance)]
    untouched = [_untouched(case) for case in cases]
    alarms = [alarm for one in untouched for alarm in one["false_errors"]]
    return {
        **_recall(outcomes),
        "by_kind": {kind: _recall([o for o in outcomes if o.kind == kind]) for kind in KINDS},
        "missed": [f"{one.kind}: {one.text}" for one in outcomes if not one.level],
        "comparisons": _comparisons(cases),
        "reports": untouched,
        "false_errors": len(alarms),
        "false_errors_per_report": round(len(alarms) / len(cases), 3),
        "bound": _share(
            sum(one["stated"] - len(one["not_bound"]) for one in untouched),
            sum(one["stated"] for one in untouched),
        ),
        "milliseconds_per_10k": _milliseconds(cases),
    }


def _recall(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    found = sum(one.level != "" for one in outcomes)
    errors = sum(one.level == "error" for one in outcomes)
    return {
        "cases": len(outcomes),
        "found": found,
        "recall": _share(found, len(outcomes)),
        "as_error": _share(errors, len(outcomes)),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


# --- the reports


def _cases(folder: Path) -> list[Case]:
    """Each report of the folder once, with last year's figures where they are there too."""
    files = [
        file
        for name in _FOLDERS
        if (folder / name).is_dir()
        for file in sorted((folder / name).iterdir())
        if file.suffix.lower() in _FORMATS
    ]
    read: dict[tuple[str, int], Report] = {}
    for file in files:
        report = _read(file)
        if report is not None and report.figures.cells:
            read.setdefault((report.agency, report.year), report)
    if not read:
        raise CorpusError(f"{folder} 里没有带表格的年度报告；请用 --reports 指定放报告的文件夹")
    return [_case(report, read.get((agency, year - 1))) for (agency, year), report in read.items()]


def _read(file: Path) -> Report | None:
    try:
        return read_report(file)
    except DocumentError:
        return None  # no report: a list, a template


def _case(report: Report, before: Report | None) -> Case:
    lines = [*report.preamble]
    for section in report.sections:
        lines += [section.heading, *section.paragraphs]
    previous = before.figures if before else None
    return Case(
        report=report,
        prose="\n".join(lines),
        previous=previous,
        earlier=previous or _changed(report.figures),
    )


def _changed(figures: Figures) -> Figures:
    """Figures of the year before that differ in every number that is not 0."""
    cells = tuple(
        replace(cell, number=cell.number * 7 // 8 + 3) if cell.number else cell
        for cell in figures.cells
    )
    return replace(figures, year=figures.year - 1, cells=cells)


# --- seeded errors


def _outcomes(case: Case, chance: random.Random) -> Iterator[Outcome]:
    for paragraph, stated in _right_paragraphs(case):
        before = _marks(
            ground(paragraph, figures=case.report.figures, previous=case.earlier).findings
        )
        for _ in range(ROUNDS):
            for seed in seeds(paragraph, stated, case.report.year, chance):
                yield _outcome(seed, case, before)


def _right_paragraphs(case: Case) -> Iterator[tuple[str, list[Stated]]]:
    """Each paragraph with the numbers that the figures support in it."""
    figures, earlier = case.report.figures, case.earlier
    facts, past = facts_of(figures, earlier), {one.key: one for one in facts_of(earlier)}
    for paragraph in case.prose.split("\n"):
        stated = [
            Stated(
                start=one.quantity.start,
                end=one.quantity.end,
                unit=one.quantity.unit,
                last_year=_last_year(one.fact, past),
            )
            for one in bind(paragraph, facts, year=figures.year)
            if one.verdict == "supported" and one.fact is not None and one.quantity.exact
        ]
        if stated:
            yield paragraph, stated


def _last_year(fact: Fact, past: Mapping[str, Fact]) -> Decimal | None:
    old = past.get(fact.key)
    counted = fact.kind in ("cell", "sum")
    return old.value if old and counted and old.value != fact.value else None


def _outcome(seed: Seed, case: Case, before: frozenset[tuple[str, str]]) -> Outcome:
    findings = ground(seed.text, figures=case.report.figures, previous=case.earlier).findings
    levels = {
        one.level
        for one in findings
        if (one.rule, one.quote) not in before
        and any(one.start < end and start < one.end for start, end in seed.places)
    }
    level = next((level for level in _LEVELS if level in levels), "")
    start = seed.places[0][0]
    return Outcome(kind=seed.kind, level=level, text=seed.text[max(0, start - 20) : start + 20])


def _marks(findings: Sequence[TextFinding]) -> frozenset[tuple[str, str]]:
    return frozenset((one.rule, one.quote) for one in findings)


def _comparisons(cases: Sequence[Case]) -> dict[str, Any]:
    """Right year-on-year rates written behind the numbers of real prose, and how many are bound."""
    right = bound = 0
    for case in cases:
        facts = facts_of(case.report.figures, case.earlier)
        for paragraph, stated in _right_paragraphs(case):
            for one in stated:
                text = right_comparison(paragraph, one)
                if text == paragraph:
                    continue
                right += 1
                bound += any(
                    binding.verdict == "supported" and binding.quantity.start > one.end
                    for binding in bind(text, facts, year=case.report.year)
                    if binding.quantity.start < one.end + len(text) - len(paragraph)
                )
    return {"cases": right, "bound": bound, "share": _share(bound, right)}


# --- the untouched text


def _untouched(case: Case) -> dict[str, Any]:
    """Errors on the text as it is, the real ones set aside; what is not bound."""
    key = case.report.agency, str(case.report.year)
    real = [tuple(row[2:4]) for row in _rows("real_errors.tsv") if tuple(row[:2]) == key]
    found = ground(case.prose, figures=case.report.figures, previous=case.previous)
    marks = [(one.rule, one.quote) for one in found.findings if one.level == "error"]
    shown = {(one.rule, one.quote) for one in found.findings}
    expected = [row[2:4] for row in _rows("stated.tsv") if tuple(row[:2]) == key]
    bound = {
        (
            case.prose[max(0, one.quantity.start - len(before)) : one.quantity.start],
            one.quantity.text,
        )
        for one in found.bindings
        if one.fact is not None
        for before, _ in expected
    }
    statistics = [one for one in found.bindings if one.verdict != "exempt"]
    return {
        "report": case.name,
        "characters": len(case.prose),
        "statistics": len(statistics),
        "supported": sum(one.verdict == "supported" for one in statistics),
        "unsupported": sum(one.verdict == "unsupported" for one in statistics),
        "false_errors": [" ".join(mark) for mark in marks if mark not in real],
        "real_errors": len(real),
        "real_missed": [" ".join(mark) for mark in real if mark not in shown],
        "stated": len(expected),
        "not_bound": [
            before + quantity for before, quantity in expected if (before, quantity) not in bound
        ],
    }


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _milliseconds(cases: Sequence[Case]) -> float:
    """Time to ground 10 000 characters, over the longest report."""
    longest = max(cases, key=lambda case: len(case.prose))
    text = (longest.prose + "\n") * (1 + 10_000 // len(longest.prose))
    begin = process_time()
    ground(text[:10_000], figures=longest.report.figures)
    return round((process_time() - begin) * 1000, 1)


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    lines = [f"{'错误':<10}{'例数':>6}{'查出':>6}{'召回':>9}{'判为必错':>9}"]
    rows = [(name, metrics["by_kind"][kind]) for kind, name in KINDS.items()]
    for name, one in (*rows, ("合计", metrics)):
        shares = ("—" if one[key] is None else f"{one[key]:.1%}" for key in ("recall", "as_error"))
        recall, errors = shares
        lines.append(f"{name:<10}{one['cases']:>6}{one['found']:>8}{recall:>11}{errors:>12}")
    lines.append(
        f"误报（必错）每份 {metrics['false_errors_per_report']}；表中之数不经指标即认出 {metrics['bound']:.1%}；"
        f"一万字 {metrics['milliseconds_per_10k']} 毫秒"
        if metrics["bound"] is not None
        else f"误报（必错）每份 {metrics['false_errors_per_report']}；一万字 {metrics['milliseconds_per_10k']} 毫秒"
    )
    for one in metrics["reports"]:
        missed = f"，未查出 {'；'.join(one['real_missed'])}" if one["real_missed"] else ""
        lines.append(
            f"{one['report']}：{one['characters']}字，统计数{one['statistics']}，有据{one['supported']}，"
            f"误报{len(one['false_errors'])}，真错{one['real_errors']}{missed}"
        )
    return "\n".join(lines)
