"""
The model writer: a LangChain chain that words one sentence or one note at a time.

    carried sentence ─ protect ─► marks for its numbers and names ─ prompt ─ chat model (grammar)
    ─ judge ─► marks put back

The model never sees a number and cannot write one: where the endpoint takes a grammar by
construction, elsewhere because code checks. Code makes the plan: which sentences in what order,
what each must state. The model is asked for about a line at a time; what code finds a fault in
stays as carried forward. Tried on real reports: asked for a whole paragraph, small models drop
facts, repeat marks and take over what other passages claim; asked for a long sentence, they give it
back as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableSerializable

from assistant.core.editing.judging import fault
from assistant.core.editing.protection import Sentence, clause_groups, protect
from assistant.core.editing.requests import Kind
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import DOUBT
from assistant.core.writing import carry
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.grammar import sentence_grammar
from assistant.core.writing.marks import MARK, note_book
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
_KINDS: dict[Length, Kind] = {"短": "shorten", "中": "vary", "长": "free"}
# Of the first wording and of the second: 0 gives the sentence back word for word; above 0.8 the
# 1.5B model wanders.
_TEMPERATURES = (0.4, 0.7)
_TAIL = regex(rf"(?:{DOUBT})?[。！？；]?$")
_ATTEMPTS = 2
_MANY_MARKS = 3  # small models lose one
_SHORTEST = 8  # characters without marks; a shorter sentence has nothing to reword


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What one request asks for."""

    prompt: Prompt
    variables: Mapping[str, str]
    part: Sentence
    attempt: int = 0


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
            "temperature": list(_TEMPERATURES),
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
            for wording in self._worded(piece):
                written = replace(
                    piece, text=wording, origin=replace(piece.origin, model=self._chat.name)
                )
                yield (*done, written)
            done = (*done, piece if written.text == piece.text else written)
        yield done

    def _worded(self, piece: Piece) -> Iterator[str]:
        """The piece in the model's words, growing; nothing, or the piece's own words at the end,
        where there is nothing to word or the model's words cannot be used.
        """
        if piece.origin.kind in ("past", "peer"):
            yield from self._reworded(piece.text)
        elif piece.origin.kind == "note":
            yield self._noted(piece.origin.note)

    def _reworded(self, text: str) -> Iterator[str]:
        """The sentence in new words, growing; as it is if the model's cannot be used."""
        end = _end(text)
        sentences = protect(text, 0, end)
        groups = [part for one in sentences for part in clause_groups(one)]
        written = [part.text for part in groups]
        # A line that comes back no good is left; a sentence of one line is asked for once more.
        attempts = _ATTEMPTS if len(groups) == 1 else 1
        for at, part in enumerate(groups):
            for attempt in range(attempts if _is_worth_asking(part) else 0):
                for wording in self._answer(self._of(part, attempt)):
                    yield "".join((*written[:at], part.written(wording), *written[at + 1 :]))
                    last = wording
                if not fault(last := _bare(last), part, _KINDS[self._options.length]):
                    written[at] = part.written(last)
                    break
        yield "".join(written) + text[end:]

    def _of(self, part: Sentence, attempt: int) -> _Asked:
        variables = {"sentence": part.masked, "manner": self._manner}
        return _Asked(prompt=self._sentence, variables=variables, part=part, attempt=attempt)

    def _noted(self, note: str) -> str:
        """One note as one sentence; the note itself if the model's is not the same."""
        masked, book = note_book(note)
        if len(MARK.sub("", masked)) < _SHORTEST:
            return as_sentence(note)  # numbers with their nouns: nothing to word
        part = Sentence(start=0, lead="", masked=masked, stop="。", book=book)
        *_, written = self._answer(_Asked(prompt=self._note, variables={"note": masked}, part=part))
        is_fit = not fault(written := _bare(written), part, "formal")
        return part.written(written) if is_fit else as_sentence(note)

    @property
    def _manner(self) -> str:
        return _TONES[self._options.tone] + _LENGTHS[self._options.length]

    def _answer(self, asked: _Asked) -> Iterator[str]:
        """What the model writes, growing."""
        marks: Sequence[str] = asked.part.book.marks
        model = self._chat.chat_model(
            temperature=_TEMPERATURES[asked.attempt],
            seed=self._options.seed + asked.attempt,
            max_tokens=_budget(asked.part.masked),
            extra_body=self._chat.grammar_body(sentence_grammar(marks)),
        )
        chain: Chain = asked.prompt.template | model
        written = ""
        for token in chain.stream(dict(asked.variables)):
            written += token.text
            yield written


def _is_worth_asking(part: Sentence) -> bool:
    return len(part.book.phrases) < _MANY_MARKS and len(MARK.sub("", part.masked)) >= _SHORTEST


def _end(text: str) -> int:
    """Where the words of a sentence end: its stop and the mark of a doubt are not the model's."""
    tail = _TAIL.search(text)
    return tail.start() if tail else len(text)


def _bare(written: str) -> str:
    """What was written up to the end of its first sentence, without stops around it."""
    return re.split("[。！？\n]", written.strip())[0].strip("，、；：,;: ")


def _budget(source: str) -> int:
    """Tokens for a sentence half as long again as its source (0.9 tokens a character measured)."""
    return 24 + int(1.4 * len(source))
