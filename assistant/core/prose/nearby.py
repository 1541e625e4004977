"""The words near a number: its clause, its sentence, the noun that it counts."""

import re

from assistant.core.patterns import regex

_CLAUSE_STOP = regex(r"[，,。；;：:（(）)、！!？?\n】]")
_SENTENCE_STOP = regex(r"[。！？\n]")
_NOISE = regex(
    r"^(?:其中|全年|年内|全市|全区|全县|本年度?|上年度?|今年|去年|\d{4}年度?|我[市区县局委办厅]|共计?|累计"
    r"|另有|含|在|通过|于|一是|二是|三是)+"
)
_TAIL = regex(r"(?:共计?|累计|合计|达到?|约|近|超过?|为|了|有)+$")
_NOT_WORDS = regex(r"[\d０-９〔〕【】\[\]%％]")
_UP_TO = regex(r"[^，。；\d]{0,6}(?:到|至|为)\d")
_LONGEST_NOUN = 18
_LONGEST_SENTENCE = 300  # characters on each side; keeps a text without stops linear


def clause_before(text: str, at: int) -> str:
    """The words of the clause up to `at`."""
    return text[_last_stop(_CLAUSE_STOP, text, at) : at]


def clause_after(text: str, at: int) -> str:
    """The words from `at` to the end of the clause."""
    stop = _CLAUSE_STOP.search(text, at)
    return text[at : stop.start() if stop else len(text)]


def sentence_before(text: str, at: int) -> str:
    """The words of the sentence up to `at`."""
    return text[_last_stop(_SENTENCE_STOP, text, at) : at]


def sentence_around(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence that holds text[start:end], its last stop included, and where it begins."""
    least = max(0, start - _LONGEST_SENTENCE)
    begin = least + _last_stop(_SENTENCE_STOP, text[least:start], start - least)
    stop = _SENTENCE_STOP.search(text, end, end + _LONGEST_SENTENCE)
    return text[begin : stop.end() if stop else end + _LONGEST_SENTENCE], begin


def noun_before(text: str, at: int) -> str:
    """The words right before a number that say what it counts; empty where there are none."""
    before = _TAIL.sub("", _NOISE.sub("", clause_before(text, at).strip()))
    return without_numbers(before[-_LONGEST_NOUN:]) if len(before) > 1 else ""


def noun_around(text: str, start: int, end: int) -> str:
    """The words before a number that say what it counts, or those after it."""
    return noun_before(text, start) or without_numbers(clause_after(text, end)[:_LONGEST_NOUN])


def without_numbers(words: str) -> str:
    """Words fit to stand in a mark: no digit, no bracket."""
    return _NOT_WORDS.sub("", words).strip()


def _last_stop(stop: re.Pattern[str], text: str, at: int) -> int:
    ends = [match.end() for match in stop.finditer(text, 0, at)]
    return ends[-1] if ends else 0


def is_base(text: str, start: int, end: int) -> bool:
    """Whether the number there is what another one started from: 由31%提高到46%."""
    return text[start - 1 : start] in ("由", "从") and bool(_UP_TO.match(text, end))
