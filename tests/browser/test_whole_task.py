"""The officer's whole task in the page with the real parts: figures in, a Word file out."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from assistant.app import open_workflow
from assistant.core.codec import figures_to_json
from assistant.records.store import Store
from assistant.settings import Settings
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from corpus.figures_source import figures_from
from tests.browser.conftest import Come, Serve
from tests.browser.steps import (
    BY,
    PAST,
    WORKBOOK,
    begin,
    box,
    choose,
    come_in,
    drop_open_sentences,
    expect_status,
    figures_file,
    turn_to,
    type_text,
    upload_figures,
    upload_reports,
    with_people,
)

pytestmark = pytest.mark.slow
CONTACT = {"address": "示范路1号", "postcode": "100000", "phone": "010-00000001"}


# When the stop button was clicked, and when the page said that it stopped, by the page's clock.
CLOCK = """
() => {
  document.addEventListener('click', (event) => {
    if (event.target.closest('#stop-button')) window.clicked = performance.now();
  }, true);
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#status').textContent.includes('已停止')) return;
    window.stopped = performance.now();
    observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
"""


# Whether the text grows before one's eyes: the model is decoding, not only being loaded.
GROWING = """
() => {
  window.seen ??= new Set();
  window.seen.add(document.querySelector('#draft-text textarea').value);
  return window.seen.size > 8;
}
"""


@pytest.fixture
def workflow(home: Path) -> Iterator[Workflow]:
    with open_workflow(Settings(home=home)) as workflow:
        yield workflow


def test_from_figures_to_an_accepted_word_file(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        upload_reports(page)
        expect_status(page, "已读入2份往年报告", seconds=120)
        expect(page.locator("#corpus-table")).to_contain_text("示例市应急管理局_2025.html")
        page.click("#document-tab")
        begin(page)
        expect(page.locator("#check-results")).to_contain_text("数据勾稽")

        page.click("#draft-all-button")
        expect_status(page, "起草完成，已保存", seconds=60)
        assert "（二）依申请公开情况" in box(page)
        assert "新收政府信息公开申请62件" in box(page)
        expect(page.locator("#evidence")).to_contain_text("本年新收政府信息公开申请数量")

        type_text(page, box(page).replace("申请62件", "申请63件"))
        expect(page.locator("#findings")).to_contain_text("应为62件")
        type_text(page, box(page).replace("申请63件", "申请62件"))
        page.click("#save-button")
        expect_status(page, "已保存为第")
        page.click("#submit-button")
        expect_status(page, "已送审")
        page.click("#accept-button")
        expect_status(page, "处问题未处理，不能定稿")

        for section in page.locator("#section label").all_inner_texts():
            turn_to(page, section.split(" · ")[0])
            page.wait_for_timeout(500)
            drop_open_sentences(page)
            page.click("#save-button")
            expect_status(page, "已保存为第")
        expect(page.locator("#section")).not_to_contain_text("处待改")
        page.click("#accept-button")
        expect_status(page, "已定稿")
        expect(page.locator("#draft-text textarea")).not_to_be_editable()

        page.click("#export-button")
        expect_status(page, "没有导出：还缺地址、邮编、电话")
        workflow.publishing.set_office("示例市应急管理局", CONTACT, by=BY)
        with page.expect_download() as download:
            page.click("#export-button")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.name == "示例市应急管理局2026年政府信息公开工作年度报告.docx"
        words = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        assert "新收政府信息公开申请62件" in words

        choose(page, "export-kind", "定稿 Markdown")
        with page.expect_download() as download:
            page.click("#export-button")
        assert download.value.suggested_filename.endswith(".md")


def test_an_officer_fills_drafts_with_the_model_answers_and_sends(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    """With accounts: from a wrong figure to a report that is sent for review."""
    workflow.ingest(PAST[1:], by=BY)  # by an administrator, before
    with (
        closing(Store.open(tmp_path / "home")) as store,
        serve(workflow, with_people(Accounts(store))) as address,
    ):
        page = come_in(visit(address).page, address, "王某")
        upload_figures(page, wrong_figures(tmp_path))
        expect_status(page, "已读入示例市应急管理局2026年数据")
        mend_the_figures(page)

        page.click("#draft-all-button")
        expect_status(page, "起草完成", seconds=60)
        expect(page.locator("#saved")).to_contain_text("已保存：第1版")
        before = box(page)
        choose(page, "writer", "大模型改写")
        stop_the_model(page)
        assert box(page) not in ("", before)
        expect(page.locator("#saved")).to_contain_text("还没有保存")
        page.click("#undo-button")  # saved, then taken back
        expect_status(page, "已撤销")
        assert box(page) == before

        turn_to(page, "重点领域公开")
        page.click("#draft-button")
        expect_status(page, "起草完成，已保存", seconds=120)
        answer_all(page)
        page.click("#submit-button")
        expect_status(page, "已送审")
        expect(page.locator("#notice")).to_contain_text("已送审（王某")
        expect(page.locator("#accept-button")).to_be_disabled()


def wrong_figures(folder: Path) -> Path:
    """The sample's figures with one cell too high: 新收 of 自然人 is 47."""
    tables = figures_to_json(figures_from(WORKBOOK))["表三"]
    row = "一、本年新收政府信息公开申请数量"
    wrong = {**tables, row: {**tables[row], "自然人": 74}}
    return figures_file(folder, 表三=wrong)


def mend_the_figures(page: Page) -> None:
    """From the finding to its cell, and the right number typed there."""
    page.click("#figures-tab")
    expect(page.locator("#figures-tab")).to_have_attribute("data-count", re.compile("[1-9]"))
    page.get_by_role("button", name="看下一处").click()
    expect(page.locator("input[data-key]:focus")).to_be_visible()
    cell = page.locator('input[data-key="新收.自然人"]')
    cell.fill("47")
    page.keyboard.press("Enter")
    expect(page.locator("#figures-tab")).to_have_attribute("data-count", "0")
    page.click("#document-tab")


def stop_the_model(page: Page) -> None:
    """While it writes before one's eyes: it stops at once, and what it wrote stays in the box."""
    page.click("#draft-button")
    page.wait_for_function(GROWING, polling=100, timeout=180_000)
    page.evaluate(CLOCK)
    page.click("#stop-button")
    expect_status(page, "已停止")
    # Within a second where the machine is free; a busy one is no failure.
    assert page.evaluate("window.stopped - window.clicked") < 5000
    expect(page.locator("#draft-button")).to_be_enabled()
    time.sleep(1)  # for the decoding to notice
    used = time.process_time()
    time.sleep(2)
    assert time.process_time() - used < 1, "the model still works"
    expect_status(page, "没有写完的地方已标出")


def answer_all(page: Page) -> None:
    """Every open mark of the section: the number that is asked for, or left out."""
    marks = page.locator("#findings .open-mark")
    while there := marks.count():
        first = marks.first
        field = first.locator("input[name=words]")
        if first.get_by_role("button", name="填入").count():
            field.fill("3")
            field.press("Enter")
        else:
            first.get_by_role("button", name="删去").click()
        expect(marks).to_have_count(there - 1)
        expect_status(page, "已")
