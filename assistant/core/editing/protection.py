"""
Protection: what of selected words may be worded anew, and what must come back as it is.

A span is cut into sentences. Of each, the number in front (一是, （二）) and the stop stay; every
number with its noun, date, open mark, and title or quotation with a digit becomes a mark 〔…〕 that
stands for exactly these words. So a model neither sees nor writes a number, and code puts the words
back. Titles and quotations without one are shown; judging.py looks whether they are still there.
A number or open mark of which only a part is selected is not touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.grounding import Basis
from assistant.core.patterns import regex
from assistant.core.prose.nearby import noun_before
from assistant.core.prose.outline import split_parts
from assistant.core.prose.quantities import find_quantities
from assistant.core.writing.marks import CLOSE, MARK, OPEN, Phrase, PhraseBook

_SENTENCE = regex(r"[^。！？!?；;\r\n]*(?:[。！？!?；;]+[”」』’）)]?|\r?\n|\r|$)")
_CN = "一二三四五六七八九十"
_LEAD = regex(
    rf"[ \t\u3000]*(?:[（(](?:[{_CN}]{{1,3}}|\d{{1,2}})[）)]|[{_CN}]{{1,3}}、"
    rf"|\d{{1,2}}[.．、](?!\d)|[{_CN}]是[要：:]?|第[{_CN}]，)?[ \t\u3000]*"
)
_STOP = regex(r"[，、：:,\s。！？!?；;”」』’）)]*$")
_FIXED = regex(
    r"【[^】\n]*】|《[^》\n]*》|“[^”\n]{1,40}”|‘[^’\n]{1,40}’|\"[^\"\n]{1,40}\"|〔[^〕\n]*〕"
)
# Shown as it is, and compared afterwards: names and 三个方面, where a mark is sooner lost.
_VISIBLE = regex(
    r"(?:《[^》\d０-９]{1,20}》|“[^”\d０-９]{1,20}”|[两一二三四五六七八九十]+个?[一-龥]?)$"
)
_CLAUSE_STOP = regex(r"[，,、。；;：:！？!?（）()\r\n]")
_CLAUSE = regex(rf"(?:[^，：{OPEN}]|{OPEN}[^{CLOSE}]*{CLOSE})+[，：]?|[，：]")
_WORDED_CLAUSE = 6  # characters beside its marks that a clause must have to be worded anew
_FREE_RUN = regex(
    rf"(?:(?<=[，：、])|^)[^{OPEN}{CLOSE}，：、]+(?:[，、][^{OPEN}{CLOSE}，、]+)*(?=[，：、]|$)"
)
_SHORTEST_RUN = 8
_LINE = 36  # characters beside the marks
_WHOLE_CLAUSE = 14  # characters; a number's clause that is no longer goes whole into its mark
_LONGEST_NAME = 16
_NAMELESS = "数据"
_NOT_NAME = regex(r"[〔〕【】\[\]《》“”‘’\"\\\s]")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A piece of the text from `start` on: what stays before, what may be worded, what closes it.

    `masked` is the middle with marks; empty where there is nothing to word.
    """

    start: int
    lead: str
    masked: str
    stop: str
    book: PhraseBook

    @property
    def text(self) -> str:
        """As it stands in the text."""
        return self.written(self.masked)

    def written(self, masked: str) -> str:
        """The sentence with other words between its lead and its stop."""
        return self.lead + self.book.put_back(masked) + self.stop


