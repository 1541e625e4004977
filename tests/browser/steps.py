"""What a person does on the page, in the page's own words."""

import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.core.accounts import Role, local_user
from assistant.core.codec import figures_to_json
from assistant.usecases.accounts import Accounts
from corpus.figures_source import figures_from

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
WORKBOOK = SAMPLES / "示例市应急管理局_2026.xlsx"
PAST = tuple(SAMPLES / f"示例市应急管理局_{name}" for name in ("2024.pdf", "2025.html"))

BY = local_user("管")  # who prepares what a test begins with
PASSWORD = "够长的密码2026"
PEOPLE: dict[str, Role] = {"管某": "admin", "王某": "officer", "李某": "reviewer", "张某": "editor"}


def with_people(accounts: Accounts) -> Accounts:
    for name, role in PEOPLE.items():
        accounts.add(name, [role], PASSWORD, by=BY)
    return accounts


def figures_file(folder: Path, **changes: object) -> Path:
    """The sample's figures with some of their values changed."""
    content = figures_to_json(figures_from(WORKBOOK)) | changes
    path = folder / "数据.json"
    path.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    return path


def upload_figures(page: Page, file: Path = WORKBOOK) -> None:
    page.set_input_files("#figures-upload input[type=file]", file)


def begin(page: Page) -> None:
    """With the sample's figures."""
    upload_figures(page)
    expect_status(page, "已读入示例市应急管理局2026年数据")


def upload_reports(page: Page, files: Sequence[Path] = PAST) -> None:
    page.click("#corpus-tab")
    page.set_input_files("#corpus-upload input[type=file]", list(files))


def expect_status(page: Page, words: str, seconds: float = 30) -> None:
    expect(page.locator("#status")).to_contain_text(words, timeout=1000 * seconds)


def box(page: Page) -> str:
    return page.input_value("#draft-text textarea")


def type_text(page: Page, text: str) -> None:
    """Type over what is in the box, and leave it to be saved by a button."""
    page.fill("#draft-text textarea", text)


def choose(page: Page, part: str, option: str) -> None:
    """Choose from one of Gradio's lists."""
    page.click(f"#{part} input")
    page.get_by_role("option", name=option, exact=True).click()


def drop_open_sentences(page: Page) -> None:
    """Answer every error of the open section in the shortest way: without its sentence."""
    while page.locator("#findings .finding.error").count():
        first = page.locator("#findings .finding.error").first
        at = int(first.locator(".jump").get_attribute("data-start") or 0)
        text = box(page)
        start = max(text.rfind(stop, 0, at) for stop in "。\n") + 1
        end = min((found for stop in "。\n" if (found := text.find(stop, at)) >= 0), default=-1)
        with page.expect_response(lambda response: "queue/join" in response.url):
            type_text(page, text[:start] + (text[end:].lstrip("。") if end >= 0 else ""))
        page.wait_for_timeout(500)  # for the verdicts on the new text


def turn_to(page: Page, section: str) -> None:
    """Turn to a section and wait until it stands in the box with its verdicts."""
    choice = page.locator(f"#section label:has-text('{section}') input")
    if choice.is_checked():
        return
    before = page.input_value("#place textarea")
    page.click(f"#section label:has-text('{section}')")
    page.wait_for_function(
        "before => document.querySelector('#place textarea').value !== before", arg=before
    )
    expect(choice).to_be_checked()


def sign_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    page.goto(address)
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def come_in(page: Page, address: str, name: str) -> Page:
    """The page of one of PEOPLE."""
    sign_in(page, address, name)
    expect(page.locator("#who")).to_contain_text(name)
    return page
