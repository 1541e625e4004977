"""
What leaves the office: a report with what is printed or sent beside it.

Knows: what an exporter is told. Does not know: formats, drafts' states, who may export.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.core.evidence.grounding import Grounding
from assistant.core.layout import Layout
from assistant.core.office import Office
from assistant.core.report import Report, SectionKind
from assistant.core.verdicts import JudgedText

SUFFIXES = (".docx", ".pdf", ".html", ".md", ".txt", ".json", ".xlsx")  # what can be written
APPENDIX = "附件：核对表"  # the heading of what stands behind a report
Baseline = Literal["last-year", "first-draft"]  # what tracked changes are shown against


@dataclass(frozen=True, kw_only=True)
class CheckedText:
    """The text of one section and what was said of it; offsets count its characters.

    `judged`: the findings with the verdicts of persons, where there are any.
    """

    heading: str
    text: str
    grounding: Grounding
    judged: tuple[JudgedText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What is to be told of the characters from `start` to `end` of a paragraph."""

    start: int
    end: int
    text: str


Place = tuple[SectionKind, int]  # a paragraph of the report: its section, its number from 0


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A report to be exported. The same publication gives the same bytes."""

    report: Report
    office: Office | None = None  # None: nothing is known but the agency's name
    signed: date | None = None  # the date under the report; nothing is signed without it
    mark: str = ""  # which draft in which revisions: by it an edited file is recognised
    before: Report | None = None  # the report to show the changes from, in a .docx
    checks: tuple[CheckedText, ...] = ()  # the drafted sections, for the 核对表
    accepted_by: str = ""
    remarks: Mapping[Place, tuple[Remark, ...]] = field(default_factory=dict)  # Word comments
    has_appendix: bool = False  # the 核对表 behind the report, in a .docx

    @property
    def layout(self) -> Layout:
        return self.office.layout if self.office else Layout()

    @property
    def signature(self) -> str:
        return (self.office.signature if self.office else "") or self.report.agency

    @property
    def day(self) -> date:
        """The date in the file's properties: of the report alone, never today's."""
        return self.signed or date(self.report.year + 1, 1, 1)
