"""An editor selects words, asks for other ones, takes one piece and drops one; the rest stays."""

from playwright.sync_api import expect

from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import begin, box, expect_status, type_text

TEXT = "第一段切实加强组织领导。\n第二段切实加强学习，不断健全机制，认真规范流程。"
_SELECT = """() => {
  const box = document.querySelector('#draft-text textarea');
  const start = box.value.indexOf('第二段');
  box.focus();
  box.setSelectionRange(start, box.value.length);
}"""


def test_select_rewrite_accept_one_reject_one(
    serve: Serve, visit: Come, workflow: Workflow
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        begin(page)
        type_text(page, TEXT)
        page.click("#save-button")
        expect_status(page, "已保存")

        page.evaluate(_SELECT)
        page.fill("#instruction input, #instruction textarea", "精简")
        page.click("#rewrite-button")
        expect(page.locator("#reply")).to_contain_text("请逐处采纳或放弃")
        pieces = page.locator("#hunks .hunk")
        expect(pieces).to_have_count(3)
        assert box(page) == TEXT

        pieces.nth(2).get_by_role("button", name="采纳").click()
        expect(page.locator("#reply")).to_contain_text("采纳1处")
        after = TEXT.replace("认真", "")
        assert box(page) == after
        expect(pieces).to_have_count(2)
        pieces.nth(1).get_by_role("button", name="放弃").click()
        expect(page.locator("#reply")).to_contain_text("放弃1处")
        page.click("#reject-hunk")
        expect(page.locator("#deciding")).to_be_hidden()
        assert box(page) == after

        page.fill("#instruction input, #instruction textarea", "撤销")
        page.press("#instruction input, #instruction textarea", "Enter")
        expect(page.locator("#reply")).to_contain_text("已撤销")
        assert box(page) == TEXT
