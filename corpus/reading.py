"""A report file in, a Report out."""

from pathlib import Path

from assistant.core.errors import DocumentError, FiguresError, ForeignWorkbook
from assistant.core.report import Report
from corpus.figures_file import read_figures
from corpus.parse import parse, tables_only
from corpus.readers import read_document


def read_report(path: Path) -> Report:
    """Read one past report of any format (.docx .pdf .html .txt .md .doc .wps .xlsx).

    What was read with doubt is told in `Report.warnings`. Raises DocumentError with one Chinese
    line if the file cannot be read or is no report.
    """
    return _of_figures(path) or parse(read_document(path))


def _of_figures(path: Path) -> Report | None:
    """The tables of a workbook of `nianbao template`; None if it is no such workbook."""
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return None
    try:
        return tables_only(read_figures(path), file=path.name)
    except ForeignWorkbook:  # read as it is printed
        return None
    except FiguresError as error:
        raise DocumentError(str(error)) from error
