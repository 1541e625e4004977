"""
Phrase marks: what a model writes instead of numbers.

A mark 〔予以公开〕 stands for the whole phrase 予以公开1431件. The phrases of a paragraph come from
the office's own wording of last year and from this year's facts; code, never the model, turns a
mark into its phrase. Marks for bare numbers were tried and put right numbers behind wrong nouns;
a forced order of marks was tried and slipped nouns and marks apart: the order is free.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.core.evidence.facts import Fact
from assistant.core.evidence.listed import fact_at
from assistant.core.prose.quantities import find_quantities
from assistant.core.writing.brief import Brief
from assistant.core.writing.filling import fill
from assistant.core.writing.slots import (
    AbsentSlot,
    ChangeSlot,
    FactSlot,
    Segment,
    Slot,
    UnknownSlot,
    YearSlot,
    slot_key,
)

OPEN, CLOSE = "〔", "〕"
MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_CLAUSE = re.compile(r"[^，。；！？\n]*[，。；！？\n]|[^，。；！？\n]+$")
_LONGEST_NAME = 16
_NOT_NAME = re.compile(
    r"[\d０-９%％〔〕【】\[\]（）()，。；：、\s]|(?:共计?|累计|合计|约|达|为|了)$"
)


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A mark's name and the words that code writes for it."""

    name: str
    text: str
    key: str  # of the fact that it states; empty for a year or an open mark
    noun: str = ""  # the words before the number, not to be said twice


