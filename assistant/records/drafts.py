"""
Drafts in the database, with every revision, and the audit trail.

A change of a draft is the pure function of assistant.core.drafts, applied to what is stored now
while nobody else can change it, so its rules hold however many people work at once.

Knows: which rows belong in one transaction. Does not know: who may do what, reports, screens.
"""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial, reduce

from sqlalchemy import Connection, Select, func, insert, select, update

from assistant.clock import now
from assistant.core.drafts import Draft, DraftState, Revision, move, revise, with_figures
from assistant.core.errors import StaleRevision, StoreError
from assistant.core.ports import EVERYTHING, AuditEntry, AuditFilter, DraftEntry
from assistant.core.tables.changes import FiguresMark
from assistant.core.tables.figures import Figures
from assistant.records.database import Database
from assistant.records.rows import draft_of, draft_row, made_row, packed, revision_row, unpacked
from assistant.records.schema import AUDIT, DRAFTS, FIGURES, MADE, REVISIONS


class DraftRecords:
    """Satisfies core.ports.DraftStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create_draft(self, figures: Figures, *, previous: Figures | None = None) -> Draft:
        """A new, empty draft for the office and year of the figures."""
        draft = Draft(
            id=secrets.token_hex(8),
            agency=figures.agency,
            year=figures.year,
            figures=figures,
            previous=previous,
        )
        with self._database.writing() as connection:
            connection.execute(insert(DRAFTS).values({**draft_row(draft), "created": now()}))
        return draft

    def draft(self, draft_id: str) -> Draft:
        """The draft as it is now; StoreError if there is none."""
        with self._database.reading() as connection:
            return _load_draft(connection, select(DRAFTS).where(DRAFTS.c.id == draft_id))

    def drafts(self) -> tuple[DraftEntry, ...]:
        """Every draft, the newest first."""
        columns = [DRAFTS.c[name] for name in ("id", "agency", "year", "state", "created")]
        query = select(*columns).order_by(DRAFTS.c.created.desc(), DRAFTS.c.id)
        with self._database.reading() as connection:
            return tuple(DraftEntry(**row) for row in connection.execute(query).mappings())

    def add_revision(self, draft_id: str, revision: Revision) -> Draft:
        """The draft with one more revision, by the rules of assistant.core.drafts.revise."""
        return self.add_revisions(draft_id, (revision,))

    def add_revisions(self, draft_id: str, revisions: Sequence[Revision]) -> Draft:
        """As `add_revision`, all of them or none."""
        return self._change(draft_id, lambda draft: reduce(revise, revisions, draft))

    def change_figures(
        self,
        draft_id: str,
        change: Callable[[Figures], Figures],
        *,
        author: str,
        note: str,
        undoes: int = 0,
    ) -> Draft:
        """The draft over other figures, by the rules of assistant.core.drafts.with_figures; what
        changes nothing leaves no state behind.
        """

        def changed(draft: Draft) -> Draft:
            return with_figures(draft, change(draft.figures))

        mark = {"author": author, "note": note, "undoes": undoes}
        return self._change(draft_id, changed, partial(_keep_state, mark))

    def add_sourced(
        self, draft_id: str, revision: Revision, change: Callable[[Figures], Figures]
    ) -> Draft:
        """A revision together with the figures by which its numbers have a source: both or none."""

        def changed(draft: Draft) -> Draft:
            return revise(with_figures(draft, change(draft.figures)), revision)

        mark = {"author": revision.author, "note": "答复", "undoes": 0}
        return self._change(draft_id, changed, partial(_keep_state, mark))

    def set_previous(self, draft_id: str, previous: Figures) -> Draft:
        """The draft with other figures of the year before."""

        def changed(draft: Draft) -> Draft:
            return replace(with_figures(draft, draft.figures), previous=previous)

        return self._change(draft_id, changed)

    def figures_marks(self, draft_id: str) -> tuple[FiguresMark, ...]:
        """Every state of a draft's figures, the oldest first."""
        columns = [FIGURES.c[one.name] for one in fields(FiguresMark)]
        query = select(*columns).where(FIGURES.c.draft == draft_id).order_by(FIGURES.c.number)
        with self._database.reading() as connection:
            return tuple(FiguresMark(**row) for row in connection.execute(query).mappings())

    def figures_at(self, draft_id: str, number: int) -> Figures:
        """The figures in the state with this number; StoreError if there is none."""
        query = select(FIGURES.c.figures).where(
            FIGURES.c.draft == draft_id, FIGURES.c.number == number
        )
        with self._database.reading() as connection:
            content = connection.scalar(query)
        if content is None:
            raise StoreError(f"没有第{number}次的数据；请刷新页面后再试")
        return unpacked(content)

    def set_state(self, seen: Draft, state: DraftState) -> Draft:
        """The draft in another state; StaleRevision if it is no longer as it was `seen`.

        So nobody accepts a text that was changed after it was checked.
        """

        def change(draft: Draft) -> Draft:
            if draft != seen:
                raise StaleRevision("这份草稿刚被他人改动；请看过最新的文字后再操作")
            return move(draft, state)

        return self._change(seen.id, change)

    def _change(
        self,
        draft_id: str,
        change: Callable[[Draft], Draft],
        keep: Callable[[Connection, Draft, Draft], None] = lambda *_: None,
    ) -> Draft:
        """Apply a pure change to the draft as it is now, while nobody else can; `keep` may keep
        more of it.
        """
        chosen = select(DRAFTS).where(DRAFTS.c.id == draft_id)
        with self._database.writing() as connection:
            before = _load_draft(connection, chosen.with_for_update())
            after = change(before)
            for revision in after.revisions[len(before.revisions) :]:
                connection.execute(insert(REVISIONS).values(revision_row(draft_id, revision)))
                if made := made_row(draft_id, revision):
                    connection.execute(insert(MADE).values(made))
            if replace(after, revisions=()) != replace(before, revisions=()):
                here = update(DRAFTS).where(DRAFTS.c.id == draft_id)
                connection.execute(here.values(draft_row(after)))
            keep(connection, before, after)
            return after

    def record(
        self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None
    ) -> None:
        """One more line in the audit trail; none is ever changed."""
        line = {
            "created": now(),
            "actor": _storable(actor),
            "action": action,
            "subject": _storable(subject),
            "detail": _storable(json.dumps(detail or {}, ensure_ascii=False)),
        }
        with self._database.writing() as connection:
            connection.execute(insert(AUDIT).values(line))

    def acceptance(self, draft_id: str) -> tuple[str, str] | None:
        """Who accepted the draft last, and when (ISO 8601); None if nobody did."""
        query = (
            select(AUDIT.c.actor, AUDIT.c.created)
            .where(AUDIT.c.subject == f"draft:{draft_id}", AUDIT.c.action == "定稿")
            .order_by(AUDIT.c.position.desc())
        )
        with self._database.reading() as connection:
            row = connection.execute(query.limit(1)).first()
            return None if row is None else (str(row.actor), str(row.created))

    def audit(self, wanted: AuditFilter = EVERYTHING) -> Sequence[AuditEntry]:
        """The last lines of the audit trail, the newest first."""
        query = select(AUDIT).order_by(AUDIT.c.position.desc()).limit(wanted.limit)
        if wanted.subject:
            query = query.where(AUDIT.c.subject == wanted.subject)
        if wanted.actor:
            query = query.where(AUDIT.c.actor == wanted.actor)
        if wanted.actions:
            query = query.where(AUDIT.c.action.in_(wanted.actions))
        with self._database.reading() as connection:
            return [
                AuditEntry(
                    created=row["created"],
                    actor=row["actor"],
                    action=row["action"],
                    subject=row["subject"],
                    detail=json.loads(row["detail"]),
                )
                for row in connection.execute(query).mappings()
            ]


