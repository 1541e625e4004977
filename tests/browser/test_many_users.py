"""Twenty people at work at once: nobody sees an error, no edit is lost, and each is told why."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.core.accounts import local_user
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from corpus.figures_source import figures_from
from tests.browser.conftest import Serve
from tests.browser.http_user import HttpUser
from tests.browser.steps import (
    PASSWORD,
    WORKBOOK,
)

USERS, SHARED, ROUNDS = 20, 8, 4  # the first eight work two and two on one draft
BY = local_user("管")


@pytest.fixture
def accounts(tmp_path: Path, workflow: Workflow) -> Iterator[Accounts]:
    store = Store.open(tmp_path / "home")
    made = Accounts(store)
    made.add("管某", ["admin"], PASSWORD, by=BY)
    for number in range(USERS):
        made.add(f"用户{number}", ["officer"], PASSWORD, by=BY)
    yield made
    store.close()


@dataclass(frozen=True)
class Worked:
    """What one person got for it: the texts that were saved, how often stale, seconds a step."""

    draft: str
    saved: tuple[str, ...]
    stale: int
    seconds: tuple[float, ...]


def work(address: str, number: int, draft: str) -> Worked:
    saved: list[str] = []
    seconds: list[float] = []
    stale = 0
    with HttpUser(address, f"用户{number}", PASSWORD) as user:

        def step(part: str, event: str, **values: object) -> str:
            begun = time.perf_counter()
            told = user.does(part, event, **values)
            seconds.append(time.perf_counter() - begun)
            return told

        for turn in range(ROUNDS):
            user.parts["place"] = f"{draft}/overview/0"
            step("section", "input", section="problems", draft_text="")
            text = f"用户{number}第{turn}稿：全年没有收到申请{turn}次。"
            user.parts["draft-text"] = text
            step("typing", "input")
            told = step("save-button", "click")
            while "请先合并再保存" in told:  # somebody else saved: mine goes on top of theirs
                stale += 1
                told = step("keep-mine-button", "click")
            assert "已保存为第" in told, told
            saved.append(text)
        told = step("draft-button", "click")
        assert "起草完成" in told or "请先合并再保存" in told, told
    return Worked(draft, tuple(saved), stale, tuple(seconds))


def test_twenty_people_at_once_lose_nothing(
    workflow: Workflow, accounts: Accounts, serve: Serve
) -> None:
    figures = figures_from(WORKBOOK)
    drafts = [
        workflow.take_figures(replace(figures, agency=f"示例{number}局"), by=BY).id
        for number in range(USERS)
    ]
    mine = [drafts[number // 2 if number < SHARED else number] for number in range(USERS)]
    with serve(workflow, accounts) as address, ThreadPoolExecutor(USERS) as people:
        done = list(people.map(lambda number: work(address, number, mine[number]), range(USERS)))
    for one in done:
        kept = [revision.text for revision in workflow.read_draft(one.draft).history("problems")]
        assert [text for text in one.saved if text not in kept] == []
    assert any(one.stale for one in done[:SHARED]), "two people on one section never met"
    assert not any(one.stale for one in done[SHARED:])
    steps = sorted(second for one in done for second in one.seconds)
    print(  # pytest -s: how long people waited; no test depends on it
        f"{USERS}人同时，{len(steps)}步：中位{statistics.median(steps):.2f}秒，"
        f"百分之九十五在{steps[int(0.95 * len(steps))]:.2f}秒内"
    )
