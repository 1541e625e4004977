"""
The zip package of a Word file: its XML parts, within bounds.

Only the parts asked for are unpacked, so pictures, macros and embedded files cost nothing and
links to the outside are never followed.
"""

import zipfile
import zlib
from pathlib import Path
from typing import Self

from lxml import etree

from assistant.core.errors import DocumentError

_PART_LIMIT = 20 * 1024 * 1024  # bytes unpacked; the text of a 100-page report has 3 MB
_MAIN_TYPE = "/officeDocument"
_ENCRYPTED = 0x1
_DIGITS = 7


class Package:
    """An open Word file; a context manager."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, EOFError):
            raise DocumentError(
                f"{path.name}：不是 Word 文件，或已损坏（无法解压）；"
                "请用 Word 或 WPS 打开后另存为 .docx"
            ) from None
        self._parts = {info.filename: info for info in self._zip.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def main(self) -> tuple[str, etree._Element]:
        """Name and root of the part that holds the text."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(_MAIN_TYPE):
                name = relation.get("Target", "").lstrip("/")
                if (root := self.part(name)) is not None:
                    return name, root
        raise DocumentError(
            f"{self._name}：压缩包里没有 Word 正文（可能是 Excel、PPT、OFD 或普通压缩包）；"
            "请另存为 .docx"
        )

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part; None if the package has none of this name."""
        info = self._parts.get(name)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise DocumentError(f"{self._name}：文件有密码，请取消密码后另存")
        if info.file_size > _PART_LIMIT:
            raise DocumentError(
                f"{self._name}：解压后的 {name} 有 {info.file_size / 1048576:.0f} MB，"
                f"超过上限 {_PART_LIMIT // 1048576} MB（可能是压缩炸弹），没有读取"
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            with self._zip.open(info) as file:
                return etree.fromstring(file.read(_PART_LIMIT), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise DocumentError(
                f"{self._name}：Word 文件已损坏（{name} 无法读取）；请用 Word 或 WPS 修复后另存"
            ) from None
        except NotImplementedError:
            raise DocumentError(
                f"{self._name}：压缩方式不认识；请用 Word 或 WPS 打开后另存为 .docx"
            ) from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace (transitional and strict files differ)."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of this name."""
    return [child for child in element if local(child) == name] if element is not None else []


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along these names of children."""
    for name in names:
        found = children(element, name)
        if not found:
            return None
        element = found[0]
    return element


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute without its namespace; empty if there is none."""
    if element is None:
        return ""
    attributes = ((str(key), str(text)) for key, text in element.attrib.items())
    return next((text for key, text in attributes if key.rpartition("}")[2] == name), "")


def integer(text: str, default: int = 0) -> int:
    """A whole number of an attribute; `default` for what is none, or longer than any in use."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < _DIGITS else default
