"""
Exports: a report in every format, its figures, the evidence of its numbers as a 核对表.

Knows: the formats and how a file is written. Does not know: drafts, states, who may export.
"""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from assistant.core.errors import ExportError
from assistant.core.publication import Publication
from assistant.export.checklist import export_checklist
from assistant.export.document import word_document
from assistant.export.figures import figures_as_json, figures_workbook
from assistant.export.files import write_whole
from assistant.export.flat import markdown_text, plain_text
from assistant.export.page import html_page
from assistant.export.pdf import as_pdf

__all__ = ["FORMATS", "export_checklist", "export_report"]

# .json and .xlsx hold the figures alone, in the shapes that every command reads again.
FORMATS: MappingProxyType[str, Callable[[Publication], bytes]] = MappingProxyType(
    {
        ".docx": word_document,
        ".pdf": lambda publication: as_pdf(word_document(publication)),
        ".html": lambda publication: html_page(publication).encode(),
        ".md": lambda publication: markdown_text(publication).encode(),
        ".txt": lambda publication: plain_text(publication).encode(),
        ".json": lambda publication: figures_as_json(publication.report.figures).encode(),
        ".xlsx": lambda publication: figures_workbook(publication.report.figures),
    }
)


def export_report(path: Path, publication: Publication) -> None:
    """Write the report in the format that the file's name asks for; ExportError if it cannot be."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ExportError(
            f"{path.name}：不能导出为 {suffix or '没有扩展名的'} 文件；可用 {' '.join(FORMATS)}"
        )
    write_whole(path, FORMATS[suffix](publication))
