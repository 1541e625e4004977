"""
From the blocks of a document to its sections: prose apart from tables.

Knows: headings, lines that belong to a table, page numbers, the foot of a web page.
Does not know: files, what the cells of a table mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.report import Block, Grid, Paragraph, SectionKind
from corpus.headings import Heading, choose_headings
from corpus.tables.articles import article_of

_PAGE_NUMBER = regex(
    r"[-—–－\s]*\d{1,3}[-—–－\s]*|第\s*\d{1,3}\s*页(?:[，,/\s]*共\s*\d{1,3}\s*页)?"
)
_TABLE_LINE = regex(
    r"[（(]?\s*本列数据的勾稽关系为.*"
    r"|[（(]?\s*(?:统计|计量)?单位\s*[：:]\s*\S{1,6}[)）]?"
    r"|表\s*[一二三四1-4]"
)
_WEB_FOOT = regex(
    r"^[【\[]?(?:打印|关闭|分享|上一篇|下一篇|相关(?:附件|链接|文档|信息)|扫一扫|返回顶部|责任编辑|"
    r"主办单位|主办：|承办单位|版权所有|网站标识码|网站地图|联系我们|Copyright|©|[\u4e00-\u9fff]?ICP备)"
)
_TABLE_KINDS = frozenset({"disclosure", "requests", "litigation"})


@dataclass(frozen=True, kw_only=True)
class Part:
    """The blocks under one heading; `kind` None for those before the first."""

    kind: SectionKind | None
    heading: str
    blocks: tuple[Block, ...]


def split_parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The document cut at the section headings, the part before the first of them first."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    headings = choose_headings(texts)
    starts = [heading.position for heading in headings]
    ends = [*starts, len(blocks)][1:]
    before = Part(kind=None, heading="", blocks=tuple(blocks[: starts[0]] if starts else blocks))
    return (
        before,
        *(
            _part(heading, blocks[heading.position : end])
            for heading, end in zip(headings, ends, strict=True)
        ),
    )


def _part(heading: Heading, blocks: Sequence[Block]) -> Part:
    rest = (Paragraph(text=heading.rest, place=blocks[0].place),) if heading.rest else ()
    return Part(kind=heading.kind, heading=heading.text, blocks=(*rest, *blocks[1:]))


def prose(part: Part, notes: Iterable[tuple[Grid, str]] = ()) -> tuple[str, ...]:
    """The paragraphs of a part; a note under a table stands where the table stood."""
    noted = list(notes)
    found: list[str] = []
    for block in part.blocks:
        if isinstance(block, Grid):
            found.extend(note for grid, note in noted if grid is block)
        elif _is_prose(block.text, part.kind):
            found.append(block.text)
    return tuple(found)


def without_web_foot(part: Part) -> Part:
    """The last part without what a web site prints below the report."""
    for i, block in enumerate(part.blocks):
        if isinstance(block, Paragraph) and _WEB_FOOT.match(block.text):
            return Part(kind=part.kind, heading=part.heading, blocks=part.blocks[:i])
    return part


def _is_prose(text: str, kind: SectionKind | None) -> bool:
    if _PAGE_NUMBER.fullmatch(text.strip()):
        return False
    if kind in _TABLE_KINDS:
        return not (_TABLE_LINE.fullmatch(text.strip()) or article_of(text))
    return True
