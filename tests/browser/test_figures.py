"""The form of this year's figures: by keyboard alone, pasted, two persons at one form."""

from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from assistant.core.accounts import local_user
from assistant.core.drafts import Draft
from assistant.core.tables.changes import raw_of
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve, Visit
from tests.browser.steps import expect_status

BY = local_user("王")
KEY, TOTAL, NEXT = "新收.自然人", "新收.总计", "上年结转.自然人"  # 47, 62, 2 in the sample
# What a spreadsheet puts on the clipboard, pasted where the focus is.
_PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', options));
}"""


def cell(page: Page, key: str) -> Locator:
    return page.locator(f'input[data-key="{key}"]')


def open_form(visit: Visit) -> Page:
    page = visit.open()
    page.click("#figures-tab")
    expect(cell(page, KEY)).to_be_visible()
    return page


def kept(workflow: Workflow, draft: Draft, key: str) -> str:
    return raw_of(workflow.read_draft(draft.id).figures, key)


def test_the_form_is_filled_with_the_keyboard_alone_and_checked_while_one_types(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    with serve(workflow) as address:
        page = open_form(visit(address))
        cell(page, KEY).focus()
        page.keyboard.type("55")
        # at once, before anything is sent: left, right, difference
        expect(cell(page, TOTAL)).to_have_attribute(
            "title", "自然人与各类组织之和 70，总计 62，相差 8"
        )
        expect(page.locator(".bar .at")).to_contain_text("上年33，比上年增22")
        page.keyboard.press("Enter")
        expect(cell(page, NEXT)).to_be_focused()
        jump = page.locator("#figures-tables button[data-cell]", has_text="相差8").first
        expect(jump).to_be_attached()  # the rules, from the server
        page.keyboard.press("ArrowUp")
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        expect(cell(page, TOTAL)).to_be_focused()
        page.keyboard.press("=")
        expect(cell(page, TOTAL)).to_have_value("70")
        expect(cell(page, TOTAL)).not_to_have_class("error")
        expect(
            page.locator("#figures-tables .findings", has_text="“新收政府信息公开申请”行")
        ).to_have_count(0)
        assert (kept(workflow, draft, KEY), kept(workflow, draft, TOTAL)) == ("55", "70")
        page.keyboard.press("Control+z")
        expect_status(page, "已撤销")
        expect(cell(page, TOTAL)).to_have_value("62")
        page.keyboard.press("Delete")
        page.keyboard.press("Tab")
        expect(cell(page, TOTAL)).to_have_attribute("value", "")
        assert kept(workflow, draft, TOTAL) == ""
        expect(cell(page, TOTAL).locator("~ .hint")).to_have_text("和 70")
        page.click("#document-tab")  # from a finding to its cell
        page.locator("#check-results button[data-cell]").first.click()
        expect(page.locator("input[data-key]:focus")).to_be_visible()


def test_a_block_from_a_spreadsheet_fits_wholly_or_changes_nothing(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    with serve(workflow) as address:
        page = open_form(visit(address))
        cell(page, KEY).focus()
        page.evaluate(_PASTE, "1,234\t５６\t\r\n7\t0\t1\r\n")
        expect_status(page, "已粘贴6格")
        values = [
            cell(page, f"新收.{one}").input_value() for one in ("自然人", "商业企业", "科研机构")
        ]
        assert values == ["1234", "56", ""]
        assert kept(workflow, draft, "上年结转.科研机构") == "1"
        before = workflow.read_draft(draft.id).figures
        page.evaluate(_PASTE, "1\t2\n3\t<script>alert(1)</script>")
        expect_status(page, "上年结转政府信息公开申请数量·商业企业：“<script>alert(1)</sc”不是数字")
        cell(page, TOTAL).focus()
        page.evaluate(_PASTE, "1\t2\n3\t4")
        expect(page.locator(".bar .at")).to_contain_text(
            "放不下粘贴的第1行（2格，只剩1格）；没有改动"
        )
        assert workflow.read_draft(draft.id).figures == before
        page.locator('button[data-do="table"][data-table="表三"]').click()
        expect_status(page, "空格填0")
        expect(cell(page, "新收.科研机构")).to_have_value("0")


def test_two_persons_at_one_form_never_overwrite_each_other(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    with serve(workflow) as address:
        mine, theirs = open_form(visit(address)), open_form(visit(address))
        for page, key, typed in ((theirs, KEY, "48"), (theirs, TOTAL, "63")):
            cell(page, key).fill(typed)
            page.keyboard.press("Enter")
            expect(cell(page, key)).to_have_attribute("value", typed)
        cell(mine, KEY).fill("50")
        mine.keyboard.press("Enter")
        expect_status(mine, "自然人 刚被他人改为48，您写的50没有写入")
        expect(cell(mine, KEY)).to_have_value("48")
        expect(cell(mine, TOTAL)).to_have_value("63")  # the rest of the other's work is seen too
        cell(mine, NEXT).fill("3")
        mine.keyboard.press("Enter")
        expect(cell(mine, NEXT)).to_have_attribute("value", "3")
        assert [kept(workflow, draft, one) for one in (KEY, TOTAL, NEXT)] == ["48", "63", "3"]
        cell(mine, KEY).fill("五十")
        mine.keyboard.press("Enter")
        expect_status(mine, "“五十”不是数字，没有写入")
        expect(cell(mine, KEY)).to_have_value("五十")  # what was typed stays to be mended
        expect(cell(mine, KEY)).to_have_attribute("aria-invalid", "true")


def test_a_new_office_types_all_and_takes_the_workbook_along(
    serve: Serve, visit: Come, workflow: Workflow, tmp_path: Path
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        page.fill("#agency input", "<b>新设</b>市数据局")
        page.keyboard.press("Enter")
        page.fill("#year input", "2026")
        page.click("#figures-tab")
        page.click("#begin-button")
        expect(cell(page, KEY)).to_have_value("")
        cell(page, KEY).fill("12")
        page.keyboard.press("Tab")
        expect(cell(page, KEY)).to_have_attribute("value", "12")
        page.get_by_label("新的指标 名称").fill("<img src=x onerror=alert(1)>")
        page.keyboard.press("Tab")
        page.keyboard.type("1,387")
        page.keyboard.press("Tab")
        page.keyboard.type("条")
        page.keyboard.press("Tab")
        expect(page.get_by_label("第1项指标 名称", exact=True)).to_have_value(
            "<img src=x onerror=alert(1)>"
        )
        page.get_by_label("新的要点").fill("举办培训2次")
        page.get_by_label("新的要点").blur()
        expect(page.get_by_label("第1条要点", exact=True)).to_have_value("举办培训2次")
        with page.expect_download() as download:
            page.click("#workbook-button")
        download.value.save_as(tmp_path / "下载.xlsx")
        book = openpyxl.load_workbook(tmp_path / "下载.xlsx")
        values = [one.value for sheet in book for row in sheet.iter_rows() for one in row]
        assert {12, 1387, "举办培训2次"} <= set(values)
        (entry,) = workflow.drafts()
        text = "一切正常。"
        workflow.save_section(entry.id, "overview", text, base=0, by=BY)
        workflow.submit(workflow.read_draft(entry.id), by=BY)
        page.reload()
        page.click("#figures-tab")
        expect(cell(page, KEY)).to_have_attribute("readonly", "")
