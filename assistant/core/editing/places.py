"""
Places: how officers name a part of the draft, 问题部分第二段最后一句, and where that is in a text.

Paragraphs are counted as a reader counts them: a line that is only a heading is none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.core.drafts import DraftSection
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex
from assistant.core.prose.outline import split_parts
from assistant.core.writing.aspects import aspect_of
from assistant.core.writing.brief import SECTION_NAMES

LAST = -1
_CN = "一二三四五六七八九十"
_FORM: dict[int, DraftSection] = {
    1: "overview",
    2: "disclosure",
    3: "requests",
    4: "litigation",
    5: "problems",
    6: "other",
}
_SECTIONS: tuple[tuple[DraftSection, str], ...] = (
    ("overview", r"总体(?:情况|概况)?|概述|综述"),
    (
        "problems",
        r"(?:存在的?)?(?:主要)?问题(?:和|及|与)改进(?:情况|措施)?|(?:存在的?)(?:主要)?问题|问题(?=部分|章节?|那|一节|$|[和、，]|不要|别)"
        r"|改进(?:情况|措施)(?=部分|$)|整改(?:情况|措施)(?=部分|$)|不足(?=部分)",
    ),
    ("key_areas", r"重点领域(?:信息)?(?:公开)?"),
    (
        "interpretation",
        r"(?:政策)?解读(?:和|与|及)?(?:回应)?(?:关切)?(?=部分|情况|$|写|不要|[和、，])|政策解读(?:和回应关切)?|回应关切",
    ),
    ("platform", r"公开平台和政务服务|政务服务(?=部分|$)|平台和服务"),
    ("other", r"其他(?:需要)?(?:报告)?的?(?:事项|情况)|其他(?=部分)|信息处理费(?=部分)"),
    ("litigation", r"复议(?:和|、|与)?诉讼(?:情况)?(?=部分|情况|$)"),
)
_PARTS = r"主动公开|依申请公开|(?:政府)?信息管理|平台建设|监督保障"
_NUMBER = rf"(?:[{_CN}]{{1,3}}|\d{{1,2}})"
_PATTERNS = {
    "form": regex(rf"第(?P<number>{_NUMBER})(?:个)?(?:大)?(?:部分|章)"),
    "lead": regex(rf"第?[（(](?P<number>{_NUMBER})[）)](?:部分|点|节|条)?"),
    "paragraph": regex(
        rf"第(?P<number>{_NUMBER})(?:个)?(?:自然)?段(?:话|落)?|(?P<last>最后一?(?:个)?(?:自然)?段|末段|结尾段|末尾一段)"
        r"|(?P<first>首段|开头(?:一|那)?段|头一段|开头第一段)|倒数第(?P<back>[一二三四五])段"
    ),
    "sentence": regex(
        rf"第(?P<number>{_NUMBER})(?:个)?句(?:话)?|(?P<last>最后一?句(?:话)?|末句|结尾(?:那|一)?句)"
        r"|(?P<first>首句|开头(?:一|那)?句(?:话)?|头一句)|倒数第(?P<back>[一二三四五])句"
    ),
}
_PART = regex(rf"(?P<part>{_PARTS})(?:情况)?")
_HERE = regex(
    r"(?:选中|选定|框选)的?(?:文字|部分|内容)?|这(?:一)?(?:段|部分|句)(?:话|文字)?|(?:上面|刚才)(?:那|这)(?:一)?段|本段|本部分|当前(?:部分|段落)?"
)
_AROUND = regex(
    r"^(?:在|把|将|给|对|往|就|的)+|(?<=[一-龥）)])(?:部分|这部分|那部分|章节?|一节)(?=$|[的里中把将不写改])"
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A part of the draft. 0 and empty were not said; negative numbers count from the end."""

    section: DraftSection | None = None
    part: str = ""  # 依申请公开, （三）
    paragraph: int = 0
    sentence: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether it means a paragraph or a sentence."""
        return bool(self.paragraph or self.sentence)

    def __str__(self) -> str:
        section = SECTION_NAMES[self.section] if self.section else ""
        pieces = [section, self.part, _ordinal(self.paragraph, "段"), _ordinal(self.sentence, "句")]
        return "".join(filter(None, pieces)) or "当前部分"


NOWHERE = Place()


@dataclass(frozen=True, kw_only=True)
class Located:
    """Where a place is: the section, and the span of its text."""

    section: DraftSection
    start: int
    end: int


def read_place(words: str) -> tuple[Place, str]:
    """The place that words name, and the words without it."""
    place = NOWHERE
    for kind, pattern in _PATTERNS.items():
        match = pattern.search(words)
        if match is None:
            continue
        number = _number_of(match)
        if kind == "form":
            if number not in _FORM:
                continue
            place = replace(place, section=_FORM[number])
        elif kind == "lead":
            place = replace(place, part=f"（{match['number']}）")
        elif kind == "paragraph":
            place = replace(place, paragraph=number)
        else:
            place = replace(place, sentence=number)
        words = words[: match.start()] + words[match.end() :]
    if place.section is None:
        for section, pattern in _COMPILED:
            if match := pattern.search(words):
                place = replace(place, section=section)
                words = words[: match.start()] + words[match.end() :]
                break
    if not place.part and (match := _PART.search(words)):
        place = replace(place, part=match["part"])
        words = words[: match.start()] + words[match.end() :]
    return place, _AROUND.sub("", _HERE.sub("", words)).strip("，,、 ")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph of text as a reader counts it: the span of its words, without its heading."""

    start: int
    end: int
    title: str  # of the part that it is in
    lead: str  # （一）


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a section; a heading alone is none."""
    found: list[Paragraph] = []
    title = lead = ""
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\r\n")
        part = split_parts((words,))[0] if words.strip() else None
        start = at
        if part is not None and part.level:
            title, lead = part.title, part.lead
            start = at + (words.index("。") + 1 if part.inline else len(words))
        if text[start : at + len(words)].strip():
            found.append(Paragraph(start=start, end=at + len(words), title=title, lead=lead))
        at += len(line)
    return tuple(found)


def sentences_of(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences between two places; a question 【…】 belongs to the one before."""
    return tuple(
        (match.start(), match.end()) for match in _SENTENCE.finditer(text, start, end) if match[0]
    )


