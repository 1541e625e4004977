"""Several people on one page: each signs in, and does what their role is for."""

from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect

from assistant.core.accounts import local_user
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import (
    PASSWORD,
    begin,
    box,
    come_in,
    expect_status,
    sign_in,
    type_text,
)

SCOPED = "其中市本级收到政府信息公开申请17件。"


def test_an_officer_writes_a_reviewer_returns_an_editor_accepts(
    workflow: Workflow, accounts: Accounts, serve: Serve, visit: Come
) -> None:
    with serve(workflow, accounts) as address:
        officer = visit(address).page
        officer.goto(address)
        expect(officer.get_by_role("heading", name="年报助手")).to_be_visible()
        sign_in(officer, address, "王某", "不对的密码1")
        expect(officer.get_by_role("alert")).to_contain_text("账号或密码不对")
        sign_in(officer, address, "王某")
        expect(officer.locator("#who")).to_contain_text("王某（起草人）")
        begin(officer)
        type_text(officer, SCOPED)
        officer.click("#save-button")
        expect_status(officer, "已保存为第1版")
        expect(officer.locator("#corpus-upload input")).to_have_count(0)

        card = officer.locator("#findings .finding").first
        expect(card).to_contain_text("口径是“市本级”")
        card.get_by_text("忽略……").click()
        card.get_by_role("button", name="忽略这一处").click()
        expect_status(officer, "要写明理由")
        card.get_by_label("理由").fill("市本级另有台账")
        card.get_by_role("button", name="忽略这一处").click()
        expect(officer.locator("#findings")).to_contain_text("已忽略1处")
        expect(officer.locator("#findings")).to_contain_text("王某")
        officer.click("#submit-button")
        expect_status(officer, "已送审")
        expect(officer.locator("#accept-button")).to_be_disabled()

        reviewer = come_in(visit(address).page, address, "李某")
        expect(reviewer.locator("#draft-text textarea")).not_to_be_editable()
        for part in ("save", "submit", "accept", "draft"):
            expect(reviewer.locator(f"#{part}-button")).to_be_disabled()
        expect(reviewer.locator("#findings")).not_to_contain_text("撤回")
        reviewer.locator("#return-reason textarea, #return-reason input").fill("请补充办理结果")
        reviewer.click("#return-button")
        expect_status(reviewer, "已退回起草")

        editor = come_in(visit(address).page, address, "张某")
        expect(editor.locator("#draft-text textarea")).to_have_value(SCOPED)
        type_text(editor, "2026年新收政府信息公开申请62件。")
        editor.click("#save-button")
        expect_status(editor, "已保存为第2版")
        editor.click("#submit-button")
        expect_status(editor, "已送审")
        editor.click("#accept-button")
        expect_status(editor, "已定稿")
        editor.get_by_role("button", name="退出").click()
        expect(editor.get_by_role("button", name="登录")).to_be_visible()


def test_who_was_away_too_long_loses_nothing(
    workflow: Workflow, accounts: Accounts, serve: Serve, visit: Come
) -> None:
    with serve(workflow, accounts) as address:
        officer = come_in(visit(address).page, address, "王某")
        begin(officer)
        accounts.set_password("王某", f"{PASSWORD}!", by=local_user("管"))
        type_text(officer, "还没有保存的话。")
        officer.click("#save-button")
        expect(officer.locator("#signed-out")).to_contain_text("文字还在框中")
        assert box(officer) == "还没有保存的话。"
        with officer.context.expect_page() as opened:
            officer.click("#signed-out a")
        sign_in(opened.value, f"{address}/login", "王某", f"{PASSWORD}!")
        expect(opened.value.locator("#who")).to_contain_text("王某")
        officer.click("#signed-out button")
        officer.click("#save-button")
        expect_status(officer, "已保存为第1版")


def test_an_administrator_keeps_accounts_and_reads_what_was_done(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    """From one person's page without accounts to one with an administrator and an officer."""
    with (
        closing(Store.open(tmp_path / "home")) as store,
        serve(workflow, Accounts(store)) as address,
    ):
        page = visit(address).open()
        page.click("#manage-tab")
        expect(page.locator("#accounts")).to_contain_text("还没有账号")
        page.get_by_label("账号名").fill("管某")
        page.get_by_label("管理员").check()
        page.locator("#account-password input").fill(PASSWORD)
        page.click("#account-add-button")
        page.wait_for_timeout(1000)

        sign_in(page, f"{address}/login", "管某")
        expect(page.locator("#who")).to_contain_text("管某（管理员）")
        page.click("#manage-tab")
        expect(page.locator("#accounts")).to_contain_text("管某")
        page.get_by_label("账号名").fill("王某")
        page.get_by_label("起草人").check()
        page.locator("#account-password input").fill("短")
        page.click("#account-add-button")
        expect_status(page, "密码不够安全")
        page.locator("#account-password input").fill(PASSWORD)
        page.click("#account-add-button")
        expect_status(page, "已新建账号“王某”")
        expect(page.locator("#audit")).to_contain_text("新建账号")

        officer = come_in(visit(address).page, address, "王某")
        expect(officer.locator("#who")).to_contain_text("王某（起草人）")
        expect(officer.locator("#manage-tab")).not_to_be_visible()