def clause_groups(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence as runs of clauses of about a line each, which together are all of it.

    Small models put a line otherwise and give a long sentence back as it is.
    """
    groups: list[str] = [""]
    for clause in _CLAUSE.findall(sentence.masked):
        if groups[-1] and len(MARK.sub("", groups[-1] + clause)) > _LINE:
            groups.append("")
        groups[-1] += clause
    spans, at = [], 0
    for group in groups:
        spans.append((at, at + len(group.rstrip("，、：；"))))
        at += len(group)
    parts = [_part(sentence, *span) for span in spans]
    ends = [*(span[0] for span in spans[1:]), len(sentence.masked)]
    return tuple(
        replace(
            part,
            lead=sentence.lead if number == 0 else "",
            stop=sentence.masked[span[1] : end] + (sentence.stop if end == ends[-1] else ""),
        )
        for number, (part, span, end) in enumerate(zip(parts, spans, ends, strict=True))
    )


def inner_part(sentence: Sentence) -> Sentence:
    """The sentence without the clauses at its ends that are next to nothing but marks.

    2026年，我局新收申请62件，均依法答复: only the last clause has words to be put otherwise.
    """
    clauses = [match.span() for match in _CLAUSE.finditer(sentence.masked)]
    worded = [
        span
        for span in clauses
        if not _has_mark(sentence.masked[slice(*span)])
        or len(MARK.sub("", sentence.masked[slice(*span)]).strip("，、：")) >= _WORDED_CLAUSE
    ]
    if not worded:
        return sentence
    end = worded[-1][1]
    while sentence.masked[end - 1] in "，、：":
        end -= 1
    return _part(sentence, worded[0][0], end)


def free_part(sentence: Sentence) -> Sentence | None:
    """The longest run of clauses without marks, as a sentence of its own; None if none is long."""
    runs = [match.span() for match in _FREE_RUN.finditer(sentence.masked)]
    longest = max(runs, key=lambda span: span[1] - span[0], default=(0, 0))
    if longest[1] - longest[0] < _SHORTEST_RUN or not sentence.book.phrases:
        return None
    return _part(sentence, *longest)


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    """What of the masked words stands between two places, the rest of it fixed."""
    before, masked, after = (
        sentence.masked[:start],
        sentence.masked[start:end],
        sentence.masked[end:],
    )
    names = set(MARK.findall(masked))
    phrases = tuple(one for one in sentence.book.phrases if one.name in names)
    return Sentence(
        start=sentence.start,
        lead=sentence.lead + sentence.book.put_back(before),
        masked=masked,
        stop=sentence.book.put_back(after) + sentence.stop,
        book=PhraseBook(phrases=phrases),
    )


def _has_mark(masked: str) -> bool:
    return bool(MARK.search(masked))


def protect(text: str, start: int, end: int, basis: Basis | None = None) -> tuple[Sentence, ...]:
    """The sentences of the span from `start` to `end`, together the span but for cut numbers.

    `basis` tells the nouns of its numbers; without it they are those right before them.
    """
    if basis is None:
        bindings = bind(text, (), year=0)
    else:
        bindings = bind(text, basis.facts, year=basis.figures.year, names=basis.names)
    fixed = _merged([*_phrases(text, bindings), *(one.span() for one in _FIXED.finditer(text))])
    start, end = _whole(fixed, start, end)
    return tuple(_sentence(text, a, b, fixed) for a, b in _cut(text, start, end, fixed))


def _phrases(text: str, bindings: Sequence[Binding]) -> Iterator[tuple[int, int]]:
    """Where each number stands with its noun."""
    for one in bindings:
        quantity = one.quantity
        if quantity.exempt:
            yield quantity.start, quantity.end
            continue
        stops = [m.end() for m in _CLAUSE_STOP.finditer(text, 0, quantity.start)]
        begin = stops[-1] if stops else 0
        stop = _CLAUSE_STOP.search(text, quantity.end)
        close = stop.start() if stop else len(text)
        if close - begin <= _WHOLE_CLAUSE:
            yield begin, close
            continue
        noun = noun_before(text, quantity.start)
        named = one.noun[0] if one.noun and begin <= one.noun[0] else quantity.start
        worded = text.rfind(noun, begin, quantity.start) if noun else -1
        yield min(named, worded if worded >= 0 else quantity.start), quantity.end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _whole(fixed: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span without what it holds only a part of."""
    for a, b in fixed:
        if a < start < b:
            start = min(b, end)
        if a < end < b:
            end = max(a, start)
    return start, end


def _cut(
    text: str, start: int, end: int, fixed: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The span sentence by sentence; a stop inside something fixed ends none."""
    begin = start
    for match in _SENTENCE.finditer(text, start, end):
        at = match.end()
        if at > begin and not any(a < at < b for a, b in fixed):
            yield begin, at
            begin = at
    if begin < end:
        yield begin, end


def _sentence(text: str, start: int, end: int, fixed: Sequence[tuple[int, int]]) -> Sentence:
    words = text[start:end]
    lead = _lead(text, start, words)
    stop = _STOP.search(words, len(lead))
    close = end - len(stop[0] if stop else "")
    begin = start + len(lead)
    inside = [
        (max(a, begin), min(b, close))
        for a, b in fixed
        if a < close and b > begin and not _VISIBLE.match(text[a:b])
    ]
    masked, at = "", begin
    phrases: dict[str, Phrase] = {}
    for a, b in inside:
        name = _free_name(_name(text[a:b]), phrases)
        phrases[name] = Phrase(name=name, text=text[a:b])
        masked += f"{text[at:a]}{OPEN}{name}{CLOSE}"
        at = b
    return Sentence(
        start=start,
        lead=lead,
        masked=masked + text[at:close],
        stop=text[close:end],
        book=PhraseBook(phrases=tuple(phrases.values())),
    )


def _lead(text: str, start: int, words: str) -> str:
    """The number or the heading with which a sentence begins; a whole line that is a heading."""
    if start == 0 or text[start - 1] in "\r\n":
        part = split_parts((words.rstrip("\r\n"),))[0]
        if part.level and not part.inline:
            return words.rstrip("\r\n")
        if part.level:
            return words[: words.index("。") + 1]
    match = _LEAD.match(words)
    return match[0] if match else ""


def _name(words: str) -> str:
    """The words as the name of their mark, without their statistics."""
    bare = words
    for one in reversed(find_quantities(words)):
        if not one.exempt:
            bare = bare[: one.start] + bare[one.end :]
    name = _NOT_NAME.sub("", bare)[-_LONGEST_NAME:]
    return name if len(name) > 1 or bare == words else _NAMELESS


def _free_name(name: str, taken: dict[str, Phrase]) -> str:
    """The name, told apart from others by 乙丙丁…"""
    names = (name, *(f"{name}{letter}" for letter in "乙丙丁戊己庚辛壬癸"))
    numbered = (f"{name}{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (*names, *numbered) if one not in taken)
