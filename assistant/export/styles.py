"""
A layout as the page, styles and page numbers of a Word file.

Knows: python-docx, the order of properties. Does not know: the report, what a layout may be.
"""

from collections.abc import Callable
from math import floor

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.core.layout import Layout

BODY, NOTE, CELL, SIGNED = "公文正文", "公文表注", "公文表格", "公文落款"
TITLE, SECTION, SUBSECTION = "Title", "Heading 1", "Heading 2"  # Word's navigation knows these
_FACES: dict[str, Callable[[Layout], tuple[str, float]]] = {
    TITLE: lambda layout: (layout.title_font, layout.title_size),
    BODY: lambda layout: (layout.body_font, layout.body_size),
    SECTION: lambda layout: (layout.section_font, layout.body_size),
    SUBSECTION: lambda layout: (layout.subsection_font, layout.body_size),
    SIGNED: lambda layout: (layout.body_font, layout.body_size),
    CELL: lambda layout: (layout.table_font, layout.table_size),
    NOTE: lambda layout: (layout.table_font, layout.small_table_size),
}
NAMES = tuple(_FACES)  # the styles of a report; a template may have its own under these names


def lay_out(document: Document, layout: Layout) -> None:
    """Give a new document the paper, styles and page numbers of `layout`."""
    _set_defaults(document, layout)
    _set_styles(document, layout)
    section = document.sections[0]
    _set_page(section, layout)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, layout, WD_ALIGN_PARAGRAPH.RIGHT)  # 7.5: 单页码居右空一字
    _number_pages(section.even_page_footer, layout, WD_ALIGN_PARAGRAPH.LEFT)


def add_run(paragraph: Paragraph, text: str) -> Run:
    """Text in the paragraph's own fonts, signs of both scripts in the east-asian one.

    Quotes, dashes and dots are in both; Word sets them in the western font without the hint
    (ECMA-376 part 1, 17.3.2.26).
    """
    run = paragraph.add_run(text)
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:hint"), "eastAsia")
    run._r.get_or_add_rPr().insert(0, fonts)
    return run


def set_fonts(properties: BaseOxmlElement, east_asian: str, western: str) -> None:
    """The fonts of a style or run; theme fonts, which would win over them, are taken away."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:hint"), "eastAsia")
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), western)
    fonts.set(qn("w:eastAsia"), east_asian)
    properties.insert(0, fonts)


def _set_defaults(document: Document, layout: Layout) -> None:
    """What holds for all text: fonts, the language Chinese, no space between paragraphs."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_fonts(run, layout.body_font, layout.western_font)
    for name in ("w:sz", "w:szCs"):
        run.find(qn(name)).set(qn("w:val"), str(round(layout.body_size * 2)))
    language = run.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.attrib.clear()
    spacing.set(qn("w:after"), "0")


def _set_styles(document: Document, layout: Layout) -> None:
    for name in NAMES:
        add_style(document, name, layout)


def add_style(document: Document, name: str, layout: Layout) -> None:
    """Give the document one of NAMES, whatever it had under that name."""
    font, size = _FACES[name](layout)
    style = _style(document, name, (font, size), layout)
    form = style.paragraph_format
    if name == TITLE:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = Pt(round(layout.line * layout.title_size / layout.body_size, 1))
        form.space_after = Pt(layout.line)
    elif name == SIGNED:
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    elif name in (CELL, NOTE):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.keep_with_next = True if name in (SECTION, SUBSECTION) else None
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if name == BODY else None
        _indent(style, 2)
        _fit_characters(style, layout)


def _style(
    document: Document, name: str, face: tuple[str, float], layout: Layout
) -> ParagraphStyle:
    """A paragraph style with nothing of the default template's look left in it."""
    if name in document.styles:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for tag in ("w:pPr", "w:rPr"):
        if (old := style.element.find(qn(tag))) is not None:
            style.element.remove(old)
    set_fonts(style.element.get_or_add_rPr(), face[0], layout.western_font)
    style.font.size = Pt(face[1])
    style.paragraph_format.line_spacing = Pt(layout.line)  # exactly, whatever the font
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.widow_control = False  # it would leave pages with a line less
    _leave_grid(style)
    if level is not None:
        style.element.get_or_add_pPr().append(level)
    return style


def _leave_grid(style: ParagraphStyle) -> None:
    """No line is stretched to the grid: lines are exact, and a table's are lower."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl"
    )


def _indent(style: ParagraphStyle, characters: int) -> None:
    """Indent the first line by whole characters: Word keeps it right when the size changes."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    size = style.font.size
    assert size is not None
    style.paragraph_format.first_line_indent = Length(characters * size)


def _set_page(section: Section, layout: Layout) -> None:
    section.page_width, section.page_height = (
        Mm(side) for side in (layout.paper_width, layout.paper_height)
    )
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    section.header_distance = Mm(layout.margin_top / 2)
    # The dash of the page number lies in the middle of its line, and below the text as is asked.
    dash = Mm(layout.margin_bottom - layout.page_number_below)
    section.footer_distance = Length(max(0, dash - Pt(layout.page_number_size) // 2))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")  # 文档网格, 只指定行网格: `lines` of them to a page
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(layout.line * 20)))
    section._sectPr.append(grid)


def _fit_characters(style: ParagraphStyle, layout: Layout) -> None:
    """Draw the characters together so that `layout.characters` of them fill a line.

    Not by a grid of characters: tried with `linesAndChars` and `snapToChars`, LibreOffice 7.4 and
    25.2 set 18 characters of 3号 on a line where Word sets 28. This is the same in both.
    """
    spacing = OxmlElement("w:spacing")
    spacing.set(
        qn("w:val"), str(floor((layout.pitch - layout.body_size) * 20))
    )  # twentieths of a point
    style.element.get_or_add_rPr().insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang"
    )


def _number_pages(footer: _Footer, layout: Layout, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at the outer edge, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.line_spacing = Pt(layout.page_number_size)  # exactly
    inset = Pt(layout.page_number_size)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = inset
    else:
        paragraph.paragraph_format.left_indent = inset
    _add_number_run(paragraph, layout, "— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(_add_number_run(paragraph, layout, "1"))
    paragraph._p.append(field)
    _add_number_run(paragraph, layout, " —")


def _add_number_run(paragraph: Paragraph, layout: Layout, text: str) -> BaseOxmlElement:
    run = paragraph.add_run(text)
    run.font.size = Pt(layout.page_number_size)
    set_fonts(run._r.get_or_add_rPr(), layout.page_number_font, layout.page_number_font)
    return run._r
