"""The officer's whole task in the page with the real parts: figures in, a Word file out."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from assistant.app import open_workflow
from assistant.settings import Settings
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import (
    box,
    choose,
    drop_open_sentences,
    expect_status,
    turn_to,
    type_text,
    upload_figures,
    upload_reports,
)

pytestmark = pytest.mark.slow


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
        upload_figures(page)
        expect_status(page, "已读入示例市应急管理局2026年数据")
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


def test_the_model_writes_before_one_s_eyes_and_stops_at_once(
    workflow: Workflow, serve: Serve, visit: Come
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        upload_reports(page)
        expect_status(page, "已读入2份往年报告", seconds=120)
        page.click("#document-tab")
        upload_figures(page)
        expect_status(page, "已读入示例市应急管理局2026年数据")
        choose(page, "writer", "大模型改写")
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
        expect_status(page, "还没有保存")
        assert box(page)
        page.click("#save-button")
        expect_status(page, "已保存为第1版")
