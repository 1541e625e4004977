"""
Drafting: a brief and a writer in, a section's text out, paragraph by paragraph.

The guard reads each paragraph before a person does; a paragraph that the model cannot write, or
writes with a number or claim that the figures do not support, is written by the carry-forward
writer, and the section says so.
"""

import re
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.core.drafts import DraftSection
from assistant.core.errors import ModelError, ModelUnreachable
from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.prose.outline import join_part
from assistant.core.report import Citation
from assistant.core.writing import carry
from assistant.core.writing.brief import SECTION_NAMES, Brief, PlannedParagraph
from assistant.core.writing.guard import faults, guard

_HALF_MARK = re.compile("[〔【][^〕】]*$")


class ParagraphWriter(Protocol):
    """Words one planned paragraph; raises ModelError where it cannot."""

    @property
    def name(self) -> str: ...

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[str]:
        """The text so far, again and again, the last one whole."""
        ...


class CarryWriter:
    """The carry-forward writer as a ParagraphWriter."""

    name = "carry"

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[str]:
        yield carry.write_paragraph(paragraph, brief)


@dataclass(frozen=True, kw_only=True)
class WrittenSection:
    """A drafted section, whole and grounded."""

    section: DraftSection
    heading: str
    text: str
    grounding: Grounding
    citations: tuple[Citation, ...]
    writer: str
    seconds: float
    notices: tuple[str, ...] = ()  # what a person should know of how it was made


@dataclass(frozen=True, kw_only=True)
class SectionProgress:
    """The text of a section so far; `written` when it is done."""

    section: DraftSection
    heading: str
    text: str
    written: WrittenSection | None = None


class PatientOnce:
    """A writer that is asked no more once it could not be reached: each try may cost minutes."""

    def __init__(self, writer: ParagraphWriter) -> None:
        self.name = writer.name
        self._writer = writer
        self._lost: ModelUnreachable | None = None

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[str]:
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

    `notices` are told with the section. Its writer is `carry` if that wrote every paragraph.
    """
    started = time.monotonic()
    heading = SECTION_NAMES[brief.section]
    lines: list[str] = []
    told = list(notices)
    writers: set[str] = set()
    for paragraph in brief.paragraphs:
        text = ""
        try:
            for text in writer.write(paragraph, brief):
                so_far = [*lines, *_with_heading(paragraph, text)]
                yield SectionProgress(
                    section=brief.section, heading=heading, text="\n".join(so_far)
                )
            if writer.name != CarryWriter.name:
                text = _no_worse(text, paragraph, brief, basis)
            writers.add(writer.name)
        except ModelError as error:
            told.append(f"{error}；本段改用沿用写法")
            text = carry.write_paragraph(paragraph, brief)
        lines += _with_heading(paragraph, guard(text, basis))
    whole = "\n".join(lines)
    written = WrittenSection(
        section=brief.section,
        heading=heading,
        text=whole,
        grounding=ground_on(whole, basis),
        citations=_citations(brief.paragraphs),
        writer=writer.name if writer.name in writers else CarryWriter.name,
        seconds=round(time.monotonic() - started, 3),
        notices=tuple(dict.fromkeys(told)),
    )
    yield SectionProgress(section=brief.section, heading=heading, text=whole, written=written)


def stopped_section(progress: SectionProgress, basis: Basis) -> WrittenSection:
    """What there is of a section whose writing was stopped, guarded like a whole one."""
    text = guard(_HALF_MARK.sub("", progress.text), basis)
    return WrittenSection(
        section=progress.section,
        heading=progress.heading,
        text=text,
        grounding=ground_on(text, basis),
        citations=(),
        writer="model",  # the other one cannot be stopped
        seconds=0.0,
        notices=("已停止，这一部分没有写完",),
    )


def _no_worse(text: str, paragraph: PlannedParagraph, brief: Brief, basis: Basis) -> str:
    """The model's text, if the guard would find no more in it than in last year's wording.

    The guard could mend it, but a paragraph with more holes is worse than one reworded less.
    """
    found = faults(text, basis)
    if found:
        carried = carry.write_paragraph(paragraph, brief)
        if found > faults(carried, basis):
            raise ModelError("大模型所写与本年数据不符")
    return text


def _with_heading(paragraph: PlannedParagraph, text: str) -> tuple[str, ...]:
    lines = tuple(line for line in text.split("\n") if line.strip())
    return join_part(paragraph.part.with_paragraphs(lines))


def _citations(paragraphs: Sequence[PlannedParagraph]) -> tuple[Citation, ...]:
    """The past passages that the paragraphs were worded after, each once."""
    exemplars = [
        exemplar
        for paragraph in paragraphs
        for exemplar in (paragraph.exemplar, paragraph.similar)
        if exemplar is not None
    ]
    return tuple(dict.fromkeys(exemplar.citation for exemplar in exemplars))
