"""A browser, and the page served to it from this process, where no_network watches the server.

Knows: Chromium, Playwright, uvicorn. Does not know: any one test.
"""

import asyncio
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from assistant.core.drafts import Draft
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from tests.browser.steps import BY, PAST, WORKBOOK, with_people
from tests.ui.parts import open_workflow
from ui.app import build
from ui.door import Door
from ui.news import news_route
from ui.server import PageServer, application

SIZE: ViewportSize = {"width": 1280, "height": 720}
_STEP = 30_000  # milliseconds that a test waits for one thing: two slow cores do all the work


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed (Debian package chromium)")
    expect.set_options(timeout=_STEP)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Visit:
    """One person's browser window with all that it asked for and all that went wrong."""

    context: BrowserContext
    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def strangers(self) -> list[str]:
        """Requests to any other host."""
        own = (self.address, "data:", f"blob:{self.address}")
        return [url for url in self.requests if not url.startswith(own)]

    def open(self, query: str = "") -> Page:
        self.page.goto(f"{self.address}/{query}")
        self.page.wait_for_selector("#state p")
        return self.page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visit]]:
    """Open a window of its own on an address; at the end nothing may have left or broken."""
    visits: list[Visit] = []

    def come(address: str) -> Visit:
        context = browser.new_context(viewport=SIZE, locale="en-US")  # not every PC is Chinese
        context.set_default_timeout(_STEP)
        one = Visit(context=context, page=context.new_page(), address=address)
        context.on("request", lambda request: one.requests.append(request.url))
        context.on("weberror", lambda error: one.faults.append(str(error.error)))
        one.page.on("dialog", lambda dialog: one.faults.append(dialog.message))
        visits.append(one)
        return one

    yield come
    for one in visits:
        one.context.close()
    assert [url for one in visits for url in one.strangers] == []
    assert [fault for one in visits for fault in one.faults] == []


@contextmanager
def served(workflow: Workflow, accounts: Accounts | None = None, *, port: int = 0) -> Iterator[str]:
    """The page on a port of loopback, else a free one; its address.

    Without `accounts` nobody signs in.
    """
    with (
        TemporaryDirectory(prefix="nianbao-test-") as folder,
        socket.create_server(("127.0.0.1", port)) as listening,
        closing(Store.open(Path(folder) / "nobody")) as nobody,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("GRADIO_TEMP_DIR", folder)
        stop = threading.Event()
        door = Door(accounts or Accounts(nobody))

        async def run() -> None:
            blocks = build(workflow, door, Path(folder))
            app = application(blocks, door, host="127.0.0.1", routes=[news_route(workflow)])
            server = PageServer(app)
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            await asyncio.to_thread(stop.wait)
            server.should_exit = True
            await serving

        with ThreadPoolExecutor(max_workers=1) as thread:
            done = thread.submit(asyncio.run, run())
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                stop.set()
                done.result()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is slow; and Gradio uses what pandas is about to drop."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))


Serve = Callable[..., AbstractContextManager[str]]
Come = Callable[[str], Visit]


@pytest.fixture
def serve() -> Serve:
    return served


@pytest.fixture
def workflow(tmp_path: Path) -> Iterator[Workflow]:
    """The real workflow over the real store, without models."""
    with open_workflow(tmp_path / "home") as workflow:
        yield workflow


@pytest.fixture
def accounts(workflow: Workflow, tmp_path: Path) -> Iterator[Accounts]:
    """One person of each role, in the same database as the workflow."""
    with closing(Store.open(tmp_path / "home")) as store:
        yield with_people(Accounts(store))


@pytest.fixture
def draft(workflow: Workflow) -> Draft:
    """The sample office's figures, with its reports of the years before."""
    workflow.ingest(PAST, by=BY)
    figures = workflow.read_figures(WORKBOOK)
    return workflow.sources_of(workflow.take_figures(figures, by=BY))[0]
