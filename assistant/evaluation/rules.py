"""
The mutation benchmark of the rules: break one cell of a clean year, see whether it is found.

Knows: the figures of the reports as JSON. Whether a change breaks a stated relation is decided
here by plain arithmetic over the JSON, apart from core.tables.equations, so that a mistake in
the rules cannot hide itself. Not covered: prose (the benchmark of grounding measures it).
"""

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.codec import figures_from_json
from assistant.core.findings import FormFinding
from assistant.core.rules.check import check
from assistant.core.tables.cells import find_key
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import TableName
from assistant.core.verdicts import form_key
from assistant.evaluation.relations import broken_relations

CASES = 600
SEED = 20_240_101
_LOCATED = "T3-定位"
KINDS = ("digit", "swap", "sign", "shift", "times_ten", "blank")
_KIND_NAMES = dict(
    zip(KINDS, ("改一位数字", "两格互换", "变号", "整行错一列", "乘以10", "变空白"), strict=True)
)

Content = dict[str, Any]
Place = tuple[TableName, str, str]  # table, row (levels joined), column


@dataclass(frozen=True, kw_only=True)
class Year:
    """A clean year: its JSON, that of the year before if there is one, and what it finds."""

    name: str
    content: Content
    previous: Figures | None
    known: tuple[FormFinding, ...]  # what the rules say of it as it is


