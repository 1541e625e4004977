"""
The mark of a draft in a Word file: a custom property that Word and WPS keep when they save.

It names a draft and its revisions, never a person (ECMA-376 part 1, 22.3: custom properties).
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

_NAME = "nianbao"
_PART = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATION = f"{_OFFICE}/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every custom property
_LARGEST = 1 << 20  # bytes


def add_mark(document: Document, mark: str) -> None:
    """Put the mark into a new document; nothing where there is none."""
    if not mark:
        return
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="{_NAME}">'
        f"<vt:lpwstr>{escape(mark)}</vt:lpwstr></property></Properties>"
    )
    package = document.part.package
    part = Part(PackURI(f"/{_PART}"), _TYPE, content.encode(), package)
    package.relate_to(part, _RELATION)


def read_mark(path: Path) -> str:
    """The mark in a Word file; "" where there is none, also if the file is no Word file."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PART).file_size > _LARGEST:
                return ""
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(archive.read(_PART), parser)
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError):
        return ""
    for entry in root:
        if entry.get("name") == _NAME:
            return "".join(str(text) for text in entry.itertext()).strip()
    return ""
