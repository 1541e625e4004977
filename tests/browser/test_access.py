"""axe-core finds nothing serious in any state of the page, light or dark, wide or narrow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from assistant.core.accounts import local_user
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from tests.browser.conftest import Serve, Visit
from tests.browser.steps import expect_status, upload_figures
from tests.ui.parts import open_workflow

Open = Callable[[str], Page]
WIDE: ViewportSize = {"width": 1280, "height": 720}
NARROW: ViewportSize = {"width": 768, "height": 1024}
LOOKS: list[tuple[Literal["light", "dark"], ViewportSize]] = [("light", WIDE), ("dark", NARROW)]
_SERIOUS = frozenset({"serious", "critical"})


def serious(page: Page) -> list[str]:
    """The rules that are broken badly, each with where and why."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in _SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "size"), LOOKS, ids=["light", "dark"])
def test_no_state_of_the_page_shuts_anybody_out(
    scheme: Literal["light", "dark"],
    size: ViewportSize,
    tmp_path: Path,
    serve: Serve,
    visit: Callable[[str], Visit],
) -> None:
    with open_workflow(tmp_path / "home") as workflow, serve(workflow) as address:
        one = visit(address)
        one.page.emulate_media(color_scheme=scheme)
        one.page.set_viewport_size(size)
        page = one.open()
        wrong = {"empty": serious(page)}
        upload_figures(page)
        expect_status(page, "已读入")
        page.click("#draft-button")
        expect_status(page, "起草完成")
        for group in ("beside", "main"):  # the first stand inside the first of the second
            for tab in page.locator(f"[role=tab][data-group={group}]:visible").all():
                tab.click()
                page.wait_for_timeout(300)
                wrong[tab.inner_text()] = serious(page)
    assert {state: found for state, found in wrong.items() if found} == {}


@contextmanager
def one_account(home: Path) -> Iterator[Accounts]:
    store = Store.open(home)
    accounts = Accounts(store)
    accounts.add("管某", ["admin"], "够长的密码2026", by=local_user("管"))
    yield accounts
    store.close()


def test_the_way_in_shuts_nobody_out(
    tmp_path: Path, serve: Serve, visit: Callable[[str], Visit]
) -> None:
    home = tmp_path / "home"
    with (
        open_workflow(home) as workflow,
        one_account(home) as accounts,
        serve(workflow, accounts) as address,
    ):
        page = visit(address).page
        page.goto(f"{address}/login")
        assert serious(page) == []
