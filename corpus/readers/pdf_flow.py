"""
From pages to blocks: paragraphs over lines and pages, tables over pages.

Knows: margins, indents, page numbers, running heads, tables cut by a page break.
Does not know: what a table means.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from assistant.core.patterns import regex
from assistant.core.report import Block, Paragraph
from assistant.core.tables.cells import read_value
from corpus.headings import SURE, read_heading
from corpus.readers.grids import Span, grid_of_spans
from corpus.readers.pdf_page import Line, Page, Ruled

_PAGE_NUMBER = regex(
    r"[-—–－·\s]*(?:第\s*)?\d{1,3}(?:\s*[/／]\s*\d{1,3})?(?:\s*页)?(?:[，,\s]*共\s*\d{1,3}\s*页)?[-—–－·\s]*"
)
_EDGE_LINES = 2  # lines at the top and the bottom of a page that may be its running head
_TOP, _BOTTOM = 0.1, 0.88  # of the height: heads and feet stand above and below
_INDENT = 0.8  # of the type size: a line that begins further in opens a paragraph
_SHORT = 2.0  # of the type size: a line that ends so far from the margin closes one
_OTHER_SIZE = 1.1  # times: lines of a paragraph do not differ so much
_WIDE = 0.75  # of the width of the paper: the text of a page reaches at least so far
_FREQUENT = 0.05  # of the lines: so many begin at the left margin
_LARGE = 1.2  # of the type size: the type of a title (22 points over 16)
_TITLE_GAP = 2.5  # of the type size: lines of a title are closer than that
_SAME_EDGE = 0.02  # of the width of a table: how far its columns may shift on the next page
_MARKED = regex(r"\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、])")


@dataclass(frozen=True, kw_only=True)
class _Margins:
    left: float
    right: float
    size: float


def flow(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of a document in reading order."""
    pages = _without_heads(pages)
    margins = _margins(pages)
    items = [item for page in pages for item in _in_order(page)]
    paragraph: list[Line] = []
    tables = 0
    for item in _join_tables(items):
        if isinstance(item, Line):
            if paragraph and _opens(item, paragraph[-1], margins):
                yield _paragraph(paragraph)
                paragraph = []
            paragraph.append(item)
            continue
        if paragraph:
            yield _paragraph(paragraph)
            paragraph = []
        tables += 1
        yield grid_of_spans(item.spans, place=f"第{item.page}页表{tables}")
    if paragraph:
        yield _paragraph(paragraph)


def _in_order(page: Page) -> list[Line | Ruled]:
    return sorted((*page.lines, *page.tables), key=lambda item: item.top)


def _without_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without page numbers and the heads and feet that most of them repeat."""
    seen = Counter(key for page in pages for key in {_head_key(line) for line in _edges(page)})
    often = {key for key, count in seen.items() if count >= 3 and count > len(pages) / 2}
    return [
        replace(page, lines=tuple(line for line in page.lines if not _is_head(line, page, often)))
        for page in pages
    ]


def _edges(page: Page) -> list[Line]:
    """The lines nearest to the top and the bottom of the paper, outside of the tables between."""
    lines = sorted(page.lines, key=lambda line: line.top)
    return [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _head_key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 5)


def _is_head(line: Line, page: Page, often: set[tuple[str, int]]) -> bool:
    if line not in _edges(page):
        return False
    if page.height * _TOP < line.top < page.height * _BOTTOM:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or _head_key(line) in often


def _margins(pages: Sequence[Page]) -> _Margins:
    """Where lines begin and end: the leftmost start of more than a few, the usual longest end."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return _Margins(left=0, right=0, size=1)
    starts = Counter(round(line.x0) for line in lines)
    ends = sorted(line.x1 for line in lines)
    return _Margins(
        left=float(min(x for x, count in starts.items() if count >= len(lines) * _FREQUENT)),
        right=max(ends[int(len(ends) * 0.9)], min(page.width for page in pages) * _WIDE),
        size=median(line.size for line in lines),
    )


