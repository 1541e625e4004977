"""
The use cases: what the command line and the page can ask for, each a few lines over the core and
the ports. Nothing here knows a framework, a screen or which concrete parts are used.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.answering.asking import Asking
from assistant.core import drafts
from assistant.core.accounts import User, require, require_editing
from assistant.core.drafts import Draft, DraftSection, Revision
from assistant.core.errors import CorpusError, NotAllowed
from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.evidence.names import Names
from assistant.core.findings import FormFinding
from assistant.core.origins import record_to_json
from assistant.core.ports import (
    DraftEntry,
    DraftStore,
    Filter,
    PassageIndex,
    ReportEntry,
    ReportStore,
    VerdictStore,
)
from assistant.core.report import Citation, Report
from assistant.core.rules.check import check as check_rules
from assistant.core.scan.check import Scanner
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import edition_for
from assistant.core.writing.brief import (
    Brief,
)
from assistant.core.writing.options import WritingOptions
from assistant.core.writing.planning import past_passages, plan_report
from assistant.editing.parts import EditingParts
from assistant.index.searching import Found, Searching
from assistant.usecases.auditing import Auditing
from assistant.usecases.batch import ExportStep, Target, export_all
from assistant.usecases.figuring import Figuring
from assistant.usecases.importing import Importing, Returned
from assistant.usecases.judging import EVERY_RULE, Blocking, Judging
from assistant.usecases.peers import Peers
from assistant.usecases.publishing import Publishing
from assistant.usecases.questions import Questions
from assistant.usecases.reading import Reading
from assistant.usecases.reports import Reports
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.sources import Sources, gather_sources
from assistant.usecases.versions import Versions
from assistant.writing.drafting import (
    CarryWriter,
    ParagraphWriter,
    PatientOnce,
    SectionProgress,
    draft_section,
)
from assistant.writing.drafting import WrittenSection as WrittenSection  # the page names it too
from corpus import ingest as corpus_ingest
from corpus.figures_file import write_template
from corpus.figures_source import figures_from

WriterName = Literal["carry", "model"]


class Workflow:
    """The use cases over concrete parts given by app.build."""

    def __init__(
        self,
        *,
        asking: Asking,
        reports: ReportStore,
        drafts: DraftStore,
        verdicts: VerdictStore,
        index: Callable[[], PassageIndex],
        model_writer: Callable[[WritingOptions], ParagraphWriter],
        publishing: Publishing,
        importing: Importing,
        versions: Versions,
        reviewing: Reviewing,
        names: Names | None = None,
        scanner: Scanner = EVERY_RULE,
        editing: EditingParts,
    ) -> None:
        self.asking = asking  # questions on past reports
        self.questions = Questions(asking, editing.messages)  # the same, as conversations
        self.reading = Reading(reports)  # past reports, opened and side by side
        self.editing = editing  # for assistant.editing.conversation
        self._reports = reports
        self._drafts = drafts
        self.judging = Judging(verdicts, names, scanner)  # findings with the verdicts of persons
        self._index = index  # made at first use: it loads the embedding model
        self._peers = Peers(reports=reports, index=index, names=names)
        self._model_writer = model_writer
        self.publishing = publishing  # the office's settings and every way to export
        self._importing = importing
        self.versions = versions  # names for texts, and older texts again
        self.reviewing = reviewing  # remarks of reviewers
        self.auditing = Auditing(drafts)  # who did what
        self._names = names  # with the office's own words
        self.past = Reports(store=reports, index=index, audit=drafts)
        self.figuring = Figuring(drafts, lambda figures: self.sources(figures).previous)
        self._searching = Searching(reports)

    # corpus

    def ingest(
        self,
        paths: Sequence[Path],
        progress: Callable[[corpus_ingest.Progress], None] = lambda _: None,
        *,
        by: User,
    ) -> corpus_ingest.Ingested:
        require(by, "corpus")
        done = corpus_ingest.ingest(paths, self._corpus(), progress=progress)
        files = [path.name for path in paths]
        self._drafts.record(by.name, "读入报告", "report:", {"files": files, "added": done.added})
        return done

    def reports(self) -> tuple[ReportEntry, ...]:
        return self._reports.reports()

    def remove_report(self, report_id: str, *, by: User) -> None:
        require(by, "corpus")
        corpus_ingest.remove(report_id, self._corpus())
        self._drafts.record(by.name, "移除报告", f"report:{report_id}")

    def search(self, query: str, *, where: Filter, k: int) -> Found:
        return self._searching.search(query, self._index(), where=where, k=k)

    def _corpus(self) -> corpus_ingest.Corpus:
        return corpus_ingest.Corpus(store=self._reports, index=self._index())

    # this year's figures

    def read_figures(self, path: Path) -> Figures:
        """The figures of a workbook, a .json or a whole report; one line if it is none of these."""
        return figures_from(path)

    def check(
        self, figures: Figures, previous: Figures | None = None
    ) -> tuple[int, tuple[FormFinding, ...]]:
        """How many rules were applied, and what does not hold; `previous` are last year's."""
        return check_rules(figures, previous, names=self._names)

    def write_template(self, path: Path, *, agency: str, year: int) -> None:
        """The workbook to type a year's figures into, with the corpus's last year beside them."""
        edition = edition_for(year)
        empty = Figures(agency=agency, year=year, edition=edition, cells=())
        previous = self.sources(empty).previous
        write_template(path, year=year, edition=edition, agency=agency, previous=previous)

    def find_draft(self, agency: str, year: int) -> Draft | None:
        """The newest draft of an office and a year."""
        return self.figuring.find(agency, year)

    def take_figures(self, figures: Figures, *, by: User) -> Draft:
        """The draft of this office and year over these figures, made if there is none."""
        return self.figuring.take(figures, by=by).draft

    def set_notes(self, draft: Draft, notes: Sequence[str], *, by: User) -> Draft:
        """The draft with other notes among its figures; NotAllowed unless it is 起草."""
        return self.figuring.set_notes(draft.id, draft.figures.notes, notes, by=by)

    def sources_of(self, draft: Draft) -> tuple[Draft, Sources]:
        """What a draft is made from, and the draft over last year's figures as the corpus has them.

        A report that was read in after the draft was begun gives its figures too.
        """
        sources = self.sources(draft.figures)
        previous = sources.previous
        if draft.state == "起草" and previous is not None and previous != draft.previous:
            try:
                draft = self._drafts.set_previous(draft.id, previous)
            except NotAllowed:  # somebody sent it for review meanwhile
                draft = self._drafts.draft(draft.id)
        return draft, sources

    # drafting

    def sources(self, figures: Figures, given: Sequence[Report] = ()) -> Sources:
        """The past reports to draft from: those given, then those of the corpus."""
        return gather_sources(figures, given, self._reports, self._names)

    def briefs(self, sources: Sources) -> tuple[Brief, ...]:
        return plan_report(sources.figures, past=sources.past, names=sources.names)

    def outline(self, draft: Draft) -> dict[DraftSection, tuple[Citation, ...]]:
        """The sections that can be drafted, each with the last report's passages; quick."""
        return past_passages(self.sources(draft.figures).past)

    def draft(
        self,
        sources: Sources,
        sections: Sequence[DraftSection],
        writer: WriterName,
        options: WritingOptions | None = None,
    ) -> Generator[SectionProgress]:
        """The asked sections (all of the office's if none are named), each growing.

        Closing the iterator stops the writer at once.
        """
        briefs = self.briefs(sources)
        wanted = [brief for brief in briefs if not sections or brief.section in sections]
        if not wanted:
            there = "、".join(brief.section for brief in briefs)
            raise CorpusError(f"往年报告里没有这些部分；可起草：{there}")
        is_model = writer == "model"
        options = options or WritingOptions()
        chosen = PatientOnce(self._model_writer(options)) if is_model else CarryWriter(options)
        for brief in wanted:
            brief, notices = self._peers.helped(brief) if is_model else (brief, ())
            with closing(
                draft_section(brief, chosen, basis=sources.basis, notices=notices)
            ) as progress:
                yield from progress

    # drafts: kept texts, each save a revision

    def save_draft(
        self, sources: Sources, sections: Sequence[WrittenSection], *, by: User
    ) -> Draft:
        """A new draft with these sections as its first revisions."""
        require(by, "write")
        draft = self._drafts.create_draft(sources.figures, previous=sources.previous)
        for written in sections:
            draft = self.save_written(draft.id, written, base=0, by=by)
        return draft

    def save_written(self, draft_id: str, written: WrittenSection, *, base: int, by: User) -> Draft:
        """The draft with a written section as its next revision, with its origins and record."""
        require(by, "write")
        require_editing(by, self.read_draft(draft_id).state)
        revision = Revision(
            section=written.section,
            number=base + 1,
            text=written.text,
            author=by.name,
            created=_now(),
            note=written.writer,
            origins=written.origins,
            record=written.record,
        )
        draft = self._drafts.add_revision(draft_id, revision)
        detail = {"section": written.section, **record_to_json(written.record)}
        self._drafts.record(by.name, "起草", f"draft:{draft_id}", detail)
        return draft

    def save_section(
        self,
        draft_id: str,
        section: DraftSection,
        text: str,
        *,
        base: int,
        by: User,
        note: str = "",
        made: Mapping[str, object] | None = None,
    ) -> Draft:
        """The draft with `text` as the section's next revision; `base` is the one it builds on.
        `made`: by which model and prompt, for the record.

        StaleRevision if somebody saved in between, NotAllowed if the draft is 定稿, or 送审 and not
        theirs to accept.
        """
        require(by, "write")
        require_editing(by, self.read_draft(draft_id).state)
        revision = Revision(
            section=section,
            number=base + 1,
            text=text,
            author=by.name,
            created=_now(),
            note=note,
        )
        draft = self._drafts.add_revision(draft_id, revision)
        self._drafts.record(
            by.name, "保存", f"draft:{draft_id}", {"section": section, "note": note, **(made or {})}
        )
        return draft

    def drafts(self) -> Sequence[DraftEntry]:
        return self._drafts.drafts()

    def read_draft(self, draft_id: str) -> Draft:
        return self._drafts.draft(draft_id)

    def ground(self, draft: Draft, text: str) -> Grounding:
        """`text` checked against the draft's own figures."""
        return ground_on(text, self.basis(draft))

    def basis(self, draft: Draft) -> Basis:
        """What the draft's texts are grounded on."""
        return Basis(figures=draft.figures, previous=draft.previous, names=self._names)

    def blocking(self, draft: Draft) -> tuple[Blocking, ...]:
        """The findings while one of which is open, and not waived, nothing is accepted."""
        return self.judging.blocking(draft)

    def submit(self, draft: Draft, *, by: User) -> Draft:
        """起草 -> 送审, over last year's figures as the corpus has them now."""
        require(by, "write")
        drafts.submit(draft)
        previous = self.sources_of(draft)[0].previous
        submitted = self._drafts.set_state(replace(draft, previous=previous), "送审")
        self._drafts.record(by.name, "送审", f"draft:{draft.id}")
        return submitted

    def accept(self, draft: Draft, *, by: User) -> Draft:
        """送审 -> 定稿; NotAccepted says which finding stands open."""
        require(by, "accept")
        drafts.accept(draft, blocking=[one.message for one in self.blocking(draft)])
        accepted = self._drafts.set_state(draft, "定稿")
        self._drafts.record(by.name, "定稿", f"draft:{draft.id}")
        return accepted

    def reopen(self, draft: Draft, *, by: User, reason: str) -> Draft:
        """送审 or 定稿 -> 起草, with the reason on record."""
        require(by, "reopen" if draft.state == "定稿" else "return")
        drafts.reopen(draft)
        reopened = self._drafts.set_state(draft, "起草")
        self._drafts.record(by.name, "退回", f"draft:{draft.id}", {"reason": reason})
        return reopened

    # export

    def export(self, draft_id: str, path: Path, *, by: User) -> None:
        """Write an accepted draft as the official document; NotAccepted if it is not 定稿."""
        self.publishing.export(draft_id, path, by=by)

    def export_all(self, target: Target, *, by: User) -> Iterator[ExportStep]:
        """Every accepted draft into a folder; what is there already is not written again."""
        return export_all(self._drafts, self.publishing, target, by=by)

    def take_back(self, draft_id: str, path: Path, *, by: User) -> Returned:
        """A report that was edited in Word after export, as revisions; see Importing."""
        office = self.publishing.office(self._drafts.draft(draft_id).agency)
        return self._importing.take_back(draft_id, path, office=office, by=by)

    def export_proof(self, path: Path, draft: Draft) -> None:
        """Write a draft in any state, its open marks highlighted, for reading on paper."""
        self.publishing.export_proof(path, draft)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
