"""
A report as a Word file in the official form.

Knows: python-docx, where the tables stand. Does not know: drafts, files on disk.
"""

from datetime import date
from io import BytesIO

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.core.layout import Layout
from assistant.core.prose.outline import split_parts
from assistant.core.publication import Publication
from assistant.core.report import Report, SectionKind
from assistant.core.tables.printed import printed_tables
from assistant.export.empty import empty_document
from assistant.export.files import timeless
from assistant.export.pieces import Piece, add_pieces, pieces_of
from assistant.export.properties import add_mark
from assistant.export.styles import BODY, SECTION, SIGNED, SUBSECTION, TITLE, lay_out
from assistant.export.tables import add_table
from assistant.export.template import (
    DAY_HERE,
    SIGNED_HERE,
    TITLE_HERE,
    fill_template,
    holds,
    open_template,
    place_body,
)

_TABLE_OF: dict[SectionKind, int] = {"disclosure": 0, "requests": 1, "litigation": 2}
_CLEAR = 2  # characters: 右空二字, 首字右移二字
_TITLE_CHARACTERS = 20  # of 2号 on a line of 156 mm


def word_document(publication: Publication) -> bytes:
    """The bytes of the .docx; the same publication gives the same bytes."""
    office = publication.office
    document = _own(publication) if office and office.template else _standard(publication)
    add_mark(document, publication.mark)
    made = BytesIO()
    document.save(made)
    return timeless(made.getvalue(), publication.day)


def _standard(publication: Publication) -> Document:
    """In the layout of the office, by default that of GB/T 9704-2012."""
    document = empty_document(publication.report.title, fonts=publication.layout.fonts)
    lay_out(document, publication.layout)
    _add_title(document, publication.report)
    _add_prose(document, publication, publication.layout)
    if publication.signed:
        _add_signature(document, publication, publication.layout)
    return document


def _own(publication: Publication) -> Document:
    """In the office's own template."""
    report, signed = publication.report, publication.signed
    assert publication.office is not None
    document, layout = open_template(publication.office, report.title)
    begun = len(document.element.body) - 1  # the last element is the page
    _add_prose(document, publication, layout)
    if signed and not holds(document, SIGNED_HERE):
        _add_signature(document, publication, layout)
    place_body(document, begun)
    words = {
        TITLE_HERE: report.title,
        SIGNED_HERE: publication.signature if signed else "",
        DAY_HERE: _in_words(signed) if signed else "",
        "{{单位}}": report.agency,
        "{{年度}}": str(report.year),
    }
    fill_template(document, words)
    return document


def _add_title(document: Document, report: Report) -> None:
    """On one line, or on two with the break behind the agency's name (7.3.1: 词意完整)."""
    paragraph = document.add_paragraph(style=TITLE)
    behind = report.title.removeprefix(report.agency)
    if behind != report.title and len(report.title) > _TITLE_CHARACTERS:
        _add_text(paragraph, report.agency)
        paragraph.add_run().add_break()
        _add_text(paragraph, behind)
    else:
        _add_text(paragraph, report.title)


def _add_prose(document: Document, publication: Publication, layout: Layout) -> None:
    """The preamble, then the sections, the table of each behind its text."""
    report = publication.report
    tables = printed_tables(report.figures)
    for text in report.preamble:
        _add_line(document, layout, text)
    for section in report.sections:
        _add_text(document.add_paragraph(style=SECTION), section.heading)
        for text in section.paragraphs:
            _add_line(document, layout, text)
        if (place := _TABLE_OF.get(section.kind)) is not None:
            add_table(document, tables[place], layout)


def _add_line(document: Document, layout: Layout, text: str) -> None:
    """One paragraph: a sub-heading, text that begins with one, or plain text."""
    heading = _heading_of(text)
    style = SUBSECTION if heading == text else BODY
    paragraph = document.add_paragraph(style=style)
    led = 0 if style == SUBSECTION else len(heading)
    add_pieces(paragraph, pieces_of(text, heading=led), layout)


def _heading_of(text: str) -> str:
    """A second-level heading （一）… at the beginning; "" where none."""
    part = split_parts([text])[0]
    heading = f"{part.heading}。" if part.inline else part.heading
    return heading if part.level == 2 and text.startswith(heading) else ""


def _add_text(paragraph: Paragraph, text: str) -> None:
    add_pieces(paragraph, [Piece(text=text)])


def _add_signature(document: Document, publication: Publication, layout: Layout) -> None:
    """The name, below it the date two characters further in, both clear of the edge (7.3.5)."""
    name, signed = publication.signature, publication.signed
    assert signed is not None
    day = _in_words(signed)
    longer = max(_width(name), _width(day) + _CLEAR)
    document.add_paragraph(style=BODY).paragraph_format.keep_with_next = True
    for text, inset in ((name, 0), (day, _CLEAR)):
        paragraph = document.add_paragraph(style=SIGNED)
        paragraph.paragraph_format.keep_with_next = inset == 0
        _add_text(paragraph, text)
        free = _CLEAR + longer - inset - _width(text)
        paragraph.paragraph_format.right_indent = Pt(free * layout.body_size)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _width(text: str) -> float:
    """In characters: a letter or digit takes half of one."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
