"""
The model writer: a LangChain chain that words one sentence or one note at a time.

    sentence without numbers + its marks ─ prompt ─ chat model (grammar) ─ marks ─ phrases ─ text

The model never sees a number of last year and cannot write one: where the endpoint takes a
grammar by construction, elsewhere because code checks. Code makes the plan: which sentences in
what order, what each must state. A wording is used only if it keeps every mark of its sentence,
once, and most of its words; else the model is asked once more, then the sentence stays as carried
forward. Tried on real reports: asked for a whole paragraph, small models drop facts, repeat marks
and take over what other passages claim.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableSerializable

from assistant.core.prose.likeness import share_found
from assistant.core.writing import carry
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.grammar import sentence_grammar
from assistant.core.writing.marks import MARK, PhraseBook, note_book, phrase_book
from assistant.core.writing.options import Length, Tone, WritingOptions
from assistant.core.writing.pieces import Piece, as_sentence
from assistant.models.chat import ChatConnection
from assistant.prompts import Prompt, load_prompt

# It ends with the model: a parser behind it would be drained when the stream is closed, and the
# model would decode to the end (26 s measured) instead of stopping at once.
Chain = RunnableSerializable[dict[str, str], AIMessage]
_TONES: dict[Tone, str] = {
    "稳妥": "用语庄重平实。",
    "简明": "用语简短，删去可有可无的修饰。",
    "详实": "写清做法，但不增加新的事情。",
}
_LENGTHS: dict[Length, str] = {
    "短": "比原句短。",
    "中": "与原句长短相近。",
    "长": "可比原句略长。",
}
_TEMPERATURE = 0.4  # 0 gives the sentence back word for word; above 0.6 the 1.5B model wanders
_KEPT_AT_LEAST = 0.4  # of the sentence's pairs of characters; below, it says something else
_NEW_AT_MOST = 0.6  # of the wording's pairs; above, it claims what nobody said
_ATTEMPTS = 2
_STOP = re.compile(r"[。！？]")
_SHORTEST = 12  # characters without marks; a shorter sentence has nothing to reword


class ModelWriter:
    """Writes a planned paragraph with the chat model, sentence by sentence."""

    name = "model"

    def __init__(self, chat: ChatConnection, options: WritingOptions | None = None) -> None:
        self._chat = chat
        self._options = options or WritingOptions()
        self._sentence = load_prompt("sentence")
        self._note = load_prompt("note")

    @property
    def settings(self) -> Mapping[str, object]:
        return {
            "model": self._chat.name,
            "prompts": [self._sentence.id, self._note.id],
            "temperature": _TEMPERATURE,
            **asdict(self._options),
        }

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        """The paragraph's sentences so far, again and again, the last time all; no heading.

        Closing the iterator closes the model's stream. Raises ModelError if the model is missing,
        down or too slow.
        """
        told = carry.pieces(paragraph, brief)
        if brief.section == "problems":
            # Questions to a person or the officer's own notes, which code pairs and numbers.
            yield told
            return
        if self._options.length == "短":
            told = carry.shortened(told)
        done: tuple[Piece, ...] = ()
        for piece in told:
            written = piece
            for wording in self._worded(piece, brief):
                written = replace(
                    piece, text=wording, origin=replace(piece.origin, model=self._chat.name)
                )
                yield (*done, written)
            done = (*done, piece if written.text == piece.text else written)
        yield done

    def _worded(self, piece: Piece, brief: Brief) -> Iterator[str]:
        """The piece in the model's words, growing; nothing, or the piece's own words at the end,
        where there is nothing to word or the model's words cannot be used.
        """
        if piece.is_free:
            yield from self._reworded(piece, brief)
        elif piece.origin.kind == "note":
            yield self._noted(piece.origin.note)

    def _reworded(self, piece: Piece, brief: Brief) -> Iterator[str]:
        """The sentence in new words, growing; as carried forward if the model's cannot be used."""
        book = phrase_book((piece.sentence,), brief)
        source = book.masked((piece.sentence,))
        attempts = range(_ATTEMPTS) if len(MARK.sub("", source)) >= _SHORTEST else ()
        for attempt in attempts:
            chain = self._chain(self._sentence, book.marks, tokens=_budget(source), again=attempt)
            written = ""
            for token in chain.stream({"sentence": source, "manner": self._manner}):
                written += token.text
                yield book.fill(written)
            written = _whole(written)
            if _is_usable(written, source, book):
                yield book.fill(written)
                return
        yield piece.text

    def _noted(self, note: str) -> str:
        """One note as one sentence; the note itself if the model drops or repeats a mark."""
        masked, book = note_book(note)
        if len(MARK.sub("", masked)) < _SHORTEST:
            return as_sentence(note)  # numbers with their nouns: nothing to word
        chain = self._chain(self._note, book.marks, tokens=_budget(masked))
        written = _whole(chain.invoke({"note": masked}).text)
        return book.fill(written) if _is_usable(written, masked, book) else as_sentence(note)

    @property
    def _manner(self) -> str:
        return _TONES[self._options.tone] + _LENGTHS[self._options.length]

    def _chain(self, prompt: Prompt, marks: Sequence[str], *, tokens: int, again: int = 0) -> Chain:
        model = self._chat.chat_model(
            temperature=_TEMPERATURE,
            seed=self._options.seed + again,
            max_tokens=tokens,
            extra_body=self._chat.grammar_body(sentence_grammar(marks)),
        )
        return prompt.template | model


def _is_usable(written: str, source: str, book: PhraseBook) -> bool:
    """Whether a wording keeps each mark once and says neither less nor more than its source."""
    if sorted(MARK.findall(written)) != sorted(MARK.findall(source)):
        return False
    if re.search(r"[〔〕]", MARK.sub("", written)) or book.unknown(written):
        return False
    plain, told = MARK.sub("", written), MARK.sub("", source)
    return (
        share_found(told, plain) >= _KEPT_AT_LEAST and share_found(plain, told) >= 1 - _NEW_AT_MOST
    )


def _whole(written: str) -> str:
    """What was written up to the end of its first sentence, closed."""
    plain = written.strip()
    end = _STOP.search(plain)
    return plain[: end.end()] if end else plain.rstrip("，、；：,;: ") + "。"


def _budget(source: str) -> int:
    """Tokens for a sentence half as long again as its source (0.9 tokens a character measured)."""
    return 24 + int(1.4 * len(source))
