"""
The prose of the reports of a folder, each with what its numbers are grounded on.

Reads report files of the folder itself and of its raw/ and made/, each report once.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.core.errors import CorpusError, DocumentError
from assistant.core.evidence.grounding import Basis
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from corpus.reading import read_report

_FOLDERS = ("", "raw", "made")
_FORMATS = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})


@dataclass(frozen=True, kw_only=True)
class Prose:
    """The text of a report, one paragraph a line, and its figures."""

    agency: str
    year: int
    text: str
    real: Basis  # with last year's figures where the folder has them
    seeded: Basis  # with last year's figures in any case: the real ones, or changed ones


def read_prose(folder: Path) -> list[Prose]:
    """Each report of `folder` that has tables; CorpusError if there is none."""
    read = read_reports(folder)
    return [_prose(report, read.get((agency, year - 1))) for (agency, year), report in read.items()]


def read_reports(folder: Path) -> dict[tuple[str, int], Report]:
    """Each report of `folder` that has tables, by office and year; CorpusError if there is none."""
    read: dict[tuple[str, int], Report] = {}
    for file in report_files(folder):
        report = _read(file)
        if report is not None and report.figures.cells:
            read.setdefault((report.agency, report.year), report)
    if not read:
        raise CorpusError(f"{folder} 里没有带表格的年度报告；请用 --reports 指定放报告的文件夹")
    return read


def report_files(folder: Path) -> list[Path]:
    """The files of a folder and of its raw/ and made/ that may be reports."""
    places = [folder / name for name in _FOLDERS if (folder / name).is_dir()]
    return [
        file
        for place in places
        for file in sorted(place.iterdir())
        if file.suffix.lower() in _FORMATS
    ]


def _read(file: Path) -> Report | None:
    try:
        return read_report(file)
    except DocumentError:
        return None  # no report: a list, a template


def _prose(report: Report, before: Report | None) -> Prose:
    lines = [*report.preamble]
    for section in report.sections:
        lines += [section.heading, *section.paragraphs]
    previous = before.figures if before else None
    return Prose(
        agency=report.agency,
        year=report.year,
        text="\n".join(lines),
        real=Basis(figures=report.figures, previous=previous),
        seeded=Basis(figures=report.figures, previous=previous or _changed(report.figures)),
    )


def _changed(figures: Figures) -> Figures:
    """Figures of a year before that differ in every number but 0."""
    cells = tuple(
        replace(cell, number=cell.number * 7 // 8 + 3) if cell.number else cell
        for cell in figures.cells
    )
    return replace(figures, year=figures.year - 1, cells=cells)