def _keep_state(
    mark: Mapping[str, object], connection: Connection, before: Draft, after: Draft
) -> None:
    """One more state of the figures if they changed; the first time also the one that they had at
    the begin.
    """
    if after.figures == before.figures:
        return
    latest = select(func.max(FIGURES.c.number)).where(FIGURES.c.draft == after.id)
    number = connection.scalar(latest) or 0
    if not number:
        number = 1
        first = {"author": "", "note": "", "undoes": 0}
        connection.execute(insert(FIGURES).values(_state_row(before, number, first)))
    connection.execute(insert(FIGURES).values(_state_row(after, number + 1, mark)))


def _state_row(draft: Draft, number: int, mark: Mapping[str, object]) -> dict[str, object]:
    figures = packed(draft.figures)
    return {"draft": draft.id, "number": number, "figures": figures, "created": now(), **mark}


def _load_draft(connection: Connection, query: Select[tuple[object, ...]]) -> Draft:
    row = connection.execute(query).mappings().first()
    if row is None:
        raise StoreError("没有这份草稿；它可能在另一个数据文件夹中，请用 nianbao doctor 查看")
    revisions = (
        select(REVISIONS).where(REVISIONS.c.draft == row["id"]).order_by(REVISIONS.c.position)
    )
    made = select(MADE).where(MADE.c.draft == row["id"])
    return draft_of(
        row, connection.execute(revisions).mappings(), connection.execute(made).mappings()
    )


def _storable(text: str) -> str:
    """Names of files may hold half characters, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
