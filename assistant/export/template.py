"""
An office's own .docx as the template of its reports: what it must hold, and how it is filled.

A template is an ordinary document with placeholders: {{标题}} and {{正文}} stand once in the body,
each as a paragraph of its own; {{落款}} and {{日期}} may; {{单位}} and {{年度}} anywhere, also in a
header. The body is set in the styles named in assistant.export.styles; those that the template
lacks are added in the office's layout.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document as open_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Length
from docx.text.paragraph import Paragraph
from lxml import etree

from assistant.core.errors import ExportError
from assistant.core.layout import Layout
from assistant.core.office import Office
from assistant.core.patterns import regex
from assistant.export.empty import STYLES_WITH_EFFECTS, set_properties
from assistant.export.styles import NAMES, SUBSECTION, add_style

BODY_HERE, TITLE_HERE, SIGNED_HERE, DAY_HERE = "{{正文}}", "{{标题}}", "{{落款}}", "{{日期}}"
_WHOLE = (TITLE_HERE, BODY_HERE, SIGNED_HERE, DAY_HERE)
_KNOWN = frozenset({*_WHOLE, "{{单位}}", "{{年度}}"})
_PLACEHOLDER = regex(r"\{\{[^{}\n]{0,20}\}\}")
_LARGEST = 50_000_000  # bytes unpacked
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_DROPPED = frozenset(  # names and traces; a second copy of the styles, of Word 2010
    {RELATION.EXTENDED_PROPERTIES, RELATION.THUMBNAIL, _CUSTOM, STYLES_WITH_EFFECTS}
)
_TRACKED = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))


def check_template(document: bytes) -> None:
    """ExportError with one line, all that is wrong in it, if the document cannot be a template."""
    problems = tuple(_problems(_opened(document)))
    if problems:
        raise ExportError(f"这个模板不能用：{'；'.join(problems)}")


def open_template(office: Office, title: str) -> tuple[Document, Layout]:
    """The template without its people, and the office's layout with the template's own page."""
    document = _opened(office.template)
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype in _DROPPED]:
            del relations[name]
    set_properties(document, title)
    for name in NAMES:
        if name not in document.styles:
            add_style(document, name, office.layout)
    return document, _own_layout(document, office.layout)


def place_body(document: Document, begun: int) -> None:
    """Move what was added behind the first `begun` elements to where the body belongs."""
    here = next(one for one in document.paragraphs if one.text.strip() == BODY_HERE)
    for element in list(document.element.body)[begun:-1]:
        here._p.addprevious(element)
    document.element.body.remove(here._p)


def fill_template(document: Document, words: Mapping[str, str]) -> None:
    """Put words in place of the placeholders; a paragraph that held one and is empty goes."""
    for paragraph in tuple(_paragraphs(document)):
        if not _PLACEHOLDER.search(paragraph.text):
            continue
        for run in paragraph.runs:  # the usual case: one run holds it whole
            run.text = _filled(run.text, words)
        if _PLACEHOLDER.search(paragraph.text):  # Word cut it up
            first, *others = paragraph.runs
            first.text = _filled(paragraph.text, words)
            for run in others:
                run.text = ""
        body = document.element.body
        if not paragraph.text.strip() and paragraph._p in body:
            body.remove(paragraph._p)


def holds(document: Document, placeholder: str) -> bool:
    """Whether a paragraph of the body is this placeholder."""
    return any(one.text.strip() == placeholder for one in document.paragraphs)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: words.get(match[0], match[0]), text)


def _opened(document: bytes) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(document)) as archive:
            names = archive.namelist()
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise ExportError("这个模板太大；请去掉其中的图片再上传")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise ExportError("这个模板带有宏；请在 Word 中另存为 .docx（不带宏）再上传")
        return open_document(BytesIO(document))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise ExportError(
            "这个模板打不开，不是 Word 的 .docx 文件或已损坏；请用 Word 或 WPS 另存为 .docx"
        ) from error


def _problems(document: Document) -> Iterator[str]:
    """One for each thing that a person has to mend."""
    texts = [one.text for one in document.paragraphs]
    for placeholder in _WHOLE:
        alone = sum(text.strip() == placeholder for text in texts)
        there = sum(text.count(placeholder) for text in texts)
        if placeholder in (TITLE_HERE, BODY_HERE) and not there:
            yield f"正文中没有 {placeholder}；请在要放它的地方单独写一段 {placeholder}"
        elif there != alone:
            yield f"{placeholder} 要单独成一段，不要和其他文字写在一起"
        elif there > 1:
            yield f"{placeholder} 出现了{there}次；请只留一处"
    found = {match for one in _paragraphs(document) for match in _PLACEHOLDER.findall(one.text)}
    if unknown := sorted(found - _KNOWN):
        yield f"不认识 {'、'.join(unknown)}；可用 {'、'.join(sorted(_KNOWN))}"
    if any(True for _ in document.element.iter(*_TRACKED)):
        yield "里面有修订；请先接受或拒绝全部修订"
    if any(True for _ in document.element.iter(qn("w:commentReference"))):
        yield "里面有批注；请先删除批注"
    if any(
        one.is_external and one.reltype != RELATION.HYPERLINK for one in document.part.rels.values()
    ):
        yield "里面引用了其他文件（如链接的图片）；请改为嵌入"


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of body, tables, text boxes, headers and footers."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)
    for section in document.sections:
        for part in _edges(section):
            for element in part._element.iter(qn("w:p")):
                yield Paragraph(element, part)


def _edges(section: Section) -> Iterator[_Header | _Footer]:
    kinds = ("header", "footer", "first_page_header", "first_page_footer")
    for name in (*kinds, "even_page_header", "even_page_footer"):
        part = getattr(section, name)
        if not part.is_linked_to_previous:
            yield part


def _own_layout(document: Document, layout: Layout) -> Layout:
    """The layout with the page of the section that holds the body, and its second-level font."""
    section = document.sections[-1]
    sides = {
        "paper_width": section.page_width,
        "paper_height": section.page_height,
        "margin_left": section.left_margin,
        "margin_right": section.right_margin,
    }
    known: dict[str, Any] = {
        name: float(Length(side).mm) for name, side in sides.items() if side is not None
    }
    fonts = document.styles[SUBSECTION].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    font = None if fonts is None else fonts.get(qn("w:eastAsia"))
    return replace(layout, **known, subsection_font=font or layout.subsection_font)
