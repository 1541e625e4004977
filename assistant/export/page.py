"""
A report as a page for a web site: headings, paragraphs, the form's tables with their merged cells.

The elements say what a thing is (h1, h2, p, table, th, td); how it looks stands in one short style
sheet at the head, which a site may leave away. Every text is escaped.
"""

from collections.abc import Iterator
from html import escape

from assistant.core.prose.outline import split_parts
from assistant.core.publication import Publication
from assistant.core.report import Section, SectionKind
from assistant.core.tables.printed import Box, PrintedTable, printed_tables

_TABLE_OF: dict[SectionKind, int] = {"disclosure": 0, "requests": 1, "litigation": 2}
_CAPTIONS = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "行政复议、行政诉讼情况")
_STYLE = """
article { max-width: 50em; margin: auto; line-height: 1.8 }
h1, .signature { text-align: center }
h1, h2, h3 { font-weight: normal }
p { text-indent: 2em; margin: 0 }
.signature { text-align: right; text-indent: 0 }
table { width: 100%; border-collapse: collapse; margin: 1em 0; line-height: 1.4 }
caption { display: none }
th, td { border: 1px solid; padding: 0.3em; text-align: center; font-weight: normal }
"""


def html_page(publication: Publication) -> str:
    """The whole page, one element a line."""
    title = escape(publication.report.title)
    body = "\n".join(_article(publication))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )


def _article(publication: Publication) -> Iterator[str]:
    report, signed = publication.report, publication.signed
    yield f"<h1>{escape(report.title)}</h1>"
    yield from (f"<p>{escape(text)}</p>" for text in report.preamble)
    tables = printed_tables(report.figures)
    for section in report.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        yield from _prose(section)
        if (place := _TABLE_OF.get(section.kind)) is not None:
            yield from _table(tables[place], _CAPTIONS[place])
    if signed:
        day = f"{signed.year}年{signed.month}月{signed.day}日"
        yield f'<p class="signature">{escape(publication.signature)}</p>'
        yield f'<p class="signature"><time datetime="{signed.isoformat()}">{day}</time></p>'


def _prose(section: Section) -> Iterator[str]:
    """A paragraph each; a line that is a second-level heading and no more is an h3."""
    for text in section.paragraphs:
        part = split_parts([text])[0]
        tag = "h3" if part.level == 2 and not part.inline else "p"
        yield f"<{tag}>{escape(text)}</{tag}>"


def _table(table: PrintedTable, caption: str) -> Iterator[str]:
    yield f"<table>\n<caption>{escape(caption)}</caption>"
    for row, line in enumerate(table.lines()):
        yield "<tr>" + "".join(_cell(box, row < table.heads) for box in line) + "</tr>"
    yield "</table>"


def _cell(box: Box, is_head: bool) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", box.height), ("colspan", box.width))
        if count > 1
    )
    if box.kind == "cell":
        return f"<td{spans}>{escape(box.text)}</td>"
    across = box.width if is_head or box.kind != "side" else box.height
    one, many = ("row", "rowgroup") if box.kind == "side" else ("col", "colgroup")
    scope = "" if not box.text else f' scope="{many if across > 1 else one}"'
    return f"<th{scope}{spans}>{escape(box.text)}</th>"
