"""
PDF files: prose and ruled tables in reading order.

Knows: files and pages. Does not know: what a table means. Scans without text are told, not
guessed.
"""

import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import monotonic

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from assistant.core.errors import DocumentError
from assistant.core.report import Document
from corpus.readers.decoding import read_bytes
from corpus.readers.pdf_flow import flow
from corpus.readers.pdf_page import Page, read_page

LIMIT = 100 * 1024 * 1024  # bytes
_MOST_PAGES = 300  # the report of a province with all its tables has 40
_SECONDS = 90  # a page takes 0.1 s; drawings may take much longer
# What pdfminer lets through on damaged files.
_DAMAGES = (
    *(PdfminerException, MalformedPDFException, PSException, zlib.error, struct.error),
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError),
)


class PdfReader:
    """Reads .pdf."""

    def accepts(self, path: Path, head: bytes) -> bool:
        return b"%PDF-" in head[:1024] or path.suffix.lower() == ".pdf"

    def read(self, path: Path) -> Document:
        if b"%PDF-" not in read_bytes(path, limit=LIMIT, kind="PDF 文件")[:1024]:
            raise DocumentError(f"{path.name}：不是 PDF 文件（内容与扩展名不符），请重新导出")
        try:
            pages = tuple(_pages(path))
        except _DAMAGES as error:
            raise DocumentError(f"{path.name}：{_reason(error)}") from None
        if _is_garbled(pages):
            raise DocumentError(
                f"{path.name}：PDF 的字体没有文字编码，读出的是乱码；请用 Word 文件，或重新导出 PDF"
            )
        if not any(page.lines or page.tables for page in pages):
            raise DocumentError(
                f"{path.name}：{len(pages)} 页都没有文字（是扫描件或图片），不能读取；"
                "请用文字版 PDF 或 Word 文件"
            )
        return Document(name=path.name, blocks=tuple(flow(pages)), warnings=_doubts(pages))


def _pages(path: Path) -> Iterator[Page]:
    begun = monotonic()
    with pdfplumber.open(path) as pdf:
        # The tree of pages of a hostile file has no end, so it is not simply counted.
        pages = list(islice(pdf.pages, _MOST_PAGES + 1))
        if len(pages) > _MOST_PAGES:
            raise DocumentError(
                f"{path.name}：超过 {_MOST_PAGES} 页，不像一份年度报告；请只保留报告正文"
            )
        for number, page in enumerate(pages, 1):
            if monotonic() - begun > _SECONDS:
                raise DocumentError(
                    f"{path.name}：{_SECONDS} 秒内只读到第 {number} 页（共 {len(pages)} 页），"
                    "已停止；请只保留报告正文，或另存为 Word 文件"
                )
            yield read_page(page, number)
            page.close()


def _reason(error: Exception) -> str:
    """Why a PDF cannot be read, and what to do."""
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, PDFPasswordIncorrect):
        return "文件有密码，请取消密码后另存"
    if isinstance(cause, PDFEncryptionError):
        return "文件的加密方式不支持，请取消加密后另存"
    return f"PDF 已损坏，无法读取（{type(cause).__name__}）；请重新导出"


def _is_garbled(pages: tuple[Page, ...]) -> bool:
    """Whether many glyphs have no character: pdfminer writes these as (cid:123)."""
    texts = [line.text for page in pages for line in page.lines]
    return sum(text.count("(cid:") for text in texts) > len(texts)


def _doubts(pages: tuple[Page, ...]) -> tuple[str, ...]:
    empty = [page.number for page in pages if not page.lines and not page.tables and page.pictures]
    drawn = [page.number for page in pages if page.is_drawing]
    pictured = [page.number for page in pages if page.pictures and page.number not in empty]
    return (
        *(f"第{number}页是图片，没有文字，没有读取" for number in empty),
        *(f"第{number}页线条太多，没有找表格" for number in drawn),
        *(
            (f"第{'、'.join(map(str, pictured))}页有图片，图片中的文字和表格没有读取",)
            if pictured
            else ()
        ),
    )
