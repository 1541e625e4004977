"""What the workflow needs from the outside world; adapters satisfy these, tests fake them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from assistant.core.accounts import Account
from assistant.core.asking.query import PlacedCell
from assistant.core.drafts import Draft, DraftState, Revision
from assistant.core.office import Office
from assistant.core.report import Passage, Report, SectionKind
from assistant.core.reviewing import ReviewRemark, ReviewStep
from assistant.core.tables.changes import FiguresMark
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import Verdict
from assistant.core.versions import NamedVersion


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Hard limits of a search, applied before ranking."""

    agency: str | None = None
    year: int | None = None
    section: SectionKind | None = None
    agencies: tuple[str, ...] = ()  # one of these; empty: any
    years: tuple[int, ...] = ()  # one of these; empty: any


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A passage that was found, and others that say the same but for their numbers."""

    passage: Passage
    score: float  # only the order means something
    also: tuple[Passage, ...] = ()  # of other years and offices, the latest first; at most 20


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
    """Finds the passages of a PassageSource. It holds nothing that cannot be made again."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Make passages of the source findable by meaning; what is known already is free."""
        ...

    def repair(self) -> None:
        """Make it hold what the source has, no less and no more, also where it is damaged or was
        made with another embedding model; costs next to nothing if it does so already.
        """
        ...

    def count(self) -> int:
        """How many different wordings it holds; CorpusError if it is damaged."""
        ...


class PassageSource(Protocol):
    """The passages of the corpus; what is not here is not found."""

    def corpus_version(self) -> int:
        """Grows with every change of the corpus; cheap."""
        ...

    def passage_ids(self) -> tuple[str, ...]:
        """Of all of them, in the order in which they were added; cheap beside reading them."""
        ...

    def passages(self) -> tuple[Passage, ...]:
        """All of them, in the order in which they were added."""
        ...

    def find_passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        """Those of these ids that there are."""
        ...


class FigureSource(Protocol):
    """The cells of all reports, asked through a fixed vocabulary (core.asking.query)."""

    def find_cells(
        self,
        *,
        keys: Collection[str] | None = None,
        agencies: Collection[str] | None = None,
        years: Collection[int] | None = None,
    ) -> tuple[PlacedCell, ...]:
        """The cells with one of these keys, of these offices and years; None is no limit."""
        ...


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What adding a report did: `new` is False if it was there, `replaced` left the corpus."""

    new: bool
    replaced: tuple[str, ...] = ()


class ReportStore(PassageSource, FigureSource, Protocol):
    """Reports of the corpus with their passages, by id: a hash of the file's bytes.

    The corpus has one report of an office and a year: a later one replaces it.
    """

    def reports(self) -> tuple[ReportEntry, ...]: ...

    def report(self, report_id: str) -> Report:
        """CorpusError if there is none."""
        ...

    def passages_of(
        self,
        *,
        agencies: Collection[str] | None = None,
        years: Collection[int] | None = None,
        section: SectionKind | None = None,
    ) -> tuple[Passage, ...]:
        """The passages of these offices, years and section, in reading order; None: no limit."""
        ...

    def known(self) -> set[str]:
        """Ids of the files that were read already, also where another replaced one since."""
        ...

    def add_report(self, report_id: str, report: Report, passages: Sequence[Passage]) -> Saved:
        """Save a report with its cells and passages, wholly or not at all."""
        ...

    def correct_report(
        self, old: str, new: str, report: Report, passages: Sequence[Passage]
    ) -> None:
        """The report `new` in place of `old`, whose file stays known; wholly or not at all.

        CorpusError if there is no `old`, or another report of the office and year of `report`.
        """
        ...

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus; CorpusError if there is none."""
        ...


