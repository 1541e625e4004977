"""
A report as a Word file in the official form.

Knows: python-docx, where the tables stand. Does not know: drafts, files on disk.
"""

import re
from datetime import date
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.core.prose.outline import split_parts
from assistant.core.report import Report, SectionKind
from assistant.core.tables.printed import printed_tables
from assistant.export.layout import (
    BODY,
    SECTION,
    SIGNED,
    SUBSECTION,
    TITLE,
    Layout,
    add_run,
    lay_out,
    set_fonts,
)
from assistant.export.tables import add_table
from assistant.export.template import empty_document

_OPEN = re.compile(r"(【(?:待补充|待核实)[^】]*】)")  # what a person must still answer
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold
_TABLE_OF: dict[SectionKind, int] = {"disclosure": 0, "requests": 1, "litigation": 2}
_CLEAR = 2  # characters: 右空二字, 首字右移二字
_TITLE_CHARACTERS = 20  # of 2号 on a line of 156 mm


def word_document(report: Report, *, signed: date | None, layout: Layout) -> bytes:
    """The bytes of the .docx; the same report gives the same document."""
    day = signed or date(report.year + 1, 1, 1)  # depends on the report alone
    document = empty_document(report.title, day=day, fonts=layout.fonts)
    lay_out(document, layout)
    _add_title(document, report)
    for text in report.preamble:
        _add_prose(document, text, layout)
    tables = printed_tables(report.figures)
    for section in report.sections:
        _add_text(document.add_paragraph(style=SECTION), section.heading)
        for text in section.paragraphs:
            _add_prose(document, text, layout)
        if (place := _TABLE_OF.get(section.kind)) is not None:
            add_table(document, tables[place], layout)
    if signed:
        _add_signature(document, report.agency, signed, layout)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


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


def _add_prose(document: Document, text: str, layout: Layout) -> None:
    """One paragraph: a sub-heading, text that begins with one, or plain text."""
    heading, rest = _split_heading(text)
    if heading and not rest:
        _add_text(document.add_paragraph(style=SUBSECTION), heading)
        return
    paragraph = document.add_paragraph(style=BODY)
    if heading:
        run = add_run(paragraph, heading)
        set_fonts(run._r.get_or_add_rPr(), layout.subsection_font, layout.western_font)
    _add_text(paragraph, rest)


def _split_heading(text: str) -> tuple[str, str]:
    """A second-level heading （一）… at the beginning and the text behind it; "" where none."""
    part = split_parts([text])[0]
    heading = f"{part.heading}。" if part.inline else part.heading
    if part.level != 2 or not text.startswith(heading):
        return "", text
    return heading, text[len(heading) :]


def _add_text(paragraph: Paragraph, text: str) -> None:
    """The text, what is still open in it marked yellow."""
    for piece in _OPEN.split(_CONTROL.sub("", text)):
        if piece:
            run = add_run(paragraph, piece)
            if _OPEN.fullmatch(piece):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _add_signature(document: Document, agency: str, signed: date, layout: Layout) -> None:
    """The name, below it the date two characters further in, both clear of the edge (7.3.5)."""
    day = f"{signed.year}年{signed.month}月{signed.day}日"
    longer = max(_width(agency), _width(day) + _CLEAR)
    document.add_paragraph(style=BODY)
    for text, inset in ((agency, 0), (day, _CLEAR)):
        paragraph = document.add_paragraph(style=SIGNED)
        add_run(paragraph, text)
        free = _CLEAR + longer - inset - _width(text)
        paragraph.paragraph_format.right_indent = Pt(free * layout.body_size)


def _width(text: str) -> float:
    """In characters: a letter or digit takes half of one."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
