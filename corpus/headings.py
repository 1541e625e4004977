"""
The headings of the six sections, by what they say rather than by their number.

Knows: the official titles (国办公开办函〔2021〕30号) and the variants that offices print, the marks
before them (一、 1、 第一部分 （一） none). Does not know: files, what follows a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.report import SECTION_TITLES, SectionKind
from corpus.characters import without_blanks

_KINDS: tuple[SectionKind, ...] = tuple(SECTION_TITLES)
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, regex(r"\s*第([一二三四五六])(?:部分|章|节)\s*[：:、]?\s*")),
    (4, regex(r"\s*([一二三四五六七八九])\s*(?:[、.．，,：:]|\s(?=\S))\s*")),
    (3, regex(r"\s*([1-9])\s*[、.．](?!\d)\s*")),
    (1, regex(r"\s*[（(]\s*([一二三四五六七八九1-9])\s*[)）]\s*[、.]?\s*")),
    (2, regex(r"()")),
)
SURE = 3  # the rank from which a heading needs no further evidence
_PLAIN, _BRACKET = 2, 1  # no mark, a mark in brackets
_NUMERALS = "一二三四五六七八九"
_WHOSE = r"(?:20\d\d年度?)?(?:行政机关|本机关|本单位|本局|我局|本部门)?"
_WHAT = r"(?:政府信息公开|政务公开|信息公开)?(?:工作)?"
_HOW = r"(?:改进|整改|措施|打算|对策|建议|努力)"  # what an office means to do about its problems
_TITLES: dict[SectionKind, re.Pattern[str]] = {
    "overview": regex(
        rf"{_WHOSE}{_WHAT}(?:年度)?(?:工作)?(?:总体|基本|整体)(?:工作)?(?:情况|概况|概述)(?:概述)?"
        r"|(?:工作)?(?:概述|概况|总述)"
    ),
    "disclosure": regex(
        rf"{_WHOSE}(?:政府信息)?主动公开(?:政府)?(?:信息)?的?(?:工作)?(?:开展)?情况"
    ),
    "requests": regex(
        rf"{_WHOSE}收到(?:和|及|与|、|并)?(?:办理|处理)的?(?:政府)?信息公开(?:的)?申请的?(?:办理)?情况"
        rf"|{_WHOSE}(?:政府信息)?依申请公开(?:政府)?(?:信息)?的?(?:工作)?(?:办理|处理|开展)?情况"
        r"|政府信息公开申请的?(?:收到|受理|接收)?(?:和|及|、)?(?:办理|处理)情况"
    ),
    "litigation": regex(
        rf"{_WHOSE}(?:因)?(?:政府)?(?:信息)?(?:公开)?(?:工作)?(?:引起|引发|导致)?的?(?:被)?(?:申请|提起)?的?"
        r"(?:行政)?复议.{0,3}?(?:被)?(?:提起)?(?:行政)?诉讼等?(?:的)?(?:工作)?情况"
    ),
    "problems": regex(
        rf"{_WHOSE}{_WHAT}中?存在的?(?:主要)?(?:问题|困难|不足)[^，。；]{{0,16}}"
        rf"|{_WHOSE}{_WHAT}(?:主要)?(?:问题|困难|不足)[^，。；]{{0,6}}{_HOW}[^，。；]{{0,8}}"
    ),
    "other": regex(
        r"(?:其他|其它)(?:需要?|应当?|须)?(?:报告|说明)?的?(?:重要)?(?:事项|情况|内容)"
        r"|需要?(?:报告|说明)的(?:其他|其它)(?:事项|情况|内容)"
    ),
}
_RUN_IN = regex(r"[：:。\n]")
_LONGEST_TITLE = 40  # characters


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A paragraph, or the beginning of one, that may head a section."""

    kind: SectionKind
    position: int  # which paragraph
    text: str  # as printed: 一、总体情况
    rest: str  # what the paragraph says after it: 六、其他需要报告的事项：无
    rank: int  # how sure its mark makes it a heading of a section
    numbered: bool  # by the number of its section


def read_heading(text: str, position: int = 0) -> Heading | None:
    """The heading that a paragraph is or begins with; None if it is none."""
    if whole := _match(text, position, rest=""):
        return whole
    if split := _RUN_IN.search(text):
        left, rest = text[: split.start()], text[split.end() :].strip()
        found = _match(left, position, rest)
        if found and found.rank >= SURE:
            return found
    return None


def _match(text: str, position: int, rest: str) -> Heading | None:
    if len(text) > _LONGEST_TITLE + 10:
        return None
    for rank, mark in _MARKS:
        if not (match := mark.match(text)):
            continue
        title = without_blanks(text[match.end() :]).strip("：:。.*#")
        if not title or len(title) > _LONGEST_TITLE:
            continue
        for kind, pattern in _TITLES.items():
            if pattern.fullmatch(title):
                return Heading(
                    kind=kind,
                    position=position,
                    text=text.strip(),
                    rest=rest,
                    rank=rank,
                    numbered=_is_number(match[1], kind),
                )
    return None


def _is_number(mark: str, kind: SectionKind) -> bool:
    order = _KINDS.index(kind)
    return mark in {_NUMERALS[order], str(order + 1)}


def choose_headings(texts: Sequence[str]) -> tuple[Heading, ...]:
    """The heading of each section that is there, in the order of the document.

    Of several that fit one section the one with the surest mark counts, then one with the right
    number, then one with text below it (a table of contents has none), then the last. A heading
    in brackets is one of a sub-section (一、（一）主动公开情况), and one without any mark may be,
    so these count only where they are official titles or most sections are headed so.
    """
    found = [heading for i, text in enumerate(texts) if (heading := read_heading(text, i))]
    places = {heading.position for heading in found if heading.rank >= SURE}
    chosen = [
        max(
            (heading for heading in found if heading.kind == kind),
            key=lambda heading: (
                heading.rank,
                heading.numbered,
                bool(heading.rest) or heading.position + 1 not in places,
                heading.position,
            ),
        )
        for kind in {heading.kind for heading in found}
    ]
    kept = [heading for heading in chosen if _counts(heading, chosen)]
    return tuple(sorted(kept, key=lambda heading: heading.position))


def _counts(heading: Heading, chosen: Sequence[Heading]) -> bool:
    alike = sum(other.rank == heading.rank for other in chosen)
    if heading.rank == _BRACKET:
        return alike > len(_KINDS) // 2 and all(other.rank <= _PLAIN for other in chosen)
    if heading.rank == _PLAIN:
        official = without_blanks(heading.text) in SECTION_TITLES.values()
        return official or alike > len(_KINDS) // 2
    return True
