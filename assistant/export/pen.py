"""
Lines of text in a Word file: headings in their font, open marks yellow, changes tracked, comments.

Knows: runs, w:ins and w:del, comments (ECMA-376 part 1, 17.13). Does not know: why a piece is what
it is. Whatever it writes names the program, never a person, and the day of the report.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from assistant.core.comparing import Edit, edits
from assistant.core.layout import Layout
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.publication import Remark
from assistant.export.styles import add_run, set_fonts

Change = Literal["", "new", "old"]
_AUTHOR, _INITIALS = "年报助手", "年报"
_TAGS: dict[Change, str] = {"new": "w:ins", "old": "w:del"}
_COMMENT_SIZE = 9  # points
CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph: what it was, what it is; None where it was not or is no more."""

    old: str | None
    new: str | None
    heading: int = 0  # characters of the text that are a heading on the text's own line
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        return (self.old if self.new is None else self.new) or ""

    @property
    def change(self) -> Change:
        """Of the paragraph as a whole."""
        if self.old is None:
            return "new"
        return "old" if self.new is None else ""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Neighbouring characters that look the same."""

    text: str
    change: Change = ""
    is_heading: bool = False
    is_open: bool = False  # what a person must still answer
    remark: Remark | None = None


class Pen:
    """Writes into one document; numbers its changes."""

    def __init__(self, document: Document, layout: Layout, day: date) -> None:
        self._document = document
        self._layout = layout
        self._moment = f"{day.isoformat()}T00:00:00Z"
        self._changes = 0

    def write(self, paragraph: Paragraph, line: Line) -> None:
        """The line at the end of the paragraph, which is new or gone as a whole if the line is."""
        if line.change:
            properties = paragraph._p.get_or_add_pPr()
            mark = OxmlElement("w:rPr")
            mark.append(self._tracked(line.change))
            properties.append(mark)
        anchors: dict[Remark, list[_Element]] = {}
        for piece in _pieces(line):
            if not (text := CONTROL.sub("", piece.text)):
                continue
            element = self._add(paragraph, text, piece)
            if piece.remark is not None:
                anchors.setdefault(piece.remark, []).append(element)
        for remark, elements in anchors.items():
            self._comment(remark, elements)

    def _add(self, paragraph: Paragraph, text: str, piece: Piece) -> _Element:
        run = add_run(paragraph, text)
        if piece.is_heading:
            fonts = self._layout.subsection_font, self._layout.western_font
            set_fonts(run._r.get_or_add_rPr(), *fonts)
        if piece.is_open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        return self._wrap(run, piece.change) if piece.change else run._r

    def _wrap(self, run: Run, change: Change) -> _Element:
        wrapper = self._tracked(change)
        run._r.addprevious(wrapper)
        wrapper.append(run._r)
        if change == "old":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")
        return wrapper

    def _tracked(self, change: Change) -> _Element:
        self._changes += 1
        element = OxmlElement(_TAGS[change])
        element.set(qn("w:id"), str(self._changes))
        element.set(qn("w:author"), _AUTHOR)
        element.set(qn("w:date"), self._moment)
        return element

    def _comment(self, remark: Remark, elements: Sequence[_Element]) -> None:
        comment = self._document.comments.add_comment("", _AUTHOR, _INITIALS)
        comment._comment_elm.set(qn("w:date"), self._moment)
        paragraph = comment.paragraphs[0]
        for style in list(paragraph._p.iter(qn("w:pStyle"), qn("w:rStyle"))):
            style.getparent().remove(style)  # styles that a document of ours does not have
        run = add_run(paragraph, CONTROL.sub("", remark.text))
        run.font.size = Pt(_COMMENT_SIZE)
        number = {qn("w:id"): str(comment.comment_id)}
        elements[0].addprevious(OxmlElement("w:commentRangeStart", attrs=number))
        reference = OxmlElement("w:r")
        reference.append(OxmlElement("w:commentReference", attrs=number))
        elements[-1].addnext(reference)
        elements[-1].addnext(OxmlElement("w:commentRangeEnd", attrs=number))


def _pieces(line: Line) -> Iterator[Piece]:
    """The line cut wherever something begins or ends; what is gone stands before what came."""
    if line.old is None or line.new is None:
        yield from _cut(line, [], line.change)
    else:
        yield from _cut(line, edits(line.old, line.new), "")


def _cut(line: Line, changed: Iterable[Edit], whole: Change) -> Iterator[Piece]:
    text, changed = line.text, tuple(changed)
    marks = [match.span() for match in OPEN_MARK.finditer(text)]
    spans = [
        *marks,
        *((one.start, one.end) for one in line.remarks),
        *((one.start, one.end) for one in changed),
    ]
    cuts = sorted({0, line.heading, len(text), *(cut for span in spans for cut in span)})
    gone = {edit.start: edit.old for edit in changed}
    for start, end in [*pairwise(cuts), (len(text), len(text))]:
        if old := gone.pop(start, ""):
            yield Piece(text=old, change="old", is_heading=end <= line.heading)
        yield Piece(
            text=text[start:end],
            change="new" if any(one.start <= start < one.end for one in changed) else whole,
            is_heading=end <= line.heading,
            is_open=any(first <= start and end <= last for first, last in marks),
            remark=next((one for one in line.remarks if one.start <= start < one.end), None),
        )
