"""
Reading side by side with other tools: table cells read right and seconds a file, in one run.

The others give grids and no meaning, so their grids are interpreted by corpus.tables as ours are:
what differs is what a tool makes of the file. Only the tool's own time counts. markitdown and
pandas are measured where they are installed (extra `bench`).
"""

import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.core.codec import figures_from_json
from assistant.core.report import Grid
from assistant.core.tables.cells import read_value
from assistant.core.tables.figures import Figures
from corpus.readers.grids import grid_of_rows
from corpus.readers.text import blocks_of_lines
from corpus.reading import read_report
from corpus.tables.statutory import read_table, table_of

OURS = "年报助手"
_ALL = frozenset({".pdf", ".docx", ".html", ".md", ".txt"})
Read = Mapping[str, object]  # what was read: key of a cell -> what it says
Timed = tuple[Read, float]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A way to read tables: the files it takes, and how."""

    name: str
    suffixes: frozenset[str]
    read: Callable[[Path], Timed]


def evaluate(reports: Path) -> dict[str, Any]:
    """Cells read right and seconds of each tool on each file of `reports`/raw and /made.

    {"files": [{"file", "cells", "tools": {name: {"right", "seconds"}}}], "tools": {name: {"files",
    "cells", "right", "accuracy", "seconds", "ours"}}}; `seconds` a file, `ours` our accuracy and
    seconds on the files that the tool takes.
    """
    tools = tuple(_tools())
    files = [_measure(path, tools) for path in _files(reports)]
    return {"files": files, "tools": {tool.name: _total(tool.name, files) for tool in tools}}


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    names = list(metrics["tools"])
    lines = ["读对的格子／秒\t" + "\t".join(names) + "\t文件"]
    for one in metrics["files"]:
        shown = [_shown(one["tools"].get(name), one["cells"]) for name in names]
        lines.append(f"{one['cells']}格\t" + "\t".join(shown) + f"\t{one['file']}")
    for name, total in metrics["tools"].items():
        ours = total["ours"]
        lines.append(
            f"{name}：{total['files']}个文件，读对{total['accuracy']:.1%}，每个{total['seconds']:.2f}秒；"
            f"同样的文件{OURS}读对{ours['accuracy']:.1%}，每个{ours['seconds']:.2f}秒"
        )
    return "\n".join(lines)


def _shown(one: Mapping[str, Any] | None, cells: int) -> str:
    return f"{one['right'] / cells:.1%}／{one['seconds']:.2f}" if one else "不能读"


def _files(reports: Path) -> Iterator[Path]:
    """The reports whose figures are known."""
    for folder in ("raw", "made"):
        for path in sorted((reports / folder).glob("*")):
            if path.suffix != ".xlsx" and _truth_file(path).exists():
                yield path


def _truth_file(path: Path) -> Path:
    return path.parent.parent / "figures" / f"{path.stem}.json"


def _measure(path: Path, tools: Iterable[Tool]) -> dict[str, Any]:
    truth = _said(figures_from_json(json.loads(_truth_file(path).read_text(encoding="utf-8"))))
    measured = {}
    for tool in tools:
        if path.suffix in tool.suffixes:
            tool.read(path)  # imports and caches are nobody's merit or fault
            read, seconds = tool.read(path)
            right = sum(key in read and read[key] == value for key, value in truth.items())
            measured[tool.name] = {"right": right, "seconds": seconds}
    return {"file": path.name, "cells": len(truth), "tools": measured}


def _total(name: str, files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    taken = [one for one in files if name in one["tools"]]
    return {"files": len(taken), **_sum(name, taken), "ours": _sum(OURS, taken)}


def _sum(name: str, files: list[Mapping[str, Any]]) -> dict[str, Any]:
    cells = sum(one["cells"] for one in files)
    right = sum(one["tools"][name]["right"] for one in files)
    seconds = sum(one["tools"][name]["seconds"] for one in files)
    return {
        "cells": cells,
        "right": right,
        "accuracy": right / cells if cells else 0.0,
        "seconds": seconds / len(files) if files else 0.0,
    }


# --- the tools


def _tools() -> Iterator[Tool]:
    yield Tool(name=OURS, suffixes=_ALL, read=_read_ours)
    if importlib.util.find_spec("markitdown"):
        yield Tool(name="markitdown", suffixes=_ALL, read=_markitdown())
    if importlib.util.find_spec("pandas"):
        yield Tool(name="pandas.read_html", suffixes=frozenset({".html"}), read=_read_pandas)
    yield Tool(name="pdfplumber", suffixes=frozenset({".pdf"}), read=_read_pdfplumber)


def _said(figures: Figures) -> dict[str, object]:
    return {cell.key: (cell.meaning, cell.number) for cell in figures.cells}


def _read_ours(path: Path) -> Timed:
    begun = perf_counter()
    report = read_report(path)
    return _said(report.figures), perf_counter() - begun


def _interpreted(grids: Iterable[Grid]) -> dict[str, object]:
    """What grids of another tool say, read as ours are."""
    found: dict[str, object] = {}
    for grid in grids:
        name = table_of(grid)
        for cell in read_table(name, grid).cells if name else ():
            found.setdefault(cell.key, (cell.meaning, cell.number))
    return found


def _markitdown() -> Callable[[Path], Timed]:
    converter = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)

    def read(path: Path) -> Timed:
        begun = perf_counter()
        text = converter.convert(str(path)).text_content
        seconds = perf_counter() - begun
        blocks = blocks_of_lines(text.split("\n"))
        return _interpreted(block for block in blocks if isinstance(block, Grid)), seconds

    return read


def _read_pandas(path: Path) -> Timed:
    pandas = importlib.import_module("pandas")
    begun = perf_counter()
    tables = pandas.read_html(path, flavor="lxml", encoding="utf-8", keep_default_na=False)
    seconds = perf_counter() - begun
    rows = ([[_text(value) for value in row] for row in one.to_numpy().tolist()] for one in tables)
    return _interpreted(grid_of_rows(one, place="") for one in rows), seconds


def _text(value: object) -> str:
    """A value of a frame as text; pandas makes 21.0 of 21 in a column with other types."""
    text = str(value)
    return text.removesuffix(".0") if read_value(text)[0] is not None else text


def _read_pdfplumber(path: Path) -> Timed:
    pdfplumber = importlib.import_module("pdfplumber")
    begun = perf_counter()
    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    seconds = perf_counter() - begun
    rows = ([["" if text is None else text for text in row] for row in one] for one in tables)
    return _interpreted(grid_of_rows(one, place="") for one in rows), seconds
