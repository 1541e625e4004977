"""
Pieces: a paragraph as its sentences, each with its origin.

What a writer puts together and a person signs. Does not know: how a sentence is found or worded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.core.origins import Origin
from assistant.core.report import Citation
from assistant.core.writing.brief import Exemplar
from assistant.core.writing.sentences import Plain
from assistant.core.writing.slots import Segment, split_sentences, split_text

QUESTION = Origin(kind="question")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A sentence of a paragraph with its origin, or a question to a person."""

    text: str
    origin: Origin


def joined(pieces: Iterable[Piece]) -> str:
    """The text of the pieces."""
    return "".join(piece.text for piece in pieces)


def as_sentence(note: str) -> str:
    """A note of the officer, closed like a sentence."""
    plain = note.strip()
    return plain if plain.endswith(("。", "！", "？")) else plain.rstrip("；;，,.") + "。"


def noted(notes: tuple[str, ...]) -> list[Piece]:
    return [Piece(text=as_sentence(note), origin=Origin(kind="note", note=note)) for note in notes]


def plain_pieces(plain: tuple[Plain, ...]) -> list[Piece]:
    return [Piece(text=one.text, origin=Origin(kind="figures", facts=one.keys)) for one in plain]


def cited(exemplar: Exemplar) -> Iterator[tuple[tuple[Segment, ...], Citation]]:
    """Each masked sentence with the citation of itself, verbatim; of the paragraph if unclear."""
    sentences = list(split_sentences(exemplar.masked.segments))
    quotes = split_text(exemplar.citation.quote)
    whole = exemplar.citation
    if len(quotes) != len(sentences):
        yield from ((sentence, whole) for sentence in sentences)
        return
    for sentence, quote in zip(sentences, quotes, strict=True):
        yield sentence, replace(whole, quote=quote.strip())
