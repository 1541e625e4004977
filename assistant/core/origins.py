"""
Origins: where each sentence of a draft comes from, and how the draft was made.

A sentence is a person's to sign, so it says what it rests on: this year's figures, a note of the
officer, a sentence of a past report (verbatim, with its report), or nobody yet (a question).

Knows: sentences and their sources. Does not know: writers, models, storage.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from assistant.core.patterns import regex
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.report import Citation

_NUMBER = r"\d+(?:[.,，．]\d+)*"
_ANSWER = r"[^。！？\n【】]{0,80}?"
_OPEN = regex(f"{OPEN_MARK.pattern}|{_NUMBER}")
_FEWEST = 8  # characters besides; of fewer, another sentence may have the same by chance
OriginKind = Literal["figures", "note", "past", "peer", "question"]
ORIGIN_NAMES: dict[OriginKind, str] = {
    "figures": "本年数据",
    "note": "工作要点",
    "past": "上年文字",
    "peer": "其他机关的写法",
    "question": "待答复",
}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a sentence rests on."""

    kind: OriginKind
    facts: tuple[str, ...] = ()  # keys of this year's facts that it states
    note: str = ""  # the officer's bullet, as typed
    citation: Citation | None = None  # the past sentence, verbatim
    model: str = ""  # the chat model that worded it; empty: code
    says_more: bool = False  # than its facts: words that only the past report vouches for


@dataclass(frozen=True, kw_only=True)
class SentenceOrigin:
    """A sentence of a section's text, from `start` to `end`, and what it rests on."""

    start: int
    end: int
    text: str
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """How a section was made: enough to make it again."""

    writer: str  # carry, model
    settings: Mapping[str, Any] = field(default_factory=dict)  # model, prompts, tone, seed …
    passages: tuple[str, ...] = ()  # report, year and section of what it was worded after
    seconds: float = 0.0


def place_origins(text: str, sentences: Sequence[tuple[str, Origin]]) -> tuple[SentenceOrigin, ...]:
    """Each sentence where it stands in `text`, in order; one that does not is left out."""
    placed: list[SentenceOrigin] = []
    at = 0
    for written, origin in sentences:
        words = written.strip()
        start = text.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            placed.append(SentenceOrigin(start=start, end=at, text=words, origin=origin))
    return tuple(placed)


def still_there(text: str, origins: Sequence[SentenceOrigin]) -> tuple[SentenceOrigin, ...]:
    """The origins of the sentences that an edited text still has, where they stand.

    A sentence that a person changed is that person's; one of a past report with another number, or
    with an answer where it had a question, still has its other words from that report.
    """
    found: list[SentenceOrigin] = []
    at = 0
    for one in origins:
        start = text.find(one.text, at)
        span = (start, start + len(one.text)) if start >= 0 else None
        if span is None and one.origin.citation is not None:
            span = _with_numbers(one.text, text, at)
        if span is not None:
            start, at = span
            found.append(replace(one, start=start, end=at, text=text[start:at]))
    return tuple(found)


def _with_numbers(sentence: str, text: str, at: int) -> tuple[int, int] | None:
    """Where the sentence stands behind `at` with other numbers, or answers to its questions."""
    words = _OPEN.sub("", sentence)
    if words == sentence or len(words) < _FEWEST:
        return None
    pattern, last = "", 0
    for one in _OPEN.finditer(sentence):
        pattern += re.escape(sentence[last : one.start()])
        pattern += _NUMBER if one[0][0] != "【" else _ANSWER
        last = one.end()
    match = re.compile(pattern + re.escape(sentence[last:])).search(text, at)
    return match.span() if match else None


def origin_to_json(one: SentenceOrigin) -> dict[str, Any]:
    """A plain object, without what is empty."""
    content = asdict(one)
    origin = content.pop("origin")
    return content | {key: value for key, value in origin.items() if value}


def origin_from_json(content: Mapping[str, Any]) -> SentenceOrigin:
    citation = content.get("citation")
    return SentenceOrigin(
        start=content["start"],
        end=content["end"],
        text=content["text"],
        origin=Origin(
            kind=content["kind"],
            facts=tuple(content.get("facts", ())),
            note=content.get("note", ""),
            citation=Citation(**citation) if citation else None,
            model=content.get("model", ""),
            says_more=content.get("says_more", False),
        ),
    )


def record_to_json(record: RunRecord) -> dict[str, Any]:
    return {
        "writer": record.writer,
        "settings": dict(record.settings),
        "passages": list(record.passages),
        "seconds": record.seconds,
    }


def record_from_json(content: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        writer=content["writer"],
        settings=content["settings"],
        passages=tuple(content["passages"]),
        seconds=content["seconds"],
    )
