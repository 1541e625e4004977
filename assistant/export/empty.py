"""
An empty Word document without the traces of the library's default template.

The template brings 160 styles, a picture of another document, a Japanese font table and the
layout rules of Word 2010; none of that belongs in a published report.
"""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from docx import Document as new_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import nsdecls, qn

_STYLES = frozenset(
    {
        "Normal",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
        "Header",
        "Footer",
        "Title",
        "Heading 1",
        "Heading 2",
    }
)
STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_PARTS = frozenset(  # relations to parts that hold nothing of the report
    {
        RELATION.THUMBNAIL,
        RELATION.EXTENDED_PROPERTIES,
        RELATION.CUSTOM_XML,
        RELATION.NUMBERING,
        STYLES_WITH_EFFECTS,
    }
)
_WORD = "15"  # the layout rules of Word 2013 and later; an older number opens in 兼容模式


def empty_document(title: str, *, fonts: Mapping[str, str]) -> Document:
    """A document with a title, no names, and no text.

    `fonts`: each font that will be used, with the one to take where a computer lacks it.
    """
    document = new_document()
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype in _PARTS:
                del relations[name]
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.delete()
        elif (link := style.element.find(qn("w:link"))) is not None:
            style.element.remove(link)
    set_properties(document, title)
    _set_compatibility(document)
    _list_fonts(document, fonts)
    return document


def set_properties(document: Document, title: str) -> None:
    """The title and the language; no person, no program."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = title, "zh-CN"


def _set_compatibility(document: Document) -> None:
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD)
    for name in ("w:rsids", "w:savePreviewPicture", "w:proofState"):
        if (trace := settings.find(qn(name))) is not None:
            settings.remove(trace)
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")


def _list_fonts(document: Document, fonts: Mapping[str, str]) -> None:
    """Tell Word which font to take where one is missing (ECMA-376 part 1, 17.8.3.1: altName)."""
    entries = "".join(
        f"<w:font w:name={quoteattr(font)}>"
        + (f"<w:altName w:val={quoteattr(other)}/>" if other else "")
        + "</w:font>"
        for font, other in fonts.items()
    )
    table = document.part.part_related_by(RELATION.FONT_TABLE)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table._blob = f"{head}<w:fonts {nsdecls('w')}>{entries}</w:fonts>".encode()