def locate(place: Place, texts: Mapping[DraftSection, str], current: DraftSection) -> Located:
    """Where a place is in the sections of a draft; NotAllowed says what is not there."""
    section = place.section or current
    text = texts.get(section, "")
    name = SECTION_NAMES[section]
    if not text.strip():
        raise NotAllowed(f"“{name}”还没有文字；请先说“起草{name}”")
    paragraphs = _of_part(place.part, paragraphs_of(text), name)
    start, end = (0, len(text)) if not place.part else (paragraphs[0].start, paragraphs[-1].end)
    if place.paragraph:
        one = paragraphs[_counted(place.paragraph, len(paragraphs), f"“{name}{place.part}”", "段")]
        start, end = one.start, one.end
    if place.sentence:
        sentences = sentences_of(text, start, end)
        where = f"“{name}”这一部分" if not place.paragraph else "这一段"
        start, end = sentences[_counted(place.sentence, len(sentences), where, "句")]
    return Located(section=section, start=start, end=end)


def _of_part(part: str, paragraphs: tuple[Paragraph, ...], name: str) -> tuple[Paragraph, ...]:
    """The paragraphs under a heading, which is named by its number or by what it is about."""
    if not part:
        return paragraphs
    aspect = aspect_of(part)
    found = tuple(one for one in paragraphs if part in (one.lead, one.title) or part in one.title)
    found = found or tuple(
        one for one in paragraphs if one.title and aspect and aspect_of(one.title) == aspect
    )
    if not found:
        titles = "、".join(dict.fromkeys(one.title for one in paragraphs if one.title))
        known = f"有的小标题是：{titles}" if titles else "这一部分没有小标题"
        raise NotAllowed(f"“{name}”里没有“{part}”；{known}")
    return found


def _counted(number: int, there: int, where: str, what: str) -> int:
    """The index of the 1-based `number`, from the end if it is negative."""
    if abs(number) > there:
        raise NotAllowed(f"{where}只有{there}{what}，没有{_ordinal(number, what)}")
    return number - 1 if number > 0 else there + number


_SENTENCE = regex(r"[^。！？\n]*(?:[。！？]+[”」』]?|(?=\n)|$)(?:【[^】\n]*】)*")
_COMPILED = tuple((section, regex(names)) for section, names in _SECTIONS)


def sections_in(words: str) -> tuple[DraftSection, ...]:
    """Every section that words name, in the order of the form."""
    return tuple(dict.fromkeys(section for section, _, _ in _named(words)))


def without_sections(words: str) -> str:
    """Words without the names of sections."""
    for _, start, end in sorted(_named(words), key=lambda one: -one[1]):
        words = words[:start] + words[end:]
    return words


def _named(words: str) -> Iterator[tuple[DraftSection, int, int]]:
    for section, pattern in _COMPILED:
        for match in pattern.finditer(words):
            yield section, match.start(), match.end()
    for match in _PATTERNS["form"].finditer(words):
        if (number := _number_of(match)) in _FORM:
            yield _FORM[number], match.start(), match.end()


def _number_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("last"):
        return LAST
    if groups.get("first"):
        return 1
    if groups.get("back"):
        return -numeral(groups["back"])
    return numeral(match["number"])


def numeral(words: str) -> int:
    """The number that 十二 or 12 says."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    value = _CN.index(ones) + 1 if ones else 0
    return value + (10 * (_CN.index(tens) + 1 if tens else 1) if ten else 0)


def _ordinal(number: int, what: str) -> str:
    if not number:
        return ""
    if number > 0:
        return f"第{number}{what}"
    return f"最后一{what}" if number == LAST else f"倒数第{-number}{what}"
