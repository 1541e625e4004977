"""
Accounts and sessions in the database.

Knows: which rows belong in one transaction. Does not know: hashes, times, rights.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from assistant.core.accounts import Account
from assistant.core.ports import Session
from assistant.records.database import Database
from assistant.records.schema import ACCOUNTS, SESSIONS


class AccountRecords:
    """Satisfies core.ports.AccountStore, but for `record`, which drafts share."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts(self) -> Sequence[Account]:
        """Every account, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).mappings()
            return [_account_of(row) for row in rows]

    def account(self, name: str) -> Account | None:
        with self._database.reading() as connection:
            row = connection.execute(_named(name)).mappings().first()
            return None if row is None else _account_of(row)

    def save_account(self, account: Account) -> None:
        """Keep it, in place of the one of the same name if there is one."""
        with self._database.writing() as connection:
            _put(connection, account)

    def change_account(self, name: str, change: Callable[[Account], Account]) -> Account | None:
        """Apply `change` while nobody else can; the account after it, None if there is none."""
        with self._database.writing() as connection:
            row = connection.execute(_named(name).with_for_update()).mappings().first()
            if row is None:
                return None
            account = change(_account_of(row))
            _put(connection, account)
            return account

    def remove_account(self, name: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.name == name))

    def add_session(self, session: Session) -> None:
        with self._database.writing() as connection:
            connection.execute(insert(SESSIONS).values(asdict(session)))

    def see_session(self, key: str, seen: float) -> None:
        """Note when it was last used; nothing happens if it has ended meanwhile."""
        with self._database.writing() as connection:
            connection.execute(update(SESSIONS).where(SESSIONS.c.key == key).values(seen=seen))

    def session(self, key: str) -> Session | None:
        with self._database.reading() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.key == key)).mappings()
            found = row.first()
            return None if found is None else Session(**found)

    def end_session(self, key: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.key == key))

    def end_sessions(self, user: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == user))


def _named(name: str) -> Select[tuple[object, ...]]:
    return select(ACCOUNTS).where(ACCOUNTS.c.name == name)


def _put(connection: Connection, account: Account) -> None:
    connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.name == account.name))
    row = {**asdict(account), "roles": json.dumps(account.roles)}
    connection.execute(insert(ACCOUNTS).values(row))


def _account_of(row: RowMapping) -> Account:
    return Account(**{**row, "roles": tuple(json.loads(row["roles"]))})
