"""
Where in its report a citation stands: words in the paragraphs of a section, or a cell of a table.

Knows: reports as values. Does not know: how a citation was found, how a place is shown.
"""

from dataclasses import dataclass

from assistant.core.report import Citation, Passage, Report, Section


@dataclass(frozen=True, kw_only=True)
class Span:
    """Characters `start` to `end` of one paragraph of a section."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class CitedPlace:
    """The words (`spans` of the report's `section`th section, counted from 0), or a cell's key."""

    section: int = -1
    spans: tuple[Span, ...] = ()
    cell: str = ""


def place_of(cited: Citation, report: Report, passage: Passage | None = None) -> CitedPlace | None:
    """Where `cited` stands in `report`; None if the report does not say it.

    `passage` tells which of several places with the same words is meant.
    """
    if cited.cell:
        keys = [
            cell.key
            for cell in report.figures.cells
            if cited.cell in (cell.name, f"{cell.name}（{cell.place}）")
        ]
        return CitedPlace(cell=keys[0]) if keys else None
    if not cited.quote.strip():
        return None
    for number, section in enumerate(report.sections):
        if section.kind == cited.section and (found := _found(section, cited.quote, passage)):
            spans = tuple(span for start, end in found for span in _spans(section, start, end))
            return CitedPlace(section=number, spans=spans)
    return None


def _found(section: Section, quote: str, passage: Passage | None) -> list[tuple[int, int]]:
    """Where the words stand in the section's text (paragraphs joined by line ends).

    Words that are put together from several paragraphs are found line by line, all or none.
    """
    text = "\n".join(section.paragraphs)
    if passage is not None and text[passage.start : passage.end] == passage.text:
        start = text.find(quote, passage.start, passage.end)
        if start >= 0:
            return [(start, start + len(quote))]
    if (start := text.find(quote)) >= 0:
        return [(start, start + len(quote))]
    found: list[tuple[int, int]] = []
    for line in filter(None, map(str.strip, quote.split("\n"))):
        start = text.find(line, found[-1][1] if found else 0)
        if start < 0:
            return []
        found.append((start, start + len(line)))
    return found


def _spans(section: Section, start: int, end: int) -> tuple[Span, ...]:
    """The pieces of the section's paragraphs between two places of its text."""
    spans: list[Span] = []
    begin = 0
    for number, paragraph in enumerate(section.paragraphs):
        first, last = max(start - begin, 0), min(end - begin, len(paragraph))
        if first < last:
            spans.append(Span(paragraph=number, start=first, end=last))
        begin += len(paragraph) + 1
    return tuple(spans)
