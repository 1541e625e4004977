"""
One reader a file format: a file in, a Document of paragraphs and tables out.

A reader is two methods, `accepts(path, head)` and `read(path)`; the first that accepts reads.
What a file is decides its first bytes before its name: WPS and government web sites name web
pages .doc and Word files .wps.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol

from assistant.core.errors import DocumentError
from assistant.core.report import Document

HEAD = 4096  # bytes of a file that a reader may look at before it accepts
FORMATS = ".docx .pdf .html .txt .md .doc .wps .xlsx"


class Reader(Protocol):
    """One format."""

    def accepts(self, path: Path, head: bytes) -> bool: ...

    def read(self, path: Path) -> Document: ...


@cache
def readers() -> tuple[Reader, ...]:
    """In the order in which they are asked; what they need to know formats is loaded here."""
    from corpus.readers.docx import DocxReader
    from corpus.readers.html import HtmlReader
    from corpus.readers.markdown import MarkdownReader
    from corpus.readers.office import OfficeReader
    from corpus.readers.pdf import PdfReader
    from corpus.readers.text import TextReader
    from corpus.readers.xlsx import XlsxReader

    return (
        PdfReader(),
        XlsxReader(),
        DocxReader(),
        OfficeReader(),
        HtmlReader(),
        MarkdownReader(),
        TextReader(),
    )


def read_document(path: Path) -> Document:
    """What the file says, nothing interpreted.

    Raises DocumentError, naming the file, if it is missing, empty, of no known format, locked by
    a password, damaged or too large.
    """
    head = _head(path)
    for reader in readers():
        if reader.accepts(path, head):
            document = reader.read(path)
            return replace(document, name=_printable(document.name))
    raise DocumentError(
        f"{path.name}：不认识的文件格式“{path.suffix}”，可以读 {FORMATS}；请另存为其中一种"
    )


def _printable(name: str) -> str:
    """A file's name that can be written anywhere: one from a disk of Windows may be no UTF-8."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError(f"{path.name or path}：是文件夹，不是文件；请给出报告文件")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        raise DocumentError(f"{path}：没有这个文件，请检查路径和文件名") from None
    except OSError as error:
        raise DocumentError(f"{path.name}：无法打开（{error.strerror}），请检查权限") from None
    if not head:
        raise DocumentError(f"{path.name}：文件是空的（0 字节），请重新取得文件")
    return head
