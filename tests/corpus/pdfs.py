"""
A PDF writer for tests: Chinese text at coordinates, rules, pictures, many pages, a password.

The font is not embedded: readers know the character collection Adobe-GB1 by its name. Measures are
points from the left and the top of an A4 page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.readers.grids import Span

HEIGHT = 842
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 "
    "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
    "/FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 880 "
    "/StemV 80 >> >>] >>"
)
_PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    "/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
)
_LOCK = "<< /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >>".format("ab" * 32)


@dataclass(frozen=True)
class Text:
    """A line of text; `x` and `y` of its left end."""

    x: float
    y: float
    text: str
    size: float = 16

    def code(self) -> str:
        letters = self.text.encode("utf-16-be").hex()
        return f"BT /F {self.size} Tf {self.x} {HEIGHT - self.y} Td <{letters}> Tj ET"


@dataclass(frozen=True)
class Box:
    """A frame."""

    x0: float
    top: float
    x1: float
    bottom: float

    def code(self) -> str:
        width, height = self.x1 - self.x0, self.bottom - self.top
        return f"{self.x0} {HEIGHT - self.bottom} {width} {height} re S"


class Picture:
    """A picture over the whole page."""

    def code(self) -> str:
        return "q 595 0 0 842 0 0 cm /P Do Q"


Mark = Text | Box | Picture


def prose(top: float, text: str) -> list[Mark]:
    """A paragraph of 26 characters a line, the first line indented by two; 28 points a line."""
    lines = [text[:24], *(text[i : i + 26] for i in range(24, len(text), 26))]
    return [Text(80 if i else 112, top + 28 * i, line) for i, line in enumerate(lines)]


def ruled(top: float, spans: Sequence[Span], widths: Sequence[float]) -> list[Mark]:
    """A table of ruled cells, rows 20 points high, type of 6 points broken at the cell's end."""
    edges = [80.0]
    for width in widths:
        edges.append(edges[-1] + width)
    marks: list[Mark] = []
    for span in spans:
        box = Box(
            edges[span.column], top + 20 * span.row, edges[span.column_end], top + 20 * span.row_end
        )
        marks.append(box)
        fit = int((box.x1 - box.x0 - 4) / 6)
        for i in range(0, len(span.text), fit):
            line = span.text[i : i + fit]
            marks.append(Text(box.x0 + 2, box.top + 7 + 6 * (i // fit), line, size=6))
    return marks


def write_pdf(
    path: Path, pages: Sequence[Sequence[Mark]], *, locked: bool = False, garbled: bool = False
) -> Path:
    """Write a PDF of these pages; `garbled`: its font does not say which characters it has."""
    font = _FONT.replace("UniGB-UTF16-H", "Identity-H").replace("(GB1)", "(Identity)")
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font if garbled else _FONT, _PICTURE]
    kids: list[str] = []
    for marks in pages:
        code = "\n".join(mark.code() for mark in marks)
        objects.append(f"<< /Length {len(code)} >>\nstream\n{code}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    body = "%PDF-1.7\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    lock = f" /Encrypt {_LOCK} /ID [<00> <00>]" if locked else ""
    size = len(objects) + 1
    path.write_text(
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R{lock} >>\nstartxref\n{len(body)}\n%%EOF\n",
        encoding="ascii",
        newline="\n",
    )
    return path
