"""
The headings of the six sections, by what they say rather than by their number.

Knows: the official titles (国办公开办函〔2021〕30号) and the variants that offices print, the marks
before them (一、 1、 第一部分 （一） none). Does not know: files, what follows a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.report import SECTION_TITLES, SectionKind
from corpus.characters import without_blanks

_KINDS: tuple[SectionKind, ...] = tuple(SECTION_TITLES)
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"\s*第([一二三四五六])(?:部分|章|节)\s*[：:、]?\s*")),
    (4, re.compile(r"\s*([一二三四五六七八九])\s*(?:[、.．，,：:]|\s(?=\S))\s*")),
    (3, re.compile(r"\s*([1-9])\s*[、.．](?!\d)\s*")),
    (1, re.compile(r"\s*[（(]\s*([一二三四五六七八九1-9])\s*[)）]\s*[、.]?\s*")),
    (2, re.compile(r"()")),
)
SURE = 3  # the rank from which a heading needs no further evidence
_PLAIN, _BRACKET = 2, 1  # no mark, a mark in brackets
_NUMERALS = "一二三四五六七八九"
_TITLES: dict[SectionKind, re.Pattern[str]] = {
    "overview": re.compile(
        r"(?:20\d\d年度?)?(?:政府信息公开|政务公开)?(?:工作)?(?:总体|基本|整体)(?:工作)?(?:情况|概况)"
        r"|(?:工作)?(?:概述|概况)"
    ),
    "disclosure": re.compile(
        r"(?:20\d\d年度?)?(?:政府信息)?主动公开(?:政府)?(?:信息)?的?(?:工作)?情况"
    ),
    "requests": re.compile(
        r"收到(?:和|及|与|、)?处理(?:的)?(?:政府)?信息公开申请的?(?:办理)?情况"
        r"|(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:办理|处理)?情况"
        r"|政府信息公开申请(?:收到和|受理和|受理及|接收和)?(?:办理|处理)情况"
    ),
    "litigation": re.compile(
        r"(?:因)?(?:政府)?(?:信息)?(?:公开)?(?:工作)?(?:引起|引发|导致)?的?(?:被)?(?:申请|提起)?"
        r"(?:的)?行政复议.{0,3}?(?:被)?(?:提起)?(?:行政)?诉讼的?情况"
    ),
    "problems": re.compile(
        r"(?:政府信息公开|政务公开|信息公开)?(?:工作)?(?:中)?存在的?(?:主要)?(?:问题|困难|不足|困难和问题)"
        r"(?:(?:及|和|与|、|以及)(?:下一步|今后)?(?:的)?(?:改进|整改|解决|工作|对策|努力)"
        r"(?:情况|措施|打算|意见|建议|方向|办法|计划|思路|工作|重点)*)?"
    ),
    "other": re.compile(r"(?:其他|其它)(?:需要)?(?:报告|说明)?的?(?:事项|情况|内容)"),
}
_RUN_IN = re.compile(r"[：:。\n]")
_LONGEST_TITLE = 40  # characters


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A paragraph, or the beginning of one, that may head a section."""

    kind: SectionKind
    position: int  # which paragraph
    text: str  # as printed: 一、总体情况
    rest: str  # what the paragraph says after it: 六、其他需要报告的事项：无
    rank: int  # how sure its mark makes it a heading of a section
    official: bool  # the official title and number


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
                    official=title == SECTION_TITLES[kind] and _is_number(match[1], kind),
                )
    return None


def _is_number(mark: str, kind: SectionKind) -> bool:
    order = _KINDS.index(kind)
    return mark in {_NUMERALS[order], str(order + 1)}


def choose_headings(texts: Sequence[str]) -> tuple[Heading, ...]:
    """The heading of each section that is there, in the order of the document.

    Of several that fit one section the one with the surest mark counts, then one with text below
    it (a table of contents has none), then the last. A heading in brackets is one of a
    sub-section (一、（一）主动公开情况), and one without any mark may be, so these count only
    where they are official titles or most sections are headed so.
    """
    found = [heading for i, text in enumerate(texts) if (heading := read_heading(text, i))]
    places = {heading.position for heading in found if heading.rank >= SURE}
    chosen = [
        max(
            (heading for heading in found if heading.kind == kind),
            key=lambda heading: (
                heading.rank,
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
