"""
Answers to open marks: what a mark asks for or is about, and the text once a person has answered.

    网站访问量【待补充】人次             the words or the number that belong there
    均按时答复【待核实】，               whether the clauses before it are so
    ……。【待核实：以上是上年的问题】     whether the sentence before it is so
    【待核实：上年写“……”，本年情况？】   a sentence on something that only last year's report tells

Knows: texts and marks. Does not know: figures (a number typed here needs a source, which the
caller gives it), drafts, who answers.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import DOUBT, OPEN_MARK
from assistant.core.prose.quantities import Quantity, find_quantities
from assistant.core.writing.asking import asked_noun
from assistant.core.writing.doubts import doubted_from

Wanted = Literal["words", "clause", "sentence", "event"]
Decision = Literal["填入", "属实", "改写", "删去"]
ALLOWED: dict[Wanted, tuple[Decision, ...]] = {
    "words": ("填入", "删去"),
    "clause": ("属实", "改写", "删去"),
    "sentence": ("属实", "改写", "删去"),
    "event": ("改写", "删去"),
}
_INSIDE = regex(r"【待(补充|核实)[：:]?(.*)】")
_UNIT = regex(r"（([^（）]{1,6})）$")
_EVENT = regex(r"^(?:上年|20\d\d年)(?:报告)?(?:写|提出)“")
_ENDS = "。！？"
_PAUSES = "，；、："
_LONGEST = 500  # characters of an answer
_NUMBER_ALONE = regex(r"[\d,，.．]+")
_CLAUSE = regex(r"[，。；：！？、\n]")
_PAUSE = regex("[，；]")
# A clause that says something of the clause before it: without that one it would say it of another.
_LEANS = regex("其中|比|较|同比|环比|占|分别|平均|增|减|升|降|提高|上升|下降|均|都|全部|主要")
_CLOSED = (("（", "）"), ("“", "”"), ("《", "》"))


@dataclass(frozen=True, kw_only=True)
class OpenMark:
    """A mark from `start` to `end` of a text.

    `about` is where the words begin that it is about; the mark's own start if it is about none.
    `unit` is of the number that is asked for; in the text it stands behind the mark or not at all.
    """

    start: int
    end: int
    text: str
    asks: str
    unit: str
    has_unit_behind: bool
    wanted: Wanted
    about: int


@dataclass(frozen=True, kw_only=True)
class Answered:
    """Another text, and from where to where it has what a person typed."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def open_marks(text: str) -> tuple[OpenMark, ...]:
    """Every open mark of a text, in reading order."""
    return tuple(_read(text, match) for match in OPEN_MARK.finditer(text))


def find_mark(text: str, quote: str, start: int) -> OpenMark:
    """The mark that says `quote` and stands at `start`; NotAllowed if there is none."""
    found = next((one for one in open_marks(text) if (one.text, one.start) == (quote, start)), None)
    if found is None:
        raise NotAllowed("这一处已经改变；请看最新的核对结果")
    return found


def answered(text: str, mark: OpenMark, decision: Decision, words: str) -> Answered:
    """The text after an answer; NotAllowed if the mark takes no such answer, or words lack."""
    if decision not in ALLOWED[mark.wanted]:
        raise NotAllowed(f"{mark.text}不能答复“{decision}”")
    typed = _typed(words) if decision in ("填入", "改写") else ""
    if decision == "填入":
        return _put(text, mark.start, mark.end, _fitted(typed, mark))
    if decision == "改写":
        whole = mark.wanted != "clause"
        typed = f"{typed.rstrip(_ENDS)}。" if whole else typed.rstrip(_ENDS + _PAUSES)
        return _put(text, mark.about, mark.end, typed)
    if decision == "属实":
        return Answered(
            text=text[: mark.start] + text[mark.end :], start=mark.start, end=mark.start
        )
    return _without(text, *_doomed(text, mark))


def left_out(text: str, mark: OpenMark) -> str:
    """The words that go if the mark is answered by leaving it out."""
    start, end = _doomed(text, mark)
    return text[start:end].strip()


def typed_numbers(done: Answered) -> tuple[Quantity, ...]:
    """The numbers of the text that were typed, or of which a part was, and that need a source."""
    return tuple(
        one
        for one in find_quantities(done.text)
        if not one.exempt and one.start < done.end and done.start < one.end
    )


def clause_around(done: Answered) -> str:
    """The clause that now has the typed words, without marks: how a note would say it."""
    starts = [match.end() for match in _CLAUSE.finditer(done.text, 0, done.start)]
    stop = _CLAUSE.search(done.text, max(done.start, done.end - 1))
    clause = done.text[starts[-1] if starts else 0 : stop.start() if stop else len(done.text)]
    return OPEN_MARK.sub("", clause).strip()