@dataclass(frozen=True, kw_only=True)
class PhraseBook:
    """The phrases of one paragraph."""

    phrases: tuple[Phrase, ...]
    names: Mapping[Slot, str]  # the mark of each slot of the paragraph's own exemplar

    def masked(self, sentences: Iterable[Sequence[Segment]]) -> str:
        """Sentences for a prompt: every slot a mark that can be filled.

        A sentence with a slot that none of our phrases fills is left out: a prompt shows no hole.
        """
        written = [self._written(sentence) for sentence in sentences]
        return "".join("".join(filter(None, pieces)) for pieces in written if None not in pieces)

    def _written(self, sentence: Sequence[Segment]) -> list[str | None]:
        pieces: list[str | None] = []
        for before, segment in zip((None, *sentence), sentence, strict=False):
            if not isinstance(segment, str):
                pieces.append(self._mark(segment))
            else:  # the mark of a year takes its 年 along
                pieces.append(
                    segment.removeprefix("年") if isinstance(before, YearSlot) else segment
                )
        return pieces

    def _mark(self, slot: Slot) -> str | None:
        name = self.names.get(slot)
        if name is None and slot_key(slot):
            name = next((p.name for p in self.phrases if p.key and p.key == slot_key(slot)), None)
        return f"{OPEN}{name}{CLOSE}" if name else None

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(f"{OPEN}{phrase.name}{CLOSE}" for phrase in self.phrases)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Names of marks in `text` that are none of ours."""
        known = {phrase.name for phrase in self.phrases}
        return tuple(name for name in MARK.findall(text) if name not in known)

    def stated(self, text: str) -> frozenset[str]:
        """Keys of the facts whose marks stand in `text`."""
        written = set(MARK.findall(text))
        return frozenset(p.key for p in self.phrases if p.key and p.name in written)

    def fill(self, text: str) -> str:
        """`text` with phrases for marks; a noun that the sentence has just said is not repeated.

        A mark that is not ours is left out, and so is a clause that only repeats a mark.
        """
        by_name = {phrase.name: phrase for phrase in self.phrases}
        written = ""
        said: set[str] = set()
        for clause in _CLAUSE.findall(text):
            names = MARK.findall(clause)
            if names and said.issuperset(names):
                written = _joined(written, clause[-1])
                continue
            at = 0
            for match in MARK.finditer(clause):
                written += clause[at : match.start()]
                at = match.end()
                phrase = by_name.get(match[1])
                if phrase is not None and match[1] not in said:
                    written += _without_said(phrase, written)
                    said.update((match[1],) if phrase.key else ())
            written += clause[at:]
        return written


def _joined(written: str, stop: str) -> str:
    """`written`, closed by `stop` if a clause left out after it closed the sentence."""
    return written[:-1] + stop if stop in "。！？；" and written.endswith(("，", "、")) else written


def phrase_book(sentences: Iterable[Sequence[Segment]], brief: Brief) -> PhraseBook:
    """The phrases of an exemplar's `sentences`, and this year's.

    What the paragraph must state beyond them is not offered: small models then write half of it.
    """
    year = f"{brief.year}年"
    phrases: dict[str, Phrase] = {year: Phrase(name=year, text=year, key="", noun=year)}
    names: dict[Slot, str] = {}
    for sentence in sentences:
        for slot in sentence:
            if isinstance(slot, str):
                continue
            phrase = _phrase(slot, brief)
            if phrase is None:
                continue
            same = phrases.get(phrase.name)
            if same is not None and same.key != phrase.key:
                phrase = replace(phrase, name=_free_name(phrase.name, phrases))
            names[slot] = phrase.name
            phrases.setdefault(phrase.name, phrase)
    return PhraseBook(phrases=tuple(phrases.values()), names=names)


def note_book(note: str) -> tuple[str, PhraseBook]:
    """A note with a mark for each clause that holds a number, and the phrases of those marks.

    The officer typed it for this year, so its clauses stand as they are, numbers and dates whole.
    """
    clauses = _CLAUSE.findall(note)
    phrases: list[Phrase] = []
    masked = ""
    for clause in clauses:
        words = clause.rstrip("，。；！？\n")
        if find_quantities(words):
            phrases.append(Phrase(name=words, text=words, key=words))
            clause = f"{OPEN}{words}{CLOSE}{clause[len(words) :]}"
        masked += clause
    return masked, PhraseBook(phrases=tuple(phrases), names={})


def _phrase(slot: Slot, brief: Brief) -> Phrase | None:
    """The phrase of a slot with this year's value; None for a date, which nobody can know."""
    filled = fill((slot,), brief.known, year=brief.year)
    key = next(iter(filled.used), "")
    match slot:
        case YearSlot():
            year = f"{filled.text}年"
            return Phrase(name=year, text=year, key="", noun=year)
        case FactSlot(noun=noun) | UnknownSlot(noun=noun) if key:
            fact = _fact(key, brief)
            if isinstance(slot, FactSlot) and noun:
                return Phrase(name=_clean(noun), text=filled.text, key=key, noun=noun)
            text = fact.label + filled.text
            return Phrase(name=_clean(fact.label), text=text, key=key, noun=fact.label)
        case ChangeSlot() if key:
            return Phrase(name="与上年比较", text=filled.text, key=key)
        case AbsentSlot() if key:
            return Phrase(name=_clean(_fact(key, brief).label), text=filled.text, key=key)
        case UnknownSlot(noun=noun):
            return Phrase(name=f"缺{_clean(noun)}", text=filled.text, key="")
        case _:
            return None


def _fact(key: str, brief: Brief) -> Fact:
    fact = fact_at(key, brief.known)
    assert fact is not None, key  # it was just written
    return fact


def _free_name(name: str, taken: Container[str]) -> str:
    """The name, told apart from others by 甲乙丙: 结果维持 of a review and of a lawsuit."""
    return next(
        f"{name}{letter}" for letter in "乙丙丁戊己庚辛壬癸" if f"{name}{letter}" not in taken
    )


def _clean(words: str) -> str:
    """Words as a mark's name: short, no digit, no bracket, no punctuation."""
    plain = _NOT_NAME.sub("", words)
    return plain[-_LONGEST_NAME:] or "数据"


def _without_said(phrase: Phrase, before: str) -> str:
    """The phrase's words without the part of its noun that the text before has just said."""
    for length in range(len(phrase.noun), 1, -1):
        if before.endswith(phrase.noun[:length]):
            return phrase.text[length:]
    return phrase.text
