"""Markdown: headings, paragraphs, tables with bars; tables in HTML as converters write them."""

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.core.patterns import regex
from assistant.core.report import Block, Document, Paragraph
from corpus.characters import clean
from corpus.readers.decoding import decode, read_bytes
from corpus.readers.html import parse_page
from corpus.readers.text import LIMIT, blocks_of_lines

_HTML_TABLE = regex(r"<table\b.*?</table>", re.IGNORECASE | re.DOTALL)
_HEADING = regex(r"^#{1,6}\s+(.*?)\s*#*$")
_QUOTE = regex(r"^>\s?")
_EMPHASIS = regex(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = regex(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ESCAPE = regex(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_FENCE = regex(r"^(?:```|~~~|---+$|===+$|\*\*\*+$)")


class MarkdownReader:
    """Reads .md."""

    def accepts(self, path: Path, head: bytes) -> bool:
        return path.suffix.lower() in {".md", ".markdown"} and not head.startswith(b"%PDF")

    def read(self, path: Path) -> Document:
        text = clean(decode(read_bytes(path, limit=LIMIT, kind="文本文件"), path.name))
        return Document(name=path.name, blocks=tuple(_blocks(text, path.name)))


def _blocks(text: str, name: str) -> Iterator[Block]:
    end = 0
    for table in _HTML_TABLE.finditer(text):
        yield from _plain_blocks(text[end : table.start()])
        yield from parse_page(table.group(), name).blocks
        end = table.end()
    yield from _plain_blocks(text[end:])


def _plain_blocks(text: str) -> Iterator[Block]:
    lines = [line for line in text.split("\n") if not _FENCE.match(line.strip())]
    for block in blocks_of_lines(lines):
        if isinstance(block, Paragraph):
            if plain := _plain(block.text):
                yield Paragraph(text=plain, place=block.place)
        else:
            yield block


def _plain(text: str) -> str:
    """A paragraph without the signs of Markdown."""
    text = _QUOTE.sub("", text)
    text = _HEADING.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text).strip()
