"""The figures of a report alone, as JSON and as the workbook; every command reads both again."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.core.codec import figures_to_json
from assistant.core.tables.figures import Figures
from assistant.export.files import timeless
from corpus.figures_file import write_figures


def figures_as_json(figures: Figures) -> str:
    """In the shape of the contract."""
    return json.dumps(figures_to_json(figures), ensure_ascii=False, indent=1) + "\n"


def figures_workbook(figures: Figures) -> bytes:
    """As the template, filled in."""
    with TemporaryDirectory(prefix="nianbao-") as folder:
        path = Path(folder) / "figures.xlsx"
        write_figures(path, figures)
        return timeless(path.read_bytes())
