"""
Tables that are printed without lines, where the file itself says so.

A style sheet or a named style of Word may draw lines too: where one might, nothing is said.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from assistant.core.patterns import regex
from corpus.readers.package import child, local, value

_NO_LINE = frozenset({"", "none", "nil"})
_DRAWN = regex(r"border(?!-collapse|-spacing)[\w-]*\s*:(?!\s*(?:0|none|hidden))", re.IGNORECASE)


def is_bare_in_word(table: etree._Element) -> bool:
    """Whether a table of WordprocessingML has no style and no line of its own."""
    properties = child(table, "tblPr")
    if child(properties, "tblStyle") is not None:
        return False
    cells = (one for one in table.iter("{*}tcBorders"))
    borders = (child(properties, "tblBorders"), *cells)
    return not any(kind not in _NO_LINE for one in borders for kind in _kinds(one))


def _kinds(borders: etree._Element | None) -> Iterator[str]:
    for side in borders if borders is not None else ():
        if local(side):
            yield value(side)


def is_bare_in_page(table: HtmlElement, sheets: str) -> bool:
    """Whether a table of a web page says border=0, and neither a cell nor a style sheet draws."""
    if table.get("border", "").strip() != "0" or "border" in sheets:
        return False
    elements = (table, *table.iter("td", "th"))
    return not any(one.get("class") or _DRAWN.search(one.get("style", "")) for one in elements)
