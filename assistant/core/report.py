"""
A report as values: a Document is what a reader saw, a Report is what it means, a Passage is a
piece of it that can be found and cited.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.core.tables.figures import Figures

SectionKind = Literal["overview", "disclosure", "requests", "litigation", "problems", "other"]
SECTION_TITLES: dict[SectionKind, str] = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "litigation": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph of a document, in reading order."""

    text: str
    place: str = ""  # "第2页", "第14段"


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One table: rows of equal length, a merged cell's text at each place that it covers."""

    rows: tuple[tuple[str, ...], ...]
    place: str = ""  # "第3页表1"
    # The number of the printed cell at each place, -1 where none is printed (short rows of a
    # text file); empty if each place is a cell of its own. A merged cell has one number.
    cells: tuple[tuple[int, ...], ...] = ()

    def printed(self, row: int) -> tuple[tuple[int, str], ...]:
        """The printed cells that reach into a row: first column and text, left to right."""
        texts = self.rows[row]
        if not self.cells:
            return tuple(enumerate(texts))
        numbers = self.cells[row]
        return tuple(
            (column, texts[column])
            for column, number in enumerate(numbers)
            if number >= 0 and number not in numbers[:column]
        )


Block = Paragraph | Grid


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a reader saw in a file, nothing interpreted."""

    name: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section:
    kind: SectionKind
    heading: str  # as printed: 一、总体情况
    paragraphs: tuple[str, ...]  # prose only; sub-headings are paragraphs or open one


@dataclass(frozen=True, kw_only=True)
class Report:
    agency: str
    year: int
    title: str
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]
    figures: Figures
    warnings: tuple[str, ...] = ()
    file: str = ""

    def section(self, kind: SectionKind) -> Section | None:
        return next((section for section in self.sections if section.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A citable piece of a section; `text` is verbatim in it."""

    id: str
    report: str  # id of the report
    agency: str
    year: int
    section: SectionKind
    headings: tuple[str, ...]  # the path of headings above it
    text: str
    start: int  # character offset in the section's text (paragraphs joined by "\n")
    end: int


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a piece of a draft or an answer rests on: words verbatim in a passage of a report."""

    report: str
    agency: str
    year: int
    section: SectionKind
    quote: str
    passage: str = ""
    cell: str = ""


_SHORTEST_AGENCY = 4  # characters; a shorter suffix (人民政府's 政府) names no office


def is_same_agency(one: str, other: str) -> bool:
    """Whether two names mean one office: 洪泽区人民政府 is 淮安市洪泽区人民政府 in short."""
    short, long = sorted((one.strip(), other.strip()), key=len)
    return long.endswith(short) and (len(short) > _SHORTEST_AGENCY or short == long)
