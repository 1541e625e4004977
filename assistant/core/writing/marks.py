"""
Phrase marks: what a model sees and writes instead of numbers and names.

A mark 〔予以公开〕 stands for the whole phrase 予以公开1431件; code, never the model, puts the
phrase back. Marks for bare numbers were tried and put right numbers behind wrong nouns; a forced
order of marks was tried and slipped nouns and marks apart: the order is free.
"""

from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.prose.quantities import find_quantities

OPEN, CLOSE = "〔", "〕"
MARK = regex(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_CLAUSE = regex(r"[^，。；！？\n]*[，。；！？\n]|[^，。；！？\n]+$")


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A mark's name and the words that code writes for it."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PhraseBook:
    """The phrases of one sentence."""

    phrases: tuple[Phrase, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(f"{OPEN}{phrase.name}{CLOSE}" for phrase in self.phrases)

    def put_back(self, masked: str) -> str:
        """`masked` with the words that its marks stand for; a mark that is none of them stays."""
        words = {phrase.name: phrase.text for phrase in self.phrases}
        return MARK.sub(lambda mark: words.get(mark[1], mark[0]), masked)


def note_book(note: str) -> tuple[str, PhraseBook]:
    """A note with a mark for each clause that holds a number, and the phrases of those marks.

    The officer typed it for this year, so its clauses stand as they are, numbers and dates whole.
    """
    phrases: list[Phrase] = []
    masked = ""
    for clause in _CLAUSE.findall(note):
        words = clause.rstrip("，。；！？\n")
        if find_quantities(words):
            phrases.append(Phrase(name=words, text=words))
            clause = f"{OPEN}{words}{CLOSE}{clause[len(words) :]}"
        masked += clause
    return masked, PhraseBook(phrases=tuple(phrases))
