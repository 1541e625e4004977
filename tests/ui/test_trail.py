"""The audit trail on the page: filtered, as a file, for administrators only; nothing is missing."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from assistant.core.accounts import Role, User
from assistant.core.errors import NotAllowed
from assistant.usecases.accounts import Accounts
from tests.ui.conftest import completed, written
from tests.ui.test_drafting import CARRY
from tests.ui.test_handlers import HONEST, value
from ui.handlers.drafting import Desk
from ui.handlers.exporting import Exporting
from ui.handlers.page import Page
from ui.handlers.review import Review
from ui.handlers.trail import Trail
from ui.place import Place
from ui.screen import together


def lines(page: Page, kind: str, *wanted: str) -> list[list[str]]:
    path = Path(value(Trail(page).export(str(Place()), kind, *wanted), "file"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for another code
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))[1:]


def test_every_step_of_the_work_is_on_record(page: Page, place: Place, accounts: Accounts) -> None:
    completed(page, place)
    at = str(written(page, place, HONEST))
    Review(page).remark(at, HONEST, "0,2", "请核对")
    Review(page).answer(at, HONEST, {"id": "1", "kind": "解决"})
    page.submit(at, HONEST)
    page.reopen(at, HONEST, "漏了一条")
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    together(*Exporting(page).export(at, HONEST, "final", ".md", "", [], ""))
    with pytest.raises(NotAllowed):
        accounts.sign_in("王", "不对的密码1")
    actions = [action for _, _, action, *_ in reversed(lines(page, ".csv", "", "", ""))]
    done = ["保存", "批注", "解决批注", "送审", "退回", "送审", "定稿", "导出", "登录失败"]
    assert actions[-len(done) :] == done


def test_a_drafted_section_is_on_record_with_how_it_was_made(page: Page, place: Place) -> None:
    together(*Desk(page).draft(str(place), "", *CARRY))
    path = value(Trail(page).export(str(place), ".json", place.draft, "王", "起草"), "file")
    (line,) = json.loads(Path(path).read_text(encoding="utf-8"))
    assert line["detail"]["writer"] == "carry"
    assert {"settings", "passages", "seconds"} <= line["detail"].keys()


def test_the_trail_is_filtered(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    assert {row[2] for row in lines(page, ".csv", "", "", "送审")} == {"送审"}
    assert lines(page, ".csv", "", "没有这个人", "") == []
    assert all(row[3] == f"draft:{place.draft}" for row in lines(page, ".csv", place.draft, "", ""))
    assert "送审" in value(Trail(page).read(at, "", "王", "送审"), "audit")


def test_nothing_in_the_file_is_a_formula(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    evil = Page(page.workflow, page.files, User(name="=cmd()", roles=page.by.roles))
    evil.submit(at, HONEST)
    assert lines(page, ".csv", "", "=cmd()", "")[0][1] == "'=cmd()"


@pytest.mark.parametrize(
    "wanted", [(".exe", "", "", ""), (".csv", 1, "", ""), (".csv", "", "x" * 99, "")]
)
def test_what_is_no_filter_is_refused(page: Page, wanted: tuple[object, ...]) -> None:
    with pytest.raises(NotAllowed):
        Trail(page).export(str(Place()), *wanted)


@pytest.mark.parametrize("role", ["officer", "reviewer", "editor"])
def test_only_an_administrator_reads_the_trail(page: Page, role: Role) -> None:
    who = Page(page.workflow, page.files, User(name="某", roles=(role,)))
    with pytest.raises(NotAllowed, match="管理员"):
        Trail(who).read(str(Place()), "", "", "")
    with pytest.raises(NotAllowed, match="管理员"):
        Trail(who).export(str(Place()), ".csv", "", "", "")
