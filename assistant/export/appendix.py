"""The 核对表 behind a report in a Word file, on pages of its own that lie on their side."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm

from assistant.core.publication import APPENDIX, Publication
from assistant.core.remarks import VERDICT_NAMES
from assistant.export.checklist import ChecklistRow, checklist_rows, summary
from assistant.export.pen import CONTROL
from assistant.export.styles import BODY, NOTE, SECTION, add_run
from assistant.export.tables import keep_whole, rule

_HEADS = ("序号", "部分", "文中的数", "所在语句", "核对结果", "依据、公式", "说明", "认可人")
_MARGIN = 25  # millimetres on every side
_SHARES = (3, 8, 8, 25, 6, 24, 20, 5)


def add_appendix(document: Document, publication: Publication) -> None:
    """A heading, how many numbers there are, and those that state something."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    width, height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    rows = checklist_rows(publication)
    add_run(document.add_paragraph(style=SECTION), APPENDIX)
    add_run(document.add_paragraph(style=BODY), summary(rows))
    free = (width or 0) - 2 * Mm(_MARGIN)
    widths = [Length(free * share // sum(_SHARES)) for share in _SHARES]
    stated = [row for row in rows if row.verdict != VERDICT_NAMES["exempt"]]
    _add_table(document, widths, [_HEADS, *map(_texts, stated)])


def _texts(row: ChecklistRow) -> tuple[str, ...]:
    basis = "；".join(one for one in (row.source, row.formula, row.expected) if one)
    return (
        *(str(row.number), row.section, row.written, row.sentence),
        *(row.verdict, basis, row.message, row.accepted_by),
    )


def _add_table(
    document: Document, widths: Sequence[Length], lines: Sequence[tuple[str, ...]]
) -> None:
    table = document.add_table(rows=len(lines), cols=len(widths))
    table.autofit = False
    rule(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        keep_whole(row._tr.get_or_add_trPr(), repeated=place == 0)
        for cell, width, text in zip(row.cells, widths, texts, strict=True):
            cell.width = width
            cell.paragraphs[0].style = NOTE
            if place:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
            add_run(cell.paragraphs[0], CONTROL.sub("", text))
