"""
Exports: a report as .docx or .md, the figures' evidence as a 核对表.

Knows: the formats and how a file is written. Does not know: drafts, states, who may export.
"""

from datetime import date
from pathlib import Path

from assistant.core.errors import ExportError
from assistant.core.report import Report
from assistant.export.checklist import CheckedText, export_checklist
from assistant.export.document import word_document
from assistant.export.files import timeless, write_whole
from assistant.export.layout import Layout
from assistant.export.markdown import markdown_text

__all__ = [
    "CheckedText",
    "Layout",
    "export_checklist",
    "export_docx",
    "export_markdown",
    "export_report",
]

_GB_T_9704 = Layout()


def export_report(path: Path, report: Report, *, signed: date | None = None) -> None:
    """Write the report in the format that the file's name asks for; ExportError if it cannot be."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        export_docx(path, report, signed=signed)
    elif suffix == ".md":
        export_markdown(path, report, signed=signed)
    else:
        raise ExportError(
            f"{path.name}：不能导出为 {suffix or '没有扩展名的'} 文件；可用 .docx 或 .md"
        )


def export_docx(
    path: Path, report: Report, *, signed: date | None = None, layout: Layout = _GB_T_9704
) -> None:
    """Write the report in the official form; the same report gives the same bytes.

    `signed`: the date under the report, with the agency's name; nothing is signed without it.
    """
    write_whole(path, timeless(word_document(report, signed=signed, layout=layout)))


def export_markdown(path: Path, report: Report, *, signed: date | None = None) -> None:
    """Write the report as Markdown (UTF-8)."""
    write_whole(path, markdown_text(report, signed=signed).encode())
