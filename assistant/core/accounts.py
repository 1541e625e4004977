"""
Who may do what: users, their roles, and what each role may do.

The work has four roles, after how an office makes its report: an officer drafts, a reviewer asks
and remarks, an editor refines and accepts, an administrator keeps the corpus and the accounts. No
role has all rights, so no single account both writes a report's numbers and manages who may.

Knows: rights, what a password must be, when an account is locked. Does not know: clocks (times
come from outside, in seconds), hashes, sessions, where a request comes from.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.core.drafts import DraftState
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex

Role = Literal["officer", "reviewer", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_NAMES: dict[Role, str] = {
    "officer": "起草人",
    "reviewer": "审核人",
    "editor": "编辑",
    "admin": "管理员",
}
Right = Literal[
    "read",
    "write",
    "judge",
    "remark",
    "answer",
    "return",
    "accept",
    "reopen",
    "export",
    "corpus",
    "manage",
]
# What a right lets one do, to follow 不能.
RIGHT_NAMES: dict[Right, str] = {
    "read": "查看和提问",
    "write": "填数、起草、修改或送审",
    "judge": "确认或忽略核对结果",
    "remark": "写批注",
    "answer": "回复或解决批注",
    "return": "退回起草",
    "accept": "定稿",
    "reopen": "把已定稿的报告退回起草",
    "export": "导出定稿",
    "corpus": "管理往年报告",
    "manage": "管理账号、单位信息或查看操作记录",
}
_RIGHTS: dict[Role, frozenset[Right]] = {
    "officer": frozenset({"read", "write", "judge", "answer", "export"}),
    "reviewer": frozenset({"read", "remark", "answer", "return"}),
    "editor": frozenset(
        {"read", "write", "judge", "remark", "answer", "return", "accept", "reopen", "export"}
    ),
    "admin": frozenset({"read", "corpus", "manage"}),
}

_NAME = regex(r"[\w·.-]{1,30}")
_LEAST, _MOST = 8, 200  # characters of a password
_ATTEMPTS = 5  # wrong passwords in a row until the account is locked
_LOCKED_SECONDS = 15 * 60


@dataclass(frozen=True, kw_only=True)
class User:
    """A person at work, by the name that stands in versions and in the audit trail."""

    name: str
    roles: tuple[Role, ...]
    is_local: bool = False  # the person of a computer without accounts

    def may(self, right: Right) -> bool:
        return any(right in _RIGHTS[role] for role in self.roles)


def local_user(name: str) -> User:
    """The one person of an office computer without accounts: every role is theirs."""
    return User(name=name, roles=ROLES, is_local=True)


def refusal(user: User, right: Right) -> str:
    """Why the user may not, naming the roles that may; empty if they may."""
    if user.may(right):
        return ""
    who = "或".join(ROLE_NAMES[role] for role in ROLES if right in _RIGHTS[role])
    have = "、".join(ROLE_NAMES[role] for role in user.roles) or "没有角色"
    return f"您的角色是{have}，不能{RIGHT_NAMES[right]}；请由{who}操作"


def require(user: User, right: Right) -> None:
    """NotAllowed, naming the roles that may, unless the user has the right."""
    if told := refusal(user, right):
        raise NotAllowed(told)


def editing_refusal(user: User, state: DraftState) -> str:
    """Why the user may not change the texts of a draft in this state; empty if they may.

    What was sent for review is not changed under the reader: until it is returned, only who may
    accept it changes a word.
    """
    if told := refusal(user, "write"):
        return told
    if state == "送审" and not user.may("accept"):
        return "已送审，等待审核，文字不能再改；要改请由审核人或编辑退回起草"
    return ""


def require_editing(user: User, state: DraftState) -> None:
    """NotAllowed, with the reason, if the user may not change the texts in this state."""
    if told := editing_refusal(user, state):
        raise NotAllowed(told)


@dataclass(frozen=True, kw_only=True)
class Account:
    """What is kept of a user: never the password, only its hash."""

    name: str
    roles: tuple[Role, ...]
    password: str  # a hash with its salt and parameters, in the PHC format
    failures: int = 0  # wrong passwords since the last right one
    locked_until: float = 0.0  # seconds since 1970

    @property
    def user(self) -> User:
        return User(name=self.name, roles=self.roles)


class AccountLocked(NotAllowed):
    """Too many wrong passwords: nobody can sign in for `minutes`."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"密码错的次数太多，账号已锁定；请在 {minutes} 分钟后再试")


def attempted(account: Account, now: float) -> Account:
    """The account with one more password tried, right or wrong; `now` in seconds since 1970.

    The fifth in a row locks it for a quarter of an hour, unless `opened` follows. AccountLocked
    while it is.
    """
    if (rest := account.locked_until - now) > 0:
        raise AccountLocked(math.ceil(rest / 60))
    if account.failures + 1 < _ATTEMPTS:
        return replace(account, failures=account.failures + 1)
    return replace(account, failures=0, locked_until=now + _LOCKED_SECONDS)


def opened(account: Account) -> Account:
    """The account after its right password."""
    return replace(account, failures=0, locked_until=0.0)


def check_name(name: str) -> None:
    """NotAllowed unless this can be the name of an account."""
    if not _NAME.fullmatch(name):
        raise NotAllowed(f"账号名 {name!r} 不能用；请用 1 至 30 个汉字、字母、数字、“.”“-”或“·”")


def check_password(name: str, password: str) -> None:
    """NotAllowed unless this is a password that is not guessed at once."""
    kinds = sum(
        any(test(letter) for letter in password)
        for test in (str.isalpha, str.isdecimal, lambda letter: not letter.isalnum())
    )
    if not _LEAST <= len(password) <= _MOST or kinds < 2:
        raise NotAllowed(
            f"密码不够安全；请用至少 {_LEAST} 个字符，并含字母、数字、符号中的至少两种"
        )
    if name.casefold() in password.casefold():
        raise NotAllowed("密码里不能含有账号名；请换一个密码")
