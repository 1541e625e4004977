"""
Accounts: who can sign in, and who a session belongs to.

A password is kept as its argon2id hash (RFC 9106), a session as the SHA-256 of its token, so
neither can be read from a copy of the database. A session ends with rest, at the latest after
half a day, and whenever the account's password or roles change.

Knows: hashes, times, sessions. Does not know: roles' rights (assistant.core.accounts), requests.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from assistant.core.accounts import (
    ROLES,
    Account,
    Role,
    User,
    attempted,
    check_name,
    check_password,
    opened,
    require,
)
from assistant.core.errors import NotAllowed
from assistant.core.ports import AccountStore, Session

_LONGEST_SECONDS = 12 * 3600  # a session's whole life
_NOTED_EVERY = 60  # seconds between two notes of "was seen": not one write a request


class Accounts:
    """Signing in and out, and the accounts behind it; `idle_seconds` of rest end a session."""

    def __init__(
        self,
        store: AccountStore,
        *,
        idle_seconds: int = 2 * 3600,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._idle = idle_seconds
        self._clock = clock
        self._hasher = PasswordHasher()

    def accounts(self) -> Sequence[Account]:
        return self._store.accounts()

    def add(self, name: str, roles: Sequence[Role], password: str, *, by: User) -> None:
        """A new account; NotAllowed if the name is taken or the password too weak."""
        require(by, "manage")
        check_name(name)
        check_password(name, password)
        if self._store.account(name) is not None:
            raise NotAllowed(f"已有账号“{name}”；要改密码请用 nianbao users password {name}")
        chosen = tuple(role for role in ROLES if role in roles)
        if not chosen:
            raise NotAllowed(f"请为账号“{name}”指定角色")
        if "admin" not in chosen and not self.accounts():
            raise NotAllowed("第一个账号应是管理员：有了账号就要登录，别的账号由管理员新建")
        hashed = self._hasher.hash(password)
        self._store.save_account(Account(name=name, roles=chosen, password=hashed))
        self._store.record(by.name, "新建账号", f"user:{name}", {"roles": list(chosen)})

    def set_password(self, name: str, password: str, *, by: User) -> None:
        """Another password, which also opens a locked account and ends its sessions.

        Everybody may change their own.
        """
        if by.name != name:
            require(by, "manage")
        account = self._known(name)
        check_password(name, password)
        hashed = self._hasher.hash(password)
        self._store.save_account(replace(opened(account), password=hashed))
        self._store.end_sessions(name)
        self._store.record(by.name, "改密码", f"user:{name}")

    def remove(self, name: str, *, by: User) -> None:
        """No such account any more; what it wrote stays under its name.

        NotAllowed for the last administrator: nobody could add one again from the page.
        """
        require(by, "manage")
        account = self._known(name)
        others = [one for one in self.accounts() if one.name != name]
        if "admin" in account.roles and others and not any("admin" in one.roles for one in others):
            raise NotAllowed(f"“{name}”是唯一的管理员，不能删除；请先新建另一个管理员")
        self._store.end_sessions(name)
        self._store.remove_account(name)
        self._store.record(by.name, "删除账号", f"user:{name}")

    def sign_in(self, name: str, password: str) -> str:
        """The token of a new session; NotAllowed if name and password do not fit,
        or the account is locked.

        Whether there is such an account cannot be told from the answer nor from its time.
        """
        now = self._clock()
        # Counted as wrong before it is looked at: many guesses at once are no way around.
        account = self._store.change_account(name, lambda one: attempted(one, now))
        if not self._fits(account, password) or account is None:
            self._store.record(name[:30] or "（无名）", "登录失败", f"user:{name[:30]}")
            raise NotAllowed("账号或密码不对；请核对后再试")
        self._store.change_account(name, opened)
        token = secrets.token_urlsafe(32)
        self._store.add_session(Session(key=_key(token), user=account.name, started=now, seen=now))
        self._store.record(account.name, "登录", f"user:{account.name}")
        return token

    def sign_out(self, token: str) -> None:
        self._store.end_session(_key(token))

    def user_of(self, token: str, *, is_at_work: bool = True) -> User | None:
        """Whose session this is; None if it ended or never was. Only who is at work prolongs it."""
        if not token:
            return None
        session, now = self._store.session(_key(token)), self._clock()
        if session is None:
            return None
        account = self._store.account(session.user)
        is_over = now - session.seen > self._idle or now - session.started > _LONGEST_SECONDS
        if is_over or account is None:
            self._store.end_session(session.key)
            return None
        if is_at_work and now - session.seen > _NOTED_EVERY:
            self._store.see_session(session.key, now)
        return account.user

    def user(self, name: str) -> User | None:
        """The user of this name as the roles are now."""
        account = self._store.account(name)
        return None if account is None else account.user

    def _known(self, name: str) -> Account:
        account = self._store.account(name)
        if account is None:
            raise NotAllowed(f"没有账号“{name}”；用 nianbao users 查看有哪些")
        return account

    def _fits(self, account: Account | None, password: str) -> bool:
        hashed = self._stand_in() if account is None else account.password
        try:
            return self._hasher.verify(hashed, password) and account is not None
        except (Argon2Error, InvalidHashError):
            return False

    def _stand_in(self) -> str:
        """A hash for a name that is not there: refusing it takes as long as any other."""
        return self._hasher.hash(secrets.token_hex(8))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
