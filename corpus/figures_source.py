"""FIGURES of the contract: a figures file, or a whole report whose tables are read."""

from pathlib import Path

from assistant.core.errors import DocumentError, ForeignWorkbook
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from corpus.figures_file import FORMATS, read_figures
from corpus.parse import parse
from corpus.readers import read_document
from corpus.reading import read_report


def figures_from(path: Path) -> Figures:
    """Figures of a .json, of a workbook of `nianbao template`, or of a whole report.

    FiguresError or DocumentError with one line if the file is none of these.
    """
    return figures_and_report(path)[0]


def figures_and_report(path: Path) -> tuple[Figures, Report | None]:
    """The same with the report that the figures stand in, if they do."""
    if path.suffix.lower() not in FORMATS:
        report = read_report(path)
        return report.figures, report
    try:
        return read_figures(path), None
    except ForeignWorkbook as foreign:
        document = read_document(path)
        try:
            report = parse(document)
        except DocumentError:  # it is no report either
            raise foreign from None
        return report.figures, report
