"""A Word file as PDF, by LibreOffice where it is installed."""

import hashlib
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.core.errors import ExportError
from corpus.libreoffice import Conversion, convert

_MOMENT = re.compile(rb"\(D:\d{14}[^)]*\)")
_CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>)")
_HOW = "请另存为 .docx，用 Word 或 WPS 打开后输出为 PDF"


def as_pdf(document: bytes) -> bytes:
    """The bytes of the .pdf; ExportError if LibreOffice is not there or fails."""
    with TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(document)
        outcome, made = convert(source, "pdf:writer_pdf_Export", Path(folder))
        if outcome is Conversion.NO_PROGRAM:
            raise ExportError(f"导出 PDF 需要 LibreOffice，这台电脑没有安装；{_HOW}")
        if outcome is not Conversion.DONE:
            raise ExportError(f"LibreOffice 没有转换成 PDF（{outcome.value}）；{_HOW}")
        return _timeless(made.read_bytes())


def _timeless(made: bytes) -> bytes:
    """The same .pdf without the time of writing, of equal length so that every offset holds.

    The file's id and checksum were made from the time; they become a hash of all the rest.
    """
    body, trailer, end = made.rpartition(b"\ntrailer\n")
    body = _MOMENT.sub(lambda match: b"(D:20000101000000Z)".ljust(len(match[0]), b" "), body)
    digest = hashlib.sha256(body).hexdigest()[:32].upper().encode()
    return body + trailer + _CHECKSUM.sub(digest, end)
