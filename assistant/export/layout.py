"""
The layout of an official document: GB/T 9704-2012 as defaults, and its styles in a Word file.

Knows: paper, margins, fonts, line grid, page numbers. Does not know: the report. Each value of
Layout may be an office's own.
"""

from dataclasses import dataclass
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

BODY, NOTE, CELL, SIGNED = "公文正文", "公文表注", "公文表格", "公文落款"
TITLE, SECTION, SUBSECTION = "Title", "Heading 1", "Heading 2"  # Word's navigation knows these
# Windows and WPS have the second of each pair where the first, bought or older, is not installed.
_FALLBACKS = {
    "方正小标宋简体": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Sizes in points, distances in millimetres; 2号 is 22 pt, 3号 16, 4号 14, 五号 10.5."""

    paper: tuple[float, float] = (210, 297)  # 5.1: A4
    top: float = 37  # 5.2: 天头 37±1, 订口 28±1, 版心 156×225
    bottom: float = 35
    left: float = 28
    right: float = 26
    title_font: str = "方正小标宋简体"  # 7.3.1: 2号小标宋体
    title_size: float = 22
    body_font: str = "仿宋_GB2312"  # 5.2.2: 3号仿宋体
    body_size: float = 16
    section_font: str = "黑体"  # 7.3.3: first level 黑体, second 楷体, then 仿宋
    subsection_font: str = "楷体_GB2312"
    western_font: str = "Times New Roman"  # letters and digits
    line: float = 28  # 5.2.3: 22 lines on 225 mm
    characters: int = 28  # 5.2.3: to a line
    table_font: str = "宋体"
    table_size: float = 10.5
    small_table_size: float = 9
    page_number_font: str = "宋体"  # 7.5: 4号半角宋体, a dash on both sides
    page_number_size: float = 14
    page_number_below: float = 7  # under the text area

    @property
    def fonts(self) -> dict[str, str]:
        """Every font of the document, with the one to take where a computer lacks it."""
        east_asian = (
            self.title_font,
            self.body_font,
            self.section_font,
            self.subsection_font,
            self.table_font,
            self.page_number_font,
        )
        used = dict.fromkeys((*east_asian, self.western_font))
        return {font: _FALLBACKS.get(font, "") for font in used}

    @property
    def width(self) -> float:
        """Of the text area."""
        return self.paper[0] - self.left - self.right


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
    body = _style(document, BODY, layout.body_font, layout.body_size, layout)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(body, 2)
    _fit_characters(body, layout)
    title = _style(document, TITLE, layout.title_font, layout.title_size, layout)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(layout.line * layout.title_size / layout.body_size)
    title.paragraph_format.space_after = Pt(layout.line)
    for name, font in ((SECTION, layout.section_font), (SUBSECTION, layout.subsection_font)):
        heading = _style(document, name, font, layout.body_size, layout)
        heading.paragraph_format.keep_with_next = True
        _indent(heading, 2)
        _fit_characters(heading, layout)
    signed = _style(document, SIGNED, layout.body_font, layout.body_size, layout)
    signed.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name, size in ((CELL, layout.table_size), (NOTE, layout.small_table_size)):
        style = _style(document, name, layout.table_font, size, layout)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _style(document: Document, name: str, font: str, size: float, layout: Layout) -> ParagraphStyle:
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
    set_fonts(style.element.get_or_add_rPr(), font, layout.western_font)
    style.font.size = Pt(size)
    style.paragraph_format.line_spacing = Pt(layout.line)  # exactly, whatever the font
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.widow_control = False  # it would leave pages of 21 lines
    if level is not None:
        style.element.get_or_add_pPr().append(level)
    return style


def _indent(style: ParagraphStyle, characters: int) -> None:
    """Indent the first line by whole characters: Word keeps it right when the size changes."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    size = style.font.size
    assert size is not None
    style.paragraph_format.first_line_indent = Length(characters * size)


def _set_page(section: Section, layout: Layout) -> None:
    section.page_width, section.page_height = (Mm(side) for side in layout.paper)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance = Mm(layout.top / 2)
    height = Length(Pt(layout.page_number_size))
    section.footer_distance = Length(Mm(layout.bottom - layout.page_number_below) - height)
    for grid in section._sectPr.findall(qn("w:docGrid")):  # it would stretch every font size
        section._sectPr.remove(grid)


def _fit_characters(style: ParagraphStyle, layout: Layout) -> None:
    """Draw the characters together so that `layout.characters` of them fill a line.

    Not by a character grid: Word and LibreOffice differ on what one does to other sizes.
    """
    pitch = Mm(layout.width).pt / layout.characters
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(floor((pitch - layout.body_size) * 20)))  # twentieths of a point
    style.element.get_or_add_rPr().insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang"
    )


def _number_pages(footer: _Footer, layout: Layout, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at the outer edge, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
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
