"""
A printed table in a Word file: boxes merged over their rows and columns, lines, repeated head.

Knows: python-docx. Does not know: figures, which table of the form it is.
"""

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from assistant.core.layout import Layout
from assistant.core.tables.printed import Box, PrintedTable
from assistant.export.styles import CELL, NOTE, add_run

_BAND = "C6D9F1"  # the light blue of the form as published
_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")
# Twips on each side of a cell: 0.7 mm left and right, so that 结果维持 takes two lines, not four.
_PADDING = {"top": 17, "left": 40, "bottom": 17, "right": 40}
_UPRIGHT = 10  # rows from which a side is written from top to bottom: 三、本年度办理结果
_NARROW = 9  # columns from which the small size is needed on a page of 156 mm
_ROW_HEIGHTS = {CELL: 8.0, NOTE: 5.8}  # millimetres at least: table 三 then fits on one page


def add_table(document: Document, printed: PrintedTable, layout: Layout) -> None:
    """The table at the end of the document, as wide as the text."""
    widths = [layout.width * width / sum(printed.widths) for width in printed.widths]
    table = document.add_table(rows=printed.height, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    rule(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    grid = [row.cells for row in table.rows]
    style = NOTE if len(widths) > _NARROW else CELL
    for box in printed.boxes:
        cell = grid[box.row][box.column]
        if box.height > 1 or box.width > 1:
            last = grid[box.row + box.height - 1][box.column + box.width - 1]
            cell = cell.merge(last)
        cell.width = Mm(sum(widths[box.column : box.column + box.width]))
        _fill(cell, box, style)
    ends = _ends(printed)
    for row, line in enumerate(table.rows):
        line.height_rule, line.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(_ROW_HEIGHTS[style])
        keep_whole(line._tr.get_or_add_trPr(), repeated=row < printed.heads)
        if row not in ends:
            _keep_with_next(line._tr)


def _ends(printed: PrintedTable) -> frozenset[int]:
    """The rows behind which a page may end.

    A block of table 二 and the whole of table 四 stay together; table 三 may break anywhere behind
    the first row below its head, which is repeated.
    """
    last = printed.height - 1
    bands = {box.row - 1 for box in printed.boxes if box.kind == "band"}
    return frozenset({last, *(range(printed.heads, last) if printed.heads else bands)})


def _keep_with_next(row: BaseOxmlElement) -> None:
    """A row stays with the next if its paragraphs do."""
    for paragraph in row.iter(qn("w:p")):
        Paragraph(paragraph, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]


def _fill(cell: _Cell, box: Box, style: str) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for extra in cell.paragraphs[1:]:  # merging leaves the empty paragraphs of both cells
        cell._tc.remove(extra._p)
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if box.kind == "side" and box.height == 1:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if box.text:
        add_run(paragraph, box.text)
    if box.kind == "side" and box.height >= _UPRIGHT:
        direction = OxmlElement("w:textDirection")
        direction.set(qn("w:val"), "tbRlV")
        _insert(cell._tc.get_or_add_tcPr(), direction, before="w:vAlign")
    if box.kind == "band":
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _BAND)
        _insert(cell._tc.get_or_add_tcPr(), shade, before="w:vAlign")


def rule(table: Table) -> None:
    """Single lines around and between all cells, narrow inner margins."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in _LINES:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, padding in _PADDING.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(padding))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _insert(properties, borders, before="w:tblLayout")
    _insert(properties, margins, before="w:tblLook")


def _insert(properties: BaseOxmlElement, new: _Element, *, before: str) -> None:
    """Put a property in its place: ECMA-376 part 1 prescribes an order (17.4.59, 17.4.69)."""
    following = properties.find(qn(before))
    assert following is not None  # set by python-docx or above
    following.addprevious(new)


def keep_whole(properties: BaseOxmlElement, *, repeated: bool) -> None:
    """A row is not cut by the end of a page; a row of the head stands on every page."""
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
