"""The page as people meet it: Chinese, readable, labelled, on a small screen, by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.usecases.workflow import Workflow
from tests.browser.conftest import SIZE, Come, Serve
from tests.browser.steps import begin, box, expect_status, type_text, upload_reports

ALLOWED = {"xlsx", "json", "Word", "Markdown", "PDF", "MB", "html", "pdf", "docx"} | {
    *("Excel", "Tab", "Ctrl", "Esc"),  # names of a program and of keys
}
# Everything that is seen or read out: texts, labels, placeholders, titles.
WORDS = """() => {
  const seen = [document.title, document.querySelector('gradio-app').innerText];
  for (const one of document.querySelectorAll('gradio-app *')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      if (one.checkVisibility()) seen.push(one.getAttribute(name) || '');
    }
  }
  return seen.join('\\n');
}"""
SMALL = """() => Array.from(document.querySelectorAll('gradio-app *'))
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((one) => Array.from(one.childNodes).some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 14)
  .map((one) => `${one.className}: ${one.textContent.slice(0, 40)}`)"""
NAMELESS = """() => Array.from(document.querySelectorAll(
    'gradio-app input, gradio-app textarea, gradio-app button'))
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.labels && one.labels.length && one.labels[0].innerText.trim())
    && !(one.getAttribute('aria-label') || '').trim()
    && !one.getAttribute('aria-labelledby') && !one.innerText.trim())
  .map((one) => one.outerHTML.slice(0, 200))"""
PANELS = ("document", "figures", "corpus", "evidence", "versions")


@pytest.fixture
def page(workflow: Workflow, serve: Serve, visit: Come) -> Iterator[Page]:
    """A page with figures, a past report and a drafted section."""
    with serve(workflow) as address:
        page = visit(address).open()
        upload_reports(page)
        expect_status(page, "已读入2份往年报告")
        page.click("#document-tab")
        begin(page)
        page.click("#draft-button")
        expect_status(page, "起草完成")
        yield page


def test_everything_is_chinese_readable_and_named(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.title() == "年报助手"
    for panel in PANELS:
        page.click(f"#{panel}-tab" if panel in ("figures", "corpus") else "#document-tab")
        if panel in ("evidence", "versions"):
            page.click(f"#{panel}-tab")
        english = set(re.findall(r"[A-Za-z]{2,}", page.evaluate(WORDS))) - ALLOWED
        assert (panel, english) == (panel, set())
        assert (panel, page.evaluate(SMALL)) == (panel, [])
        assert (panel, page.evaluate(NAMELESS)) == (panel, [])


def test_the_work_fits_on_a_small_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]
    for part in ("draft-button", "stop-button", "save-button", "accept-button", "export-button"):
        place = page.locator(f"#{part}").bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= SIZE["height"], part


def test_a_finding_selects_its_words_in_the_text(page: Page) -> None:
    type_text(page, "𠮷字占两个单位。\n新收政府信息公开申请61件。")
    expect(page.locator("#findings")).to_contain_text("应为62件")
    page.click("#findings button:has-text('应为62件')")
    selected = page.evaluate(
        "(() => { const t = document.querySelector('#draft-text textarea');"
        "return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    )
    assert selected == "61件"


def test_the_tabs_work_by_keyboard(page: Page) -> None:
    page.focus("#document-tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#figures-tab")).to_be_focused()
    expect(page.locator("#figures-tables")).to_be_visible()
    expect(page.locator("#draft-text")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#draft-text")).to_be_visible()


def test_the_address_names_the_draft_and_a_wrong_one_is_told(page: Page) -> None:
    assert re.search(r"\?draft=[0-9a-f]{16}$", page.url)
    text = box(page)
    page.goto(re.sub(r"draft=.*", "draft=0000000000000000", page.url))
    expect_status(page, "没有这份草稿")
    expect(page.locator("#draft-text textarea")).to_have_value(text)
