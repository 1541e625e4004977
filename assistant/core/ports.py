"""What the workflow needs from the outside world; adapters satisfy these, tests fake them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.core.drafts import Draft, DraftState, Revision
from assistant.core.figures import Figures
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
    """Passages to search in: what the report store has, kept so by corpus.ingest.

    It holds nothing that cannot be made again from the reports.
    """

    def add(self, passages: Sequence[Passage]) -> None:
        """Make passages findable; what is there already is free."""
        ...

    def remove(self, report: str) -> None:
        """Forget every passage of a report; nothing happens if there is none."""
        ...

    def clear(self) -> None:
        """Forget everything, also what is damaged or was made with another embedding model."""
        ...

    def count(self) -> int:
        """How many passages there are; cheap. CorpusError if the index is damaged."""
        ...

    def reports(self) -> Mapping[str, int]:
        """How many passages of each report there are; reads the whole index."""
        ...


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What adding a report did: `new` is False if it was there, `replaced` has to leave."""

    new: bool
    replaced: tuple[str, ...] = ()


class ReportStore(Protocol):
    """Reports of the corpus by id; the id is a hash of the file's bytes.

    The corpus has one report of an office and a year: a later one replaces it. A report that was
    added or removed is unsettled until the index has followed, so that an interrupted run can be
    completed by the next.
    """

    def reports(self) -> tuple[ReportEntry, ...]: ...

    def report(self, report_id: str) -> Report:
        """CorpusError if there is none."""
        ...

    def knows(self, report_id: str) -> bool:
        """Whether this very file was read already, even if another replaced it since."""
        ...

    def add_report(self, report_id: str, report: Report, *, passages: int) -> Saved:
        """Save a report and its cells; others of the same office and year leave the corpus."""
        ...

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus at once; CorpusError if there is none."""
        ...

    def unsettled(self) -> tuple[str, ...]:
        """Reports of which the index may not know yet that they came or went."""
        ...

    def settle(self, report_id: str) -> bool:
        """The index has followed. Whether the report is in the corpus now."""
        ...


@dataclass(frozen=True, kw_only=True)
class DraftEntry:
    """A draft, as listed."""

    id: str
    agency: str
    year: int
    state: DraftState
    created: str


class DraftStore(Protocol):
    """Drafts with every revision; the rules of assistant.core.drafts hold under concurrency."""

    def create_draft(self, figures: Figures, *, previous: Figures | None = None) -> Draft: ...

    def draft(self, draft_id: str) -> Draft:
        """StoreError if there is none."""
        ...

    def drafts(self) -> Sequence[DraftEntry]:
        """Every draft, the newest first."""
        ...

    def add_revision(self, draft_id: str, revision: Revision) -> Draft:
        """StaleRevision if somebody saved the section in between."""
        ...

    def set_figures(self, draft_id: str, figures: Figures, *, previous: Figures | None) -> Draft:
        """The draft over other figures; NotAllowed unless it is 起草."""
        ...

    def set_state(self, seen: Draft, state: DraftState) -> Draft:
        """StaleRevision if the draft is no longer as it was seen."""
        ...

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None:
        """One more line in the append-only audit trail."""
        ...


class Embedder(Protocol):
    """Texts to vectors of equal length; the same text gives the same vector."""

    @property
    def name(self) -> str:
        """Of the model; vectors of different names are never compared."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...
