"""
Word files: body in order, automatic numbers, merged cells, text boxes, tracked changes accepted.

Knows: WordprocessingML. Does not know: what a table means. Macros are never run and links never
followed: only XML parts of the package are read (corpus.readers.package).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from assistant.core.report import Block, Document, Grid, Paragraph
from corpus.characters import clean, close_up, join_lines
from corpus.readers.borders import is_bare_in_word
from corpus.readers.grids import Span, grid_of_spans
from corpus.readers.numbering import Numbering
from corpus.readers.package import Package, child, children, integer, local, value

_PICTURES = frozenset({"drawing", "pict", "object"})
# Deleted text, field codes, properties, pinyin, the second version of a drawing, chosen elsewhere.
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "rt", "Fallback", "txbxContent"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "t": ""}
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_LONGEST_CELL = 400  # characters; a longer cell holds prose, so its table is for layout
_WIDEST = 60  # columns that a table may claim; the form has 15


class DocxReader:
    """Reads .docx and .docm."""

    def accepts(self, path: Path, head: bytes) -> bool:
        if head.startswith(b"PK\x03\x04"):
            return path.suffix.lower() not in {".xlsx", ".pptx", ".ofd", ".zip"}
        return path.suffix.lower() in {".docx", ".docm"} and not head.startswith(_OLE)

    def read(self, path: Path) -> Document:
        with Package(path) as package:
            name, root = package.main()
            folder = name.rpartition("/")[0]
            numbering = Numbering(
                package.part(f"{folder}/numbering.xml"), package.part(f"{folder}/styles.xml")
            )
            notes = _notes(package.part(f"{folder}/footnotes.xml"))
        walk = _Walk(numbering, notes)
        body = child(root, "body")
        blocks = tuple(walk.blocks(body if body is not None else ()))
        return Document(name=path.name, blocks=blocks, warnings=walk.doubts())


_OLE = bytes.fromhex("d0cf11e0")  # Word 97 files and locked ones, whatever their name


class _Walk:
    """One pass over a body: counts paragraphs, tables, pictures and automatic numbers."""

    def __init__(self, numbering: Numbering, notes: dict[str, tuple[int, str]]) -> None:
        self._numbering = numbering
        self._notes = notes
        self._paragraphs = 0
        self._tables = 0
        self._pictures: list[str] = []
        self._bare: list[str] = []  # tables without lines

    def blocks(self, elements: Iterable[etree._Element]) -> Iterator[Block]:
        for element in elements:
            tag = local(element)
            if tag == "p":
                yield from self._paragraph(element)
                yield from self._notes_of(element)
            elif tag == "tbl":
                yield from self._table(element)
            elif tag in _WRAPPERS:
                yield from self.blocks(element)

    def doubts(self) -> tuple[str, ...]:
        """What was seen and not read, and tables that are hard to read."""
        doubts = []
        if self._pictures:
            places = "、".join(self._pictures[:5]) + ("等处" if self._pictures[5:] else "")
            doubts.append(f"有{len(self._pictures)}张图片（{places}），图片中的文字和表格没有读取")
        if self._bare:
            doubts.append(f"第{'、'.join(self._bare)}个表没有边框线")
        return tuple(doubts)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        """A paragraph; a line break in it ends one, as in text pasted from a web page."""
        self._paragraphs += 1
        place = f"第{self._paragraphs}段"
        number = self._numbering.next(child(element, "pPr"))
        for line in clean("".join(_texts(element, self._notes))).split("\n"):
            if text := join_lines(line):
                yield Paragraph(text=f"{number}{text}", place=place)
                number = ""
        for drawing in _drawings(element):
            yield from self._drawing(drawing, place)

    def _drawing(self, drawing: etree._Element, place: str) -> Iterator[Block]:
        """Text boxes are read after the paragraph that holds them; pictures are told."""
        boxes = [inner for inner in drawing.iter() if local(inner) == "txbxContent"]
        for box in boxes:
            yield from self.blocks(box)
        if any(local(inner) in {"blip", "imagedata"} for inner in drawing.iter()):
            self._pictures.append(place)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = list(_rows(table))
        if _is_layout(rows):
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        self._tables += 1
        if is_bare_in_word(table):
            self._bare.append(str(self._tables))
        yield self._grid(rows, f"第{self._tables}个表")
        yield from self._notes_of(table)

    def _notes_of(self, element: etree._Element) -> Iterator[Block]:
        """Footnotes are read after the paragraph or table that refers to them."""
        for reference in element.iter("{*}footnoteReference"):
            number, text = self._notes.get(value(reference, "id"), (0, ""))
            if text:
                yield Paragraph(text=f"[{number}]{text}", place=f"脚注{number}")

    def _grid(self, rows: list[etree._Element], place: str) -> Grid:
        spans: list[Span] = []
        open_above: dict[int, int] = {}  # first column -> index of the cell that may go on below
        for number, row in enumerate(rows):
            column = integer(value(child(row, "trPr", "gridBefore")))
            for cell in _cells(row):
                properties = child(cell, "tcPr")
                width = max(1, integer(value(child(properties, "gridSpan")), 1))
                merge = child(properties, "vMerge")
                goes_on = merge is not None and value(merge) != "restart"
                if column + width > _WIDEST:
                    break
                if goes_on and column in open_above:
                    above = spans[open_above[column]]
                    spans[open_above[column]] = _longer(above, number + 1)
                else:
                    spans.append(self._span(cell, (number, column), width, place))
                    open_above[column] = len(spans) - 1
                column += width
        return grid_of_spans(spans, place)

    def _span(self, cell: etree._Element, at: tuple[int, int], width: int, place: str) -> Span:
        row, column = at
        lines = ("".join(_texts(line, self._notes)) for line in cell.iter(_P))
        text = close_up(clean("\n".join(lines)))
        if not text and any(local(inner) in {"blip", "imagedata"} for inner in cell.iter()):
            self._pictures.append(f"{place}第{row + 1}行第{column + 1}列")
        return Span(text=text, row=row, column=column, row_end=row + 1, column_end=column + width)


_P = "{*}p"


def _longer(span: Span, row_end: int) -> Span:
    return Span(
        text=span.text,
        row=span.row,
        column=span.column,
        row_end=row_end,
        column_end=span.column_end,
    )


def _notes(footnotes: etree._Element | None) -> dict[str, tuple[int, str]]:
    """The footnotes by id: number and text; those with a type are rules between text and notes."""
    texts = [
        (value(note, "id"), join_lines(clean("".join(_texts(note, {})))))
        for note in children(footnotes, "footnote")
        if not value(note, "type")
    ]
    return {name: (number, text) for number, (name, text) in enumerate(texts, 1)}


def _texts(element: etree._Element, notes: dict[str, tuple[int, str]]) -> Iterator[str]:
    """The text of a paragraph in order, without what is deleted, hidden, or in a text box."""
    for inner in element:
        tag = local(inner)
        if tag in _SKIPPED or (tag == "r" and _is_hidden(inner)):
            continue
        if tag in _SIGNS:
            yield inner.text or "" if tag == "t" else _SIGNS[tag]
        elif tag == "footnoteReference":
            yield f"[{notes[found][0]}]" if (found := value(inner, "id")) in notes else ""
        else:
            yield from _texts(inner, notes)


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in {"0", "false"}


def _drawings(element: etree._Element) -> Iterator[etree._Element]:
    """The drawings of a paragraph, without the second version and those inside another."""
    for inner in element:
        if local(inner) in _PICTURES:
            yield inner
        elif local(inner) != "Fallback":
            yield from _drawings(inner)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _cells(element)


def _is_layout(rows: list[etree._Element]) -> bool:
    """Whether a table only arranges the page: one cell, tables in cells, or cells of prose."""
    cells = [cell for row in rows for cell in _cells(row)]
    if len(cells) == 1 or any(cell.find(".//{*}tbl") is not None for cell in cells):
        return True
    return any(
        sum(len(text.text or "") for text in cell.iter("{*}t")) > _LONGEST_CELL for cell in cells
    )
