"""A report on its way: remarked, returned, mended, compared, restored, accepted and exported."""

from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import (
    begin,
    box,
    choose,
    come_in,
    expect_status,
    type_text,
)

FIRST = "2026年新收政府信息公开申请62件。"
SECOND = f"{FIRST}均已按时答复。"
HOSTILE = "<img src=x onerror='alert(1)'>${alert(2)}"


def select(page: Page, words: str) -> None:
    """Select words of the text as the keyboard does."""
    page.evaluate(
        """words => {
          const area = document.querySelector('#draft-text textarea');
          const start = area.value.indexOf(words);
          area.focus();
          area.setSelectionRange(start, start + words.length);
        }""",
        words,
    )


def selected(page: Page) -> str:
    return str(
        page.evaluate(
            """() => {
              const area = document.querySelector('#draft-text textarea');
              return area.value.slice(area.selectionStart, area.selectionEnd);
            }"""
        )
    )


def save(page: Page, text: str, number: int) -> None:
    type_text(page, text)
    page.click("#save-button")
    expect_status(page, f"已保存为第{number}版")


def test_from_a_remark_to_the_word_file(
    workflow: Workflow,
    accounts: Accounts,
    serve: Serve,
    visit: Come,
    tmp_path: Path,
) -> None:
    with serve(workflow, accounts) as address:
        officer = come_in(visit(address).page, address, "王某")
        begin(officer)
        save(officer, FIRST, 1)
        officer.dblclick("#submit-button")
        expect_status(officer, "已送审")
        why = officer.locator("#accept-button").get_attribute("aria-description")
        assert why is not None
        assert "编辑" in why

        reviewer = come_in(visit(address).page, address, "李某")
        reviewer.click("#remarks-tab")
        select(reviewer, "62件")
        reviewer.fill("#remark-words textarea", f"请写明办结情况{HOSTILE}")
        reviewer.click("#remark-button")
        expect_status(reviewer, "已写批注")
        expect(reviewer.locator("#remark-list")).to_contain_text(f"请写明办结情况{HOSTILE}")
        reviewer.locator("#return-reason textarea, #return-reason input").fill(f"补充{HOSTILE}")
        reviewer.click("#return-button")
        expect_status(reviewer, "已退回起草")

        officer.evaluate("window.dispatchEvent(new Event('focus'))")  # comes back to the window
        expect(officer.locator("#news-bar")).to_contain_text("李某退回了这份报告：补充")
        officer.get_by_role("button", name="看最新的").click()
        expect(officer.locator("#notice")).to_contain_text(f"补充{HOSTILE}")
        expect(officer.locator("#remarks-tab")).to_have_attribute("data-count", "1")
        officer.click("#remarks-tab")
        officer.click("#remark-list .jump")
        assert selected(officer) == "62件"
        save(officer, SECOND, 2)
        officer.fill("#remark-list input[name=words]", "已补充")
        officer.get_by_role("button", name="解决", exact=True).click()
        expect(officer.locator("#remark-list")).to_contain_text("未解决0条")
        expect(officer.locator("#notice")).not_to_contain_text("未解决")
        officer.click("#submit-button")
        expect_status(officer, "已送审")

        editor = come_in(visit(address).page, address, "张某")
        editor.click("#versions-tab")
        editor.fill("#version-name input, #version-name textarea", f"送领导稿{HOSTILE[:20]}")
        editor.click("#name-whole-button")
        expect_status(editor, "已把全文存为")
        save(editor, "编辑写坏了。", 3)
        editor.locator("#version-list li button", has_text="送领导稿").click()
        expect(editor.locator("#version-difference")).to_contain_text("会这样改")
        expect(editor.locator("#version-difference ins").first).to_contain_text(
            "新收政府信息公开申请"
        )
        editor.click("#restore-button")
        expect_status(editor, "已还原到")
        assert box(editor) == SECOND
        editor.dblclick("#accept-button")
        expect_status(editor, "已定稿")
        expect(editor.locator("#notice")).to_contain_text("已锁定")
        expect(editor.locator("#draft-text textarea")).not_to_be_editable()

        editor.click("#export-tab")
        expect(editor.locator("#export-notes")).to_contain_text("还缺地址、邮编、电话")
        editor.click("#export-file-button")
        expect_status(editor, "公布出去会印着【待补充】")
        editor.get_by_label("定稿，缺的印成【待补充】").check()
        with editor.expect_download() as download:
            editor.click("#export-file-button")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert "校样" not in file.name
        words = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        assert "均已按时答复" in words

        administrator = come_in(visit(address).page, address, "管某")
        administrator.click("#manage-tab")
        expect(administrator.locator("#audit")).to_contain_text("解决批注")
        choose(administrator, "audit-action", "退回")
        administrator.click("#audit-button")
        expect(administrator.locator("#audit tbody tr")).to_have_count(1)
        with administrator.expect_download() as download:
            administrator.click("#audit-csv-button")
        assert download.value.suggested_filename == "操作记录.csv"


def test_two_people_at_one_section_see_both_texts_and_lose_none(
    workflow: Workflow, accounts: Accounts, serve: Serve, visit: Come
) -> None:
    with serve(workflow, accounts) as address:
        officer = come_in(visit(address).page, address, "王某")
        begin(officer)
        save(officer, FIRST, 1)
        editor = come_in(visit(address).page, address, "张某")
        save(editor, f"{FIRST}编辑补的话。", 2)
        type_text(officer, f"{FIRST}起草人补的话。")
        officer.click("#save-button")
        view = officer.locator("#conflict-view")
        expect(view).to_contain_text("张某")
        expect(view.locator("ins").first).to_contain_text("起草人")
        expect(view.locator("del").first).to_contain_text("编辑")
        assert box(officer) == f"{FIRST}起草人补的话。"
        type_text(officer, f"{FIRST}编辑补的话。起草人补的话。")
        officer.click("#keep-mine-button")
        expect_status(officer, "已保存为第3版")
        expect(view).not_to_be_visible()
        history = workflow.read_draft(workflow.drafts()[0].id).history("overview")
        assert [one.author for one in history] == ["王某", "张某", "王某"]


def test_an_administrator_sets_the_office_and_an_officer_does_not_see_how(
    workflow: Workflow, accounts: Accounts, serve: Serve, visit: Come
) -> None:
    with serve(workflow, accounts) as address:
        officer = come_in(visit(address).page, address, "王某")
        begin(officer)
        officer.click("#export-tab")
        expect(officer.locator("#export-notes")).to_contain_text("只能导出校样")
        expect(officer.locator("#office-form")).not_to_be_visible()

        administrator = come_in(visit(address).page, address, "管某")
        administrator.click("#export-tab")
        expect(administrator.locator("#office-now")).to_contain_text("示例市应急管理局")
        administrator.fill("#office-phone input, #office-phone textarea", "没有电话")
        administrator.click("#office-save-button")
        expect_status(administrator, "应为电话号码")
        administrator.fill("#office-phone input, #office-phone textarea", "010-00000001")
        administrator.fill("#office-address input, #office-address textarea", HOSTILE)
        administrator.click("#office-save-button")
        expect_status(administrator, "已保存示例市应急管理局的单位信息")
        assert workflow.publishing.office("示例市应急管理局").phone == "010-00000001"
