"""What the workflow needs from the outside world; adapters satisfy these, tests fake them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.core.report import Passage, Report, SectionKind


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Hard limits of a search, applied before ranking."""

    agency: str | None = None
    year: int | None = None
    section: SectionKind | None = None


@dataclass(frozen=True, kw_only=True)
class Hit:
    passage: Passage
    score: float


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """A report of the corpus, as listed."""

    id: str
    agency: str
    year: int
    file: str
    passages: int


class Retriever(Protocol):
    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]: ...


class PassageIndex(Retriever, Protocol):
    """Passages by vector; adding what is there already is free, removing is complete."""

    def add(self, passages: Sequence[Passage]) -> None: ...

    def remove(self, report: str) -> None: ...


class ReportStore(Protocol):
    """Reports of the corpus by id; the id is a hash of the file's bytes."""

    def reports(self) -> tuple[ReportEntry, ...]: ...

    def report(self, report_id: str) -> Report: ...

    def add_report(self, report_id: str, report: Report, *, passages: int) -> None: ...

    def remove_report(self, report_id: str) -> None: ...


class Embedder(Protocol):
    """Texts to vectors of equal length; the same text gives the same vector."""

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...
