"""
Drafting: a brief and a writer in, a section's text out, paragraph by paragraph.

The guard reads each paragraph before a person does; a paragraph that the model cannot write, or
writes with a number or claim that the figures do not support, is written by the carry-forward
writer, and the section says so.
"""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.core.drafts import DraftSection
from assistant.core.errors import ModelError, ModelUnreachable
from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.findings import TextFinding
from assistant.core.origins import RunRecord, SentenceOrigin, place_origins
from assistant.core.prose.likeness import alike_share
from assistant.core.prose.open_marks import OPEN_MARK, broken_off
from assistant.core.prose.outline import join_part
from assistant.core.report import Citation
from assistant.core.writing import carry
from assistant.core.writing.brief import SECTION_NAMES, Brief, PlannedParagraph
from assistant.core.writing.carried import carried_findings
from assistant.core.writing.guard import faults, guard, guard_parts
from assistant.core.writing.options import WritingOptions
from assistant.core.writing.pieces import Piece, joined, plain_pieces
from assistant.core.writing.sentences import required_sentences

_COUNTED = ("cell", "sum", "indicator")


class ParagraphWriter(Protocol):
    """Words one planned paragraph; raises ModelError where it cannot."""

    @property
    def name(self) -> str: ...

    @property
    def settings(self) -> Mapping[str, object]:
        """All that a run must know to be made again: model, prompts, tone, length, seed."""
        ...

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        """The sentences so far, again and again, the last time all of them."""
        ...


class CarryWriter:
    """The carry-forward writer as a ParagraphWriter."""

    name = "carry"

    def __init__(self, options: WritingOptions | None = None) -> None:
        self._options = options or WritingOptions()

    @property
    def settings(self) -> Mapping[str, object]:
        return {"length": self._options.length}

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        told = carry.pieces(paragraph, brief)
        yield carry.shortened(told) if self._options.length == "短" else told


@dataclass(frozen=True, kw_only=True)
class WrittenSection:
    """A drafted section, whole and grounded."""

    section: DraftSection
    heading: str
    text: str
    grounding: Grounding
    citations: tuple[Citation, ...]
    record: RunRecord
    origins: tuple[SentenceOrigin, ...] = ()
    alike: float = 0.0  # share of its characters in sentences that the last report has too
    notices: tuple[str, ...] = ()  # what a person should know of how it was made

    @property
    def writer(self) -> str:
        return self.record.writer

    @property
    def seconds(self) -> float:
        return self.record.seconds

    @property
    def findings(self) -> tuple[TextFinding, ...]:
        """What grounding finds, and what only a past report vouches for, in reading order."""
        found = (*self.grounding.findings, *carried_findings(self.origins))
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))


@dataclass(frozen=True, kw_only=True)
class SectionProgress:
    """The text of a section so far; `written` when it is done."""

    section: DraftSection
    heading: str
    text: str
    pieces: tuple[Piece, ...] = ()  # the sentences so far
    written: WrittenSection | None = None


_NOT_WORDED = "大模型没有改动任何一句：这一部分没有可以改写的句子，或写出的说法都不合要求"


class PatientOnce:
    """A writer that is asked no more once it could not be reached: each try may cost minutes."""

    def __init__(self, writer: ParagraphWriter) -> None:
        self.name = writer.name
        self._writer = writer
        self._lost: ModelUnreachable | None = None

    @property
    def settings(self) -> Mapping[str, object]:
        return self._writer.settings

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        if self._lost is not None:
            raise self._lost
        try:
            yield from self._writer.write(paragraph, brief)
        except ModelUnreachable as error:
            self._lost = error
            raise


