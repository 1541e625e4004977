"""
What a scan rule is: an id, a level, a source, and a function from a manuscript to its hits.

Knows: a manuscript's paragraphs, places, which of them give the office's own address. Does not
know: single rules, files. Every pattern of a rule is bounded, so time grows with the text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.core.findings import Level, TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.numerals import plain
from assistant.core.report import Paragraph

_FIRST_HEADING = regex(r"^[ \t\u3000]*(?:一、|1[、.．][ ]?总体情况)", re.MULTILINE)
_OFFICE = regex(
    r"(?:联系|咨询|监督|举报|投诉|受理|办公)(?:电话|方式|邮箱|地址)|请与[^。\n]{0,40}联系"
    r"|邮(?:政编码|编)[：:]|(?:电子邮箱|传真)[：:]"
)
_BEFORE_TEXT = regex(r"(?:电话|传真|邮箱|邮件|E-?mail)[为是：:]|地址[为是：:]", re.IGNORECASE)
_STOP = regex(r"[。！？；\n]")

TraceKind = Literal[
    "批注", "修订", "隐藏文字", "作者", "属性", "自定义属性", "书签", "外部链接", "嵌入对象"
]


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What a file holds beside its text: a comment, a tracked change, an author's name."""

    kind: TraceKind
    detail: str  # who, what it says
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of the office's own list that is not to be published."""

    text: str
    level: Level = "warning"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A text about to be published. Without agency or year, rules that need them are silent."""

    paragraphs: tuple[Paragraph, ...]
    agency: str = ""
    year: int | None = None
    traces: tuple[Trace, ...] = ()
    words: tuple[Word, ...] = ()

    @cached_property
    def text(self) -> str:
        """One paragraph a line; all offsets are of this."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def plain(self) -> str:
        """The text with plain digits, letters and signs, at the same offsets."""
        return plain(self.text)

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Each line with its offset; a paragraph may have several."""
        found, at = [], 0
        for line in self.text.split("\n"):
            found.append((at, line))
            at += len(line) + 1
        return tuple(found)

    @cached_property
    def body(self) -> int:
        """Where the first section begins; 0 if the text has none, being a part of a report."""
        match = _FIRST_HEADING.search(self.text)
        return match.start() if match else 0

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for paragraph in self.paragraphs:
            starts.append(at)
            at += len(paragraph.text) + 1
        return starts

    def place(self, offset: int) -> str:
        """The place in the file of the paragraph at `offset`: 第14段, 第2页."""
        return self.paragraphs[bisect_right(self._starts, offset) - 1].place

    def is_contact(self, offset: int) -> bool:
        """Whether the office's own telephone and mail may stand at `offset`: its sentence says
        that it is about them; before the first section a 电话 or 地址 is enough.
        """
        sentence = self.sentence_at(offset)
        return bool(_OFFICE.search(sentence)) or (
            offset < self.body and bool(_BEFORE_TEXT.search(sentence))
        )

    def sentence_at(self, offset: int) -> str:
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place][1]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Each sentence with its offset, without its stop."""
        found, at = [], 0
        for stop in _STOP.finditer(self.plain):
            found.append((at, self.plain[at : stop.start()]))
            at = stop.end()
        return (*found, (at, self.plain[at:]))


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place where a rule has something to say; `level` where it is not the rule's own."""

    start: int
    end: int
    message: str
    suggestion: str = ""
    level: Level | None = None
    place: str = ""  # of what stands in no paragraph
    quote: str = ""


Hits = Iterator[Hit]


@dataclass(frozen=True, kw_only=True)
class ScanRule:
    """One rule. Its id is its theme and its name: 个人-手机号."""

    id: str
    level: Level
    title: str
    source: str
    example: str
    find: Callable[[Manuscript], Iterable[Hit]]


@dataclass(frozen=True, kw_only=True)
class ScanFinding(TextFinding):
    """A problem of a text to be published, with its place in the file and what to do about it.

    `expected` stays empty: the scan knows no number that should stand there.
    """

    place: str = ""
    suggestion: str = ""


def hits(
    pattern: re.Pattern[str], message: str, suggestion: str = ""
) -> Callable[[Manuscript], Hits]:
    """A `find` for what a pattern alone decides; {} in the message is the words found."""

    def find(manuscript: Manuscript) -> Hits:
        for match in pattern.finditer(manuscript.text):
            yield hit(match, message.replace("{}", match[0]), suggestion)

    return find


def hit(
    match: re.Match[str], message: str, suggestion: str = "", level: Level | None = None
) -> Hit:
    return Hit(
        start=match.start(), end=match.end(), message=message, suggestion=suggestion, level=level
    )
