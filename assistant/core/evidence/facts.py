"""
Facts: every value that a sentence of this year's report may state, with where it comes from.

A fact is a cell, a formula over cells (sum, year-on-year change, share, average), an indicator
or a number in a note. Keys carry no year, so that a fact of last year finds its fellow. An
indicator may say itself of which year it is: 答复满意率（上年）, 答复满意率（本年）.
"""

from collections.abc import Iterator

from assistant.core.evidence.fact import Fact, FactKind, label_of
from assistant.core.evidence.formulas import averages, changes, printed_changes, shares, sums
from assistant.core.patterns import regex
from assistant.core.prose.quantities import find_quantities
from assistant.core.tables.figures import Cell, Figures

__all__ = ["Fact", "FactKind", "facts_before", "facts_of", "label_of", "unit_of"]

THEN, NOW = "（上年）", "（本年）"  # behind the label of an indicator

_UNITS = {"上年项目": "项", "增减": "项", "采购项目": "项", "收费金额": "万元", "采购金额": ""}
_LABEL_END = regex(r"[，,。；;、：:！？]")
_ONLY_A_SUM = regex("(?:共计?|合计|累计|总计|金额|资金)+")  # names nothing of its own
_LABEL_EDGE = "，,。；;、：: \t\u3000"


def facts_of(figures: Figures, previous: Figures | None = None) -> tuple[Fact, ...]:
    """Every fact of a year; changes where `previous` (or a 本年增/减 cell) gives the other side.

    Keys are unique. Order: cells, sums, indicators, notes, shares, averages, changes.
    """
    counts = _counts(figures)
    parts = {fact.key: fact for fact in shares(counts)}
    found = {**counts, **parts}
    for fact in (*averages(counts, figures.year), *printed_changes(counts)):
        found[fact.key] = fact
    for fact in changes({**counts, **parts}, _before(figures, previous)):
        found[fact.key] = fact
    return tuple(found.values())


def facts_before(figures: Figures, previous: Figures | None) -> tuple[Fact, ...]:
    """Every fact of the year before: of its own figures, and those typed beside this year's."""
    there = {fact.key: fact for fact in facts_of(previous)} if previous is not None else {}
    return tuple((_before(figures, previous) | there).values())


def _before(figures: Figures, previous: Figures | None) -> dict[str, Fact]:
    """Counts and shares of the year before, by key."""
    there = _counts(previous) if previous is not None else {}
    there |= {fact.key: fact for fact in shares(there)}
    typed = {fact.key: fact for fact in _indicators(figures) if fact.year < figures.year}
    return typed | there


def _counts(figures: Figures) -> dict[str, Fact]:
    """Cells, sums, indicators and numbers of notes, by key."""
    cells = {
        fact.key: fact for cell in figures.cells if (fact := _cell(cell, figures.year)) is not None
    }
    found = {**cells, **{fact.key: fact for fact in sums(cells)}}
    for fact in (*_indicators(figures), *_notes(figures)):
        if fact.year == figures.year:
            found.setdefault(fact.key, fact)
    return found


def _cell(cell: Cell, year: int) -> Fact | None:
    """The fact of a cell; None for a blank cell, which is not 0."""
    if cell.number is None:
        return None
    return Fact(
        key=cell.key,
        label=label_of(cell.key),
        value=cell.number,
        unit=unit_of(cell),
        year=year,
        kind="cell",
        source=cell.name,
    )


def unit_of(cell: Cell) -> str:
    """The unit that a cell counts in: its own where one is printed, else that of its column."""
    return cell.unit or _UNITS.get(cell.key.rpartition(".")[2], "件")


def _indicators(figures: Figures) -> Iterator[Fact]:
    for number, one in enumerate(figures.indicators, 1):
        label = one.label.removesuffix(THEN).removesuffix(NOW)
        yield Fact(
            key=f"指标.{label}",
            label=label,
            value=one.value,
            unit=one.unit,
            year=figures.year - 1 if one.label.endswith(THEN) else figures.year,
            kind="indicator",
            source=f"指标第{number}项 {one.label}",
        )


def _notes(figures: Figures) -> Iterator[Fact]:
    """The statistics of each note, labelled by the words before them (or after, if none); a sum of
    money by what the note spoke of before: 公开分配结果2批，共计180万元.
    """
    for number, note in enumerate(figures.notes, 1):
        begin = place = 0
        label = ""
        for one in find_quantities(note):
            if one.exempt or one.value is None:
                continue
            place += 1
            before = _LABEL_END.split(note[begin : one.start].strip(_LABEL_EDGE))[-1]
            after = _LABEL_END.split(note[one.end :], maxsplit=1)[0]
            begin = one.end
            if not (label and one.unit.endswith("元") and _ONLY_A_SUM.fullmatch(before)):
                label = before or after
            yield Fact(
                key=f"要点.{number}.{place}",
                label=label,
                value=one.value,
                unit=one.unit,
                year=figures.year,
                kind="note",
                source=f"要点第{number}条“{note}”",
            )
