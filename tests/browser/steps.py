"""What a person does on the page, in the page's own words."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
WORKBOOK = SAMPLES / "示例市应急管理局_2026.xlsx"
PAST = tuple(SAMPLES / f"示例市应急管理局_{name}" for name in ("2024.pdf", "2025.html"))


def upload_figures(page: Page, file: Path = WORKBOOK) -> None:
    page.set_input_files("#figures-upload input[type=file]", file)


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


def sign_in(page: Page, address: str, name: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
