"""
A report as a Word file in the official form.

Knows: python-docx, where the tables stand. Does not know: drafts, files on disk.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.core.comparing import line_up
from assistant.core.layout import Layout
from assistant.core.prose.outline import split_parts
from assistant.core.publication import Publication, Remark
from assistant.core.report import SectionKind
from assistant.core.tables.printed import printed_tables
from assistant.export.appendix import add_appendix
from assistant.export.empty import empty_document
from assistant.export.files import timeless
from assistant.export.pen import Line, Pen
from assistant.export.properties import add_mark
from assistant.export.styles import BODY, SECTION, SIGNED, SUBSECTION, TITLE, add_run, lay_out
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
    if publication.has_appendix:
        add_appendix(document, publication)
    add_mark(document, publication.mark)
    made = BytesIO()
    document.save(made)
    return timeless(made.getvalue(), publication.day)


def _standard(publication: Publication) -> Document:
    """In the layout of the office, by default that of GB/T 9704-2012."""
    layout = publication.layout
    document = empty_document(publication.report.title, fonts=layout.fonts)
    lay_out(document, layout)
    pen = Pen(document, layout, publication.day)
    _add_title(document.add_paragraph(style=TITLE), publication, pen)
    _add_prose(document, publication, layout, pen)
    if publication.signed:
        _add_signature(document, publication, layout)
    return document


def _own(publication: Publication) -> Document:
    """In the office's own template."""
    report, signed = publication.report, publication.signed
    assert publication.office is not None
    document, layout = open_template(publication.office, report.title)
    begun = len(document.element.body) - 1  # the last element is the page
    _add_prose(document, publication, layout, Pen(document, layout, publication.day))
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


def _add_title(paragraph: Paragraph, publication: Publication, pen: Pen) -> None:
    """On one line, or on two with the break behind the agency's name (7.3.1: 词意完整)."""
    report, before = publication.report, publication.before
    title, old = report.title, report.title if before is None else before.title
    behind = title.removeprefix(report.agency)
    if behind != title and len(title) > _TITLE_CHARACTERS:
        known = report.agency if old.startswith(report.agency) else ""
        pen.write(paragraph, Line(old=known, new=report.agency))
        paragraph.add_run().add_break()
        title, old = behind, old.removeprefix(report.agency)
    pen.write(paragraph, Line(old=old, new=title))


def _add_prose(document: Document, publication: Publication, layout: Layout, pen: Pen) -> None:
    """The preamble, then the sections, the table of each behind its text."""
    report, before = publication.report, publication.before
    tables = printed_tables(report.figures)
    for line in _lines(None if before is None else before.preamble, report.preamble):
        _add_line(document, pen, line)
    for section in report.sections:
        known = None if before is None else before.section(section.kind)
        old = section.heading if before is None else known.heading if known else ""
        pen.write(document.add_paragraph(style=SECTION), Line(old=old, new=section.heading))
        past = None if before is None else known.paragraphs if known else ()
        places = ((section.kind, number) for number in range(len(section.paragraphs)))
        remarks = [publication.remarks.get(place, ()) for place in places]
        for line in _lines(past, section.paragraphs, remarks):
            _add_line(document, pen, line)
        if (place := _TABLE_OF.get(section.kind)) is not None:
            add_table(document, tables[place], layout)


def _lines(
    old: Sequence[str] | None,
    new: Sequence[str],
    remarks: Sequence[tuple[Remark, ...]] = (),
) -> Iterator[Line]:
    """The paragraphs in reading order, beside what they were where that is asked."""
    if old is None:
        pairs: Iterable[tuple[str | None, int | None]] = ((text, n) for n, text in enumerate(new))
    else:
        pairs = ((None if a is None else old[a], b) for a, b in line_up(old, new))
    for was, number in pairs:
        text = None if number is None else new[number]
        led = len(heading) if (heading := _heading_of(text or was or "")) != text else 0
        said = remarks[number] if remarks and number is not None else ()
        yield Line(old=was, new=text, heading=led, remarks=said)


def _add_line(document: Document, pen: Pen, line: Line) -> None:
    """One paragraph: a sub-heading, text that begins with one, or plain text."""
    style = SUBSECTION if _heading_of(line.text) == line.text else BODY
    pen.write(document.add_paragraph(style=style), line)


def _heading_of(text: str) -> str:
    """A second-level heading （一）… at the beginning; "" where none."""
    part = split_parts([text])[0]
    heading = f"{part.heading}。" if part.inline else part.heading
    return heading if part.level == 2 and text.startswith(heading) else ""


def _add_signature(document: Document, publication: Publication, layout: Layout) -> None:
    """The name, below it the date two characters further in, both clear of the edge (7.3.5).

    By their left ends, so that they hold also where another font's digits are wider.
    """
    name, signed = publication.signature, publication.signed
    assert signed is not None
    day = _in_words(signed)
    longer = max(_width(name), _width(day) + _CLEAR)
    begin = layout.pitch * layout.characters - (_CLEAR + longer) * layout.body_size
    document.add_paragraph(style=BODY).paragraph_format.keep_with_next = True
    for text, inset in ((name, 0), (day, _CLEAR)):
        paragraph = document.add_paragraph(style=SIGNED)
        paragraph.paragraph_format.keep_with_next = inset == 0
        paragraph.paragraph_format.left_indent = Pt(max(begin, 0) + inset * layout.body_size)
        # Into the margin rather than onto another line, where digits are much wider.
        paragraph.paragraph_format.right_indent = Pt(-_CLEAR * layout.body_size)
        add_run(paragraph, text)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _width(text: str) -> float:
    """In characters: a letter or digit takes half of one."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
