"""Word 97 and WPS files (.doc, .wps, .rtf): converted by LibreOffice where it is installed."""

import shutil
import tempfile
from pathlib import Path

from assistant.core.errors import DocumentError
from assistant.core.report import Document
from corpus import libreoffice
from corpus.libreoffice import Conversion
from corpus.readers.decoding import read_bytes
from corpus.readers.docx import DocxReader

LIMIT = 50 * 1024 * 1024  # bytes
_OLE = bytes.fromhex("d0cf11e0")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a .docx with a password


class OfficeReader:
    """Reads .doc, .wps and .rtf."""

    def accepts(self, path: Path, head: bytes) -> bool:
        named = path.suffix.lower() in {".doc", ".wps", ".rtf"}
        is_page = b"<html" in head[:1024].lower()
        return head.startswith((_OLE, b"{\\rtf")) or (named and not is_page)

    def read(self, path: Path) -> Document:
        if _LOCKED in read_bytes(path, limit=LIMIT, kind="Word 文件"):
            raise DocumentError(f"{path.name}：文件有密码，请在 Word 或 WPS 中取消密码后另存")
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            document = DocxReader().read(_converted(path, Path(folder)))
        return Document(name=path.name, blocks=document.blocks, warnings=document.warnings)


def _converted(path: Path, folder: Path) -> Path:
    source = folder / f"report{path.suffix.lower()}"
    shutil.copyfile(path, source)
    outcome, made = libreoffice.convert(source, "docx:MS Word 2007 XML", folder)
    if outcome is not Conversion.DONE:
        raise DocumentError(
            f"{path.name}：{_told(outcome, path.suffix)}；请用 Word 或 WPS 另存为 .docx"
        )
    return made


def _told(outcome: Conversion, suffix: str) -> str:
    if outcome is Conversion.NO_PROGRAM:
        return f"读 {suffix} 需要 LibreOffice，这台电脑没有安装"
    if outcome is Conversion.TIMEOUT:
        return f"LibreOffice 在 {libreoffice.SECONDS} 秒内没有转换完"
    return "LibreOffice 不能转换（文件可能已损坏或有密码）"
