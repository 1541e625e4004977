"""FIGURES of the contract: a figures file, or a whole report whose tables are read."""

from pathlib import Path

from assistant.core.figures import Figures
from corpus.figures_file import read_figures
from corpus.reading import read_report

_FIGURES_FILES = {".json", ".xlsx"}


def figures_from(path: Path) -> Figures:
    """Figures of a .json, of a workbook of `nianbao template`, or of a whole report.

    FiguresError or DocumentError with one line if the file is none of these.
    """
    if path.suffix.lower() in _FIGURES_FILES:
        return read_figures(path)
    return read_report(path).figures
