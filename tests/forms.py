"""A whole form with the numbers that a test names; every other cell is 0."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.core.origins import Origin
from assistant.core.report import Report, Section, SectionKind
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.form import edition_for, tables
from assistant.core.writing.pieces import Piece

AGENCY = "示例市档案局"
HEADINGS: dict[SectionKind, str] = {
    "overview": "一、总体情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}


def form(
    year: int,
    numbers: Mapping[str, int | str] | None = None,
    *,
    indicators: Sequence[tuple[str, int | str, str]] = (),
    notes: Sequence[str] = (),
) -> Figures:
    """Figures of `year`; `numbers` by cell key, `indicators` as (label, value, unit)."""
    given = dict(numbers or {})
    cells = []
    for table in tables(edition_for(year)):
        for row in table.rows:
            for column in row.columns:
                raw = str(given.pop(f"{row.key}.{column.key}", 0))
                cells.append(read_cell(table.name, row.label, column.label, raw))
    assert not given, f"no such cells: {given}"
    return Figures(
        agency=AGENCY,
        year=year,
        edition=edition_for(year),
        cells=tuple(cells),
        indicators=tuple(
            Indicator(label=label, value=Decimal(str(value)), unit=unit)
            for label, value, unit in indicators
        ),
        notes=tuple(notes),
    )


def past_report(
    figures: Figures,
    *,
    overview: Sequence[str] = (),
    problems: Sequence[str] = (),
    other: Sequence[str] = (),
) -> Report:
    """A report of the year of `figures` with these paragraphs."""
    texts: dict[SectionKind, Sequence[str]] = {
        "overview": overview,
        "problems": problems,
        "other": other,
    }
    return Report(
        agency=figures.agency,
        year=figures.year,
        title=f"{figures.agency}{figures.year}年政府信息公开工作年度报告",
        preamble=(),
        sections=tuple(
            Section(kind=kind, heading=HEADINGS[kind], paragraphs=tuple(paragraphs))
            for kind, paragraphs in texts.items()
        ),
        figures=figures,
        file=f"{figures.year}.docx",
    )


def said(text: str) -> tuple[Piece, ...]:
    """A text as the one sentence of a scripted model."""
    return (Piece(text=text, origin=Origin(kind="past", model="fake")),)
