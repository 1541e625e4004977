"""
Web pages: the report without the scripts, menus and feet of the page around it.

Knows: colspan and rowspan, tables for layout, pages of government web sites. The report is the
smallest element that holds all its section headings; of what stands outside only a title counts.
Does not know: what a table means. Nothing is fetched: links and images stay unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from assistant.core.errors import DocumentError
from assistant.core.patterns import regex
from assistant.core.report import Block, Document, Grid, Paragraph
from corpus.characters import clean, close_up, fold_blanks, join_lines
from corpus.headings import choose_headings
from corpus.naming import is_title
from corpus.readers.borders import is_bare_in_page
from corpus.readers.decoding import decode, read_bytes
from corpus.readers.grids import Span, grid_of_spans

LIMIT = 100 * 1024 * 1024  # bytes of the file, most of them embedded pictures
_MARKUP_LIMIT = 10 * 1024 * 1024  # bytes without them; the longest report we have is 53 kB
_EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button"}
    | {"input", "textarea", "nav", "footer", "aside", "head", "map"}
)
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "table", "tbody"}
    | {"td", "tfoot", "th", "thead", "tr", "ul"}
)
_HIDDEN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 400  # characters; a longer cell holds prose, so its table is for layout
_SMALL_PICTURE = 100  # points of width or height; smaller ones are icons
_WIDEST = 60  # columns and …
_TALLEST = 20_000  # … rows that a span may claim; hostile pages claim millions


@dataclass(frozen=True, kw_only=True)
class Page:
    """What belongs to the report, and how many pictures and tables without lines stand in it."""

    blocks: tuple[Block, ...]
    pictures: int
    bare: int = 0


@dataclass(frozen=True, kw_only=True)
class _Placed:
    block: Block
    element: HtmlElement


class HtmlReader:
    """Reads .html and .htm, and pages saved under other names."""

    def accepts(self, path: Path, head: bytes) -> bool:
        start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")[:200].lower()
        is_page = start.startswith((b"<!doctype html", b"<html"))
        named = path.suffix.lower() in {".html", ".htm", ".xhtml", ".shtml"}
        return is_page or (named and not head.startswith((b"%PDF", b"PK\x03\x04")))

    def read(self, path: Path) -> Document:
        content = _EMBEDDED.sub(b"", read_bytes(path, limit=LIMIT, kind="网页文件"))
        if len(content) > _MARKUP_LIMIT:
            raise DocumentError(
                f"{path.name}：网页正文 {len(content) / 1048576:.0f} MB，超过上限 "
                f"{_MARKUP_LIMIT // 1048576} MB；请只保存报告正文所在的页面"
            )
        page = parse_page(decode(content, path.name), path.name)
        doubts = {
            f"网页正文有{page.pictures}张图片，图片中的文字和表格没有读取": page.pictures,
            f"网页正文有{page.bare}个表没有边框线": page.bare,
        }
        warnings = tuple(doubt for doubt, count in doubts.items() if count)
        return Document(name=path.name, blocks=page.blocks, warnings=warnings)


def parse_page(page: str, name: str) -> Page:
    """Paragraphs and tables of a page, or of a piece of one; `name` of the file, for errors."""
    if not page.strip():
        return Page(blocks=(), pictures=0)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(page.encode("utf-8"), parser=parser)
    except etree.ParserError:  # a page without any element
        return Page(blocks=(), pictures=0)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(f"{name}：网页嵌套过深（超过 2048 层），无法读全；请另存为 Word 或文本")
    report, around = _report_only(list(_walk(root)), root)
    blocks = tuple(_numbered(item.block, number) for number, item in enumerate(report, 1))
    pictures = sum(1 for picture in around.iter("img") if _is_shown(picture))
    sheets = "".join(str(sheet.text) for sheet in root.iter("style"))
    bare = sum(
        isinstance(one.block, Grid) and is_bare_in_page(one.element, sheets) for one in report
    )
    return Page(blocks=blocks, pictures=pictures, bare=bare)


def _numbered(block: Block, number: int) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(text=block.text, place=f"第{number}段")
    return block


def _is_shown(picture: HtmlElement) -> bool:
    """Whether a picture may hold a table: no icon, no point that counts visits."""
    sides = [picture.get(side, "").removesuffix("px") for side in ("width", "height")]
    return not any(side.isdecimal() and int(side) < _SMALL_PICTURE for side in sides)


def _walk(root: HtmlElement) -> Iterator[_Placed]:
    """Blocks in the order of the page; an inline text belongs to the block around it."""
    inline: list[str] = []
    tables = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED or _is_hidden(element):
                walker.skip_subtree()
                continue
            if tag in _BLOCKS:
                yield from _flush(inline, element)
            if tag == "table" and not _is_layout(element):
                tables += 1
                yield _Placed(block=_grid(element, f"第{tables}个表"), element=element)
                walker.skip_subtree()
                continue
            inline.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from _flush(inline, element)
            if element is not root:
                inline.append(element.tail or "")
    yield from _flush(inline, root)


def _flush(inline: list[str], element: HtmlElement) -> Iterator[_Placed]:
    text = join_lines(clean("".join(inline)))
    inline.clear()
    if text:
        yield _Placed(block=Paragraph(text=text), element=element)


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges the page: it holds tables or prose."""
    if table.find(".//table") is not None:
        return True
    cells = table.iter("td", "th")
    return any(len("".join(cell.itertext()).strip()) > _LONGEST_CELL for cell in cells)


def _grid(table: HtmlElement, place: str) -> Grid:
    spans: list[Span] = []
    taken: dict[int, set[int]] = {}
    rows = list(table.iter("tr"))
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iter("td", "th"):
            while column in taken.get(number, ()):
                column += 1
            width = _span(cell, "colspan", _WIDEST)
            height = min(_span(cell, "rowspan", _TALLEST), len(rows) - number)
            if column + width > _WIDEST:
                break
            for below in range(number, number + height):
                taken.setdefault(below, set()).update(range(column, column + width))
            spans.append(
                Span(
                    text=_cell_text(cell),
                    row=number,
                    column=column,
                    row_end=number + height,
                    column_end=column + width,
                )
            )
            column += width
    return grid_of_spans(spans, place)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), most)) if value.isdecimal() and value.isascii() else 1


def _cell_text(cell: HtmlElement) -> str:
    return close_up(clean(" ".join(cell.itertext())))


def _report_only(placed: list[_Placed], root: HtmlElement) -> tuple[list[_Placed], HtmlElement]:
    """What belongs to the report: the element around all its headings, and the title before it."""
    texts = [item.block.text if isinstance(item.block, Paragraph) else "" for item in placed]
    headings = choose_headings(texts)
    if len(headings) < 2:
        return placed, root
    around = _common([placed[heading.position].element for heading in headings])
    first = headings[0].position
    inside = [i for i, item in enumerate(placed) if _holds(around, item.element)]
    report = [placed[i] for i in inside]
    titles = [i for i in range(first) if is_title(texts[i])]
    if set(titles) & set(inside):
        return report, around
    if titles:
        return [placed[titles[-1]], *report], around
    head = fold_blanks("".join(root.xpath("//head/title//text()")[:1]))
    if is_title(head):
        report = [_Placed(block=Paragraph(text=head), element=root), *report]
    return report, around


def _common(elements: list[HtmlElement]) -> HtmlElement:
    """The innermost element around all of these."""
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        above = {element, *element.iterancestors()}
        shared = [candidate for candidate in shared if candidate in above]
    return shared[0]


def _holds(outer: HtmlElement, inner: HtmlElement) -> bool:
    return outer is inner or any(outer is above for above in inner.iterancestors())
