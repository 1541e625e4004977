"""
The tables of the database and how an older one becomes today's.

A migration is a named function, applied once, in the order of the list; the table `migrations`
records which were. Tables that must never change a row (revisions, audit) are guarded by triggers
in the database itself, so no later code can. Works on SQLite and PostgreSQL.
"""

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import (
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    inspect,
    select,
    text,
)

from assistant.clock import now
from assistant.core.errors import StoreError


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as its digits: SQLite would make it a float."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else Decimal(value)


SCHEMA = MetaData()

MIGRATIONS = Table(
    "migrations",
    SCHEMA,
    Column("name", String, primary_key=True),
    Column("applied", String, nullable=False),
)

REPORTS = Table(
    "reports",
    SCHEMA,
    Column("id", String, primary_key=True),
    Column("agency", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("edition", String, nullable=False),
    Column("title", String, nullable=False),
    Column("file", String, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("report", Text, nullable=False),  # JSON of assistant.core.codec
    Column("added", String, nullable=False),
    Index("reports_by_agency", "agency", "year"),
)

# Files that were read once and then gave way to another file of the same office and year.
SUPERSEDED = Table(
    "superseded",
    SCHEMA,
    Column("id", String, primary_key=True),
    Column("by", String, nullable=False, index=True),
)

CELLS = Table(
    "cells",
    SCHEMA,
    Column("report", String, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),  # in reading order
    Column("agency", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("table", String, nullable=False),
    Column("row", String, nullable=False),
    Column("column", String, nullable=False),
    Column("key", String, nullable=False),
    Column("raw", String, nullable=False),
    Column("number", Exact),
    Column("meaning", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("place", String, nullable=False),
    Index("cells_by_key", "key", "agency", "year"),
)

PASSAGES = Table(
    "passages",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were added
    Column("id", String, nullable=False, unique=True),
    Column("report", String, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("agency", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("section", String, nullable=False),
    Column("headings", String, nullable=False),  # a JSON list
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_by_report", "report"),
)

# One row: how often the corpus has changed.
CORPUS = Table("corpus", SCHEMA, Column("version", Integer, nullable=False))

DRAFTS = Table(
    "drafts",
    SCHEMA,
    Column("id", String, primary_key=True),
    Column("agency", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("figures", Text, nullable=False),  # JSON
    Column("previous", Text),  # JSON
    Column("state", String, nullable=False),
    Column("created", String, nullable=False),
)

REVISIONS = Table(
    "revisions",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were saved
    Column("draft", String, ForeignKey("drafts.id"), nullable=False),
    Column("section", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("note", String, nullable=False),
    Column("created", String, nullable=False),
    UniqueConstraint("draft", "section", "number"),
)

# Every state of the figures of a draft whose figures were changed, from the first on.
FIGURES = Table(
    "figures",
    SCHEMA,
    Column("draft", String, ForeignKey("drafts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("figures", LargeBinary, nullable=False),  # JSON, compressed: a twentieth of its size
    Column("author", String, nullable=False),
    Column("note", String, nullable=False),  # "填写", "上传" …
    Column("undoes", Integer, nullable=False),  # the number of the state taken back; 0: none
    Column("created", String, nullable=False),
)

# How a revision was written, where a writer wrote it.
MADE = Table(
    "made",
    SCHEMA,
    Column("draft", String, ForeignKey("drafts.id"), primary_key=True),
    Column("section", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("origins", Text, nullable=False),  # JSON of assistant.core.origins
    Column("record", Text, nullable=False),  # JSON
)

AUDIT = Table(
    "audit",
    SCHEMA,
    Column("position", Integer, primary_key=True),
    Column("created", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),  # "起草", "保存", "送审", "定稿", "导出" …
    Column("subject", String, nullable=False),  # "draft:…", "report:…"
    Column("detail", Text, nullable=False),  # JSON: model, prompt version, reason …
    Index("audit_by_subject", "subject"),
)

# Names that persons gave to texts: which revisions each stands for.
VERSIONS = Table(
    "versions",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were named
    Column("draft", String, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("section", String),  # None: the whole draft
    Column("numbers", Text, nullable=False),  # JSON: the revision of each section
    Column("author", String, nullable=False),
    Column("created", String, nullable=False),
)

# What reviewers remarked of words of a draft.
REMARKS = Table(
    "remarks",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were made
    Column("draft", String, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("section", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("source", String, nullable=False),  # hash of the text
    Column("text", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("created", String, nullable=False),
)

# What came of a remark: "回复", "解决", "重新打开".
REMARK_STEPS = Table(
    "remark_steps",
    SCHEMA,
    Column("position", Integer, primary_key=True),
    Column("remark", Integer, ForeignKey("remarks.position"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("created", String, nullable=False),
)

VERDICTS = Table(
    "verdicts",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were given
    Column("agency", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("problem", String, nullable=False),  # the two halves of the finding's key
    Column("values", String, nullable=False),
    Column("decision", String, nullable=False),  # "确认", "忽略", "撤回"
    Column("reason", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("about", Text, nullable=False),  # the finding's message, as the person saw it
    Column("author", String, nullable=False),
    Column("created", String, nullable=False),
    Index("verdicts_by_report", "agency", "year"),
)

OFFICES = Table(
    "offices",
    SCHEMA,
    Column("agency", String, primary_key=True),
    Column("texts", Text, nullable=False),  # JSON: address, telephone …
    Column("layout", Text, nullable=False),  # JSON: the values that are not the standard's
    Column("template", LargeBinary, nullable=False),  # a .docx; empty: none
    Column("changed", String, nullable=False),
)

# What was said in the chat, by whom, and what came of it.
MESSAGES = Table(
    "messages",
    SCHEMA,
    Column("position", Integer, primary_key=True),  # in the order in which they were said
    Column("thread", String, nullable=False, index=True),  # "draft:…", "user:…"
    Column("role", String, nullable=False),  # "person", "assistant"
    Column("author", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON: intent, citations, proposal, what changed
    Column("created", String, nullable=False),
)

ACCOUNTS = Table(
    "accounts",
    SCHEMA,
    Column("name", String, primary_key=True),
    Column("roles", String, nullable=False),  # a JSON list
    Column("password", String, nullable=False),  # argon2id, in the PHC format
    Column("failures", Integer, nullable=False),
    Column("locked_until", Float, nullable=False),  # seconds since 1970, as all of sessions
)

SESSIONS = Table(
    "sessions",
    SCHEMA,
    Column("key", String, primary_key=True),  # SHA-256 of the token
    Column("user", String, nullable=False, index=True),
    Column("started", Float, nullable=False),
    Column("seen", Float, nullable=False),
)


def m001_records(connection: Connection) -> None:
    """Reports with cells and passages, drafts with their revisions, the audit trail."""
    first = (REPORTS, SUPERSEDED, CELLS, PASSAGES, CORPUS, DRAFTS, REVISIONS, AUDIT)
    SCHEMA.create_all(connection, tables=first)
    connection.execute(CORPUS.insert().values(version=0))


def m002_append_only(connection: Connection) -> None:
    """No revision and no line of the audit trail is ever changed or deleted."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append only'; END $$"
            )
        )
    for table in ("revisions", "audit"):
        _forbid_changes(connection, table)


def m003_verdicts(connection: Connection) -> None:
    """What persons said of findings; a later verdict supersedes, none is changed."""
    VERDICTS.create(connection)
    _forbid_changes(connection, VERDICTS.name)


def m005_messages(connection: Connection) -> None:
    """What is said in the chat; no message is ever changed or deleted."""
    MESSAGES.create(connection)
    _forbid_changes(connection, MESSAGES.name)


def _forbid_changes(connection: Connection, table: str) -> None:
    """Triggers that refuse to change or delete a row; on PostgreSQL by m002's function."""
    for verb in ("UPDATE", "DELETE"):
        action = (
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            if connection.dialect.name == "postgresql"
            else "BEGIN SELECT RAISE(ABORT, 'append only'); END"
        )
        connection.execute(text(f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} {action}"))


def m004_offices(connection: Connection) -> None:
    """The settings of each agency: contact, layout, template."""
    OFFICES.create(connection)


def m006_accounts(connection: Connection) -> None:
    """Accounts with their roles, and who is signed in."""
    SCHEMA.create_all(connection, tables=(ACCOUNTS, SESSIONS))


def m007_made(connection: Connection) -> None:
    """Where each sentence of a written revision comes from, and how it was made."""
    MADE.create(connection)
    _forbid_changes(connection, MADE.name)


def m008_versions_and_remarks(connection: Connection) -> None:
    """Named versions, remarks of reviewers, and the audit trail of one draft found quickly."""
    for table in (VERSIONS, REMARKS, REMARK_STEPS):
        table.create(connection)
        _forbid_changes(connection, table.name)
    for index in AUDIT.indexes:  # a new database has it with its table
        index.create(connection, checkfirst=True)


def m009_figures(connection: Connection) -> None:
    """Every state of a draft's figures; none is ever changed or deleted."""
    FIGURES.create(connection)
    _forbid_changes(connection, FIGURES.name)


Migration = Callable[[Connection], None]
ALL_MIGRATIONS: tuple[Migration, ...] = (
    m001_records,
    m002_append_only,
    m003_verdicts,
    m004_offices,
    m005_messages,
    m006_accounts,
    m007_made,
    m008_versions_and_remarks,
    m009_figures,
)


def migrate(connection: Connection, migrations: tuple[Migration, ...] = ALL_MIGRATIONS) -> None:
    """Apply what is missing. Call it in a transaction that no other process can enter."""
    if not inspect(connection).has_table(MIGRATIONS.name):
        MIGRATIONS.create(connection)
    applied = set(connection.scalars(select(MIGRATIONS.c.name)))
    if newer := applied - {migration.__name__ for migration in migrations}:
        raise StoreError(
            f"数据由更新版本的年报助手写成（{min(newer)}），这个版本不认识；请升级后再用"
        )
    for migration in migrations:
        if migration.__name__ not in applied:
            migration(connection)
            connection.execute(MIGRATIONS.insert().values(name=migration.__name__, applied=now()))


def is_current(connection: Connection) -> bool:
    """Whether every migration is applied, found out by reading only."""
    if not inspect(connection).has_table(MIGRATIONS.name):
        return False
    names = {migration.__name__ for migration in ALL_MIGRATIONS}
    return set(connection.scalars(select(MIGRATIONS.c.name))) == names