@dataclass(frozen=True, kw_only=True)
class DraftEntry:
    """A draft, as listed."""

    id: str
    agency: str
    year: int
    state: DraftState
    created: str


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """Who did what to what, and when."""

    created: str  # ISO 8601 with its zone
    actor: str
    action: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which lines of the audit trail; what is empty is no limit."""

    subject: str = ""  # "draft:…"
    actor: str = ""
    actions: tuple[str, ...] = ()  # one of these
    limit: int | None = 200


EVERYTHING = AuditFilter()


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

    def add_revisions(self, draft_id: str, revisions: Sequence[Revision]) -> Draft:
        """As `add_revision`, all of them or none."""
        ...

    def change_figures(
        self,
        draft_id: str,
        change: Callable[[Figures], Figures],
        *,
        author: str,
        note: str,
        undoes: int = 0,
    ) -> Draft:
        """The draft over what `change` makes of its figures while nobody else can change them.

        What stood before is kept. NotAllowed unless the draft is 起草.
        """
        ...

    def add_sourced(
        self, draft_id: str, revision: Revision, change: Callable[[Figures], Figures]
    ) -> Draft:
        """A revision together with the figures by which its numbers have a source: both or none."""
        ...

    def set_previous(self, draft_id: str, previous: Figures) -> Draft:
        """The draft with other figures of the year before; NotAllowed unless it is 起草."""
        ...

    def figures_marks(self, draft_id: str) -> Sequence[FiguresMark]:
        """Every state of a draft's figures, the oldest first; none if they were never changed."""
        ...

    def figures_at(self, draft_id: str, number: int) -> Figures:
        """The figures in the state with this number; StoreError if there is none."""
        ...

    def set_state(self, seen: Draft, state: DraftState) -> Draft:
        """StaleRevision if the draft is no longer as it was seen."""
        ...

    def acceptance(self, draft_id: str) -> tuple[str, str] | None:
        """Who accepted the draft last, and when (ISO 8601); None if nobody did."""
        ...

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None:
        """One more line in the append-only audit trail."""
        ...

    def audit(self, wanted: AuditFilter = EVERYTHING) -> Sequence[AuditEntry]:
        """The last lines of the audit trail, the newest first."""
        ...


class VersionStore(Protocol):
    """The names that persons gave to texts of a draft; none is ever changed."""

    def add_version(self, draft_id: str, version: NamedVersion) -> NamedVersion:
        """It, with its id."""
        ...

    def versions(self, draft_id: str) -> Sequence[NamedVersion]:
        """Of a draft, the oldest first."""
        ...


class RemarkStore(Protocol):
    """What reviewers remarked, and what came of it; nothing is ever changed or taken back."""

    def add_remark(self, draft_id: str, remark: ReviewRemark) -> ReviewRemark:
        """It, with its id."""
        ...

    def add_step(self, remark_id: int, step: ReviewStep) -> None: ...

    def remarks(self, draft_id: str) -> Sequence[ReviewRemark]:
        """On a draft, the oldest first, each with its steps."""
        ...


class VerdictStore(Protocol):
    """What persons said of findings, by office and year, so that it outlives a draft."""

    def add_verdict(self, agency: str, year: int, verdict: Verdict) -> None:
        """One more; none is ever changed, a later one supersedes."""
        ...

    def verdicts(self, agency: str, year: int) -> Sequence[Verdict]:
        """Every verdict on the report of an office and year, the oldest first."""
        ...

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None:
        """One more line in the append-only audit trail."""
        ...


class OfficeStore(Protocol):
    """What each agency prints besides its report."""

    def offices(self) -> Sequence[Office]: ...

    def save_office(self, office: Office) -> None:
        """The settings of an agency in place of those it had."""
        ...


@dataclass(frozen=True, kw_only=True)
class Message:
    """One thing said in a chat. `id` grows; `detail` is what a program needs of it, as JSON."""

    id: int
    thread: str  # "draft:…" or "user:…"
    role: Literal["person", "assistant"]
    author: str
    text: str
    created: str  # ISO 8601 with its zone
    detail: Mapping[str, Any]


class MessageStore(Protocol):
    """What was said in chats; nothing is ever changed or taken back."""

    def say(
        self,
        thread: str,
        role: Literal["person", "assistant"],
        text: str,
        *,
        author: str,
        detail: Mapping[str, Any] | None = None,
    ) -> Message: ...

    def messages(self, thread: str, *, limit: int = 200) -> Sequence[Message]:
        """The last ones of a thread, the oldest first."""
        ...


@dataclass(frozen=True, kw_only=True)
class Session:
    """Somebody signed in: `key` is a hash of the token that the browser holds; times in seconds."""

    key: str
    user: str
    started: float
    seen: float


class AccountStore(Protocol):
    """Accounts and who is signed in."""

    def accounts(self) -> Sequence[Account]:
        """Every account, by name."""
        ...

    def account(self, name: str) -> Account | None: ...

    def save_account(self, account: Account) -> None:
        """Keep it, in place of the one of the same name if there is one."""
        ...

    def change_account(self, name: str, change: Callable[[Account], Account]) -> Account | None:
        """Apply `change` while nobody else can; the account after it, None if there is none."""
        ...

    def remove_account(self, name: str) -> None: ...

    def add_session(self, session: Session) -> None: ...

    def see_session(self, key: str, seen: float) -> None:
        """Note when it was last used; nothing happens if it has ended meanwhile."""
        ...

    def session(self, key: str) -> Session | None: ...

    def end_session(self, key: str) -> None: ...

    def end_sessions(self, user: str) -> None: ...

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None: ...


class Embedder(Protocol):
    """Texts to vectors of equal length; the same text gives the same vector."""

    @property
    def name(self) -> str:
        """Of the model; vectors of different names are never compared."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...
