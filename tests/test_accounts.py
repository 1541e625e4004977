"""Accounts over the real database: signing in, being locked out, sessions that end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.core.accounts import User, local_user
from assistant.core.errors import NotAllowed
from assistant.core.ports import AuditFilter
from assistant.records.database import FILE
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts

BY = local_user("命令行")
PASSWORD, OTHER = "第一个够长的密码1", "第二个够长的密码2"
HOUR = 3600.0


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:
    made = Accounts(store, idle_seconds=2 * 3600, clock=clock)
    made.add("admin", ["admin"], PASSWORD, by=BY)
    made.add("王", ["officer"], PASSWORD, by=BY)
    return made


def test_a_session_is_its_user_s_until_they_leave(accounts: Accounts) -> None:
    token = accounts.sign_in("王", PASSWORD)
    assert accounts.user_of(token) == User(name="王", roles=("officer",))
    accounts.sign_out(token)
    assert accounts.user_of(token) is None
    assert accounts.user_of("") is None
    assert accounts.user_of("x" * 43) is None


def test_neither_password_nor_token_is_in_the_database(accounts: Accounts, tmp_path: Path) -> None:
    token = accounts.sign_in("王", PASSWORD)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))
    assert b"$argon2id$" in kept
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept


@pytest.mark.parametrize(
    ("rests", "is_over"),
    [([1.9], False), ([2.1], True), ([1.5] * 7, False), ([1.5] * 9, True)],
)
def test_a_session_ends_with_rest_and_with_the_day(
    accounts: Accounts, clock: Clock, rests: list[float], is_over: bool
) -> None:
    token = accounts.sign_in("王", PASSWORD)
    user = None
    for hours in rests:
        clock.now += hours * HOUR
        user = accounts.user_of(token)
    assert (user is None) == is_over


def test_a_window_that_only_asks_for_news_keeps_no_session_open(
    accounts: Accounts, clock: Clock
) -> None:
    token = accounts.sign_in("王", PASSWORD)
    for is_over in (False, True):
        clock.now += 1.5 * HOUR
        user = accounts.user_of(token, is_at_work=False)
        assert (user is None) == is_over


def test_the_same_words_for_a_wrong_name_and_a_wrong_password(accounts: Accounts) -> None:
    said = []
    for name in ("王", "李"):
        with pytest.raises(NotAllowed) as refused:
            accounts.sign_in(name, OTHER)
        said.append(str(refused.value))
    assert said == ["账号或密码不对；请核对后再试"] * 2


def test_five_wrong_passwords_lock_and_a_right_one_starts_anew(
    accounts: Accounts, clock: Clock
) -> None:
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(NotAllowed, match="不对"):
                accounts.sign_in("王", OTHER)
        accounts.sign_in("王", PASSWORD)
    for _ in range(5):
        with pytest.raises(NotAllowed, match="不对"):
            accounts.sign_in("王", OTHER)
    with pytest.raises(NotAllowed, match="锁定"):
        accounts.sign_in("王", PASSWORD)
    clock.now += HOUR
    accounts.sign_in("王", PASSWORD)


def test_many_guesses_at_once_are_no_way_around_the_lock(accounts: Accounts) -> None:
    def guess(number: int) -> str:
        try:
            return accounts.sign_in("王", f"不对的密码{number}")
        except NotAllowed as error:
            return str(error)

    with ThreadPoolExecutor(max_workers=8) as threads:
        said = list(threads.map(guess, range(16)))
    assert sum("不对" in one for one in said) == 5
    assert sum("锁定" in one for one in said) == 11


CHANGES: list[Callable[[Accounts], None]] = [
    lambda accounts: accounts.set_password("王", OTHER, by=BY),
    lambda accounts: accounts.remove("王", by=BY),
]


@pytest.mark.parametrize("change", CHANGES, ids=["password", "remove"])
def test_a_changed_account_ends_its_sessions(
    accounts: Accounts, change: Callable[[Accounts], None]
) -> None:
    token, other = accounts.sign_in("王", PASSWORD), accounts.sign_in("admin", PASSWORD)
    change(accounts)
    assert accounts.user_of(token) is None
    assert accounts.user_of(other) is not None
    with pytest.raises(NotAllowed):
        accounts.sign_in("王", PASSWORD)


REFUSED: list[tuple[Callable[[Accounts], None], str]] = [
    (lambda accounts: accounts.add("王", ["editor"], OTHER, by=BY), "已有账号"),
    (lambda accounts: accounts.add("李", [], OTHER, by=BY), "指定角色"),
    (lambda accounts: accounts.add("李", ["editor"], "短", by=BY), "密码不够安全"),
    (lambda accounts: accounts.set_password("李", OTHER, by=BY), "没有账号"),
    (lambda accounts: accounts.remove("李", by=BY), "没有账号"),
    (lambda accounts: accounts.remove("admin", by=BY), "唯一的管理员"),
]


def test_the_first_account_manages_the_others(store: Store) -> None:
    with pytest.raises(NotAllowed, match="第一个账号应是管理员"):
        Accounts(store).add("王", ["officer"], PASSWORD, by=BY)


def test_only_an_administrator_manages_accounts_but_everybody_their_own_password(
    accounts: Accounts,
) -> None:
    officer = User(name="王", roles=("officer",))
    with pytest.raises(NotAllowed, match="请由管理员操作"):
        accounts.add("李", ["editor"], OTHER, by=officer)
    with pytest.raises(NotAllowed, match="请由管理员操作"):
        accounts.set_password("admin", OTHER, by=officer)
    with pytest.raises(NotAllowed, match="请由管理员操作"):
        accounts.remove("admin", by=officer)
    accounts.set_password("王", OTHER, by=officer)
    accounts.sign_in("王", OTHER)


@pytest.mark.parametrize(("act", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_cannot_be_is_refused(
    accounts: Accounts, act: Callable[[Accounts], None], told: str
) -> None:
    with pytest.raises(NotAllowed, match=told):
        act(accounts)
    assert [one.name for one in accounts.accounts()] == ["admin", "王"]


def test_every_change_and_every_try_is_on_record(accounts: Accounts, store: Store) -> None:
    accounts.sign_in("王", PASSWORD)
    with pytest.raises(NotAllowed):
        accounts.sign_in("王", OTHER)
    said = [(one.actor, one.action) for one in store.audit(AuditFilter(subject="user:王"))]
    assert said == [("王", "登录失败"), ("王", "登录"), ("命令行", "新建账号")]
