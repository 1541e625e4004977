"""
The outline of a section: which paragraph stands under which heading.

Knows: the numbering of official documents, 一、（一）1.（1） (GB/T 9704-2012, 7.3.3), with the
slips that real reports have (1、 for 一、, （3） for （三）), and headings that share a line with
their text (（一）主动公开情况。2024年，…). Does not know: what the text says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.core.patterns import regex

NUMERALS = "一二三四五六七八九十"
_LEADS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, regex(r"^\s*[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]\s*")),
    (3, regex(r"^\s*\d{1,2}[.．、](?!\d)\s*")),
)
_LONGEST_HEADING = 40  # characters; longer first sentences are prose that begins with a number
_LONGEST_INLINE = 24  # an inline heading is a short phrase closed by 。


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of text under one heading; level 0 is text before any heading."""

    level: int
    lead: str  # "（一）", "1、"; empty at level 0
    title: str  # "主动公开情况", without number and closing 。
    inline: bool  # the text follows on the heading's own line
    paragraphs: tuple[str, ...]  # the text without the heading

    @property
    def heading(self) -> str:
        """The heading as it opens a line."""
        return f"{self.lead}{self.title}"

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    def with_paragraphs(self, paragraphs: tuple[str, ...]) -> "Part":
        """The same heading over other text."""
        return replace(self, paragraphs=paragraphs)


def split_parts(paragraphs: Iterable[str]) -> tuple[Part, ...]:
    """Paragraphs of one section in order -> its parts in order; no character of text is lost."""
    parts: list[Part] = []
    for paragraph in paragraphs:
        opened = _open(paragraph)
        if opened is not None:
            parts.append(opened)
        elif parts:
            last = parts[-1]
            parts[-1] = replace(last, paragraphs=(*last.paragraphs, paragraph))
        else:
            parts.append(Part(level=0, lead="", title="", inline=False, paragraphs=(paragraph,)))
    return tuple(parts)


def join_part(part: Part) -> tuple[str, ...]:
    """The paragraphs of a part with its heading put back, the inverse of split_parts."""
    if not part.title:
        return part.paragraphs
    if part.inline and part.paragraphs:
        first, *rest = part.paragraphs
        return (f"{part.heading}。{first}", *rest)
    return (part.heading, *part.paragraphs)


def renumber(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts with level 2 numbered （一）（二）… in order, which mends （3） for （三）."""
    mended: list[Part] = []
    count = 0
    for part in parts:
        if part.level == 2:
            count += 1
            mended.append(replace(part, lead=f"（{chinese(count)}）"))
        else:
            mended.append(part)
    return tuple(mended)


def chinese(number: int) -> str:
    """1–99 as 一 … 九十九, for headings."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十")
    return head + (NUMERALS[ones - 1] if ones else "")


def _open(paragraph: str) -> Part | None:
    """The part that this paragraph opens, if it begins with a heading."""
    for level, lead in _LEADS:
        match = lead.match(paragraph)
        if match is None:
            continue
        number, rest = match.group().strip(), paragraph[match.end() :].strip()
        title, stop, text = rest.partition("。")
        if stop and text and len(title) <= _LONGEST_INLINE:
            return Part(
                level=level, lead=number, title=title, inline=True, paragraphs=(text.strip(),)
            )
        is_sentence = rest.endswith("。") and "，" in rest  # （二）2024年，我委未收取…费。
        if not text and len(rest) <= _LONGEST_HEADING and not is_sentence:
            return Part(level=level, lead=number, title=title, inline=False, paragraphs=())
    return None