def draft_section(
    brief: Brief,
    writer: ParagraphWriter,
    *,
    basis: Basis,
    notices: Sequence[str] = (),
) -> Generator[SectionProgress]:
    """The section growing; the last value has `written`. Closing it stops the writer at once.

    `notices` are told with the section. Its writer is `carry` if no sentence is the model's.
    """
    started = time.monotonic()
    heading = SECTION_NAMES[brief.section]
    lines: list[str] = []
    pieces: list[Piece] = []
    told = list(notices)
    writers: set[str] = set()
    for paragraph in brief.paragraphs:
        written: tuple[Piece, ...] = ()
        try:
            for written in writer.write(paragraph, brief):
                so_far = [*lines, *_with_heading(paragraph, joined(written))]
                yield SectionProgress(
                    section=brief.section,
                    heading=heading,
                    text="\n".join(so_far),
                    pieces=(*pieces, *written),
                )
            if writer.name != CarryWriter.name:
                written = _no_worse(written, paragraph, brief, basis)
            writers.add(writer.name)
        except ModelError as error:
            told.append(f"{error}；本段改用沿用写法")
            written = carry.pieces(paragraph, brief)
        written = _guarded(written, basis)
        pieces += written
        lines += _with_heading(paragraph, joined(written))
    is_worded = any(piece.origin.model for piece in pieces)
    if writer.name in writers and writer.name != CarryWriter.name and not is_worded:
        told.append(_NOT_WORDED)
    record = RunRecord(
        writer=writer.name if is_worded else CarryWriter.name,
        settings=writer.settings,
        passages=_passages(pieces),
        seconds=round(time.monotonic() - started, 3),
    )
    progress = SectionProgress(
        section=brief.section, heading=heading, text="\n".join(lines), pieces=tuple(pieces)
    )
    written_section = _section(progress, basis, record, told)
    yield replace(progress, written=written_section)


def stopped_section(progress: SectionProgress, basis: Basis) -> WrittenSection:
    """What there is of a section whose writing was stopped, guarded like a whole one; it ends with
    an open mark.
    """
    text = guard(broken_off(progress.text), basis)
    record = RunRecord(writer="model")  # the other one cannot be stopped
    return _section(replace(progress, text=text), basis, record, ("已停止，这一部分没有写完",))


def _section(
    progress: SectionProgress, basis: Basis, record: RunRecord, notices: Sequence[str]
) -> WrittenSection:
    text = progress.text
    citations = _citations(progress.pieces)
    return WrittenSection(
        section=progress.section,
        heading=progress.heading,
        text=text,
        grounding=ground_on(text, basis),
        citations=citations,
        record=record,
        origins=place_origins(text, [(piece.text, piece.origin) for piece in progress.pieces]),
        alike=alike_share(OPEN_MARK.sub("", text), "\n".join(one.quote for one in citations)),
        notices=tuple(dict.fromkeys(notices)),
    )


def _guarded(pieces: tuple[Piece, ...], basis: Basis) -> tuple[Piece, ...]:
    if not pieces:
        return ()
    texts = guard_parts([piece.text for piece in pieces], basis)
    return tuple(replace(piece, text=text) for piece, text in zip(pieces, texts, strict=True))


def _no_worse(
    written: tuple[Piece, ...], paragraph: PlannedParagraph, brief: Brief, basis: Basis
) -> tuple[Piece, ...]:
    """The model's sentences with what they left out, if the guard finds no more in them than in
    last year's wording.

    The guard could mend them, but a paragraph with more holes is worse than one reworded less.
    """
    carried = carry.pieces(paragraph, brief)
    found = faults(joined(written), basis)
    if found and found > faults(joined(carried), basis):
        raise ModelError("大模型所写与本年数据不符")
    missing = _stated(joined(carried), basis) - _stated(joined(written), basis)
    left_out = [brief.by_key[key] for key in sorted(missing) if key in brief.by_key]
    added = required_sentences(left_out, brief.by_key)
    return (*written, *plain_pieces(added))


def _stated(text: str, basis: Basis) -> set[str]:
    """Keys of the facts, as the form and the officer have them, that a text states."""
    return {
        one.fact.key
        for one in ground_on(text, basis).bindings
        if one.verdict == "supported" and one.fact is not None and one.fact.kind in _COUNTED
    }


def _with_heading(paragraph: PlannedParagraph, text: str) -> tuple[str, ...]:
    lines = tuple(line for line in text.split("\n") if line.strip())
    return join_part(paragraph.part.with_paragraphs(lines))


def _citations(pieces: Sequence[Piece]) -> tuple[Citation, ...]:
    """The past sentences that were worded anew, each once."""
    found = [piece.origin.citation for piece in pieces if piece.origin.citation is not None]
    return tuple(dict.fromkeys(found))


def _passages(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The reports and sections that the sentences come from, for the run record."""
    names = (f"{one.report} {one.year} {one.section}" for one in _citations(pieces))
    return tuple(dict.fromkeys(names))
