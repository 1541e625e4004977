"""
What a rule is: an id, a level, where it comes from, and a function from a case to its results.

Knows: nothing of single rules. A rule yields one result for each check that it made: None where
all is well, a Problem where not; what it could not judge it does not yield.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.evidence.names import Names
from assistant.core.findings import Level
from assistant.core.report import Report, Section, SectionKind
from assistant.core.tables.equations import Equation, sums
from assistant.core.tables.figures import Cell, Figures


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a rule may look at: figures, and where given the year before and the prose."""

    figures: Figures
    previous: Figures | None = None
    report: Report | None = None
    last_report: Report | None = None
    names: Names | None = None  # the office's own words

    @property
    def last(self) -> Figures | None:
        """The figures of exactly the year before; chains over a gap mean nothing."""
        if self.previous is None or self.previous.year != self.figures.year - 1:
            return None
        return self.previous

    @cached_property
    def sums(self) -> tuple[Equation, ...]:
        """The sums within the year: several rules go through them."""
        return sums(self.figures)

    def section(self, kind: SectionKind) -> str | None:
        """The prose of a section, a paragraph a line; None if the report or section is absent."""
        section = self.report.section(kind) if self.report else None
        return None if section is None else "\n".join(section.paragraphs)

    @cached_property
    def grounded(self) -> tuple[tuple[Section, str, Grounding], ...]:
        """Each section with its prose and what grounding says of it: several rules read it."""
        texts = (
            (section, "\n".join(section.paragraphs))
            for section in (self.report.sections if self.report else ())
        )
        basis = Basis(figures=self.figures, previous=self.last, names=self.names)
        return tuple((section, text, ground_on(text, basis)) for section, text in texts)

    @cached_property
    def prose(self) -> str:
        """All prose of the report, title and preamble included."""
        if self.report is None:
            return ""
        sections = (line for section in self.report.sections for line in section.paragraphs)
        return "\n".join((self.report.title, *self.report.preamble, *sections))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What one check found; `level` where it is not the rule's own, `quote` if it is of words."""

    message: str
    left: Decimal | None = None
    right: Decimal | None = None
    cells: tuple[str, ...] = ()
    level: Level | None = None
    quote: str = ""


Results = Iterator[Problem | None]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule. `source`: the document, or the real reports that it was learnt from."""

    id: str
    level: Level
    title: str
    source: str
    example: str
    check: Callable[[Case], Results]


FORM = "国办公开办函〔2021〕30号、〔2019〕60号所附格式"
LAW = "《政府信息公开条例》第五十条"
SEEN = "真实报告归纳"
LAST_YEAR = "上年"  # before the name of a cell of last year's


def plain(number: Decimal) -> str:
    """A number as a person writes it: no exponent, no zeros behind."""
    return f"{number.normalize():f}"


def names(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.name for cell in cells)


def listed(texts: Iterable[str], most: int = 6) -> str:
    """Texts joined by 、, the rest as a count."""
    found = list(texts)
    more = f" 等{len(found)}处" if len(found) > most else ""
    return "、".join(found[:most]) + more


def table_cells(figures: Figures, table: str) -> tuple[Cell, ...]:
    return tuple(cell for cell in figures.cells if cell.table == table)
