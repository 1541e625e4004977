"""
Cut a report into passages: pieces that can be found, read alone and cited word for word.

A passage never crosses a heading and never begins or ends inside a sentence; a long run of text
is cut where a new point begins (一是, 二是, a new paragraph) where that is near enough. Together
the passages of a section hold every character of it but white space between them.

Not covered: tables, which are figures, and the preamble.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.prose.outline import split_parts
from assistant.core.report import Passage, Report, Section

# In characters. 280 is about 200 tokens of the bundled embedding model, which reads 512, and a
# paragraph and a half of a real report; a piece under 90 says too little to be found by.
LONGEST, SHORTEST = 280, 90
HARDEST = 1200  # no sentence is longer: text without any 。 is cut at weaker marks, then anywhere

_STOP = regex(
    r"[。！？!?]+[”’」』）)】》\"']*"
    r"|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff]|\n|$)"  # 安全生产工作.今年: a typing slip for 。
    r"|\n+"
)
_WEAKER_STOPS = (regex(r"[；;]"), regex(r"[，,、\s]"))
_NEW_POINT = regex(r"\s*(?:[一二三四五六七八九十]{1,2}是|首先|其次|再次)")
_NEW_SUBJECT = regex(r"\s*(?:针对|改进|整改|下一步)")  # from the problems to what is done


@dataclass(frozen=True, kw_only=True)
class _Span:
    """A run of a section's text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Text under one path of headings, sentence by sentence."""

    headings: tuple[str, ...]
    sentences: tuple[_Span, ...]


def section_text(section: Section) -> str:
    """The text that the offsets of its passages count in."""
    return "\n".join(section.paragraphs)


def passage_id(report_id: str, section: str, start: int, text: str) -> str:
    """The same text at the same place of the same file gives the same id, on any machine."""
    key = f"{report_id}\x1f{section}\x1f{start}\x1f{text}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def split_report(report: Report, report_id: str) -> tuple[Passage, ...]:
    """The passages of every section in reading order, each once."""
    passages = (
        Passage(
            id=passage_id(report_id, section.kind, span.start, text[span.start : span.end]),
            report=report_id,
            agency=report.agency,
            year=report.year,
            section=section.kind,
            headings=headings,
            text=text[span.start : span.end],
            start=span.start,
            end=span.end,
        )
        for section in report.sections
        for text in [section_text(section)]
        for headings, span in _pieces(section, text)
    )
    return tuple({passage.id: passage for passage in passages}.values())


def _pieces(section: Section, text: str) -> Iterator[tuple[tuple[str, ...], _Span]]:
    """Every passage of a section: its headings and where it stands, without white space."""
    for run in _runs(section, text):
        for span in _join(run.sentences, text):
            trimmed = _trim(span, text)
            if trimmed.length:
                yield run.headings, trimmed


def _runs(section: Section, text: str) -> tuple[_Run, ...]:
    """The section cut at its headings; a heading without text opens what follows it."""
    runs: list[_Run] = []
    path: list[tuple[int, str]] = []
    position, bare_from = 0, None
    for paragraph in section.paragraphs:
        start, position = position, position + len(paragraph) + 1
        part = split_parts((paragraph,))[0]
        sentences = tuple(_sentences(text, start, min(position, len(text))))
        if part.level:
            path = [(level, title) for level, title in path if level < part.level]
            path.append((part.level, part.heading))
        headings = (section.heading, *(title for _, title in path))
        if part.level and not part.paragraphs:
            bare_from = start if bare_from is None else bare_from
        elif part.level or bare_from is not None or not runs:
            opening = () if bare_from is None else (_Span(start=bare_from, end=start),)
            runs.append(_Run(headings=headings, sentences=(*opening, *sentences)))
            bare_from = None
        else:
            last = runs.pop()
            runs.append(_Run(headings=last.headings, sentences=(*last.sentences, *sentences)))
    if bare_from is not None:  # the section ends with headings that nothing follows
        runs.append(_Run(headings=headings, sentences=(_Span(start=bare_from, end=len(text)),)))
    return tuple(runs)


def _sentences(text: str, start: int, end: int) -> Iterator[_Span]:
    """The sentences between two offsets, without gaps; each ends behind its stop."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        yield from _weaker(text, _Span(start=begin, end=stop.end()), _WEAKER_STOPS)
        begin = stop.end()
    if begin < end:
        yield from _weaker(text, _Span(start=begin, end=end), _WEAKER_STOPS)


def _weaker(text: str, span: _Span, stops: tuple[re.Pattern[str], ...]) -> Iterator[_Span]:
    """A run too long to be a sentence, cut at the first kind of stop that helps."""
    if span.length <= HARDEST:
        yield span
    elif not stops:
        for start in range(span.start, span.end, HARDEST):
            yield _Span(start=start, end=min(start + HARDEST, span.end))
    else:
        ends = [stop.end() for stop in stops[0].finditer(text, span.start, span.end)]
        for start, end in zip([span.start, *ends], [*ends, span.end], strict=True):
            yield from _weaker(text, _Span(start=start, end=end), stops[1:])


def _join(sentences: tuple[_Span, ...], text: str) -> list[_Span]:
    """Neighbouring sentences as passages: full ones, cut before a new point where it is near."""
    joined: list[_Span] = []
    for sentence in sentences:
        if joined and not _is_enough(joined[-1], sentence, text):
            joined[-1] = _Span(start=joined[-1].start, end=sentence.end)
        else:
            joined.append(sentence)
    if len(joined) > 1 and joined[-1].length < SHORTEST:
        last = joined.pop()
        joined[-1] = _Span(start=joined[-1].start, end=last.end)
    return joined


def _is_enough(current: _Span, sentence: _Span, text: str) -> bool:
    """Whether the next sentence opens a new passage."""
    if current.length + sentence.length > HARDEST:
        return True
    if current.length < SHORTEST:
        return False
    if text[current.end - 1] == "\n" or _NEW_SUBJECT.match(text, sentence.start):
        return True
    if _NEW_POINT.match(text, sentence.start) and current.length >= LONGEST // 2:
        return True
    return current.length + sentence.length > LONGEST


def _trim(span: _Span, text: str) -> _Span:
    """Without white space at both ends; empty if there is nothing else."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return _Span(start=start, end=max(start, span.start + len(piece.rstrip())))