@dataclass(frozen=True, kw_only=True)
class Mutation:
    kind: str
    content: Content
    places: tuple[Place, ...]  # the cells that changed


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the rules said of one mutation."""

    kind: str
    breaks: bool  # a stated relation holds no more
    found: bool  # a rule of such a relation says so, and names a changed cell
    right: int  # new findings that name a changed cell
    wrong: int  # new findings that do not
    located: bool | None  # whether the suspected cell is the changed one; None if none is named


def evaluate(reports: Path, cases: int = CASES) -> dict[str, Any]:
    """Metrics of `cases` seeded mutations of the clean years in `reports`/figures.

    recall: of the mutations that break a stated relation, the share that is found. precision: of
    all new findings, the share that names a changed cell. false_errors: 必错 on the clean years.
    """
    years = _clean_years(reports)
    chance = random.Random(SEED)
    outcomes = [_outcome(year, mutation) for year, mutation in _mutations(years, chance, cases)]
    metrics = _metrics(outcomes)
    metrics["years"] = [year.name for year in years]
    metrics["by_kind"] = {
        kind: _metrics([one for one in outcomes if one.kind == kind]) for kind in KINDS
    }
    return metrics


def _metrics(outcomes: list[Outcome]) -> dict[str, Any]:
    breaking = [one for one in outcomes if one.breaks]
    right, wrong = sum(one.right for one in outcomes), sum(one.wrong for one in outcomes)
    located = Counter(one.located for one in outcomes)
    return {
        "cases": len(outcomes),
        "breaking": len(breaking),
        "found": sum(one.found for one in breaking),
        "recall": _share(sum(one.found for one in breaking), len(breaking)),
        "findings": right + wrong,
        "precision": _share(right, right + wrong),
        "located": located[True],
        "located_precision": _share(located[True], located[True] + located[False]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    head = f"{'变动':<8}{'例数':>6}{'破坏规则':>8}{'查出':>6}{'召回':>8}{'精确':>8}{'定位对':>7}"
    rows = [(_KIND_NAMES[kind], metrics["by_kind"][kind]) for kind in KINDS]
    lines = [head, *(_line(name, one) for name, one in (*rows, ("合计", metrics)))]
    return "\n".join([*lines, f"干净的年度：{'、'.join(metrics['years'])}"])


def _line(name: str, one: Mapping[str, Any]) -> str:
    shares = (one["recall"], one["precision"], one["located_precision"])
    recall, precision, located = ("—" if share is None else f"{share:.1%}" for share in shares)
    return (
        f"{name:<8}{one['cases']:>6}{one['breaking']:>10}{one['found']:>8}"
        f"{recall:>10}{precision:>10}{located:>10}"
    )


# --- clean years


def _clean_years(reports: Path) -> list[Year]:
    """The years whose figures have no 必错, each with the year before where it is there."""
    contents = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((reports / "figures").glob("*.json"))
    ]
    figures = {(one["agency"], one["year"]): figures_from_json(one) for one in contents}
    years = []
    for content in contents:
        agency, year = content["agency"], content["year"]
        previous = figures.get((agency, year - 1))
        _, findings = check(figures[agency, year], previous)
        if not any(one.level == "error" for one in findings):
            name = f"{agency}{year}"
            years.append(Year(name=name, content=content, previous=previous, known=findings))
    return years


# --- mutations


def _mutations(
    years: list[Year], chance: random.Random, cases: int
) -> Iterator[tuple[Year, Mutation]]:
    """`cases` mutations, kinds and years in turn; one that changes nothing is drawn again."""
    made = tries = 0
    while years and made < cases and tries < 100 * cases:
        tries += 1
        year, kind = years[made % len(years)], KINDS[made // len(years) % len(KINDS)]
        mutation = _mutate(year.content, kind, chance)
        if mutation is not None:
            made += 1
            yield year, mutation


def _places(content: Content) -> list[Place]:
    found: list[Place] = []
    for article, rows in content["表二"].items():
        found += [("表二", f"{article}｜{row}", column) for row in rows for column in rows[row]]
    for name in ("表三", "表四"):
        table_name: TableName = "表三" if name == "表三" else "表四"
        found += [
            (table_name, row, column) for row, cells in content[name].items() for column in cells
        ]
    return found


def _row(content: Content, place: Place) -> dict[str, Any]:
    table_name, row, _ = place
    if table_name == "表二":
        article, _, row = row.partition("｜")
        return content[table_name][article][row]  # type: ignore[no-any-return]
    return content[table_name][row]  # type: ignore[no-any-return]


def _mutate(content: Content, kind: str, chance: random.Random) -> Mutation | None:
    """One change of this kind at a place drawn by chance; None if nothing changes there."""
    changed = copy.deepcopy(content)
    place = chance.choice(_places(content))
    cells = _row(changed, place)
    before = dict(cells)
    if kind == "swap":
        other = chance.choice(list(cells))
        cells[place[2]], cells[other] = cells[other], cells[place[2]]
    elif kind == "shift":
        columns = list(cells)
        cells.update(zip(columns, [*before.values()][-1:] + [*before.values()][:-1], strict=True))
    else:
        cells[place[2]] = _changed(cells[place[2]], kind, chance)
    places = tuple((place[0], place[1], one) for one in cells if cells[one] != before[one])
    return Mutation(kind=kind, content=changed, places=places) if places else None


def _changed(value: object, kind: str, chance: random.Random) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value  # a blank, or an amount with its unit
    if kind == "blank":
        return None
    if kind == "sign":
        return -value
    if kind == "times_ten":
        return value * 10
    digits = list(str(value))
    at = chance.choice([i for i, digit in enumerate(digits) if digit.isdecimal()])
    digits[at] = chance.choice([digit for digit in "0123456789" if digit != digits[at]])
    text = "".join(digits)
    return int(text) if isinstance(value, int) else float(text)


# --- judging


def _outcome(year: Year, mutation: Mutation) -> Outcome:
    figures = figures_from_json(mutation.content)
    _, findings = check(figures, year.previous)
    new = [one for one in findings if one.rule != _LOCATED and _is_new(one, year)]
    keys = {find_key(*place) for place in mutation.places}
    changed = {figures.by_key[key].name for key in keys}
    previous = year.previous
    broken = broken_relations(figures, previous) - broken_relations(
        figures_from_json(year.content), previous
    )
    right = [one for one in new if changed.intersection(one.cells)]
    return Outcome(
        kind=mutation.kind,
        breaks=bool(broken),
        found=any(one.rule in {rule for rule, _ in broken} for one in right),
        right=len(right),
        wrong=len(new) - len(right),
        located=_located(findings, changed),
    )


def _is_new(finding: FormFinding, year: Year) -> bool:
    """Whether it was not said before; a list of blanks that only got shorter was."""
    key = form_key(finding)
    return not any(
        form_key(one) == key
        or (one.rule == finding.rule and one.left is None and set(finding.cells) < set(one.cells))
        for one in year.known
    )


def _located(findings: tuple[FormFinding, ...], changed: set[str]) -> bool | None:
    suspects = [one.cells[0] for one in findings if one.rule == _LOCATED]
    return suspects[0] in changed if suspects else None