def _opens(line: Line, before: Line, margins: _Margins) -> bool:
    """Whether a line begins a paragraph."""
    if max(line.size, before.size) > min(line.size, before.size) * _OTHER_SIZE:
        return True
    if min(line.size, before.size) > margins.size * _LARGE and line.page == before.page:
        return line.top - before.top > _TITLE_GAP * before.size  # a title over several lines
    if _is_section(line.text) or _is_section(before.text):
        return True
    if line.x0 > margins.left + _INDENT * margins.size:
        return True
    return before.x1 < margins.right - _SHORT * margins.size


def _is_section(text: str) -> bool:
    """Whether a line is the heading of a section and nothing else."""
    heading = read_heading(text)
    return heading is not None and heading.rank >= SURE and not heading.rest


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        latin = text[-1:].isascii() and line.text[:1].isascii()
        words = latin and text[-1:].isalpha() and line.text[:1].isalpha()
        text += f" {line.text}" if words else line.text
    return Paragraph(text=text, place=f"第{lines[0].page}页")


def _join_tables(items: Sequence[Line | Ruled]) -> Iterator[Line | Ruled]:
    """The items with the pieces of a table on neighbouring pages made one."""
    held: Ruled | None = None
    last = 0
    for item in items:
        if isinstance(item, Ruled) and held and item.page == last + 1 and _same(held, item):
            held, last = _join(held, item), item.page
            continue
        if held:
            yield held
            held = None
        if isinstance(item, Ruled):
            held, last = item, item.page
        else:
            yield item
    if held:
        yield held


def _same(above: Ruled, below: Ruled) -> bool:
    """Whether two pieces have the same columns."""
    return len(above.edges) == len(below.edges) and all(
        abs(one - other) < _SAME_EDGE
        for one, other in zip(_shares(above), _shares(below), strict=True)
    )


def _shares(table: Ruled) -> list[float]:
    """Where the columns begin and end, as shares of the width."""
    left, width = table.edges[0], table.edges[-1] - table.edges[0]
    return [(edge - left) / width for edge in table.edges]


def _join(above: Ruled, below: Ruled) -> Ruled:
    """One table of two pieces: cells that the page break cut are one cell again."""
    upper = {
        (span.column, span.column_end): span for span in above.spans if span.row_end == above.rows
    }
    lower = {(span.column, span.column_end): span for span in below.spans if span.row == 0}
    cut_row = _is_cut_row(upper, lower)
    shift = above.rows - (1 if cut_row else 0)
    joined: dict[tuple[int, int], Span] = {}
    for columns in upper.keys() & lower.keys():
        one, other = upper[columns], lower[columns]
        if cut_row or _goes_on(one.text, other.text):
            joined[columns] = replace(
                one, text=one.text + other.text, row_end=shift + other.row_end
            )
    kept = [
        span
        for span in above.spans
        if joined.get((span.column, span.column_end)) is None or span.row_end != above.rows
    ]
    moved = [
        replace(span, row=span.row + shift, row_end=span.row_end + shift)
        for span in below.spans
        if span.row or (span.column, span.column_end) not in joined
    ]
    spans = sorted((*kept, *joined.values(), *moved), key=lambda span: (span.row, span.column))
    return replace(above, spans=tuple(spans), rows=shift + below.rows)


def _is_cut_row(upper: dict[tuple[int, int], Span], lower: dict[tuple[int, int], Span]) -> bool:
    """Whether the break runs through a row: below it only labels go on, or only values stand."""
    shared = upper.keys() & lower.keys()
    pairs = [(upper[columns].text, lower[columns].text) for columns in shared]
    both = [(one, other) for one, other in pairs if one and other]
    values = [any(map(_is_number, side)) for side in zip(*pairs, strict=True)]
    return (
        bool(both)
        and all(_goes_on(one, other) for one, other in both)
        and not all(values)
        and not any(_MARKED.match(other) for _, other in pairs)
    )


def _is_number(text: str) -> bool:
    return read_value(text)[0] is not None


def _goes_on(above: str, below: str) -> bool:
    """Whether a label cell below the break is the rest of the one above it."""
    if not above or _is_number(above):
        return False
    if not below:
        return True
    return bool(_MARKED.match(above)) and not _MARKED.match(below) and not _is_number(below)