def _read(text: str, match: re.Match[str]) -> OpenMark:
    inside = _INSIDE.fullmatch(match[0])
    kind, said = (inside[1], inside[2]) if inside else ("核实", "")
    unit = _UNIT.search(said) if kind == "补充" else None
    behind = _unit_behind(text, match.end()) if kind == "补充" and not said else ""
    wanted: Wanted = "words"
    if kind == "核实":
        wanted = "event" if _EVENT.match(said) else "sentence"
        wanted = "clause" if match[0] == DOUBT else wanted
    about = _about(text, match.start(), wanted)
    asks = said[: unit.start()] if unit else said
    if not asks:
        words = text[about : match.start()]
        asks = words if wanted == "clause" else _noun(text, match, behind)
    return OpenMark(
        start=match.start(),
        end=match.end(),
        text=match[0],
        asks=asks,
        unit=unit[1] if unit else behind,
        has_unit_behind=bool(behind),
        wanted=wanted,
        about=about,
    )


def _unit_behind(text: str, at: int) -> str:
    """The unit that stands behind a mark: it is read as a number's would be."""
    found = find_quantities("1" + text[at : at + 8])
    return found[0].text[1:] if found and found[0].start == 0 else ""


def _noun(text: str, match: re.Match[str], unit: str) -> str:
    """What the number counts that belongs in a mark without words."""
    before = OPEN_MARK.sub("0", text[: match.start()])
    after = OPEN_MARK.sub("0", text[match.end() :])
    start = len(before)
    return asked_noun(f"{before}0{after}", start, start + 1 + len(unit))


def _about(text: str, start: int, wanted: Wanted) -> int:
    """Where the words begin that a mark at `start` is about."""
    if wanted in ("words", "event"):
        return start
    last = len(text[:start].rstrip(_ENDS)) if wanted == "sentence" else start
    begin = _sentence_start(text, last)
    return begin + doubted_from(text[begin:start]) if wanted == "clause" else begin


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence before `at` begins, behind the questions about what stands before it."""
    plain = OPEN_MARK.sub(lambda mark: "＊" * len(mark[0]), text)
    begin = max(plain.rfind(stop, 0, at) for stop in f"{_ENDS}\n") + 1
    while (other := OPEN_MARK.match(text, begin)) and other.end() <= at:
        begin = other.end()
    return begin


def _doomed(text: str, mark: OpenMark) -> tuple[int, int]:
    """What goes with a mark that is answered by leaving it out."""
    if mark.wanted != "words":
        return mark.about, mark.end
    ends = [at for stop in f"{_ENDS}\n" if (at := text.find(stop, mark.end)) >= 0]
    start, end = _sentence_start(text, mark.start), min(ends, default=len(text))
    return _own_clause(text, mark, start, end) or (start, end)


def _own_clause(text: str, mark: OpenMark, start: int, end: int) -> tuple[int, int] | None:
    """The mark's clause of the sentence from `start` to `end`, where the rest stands without it:
    the clause before has a number of its own, and the one behind does not lean on it.
    """
    pauses = [match.start() for match in _PAUSE.finditer(text, start, end)]
    before = [at for at in pauses if at < mark.start]
    behind = [at for at in pauses if at >= mark.end]
    if not before:
        return None
    begin, stop = before[-1] + 1, behind[0] if behind else end
    earlier = text[before[-2] + 1 if len(before) > 1 else start : before[-1]]
    has_number = any(not one.exempt for one in find_quantities(earlier))
    leans = bool(behind) and (text[begin - 1] != text[stop] or _LEANS.match(text, stop + 1))
    clause = text[begin:stop]
    is_closed = all(clause.count(left) == clause.count(right) for left, right in _CLOSED)
    return (begin, stop) if has_number and is_closed and not leans else None


def _typed(words: str) -> str:
    plain = words.strip()
    if not plain:
        raise NotAllowed("没有写内容；请写好再答复，或删去这句话")
    if len(plain) > _LONGEST or re.search(r"[\n【】]", plain):
        raise NotAllowed(f"请写成一行，{_LONGEST}字以内，不带【】")
    return plain


def _fitted(words: str, mark: OpenMark) -> str:
    """What was typed with its unit once, whether or not the text has it already."""
    if mark.has_unit_behind:
        return words.removesuffix(mark.unit).strip() or words
    return words + mark.unit if _NUMBER_ALONE.fullmatch(words) else words


def _put(text: str, start: int, end: int, words: str) -> Answered:
    return Answered(text=text[:start] + words + text[end:], start=start, end=start + len(words))


def _without(text: str, start: int, end: int) -> Answered:
    """The text without a span, its punctuation closed up, and without a line left empty."""
    before, after = text[:start], text[end:]
    if not before or before[-1] in f"{_ENDS}\n】":
        after = after[1:] if after[:1] in tuple(_ENDS + _PAUSES) else after
    elif after[:1] in ("", "\n", *_ENDS, *_PAUSES):
        before = before.rstrip(_PAUSES)
    if before.endswith("\n") and after.startswith("\n"):
        after = after[1:]
    elif not before:
        after = after.removeprefix("\n")
    elif not after:
        before = before.removesuffix("\n")
    return Answered(text=before + after, start=len(before), end=len(before))
