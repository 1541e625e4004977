"""Rights of the roles, passwords, and when an account is locked."""

import pytest

from assistant.core.accounts import (
    RIGHT_NAMES,
    ROLES,
    Account,
    AccountLocked,
    Right,
    Role,
    User,
    attempted,
    check_name,
    check_password,
    local_user,
    opened,
    require,
)
from assistant.core.errors import NotAllowed

# Who may do what, as an office would say it.
RIGHTS: dict[Right, str] = {
    "read": "officer reviewer editor admin",
    "write": "officer editor",
    "judge": "officer editor",
    "remark": "reviewer editor",
    "answer": "officer reviewer editor",
    "return": "reviewer editor",
    "accept": "editor",
    "reopen": "editor",
    "export": "officer editor",
    "corpus": "admin",
    "manage": "admin",
}
OPEN = Account(name="王", roles=("officer",), password="")


@pytest.mark.parametrize("right", RIGHT_NAMES)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_its_work_needs(role: Role, right: Right) -> None:
    user = User(name="王", roles=(role,))
    if role in RIGHTS[right].split():
        require(user, right)
    else:
        with pytest.raises(NotAllowed, match=f"不能{RIGHT_NAMES[right]}；请由"):
            require(user, right)


def test_the_person_of_one_computer_may_all_and_somebody_without_a_role_nothing() -> None:
    for right in RIGHT_NAMES:
        require(local_user("王"), right)
        with pytest.raises(NotAllowed, match="没有角色"):
            require(User(name="王", roles=()), right)


def test_the_fifth_password_in_a_row_locks_for_a_quarter_of_an_hour() -> None:
    account = OPEN
    for second in range(5):
        account = attempted(account, float(second))
    with pytest.raises(AccountLocked, match="15 分钟"):
        attempted(account, 5.0)
    with pytest.raises(AccountLocked, match="1 分钟"):
        attempted(account, 4.0 + 15 * 60 - 1)
    assert attempted(account, 4.0 + 15 * 60).failures == 1
    assert opened(account) == OPEN


WEAK = ["", "a1b2c3", "abcdefgh", "12345678", "wang2026!", "x1" * 200]


@pytest.mark.parametrize("password", WEAK)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(NotAllowed, match="密码"):
        check_password("Wang", password)


@pytest.mark.parametrize("password", ["年报2026助手工作", "correct horse 9", "a-b-c-d-"])
def test_a_fair_password_is_taken(password: str) -> None:
    check_password("王", password)


@pytest.mark.parametrize("name", ["", "a b", "<b>", "../x", "王" * 31, "a\n"])
def test_a_name_that_would_read_badly_is_refused(name: str) -> None:
    with pytest.raises(NotAllowed, match="账号名"):
        check_name(name)
