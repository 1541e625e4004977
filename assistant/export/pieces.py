"""
A line of text in a Word file as pieces: headings in their font, open marks yellow.

Knows: runs. Does not know: why a piece is what it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph

from assistant.core.layout import Layout
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.export.styles import add_run, set_fonts

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Neighbouring characters that look the same."""

    text: str
    is_heading: bool = False
    is_open: bool = False  # what a person must still answer


def pieces_of(text: str, *, heading: int = 0) -> Iterator[Piece]:
    """The pieces of a line whose first `heading` characters are a heading on its own line."""
    marks = [match.span() for match in OPEN_MARK.finditer(text)]
    cuts = sorted({0, heading, len(text), *(cut for mark in marks for cut in mark)})
    for start, end in pairwise(cuts):
        yield Piece(
            text=text[start:end],
            is_heading=end <= heading,
            is_open=any(first <= start and end <= last for first, last in marks),
        )


def add_pieces(paragraph: Paragraph, pieces: Iterable[Piece], layout: Layout | None = None) -> None:
    """Runs for the pieces; `layout` where headings are among them."""
    for piece in pieces:
        text = _CONTROL.sub("", piece.text)
        if not text:
            continue
        run = add_run(paragraph, text)
        if piece.is_heading and layout is not None:
            set_fonts(run._r.get_or_add_rPr(), layout.subsection_font, layout.western_font)
        if piece.is_open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
