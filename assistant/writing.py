"""
The model writer: a LangChain chain that words one paragraph or one note at a time.

    sentences without numbers + marks ─ prompt ─ chat model (grammar) ─ marks ─ phrases ─ text

The model never sees a number of last year and cannot write one: where the endpoint takes a
grammar by construction, elsewhere because code checks, asks once for a repair, and gives the
paragraph back to the carry-forward writer. Which facts, which paragraphs and in what order is the
brief's; required facts that the model left out are added by code.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import RunnableSerializable

from assistant.core import carry
from assistant.core.brief import SECTION_NAMES, Brief, Exemplar, PlannedParagraph
from assistant.core.errors import ModelError
from assistant.core.grammar import paragraph_grammar
from assistant.core.likeness import share_found
from assistant.core.marks import CLOSE, MARK, OPEN, PhraseBook, note_book, phrase_book
from assistant.core.masking import Segment
from assistant.core.sentences import required_sentences
from assistant.models import ChatConnection
from assistant.prompts import Prompt, load_prompt

Chain = RunnableSerializable[dict[str, str], str]
Tone = Literal["稳妥", "简明", "详实"]
TONES: dict[Tone, str] = {
    "稳妥": "贴近参考段落的写法。",
    "简明": "力求简短，删去可有可无的修饰。",
    "详实": "适当展开，把做法说清楚。",
}
_TEMPERATURE = 0.3  # 0 copies the exemplar word for word; above 0.5 the 1.5B model wanders
_TOKENS_PER_CHARACTER = 0.9  # measured on official prose with the bundled model's tokenizer
_NOTE_TOKENS = 96
_LONGEST_EXEMPLAR = 700  # characters; the embedded model reads about 50 tokens a second
_KEPT_AT_LEAST = 0.4  # of last year's wording; below, the model wrote of something else
_FOUND_AT_LEAST = 0.5  # of a sentence in last year's paragraph; below, it is a claim of its own
_SENTENCES = re.compile(r"[^。！？]*[。！？]?")
CHECK_CLAIM = "【待核实：这句话没有本年资料支持，请确认】"
CHECK_LEFT_OUT = "【待核实：上年此处还述有具体工作事项，请确认本年有无同类情况】"


@dataclass(frozen=True, kw_only=True)
class WritingOptions:
    tone: Tone = "稳妥"
    seed: int = 1


class ModelWriter:
    """Writes a planned paragraph with the chat model; raises where it cannot."""

    name = "model"

    def __init__(self, chat: ChatConnection, options: WritingOptions | None = None) -> None:
        self._chat = chat
        self._options = options or WritingOptions()
        self._paragraph = load_prompt("paragraph")
        self._note = load_prompt("note")

    @property
    def prompt_ids(self) -> tuple[str, ...]:
        return self._paragraph.id, self._note.id

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[str]:
        """The paragraph's text so far, again and again, the last one whole; no heading.

        Closing the iterator closes the model's stream. Raises ModelError if the model is missing,
        down, too slow, or wrote marks that are none of ours even after a repair.
        """
        if brief.section == "problems":
            # Asked for the whole of 五, small models copy the exemplar: code pairs and numbers.
            yield carry.write_paragraph(paragraph, brief)
            return
        if _plain_sentences(paragraph.exemplar):
            text = yield from self._reworded(paragraph, brief)
        else:
            text = carry.write_paragraph(replace(paragraph, notes=()), brief)
        for note in paragraph.notes:
            yield text
            text += self._noted(note)
        yield text

    def _reworded(self, paragraph: PlannedParagraph, brief: Brief) -> Generator[str, None, str]:
        """Last year's paragraph in new words with this year's phrases; returns it whole."""
        kept = _plain_sentences(paragraph.exemplar)
        book = phrase_book(kept, brief)
        source = book.masked(kept)
        chain = self._chain(self._paragraph, book.marks, tokens=_budget(source))
        values = self._values(paragraph, brief, book)
        written = ""
        for piece in chain.stream(values):
            written += piece
            if written.rfind(OPEN) <= written.rfind(CLOSE):
                yield book.fill(written)
        written = _cleaned(written, values["title"])
        if _fault(written, book, source):
            written = _cleaned(chain.invoke(values), values["title"])
            if fault := _fault(written, book, source):
                raise ModelError(f"大模型{fault}；本段改用沿用写法")
        checked = _with_questions(written, source)
        tail = CHECK_LEFT_OUT if _has_events(paragraph.exemplar) else ""
        added = _left_out(paragraph, brief, book, written)
        return "".join((book.fill(checked), *added, tail))

    def _noted(self, note: str) -> str:
        """One note as one sentence; the note itself if the model drops or repeats a mark."""
        masked, book = note_book(note)
        if not MARK.sub("", masked).strip("，。；！？ "):
            return carry.as_sentence(note)  # nothing but numbers with their nouns: nothing to word
        chain = self._chain(self._note, book.marks, tokens=_NOTE_TOKENS)
        written = chain.invoke({"note": masked}).strip()
        is_whole = sorted(MARK.findall(written)) == sorted(p.name for p in book.phrases)
        return book.fill(_closed(written)) if is_whole and written else carry.as_sentence(note)

    def _chain(self, prompt: Prompt, marks: Sequence[str], *, tokens: int) -> Chain:
        model = self._chat.chat_model(
            temperature=_TEMPERATURE,
            seed=self._options.seed,
            max_tokens=tokens,
            extra_body=self._chat.grammar_body(paragraph_grammar(marks)),
        )
        return prompt.template | model | StrOutputParser()

    def _values(
        self, paragraph: PlannedParagraph, brief: Brief, book: PhraseBook
    ) -> dict[str, str]:
        exemplars = (paragraph.exemplar, *paragraph.similar)
        texts = [book.masked(_plain_sentences(exemplar)) for exemplar in exemplars]
        return {
            "agency": brief.agency,
            "year": str(brief.year),
            "year_word": book.marks[0],
            "title": paragraph.part.title or SECTION_NAMES[brief.section],
            "tone": TONES[self._options.tone],
            "exemplars": _within("\n".join(filter(None, texts)), _LONGEST_EXEMPLAR),
            "marks": "、".join(book.marks),
        }


def _plain_sentences(exemplar: Exemplar | None) -> tuple[tuple[Segment, ...], ...]:
    """The sentences that may be reworded: those that tell of no event of their own year."""
    if exemplar is None:
        return ()
    sentences = carry.sentences(exemplar.masked.segments)
    return tuple(sentence for sentence in sentences if not carry.is_event(sentence))


def _has_events(exemplar: Exemplar | None) -> bool:
    return exemplar is not None and any(
        carry.is_event(sentence) for sentence in carry.sentences(exemplar.masked.segments)
    )


def _left_out(
    paragraph: PlannedParagraph, brief: Brief, book: PhraseBook, written: str
) -> tuple[str, ...]:
    """Plain sentences for the facts that the paragraph must state and the model did not."""
    stated = book.stated(written)
    facts = [brief.by_key[phrase.key] for phrase in book.phrases if phrase.key]
    missing = [fact for fact in (*facts, *paragraph.required) if fact.key not in stated]
    plain = {fact.key: fact for fact in missing}
    return required_sentences(plain.values(), brief.by_key)


def _cleaned(written: str, title: str) -> str:
    """What was written without its topic in front (依申请公开情况：…), up to its last sentence."""
    plain = written.strip()
    if plain.startswith(title):
        plain = plain.removeprefix(title).lstrip("：:。")
    return _closed(plain) if plain else ""


def _fault(written: str, book: PhraseBook, source: str) -> str:
    """Why this wording cannot be used; empty if it can."""
    if unknown := book.unknown(written):
        return f"写了不存在的标记 {'、'.join(unknown)}"
    if share_found(source, written) < _KEPT_AT_LEAST:
        return "丢掉了这一段的主要内容"
    return ""


def _with_questions(written: str, source: str) -> str:
    """The text with a question after each sentence that last year's paragraph does not say.

    It may come from an older report or from the model itself; nobody has said it for this year.
    """
    return "".join(
        sentence
        if share_found(MARK.sub("", sentence), source) >= _FOUND_AT_LEAST
        else f"{sentence}{CHECK_CLAIM}"
        for sentence in _SENTENCES.findall(written)
    )


def _closed(written: str) -> str:
    """The text up to its last whole sentence; all of it, closed, if it is only one."""
    end = max(written.rfind(stop) for stop in "。！？")
    return written[: end + 1] if end > 0 else written.rstrip("，、；：,;: ") + "。"


def _budget(source: str) -> int:
    """Tokens for a paragraph half as long again as the one it rewords."""
    return 48 + int(1.5 * len(source) * _TOKENS_PER_CHARACTER)


def _within(text: str, limit: int) -> str:
    """Whole sentences of `text` up to `limit` characters."""
    return text if len(text) <= limit else _closed(text[:limit])
