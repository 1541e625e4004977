"""
The pictures of docs/manual.md: `python -m tests.browser.pictures` takes them anew.

Every state of the page in a wide window and in a narrow one, with the project's own samples. They
are to be looked at before they are committed.
"""

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from tests.browser.conftest import served
from tests.browser.steps import (
    PAST,
    expect_status,
    sign_in,
    type_text,
    upload_figures,
    upload_reports,
    with_people,
)
from tests.ui.parts import open_workflow

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZES: dict[str, ViewportSize] = {
    "": {"width": 1280, "height": 720},
    "-narrow": {"width": 768, "height": 1024},
}
WRONG = "（一）主动公开情况。全年切实加强学习，认真作出行政许可决定476件，作出行政处罚决定143件。"
_SELECT = """() => {
  const box = document.querySelector('#draft-text textarea');
  box.focus();
  box.setSelectionRange(10, 25);
}"""
_REST = 700  # milliseconds until what a click set going stands still


def main() -> None:
    chosen = set(sys.argv[1:])
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for suffix, size in SIZES.items():
            for name, page in _states(browser, size):
                if not chosen or name in chosen:
                    page.evaluate("window.scrollTo(0, 0)")
                    page.wait_for_timeout(_REST)
                    _save(page.screenshot(), FOLDER / f"{name}{suffix}.png")
        browser.close()


def _save(shot: bytes, path: Path) -> None:
    """With 128 colours, which a screen of text needs no more than: a third of the bytes."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(128).save(path, optimize=True)


def _states(browser: Browser, size: ViewportSize) -> Iterator[tuple[str, Page]]:
    with TemporaryDirectory(prefix="nianbao-pictures-") as folder:
        yield from _of_one_computer(browser, size, Path(folder) / "one")
        yield from _of_an_office(browser, size, Path(folder) / "many")


def _of_one_computer(
    browser: Browser, size: ViewportSize, home: Path
) -> Iterator[tuple[str, Page]]:
    with open_workflow(home) as workflow, served(workflow) as address:
        page = browser.new_page(viewport=size, locale="zh-CN")
        page.goto(address)
        page.wait_for_selector("#state p")
        yield "start", page
        upload_reports(page, PAST)
        expect_status(page, "已读入2份")
        yield "corpus", page
        upload_figures(page)
        expect_status(page, "已读入示例市应急管理局2026年数据")
        page.click("#figures-tab")
        yield "figures", page
        page.click("#document-tab")
        page.click("#draft-all-button")
        expect_status(page, "起草完成")
        for tab, name in (("findings", "document"), ("evidence", "evidence")):
            page.click(f"#{tab}-tab")
            yield name, page
        page.click("#findings-tab")
        page.click("#compare-button")
        page.wait_for_selector("#reading table.beside")
        yield "two-years", page
        page.keyboard.press("Escape")
        page.click("#submit-button")
        expect_status(page, "已送审")
        page.click("#accept-button")
        expect_status(page, "不能定稿")
        yield "refused", page
        yield from _asked(page)
        page.click("#export-tab")
        yield "export", page
        page.click("#document-tab")
        type_text(page, WRONG)
        page.click("#save-button")
        expect_status(page, "已保存为第")
        yield "mending", page
        page.evaluate(_SELECT)
        page.keyboard.press("Shift+ArrowRight")
        yield "choosing", page
        page.fill("#instruction input, #instruction textarea", "精简")
        page.click("#rewrite-button")
        page.wait_for_selector("#hunks .hunk")
        yield "proposal", page
        page.click("#versions-tab")
        page.locator("#version-list li button").last.click()
        yield "versions", page


def _asked(page: Page) -> Iterator[tuple[str, Page]]:
    page.click("#ask-tab")
    for question in ("近三年收到申请的变化趋势", "2025年提出了哪些改进措施？"):
        page.fill("#ask-box input, #ask-box textarea", question)
        page.click("#ask-button")
        page.wait_for_timeout(4 * _REST)
    yield "asking", page
    page.locator("#answers .cited").last.click()
    page.wait_for_selector("#reading mark")
    yield "source", page
    page.keyboard.press("Escape")


@contextmanager
def _accounts(home: Path) -> Iterator[Accounts]:
    with closing(Store.open(home)) as store:
        yield with_people(Accounts(store))


def _of_an_office(browser: Browser, size: ViewportSize, home: Path) -> Iterator[tuple[str, Page]]:
    with (
        open_workflow(home) as workflow,
        _accounts(home) as accounts,
        served(workflow, accounts) as address,
    ):

        def comes(name: str) -> Page:
            page = browser.new_page(viewport=size, locale="zh-CN")
            sign_in(page, address, name)
            page.wait_for_selector("#state p")
            page.wait_for_timeout(_REST)
            return page

        page = browser.new_page(viewport=size, locale="zh-CN")
        page.goto(address)
        yield "login", page
        yield from _reviewed(comes)


def _reviewed(comes: Callable[[str], Page]) -> Iterator[tuple[str, Page]]:
    officer = comes("王某")
    upload_figures(officer)
    expect_status(officer, "已读入")
    officer.click("#document-tab")
    officer.click("#draft-button")
    expect_status(officer, "起草完成")
    officer.click("#submit-button")
    expect_status(officer, "已送审")
    reviewer = comes("李某")
    reviewer.click("#remarks-tab")
    reviewer.evaluate(_SELECT)
    reviewer.fill("#remark-words textarea", "请写明与上年相比的情况")
    reviewer.click("#remark-button")
    reviewer.wait_for_selector("#remark-list .jump")
    yield "remarks", reviewer
    manager = comes("管某")
    manager.click("#manage-tab")
    yield "managing", manager


if __name__ == "__main__":
    main()
