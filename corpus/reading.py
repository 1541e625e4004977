"""A report file in, a Report out."""

from pathlib import Path

from assistant.core.report import Report
from corpus.parse import parse
from corpus.readers import read_document


def read_report(path: Path) -> Report:
    """Read one past report of any format (.docx .pdf .html .txt .md .doc .wps).

    What was read with doubt is told in `Report.warnings`. Raises DocumentError with one Chinese
    line if the file cannot be read or is no report.
    """
    return parse(read_document(path))
