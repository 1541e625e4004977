"""Bad use of the page: hostile text, two tabs, closed windows, wrong files; nothing breaks."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import (
    begin,
    box,
    choose,
    expect_status,
    figures_file,
    turn_to,
    type_text,
    upload_figures,
    upload_reports,
)
from tests.ui.parts import SlowWriter, open_workflow

HOSTILE = "<img src=x onerror=\"alert('破')\"><script>alert('破')</script>${alert('破')}{{value}}"


@pytest.fixture
def writer() -> SlowWriter:
    return SlowWriter("全局认真", "贯彻落实", "政府信息公开条例。")


@pytest.fixture
def workflow(tmp_path: Path, writer: SlowWriter) -> Iterator[Workflow]:
    with open_workflow(tmp_path / "home", writer) as workflow:
        yield workflow


def test_hostile_text_in_every_field_is_only_text(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    figures = figures_file(
        tmp_path,
        agency=f"示例{HOSTILE}局",
        notes=[HOSTILE],
        indicators=[{"label": HOSTILE, "value": 1, "unit": "条"}],
    )
    report = tmp_path / "<img src=x onerror=alert(1)>_2025.txt"
    report.write_text(
        f"示例市应急管理局2025年政府信息公开工作年度报告\n一、总体情况\n{HOSTILE}\n"
        f"五、存在的主要问题及改进情况\n{HOSTILE}\n六、其他需要报告的事项\n无。\n",
        encoding="utf-8",
    )
    with serve(workflow) as address:
        page = visit(address).open()
        upload_reports(page, [report])
        expect_status(page, "往年报告")
        page.click("#document-tab")
        upload_figures(page, figures)
        expect_status(page, "已读入示例")
        page.click("#draft-button")
        expect_status(page, "起草完成")
        text = f"{HOSTILE}。\n新收政府信息公开申请61件。\n{HOSTILE}"
        type_text(page, text)
        expect(page.locator("#findings")).to_contain_text("应为62件")
        page.click("#save-button")
        expect_status(page, "已保存")
        page.click("#submit-button")
        page.fill("#return-reason textarea, #return-reason input", HOSTILE)
        page.click("#accept-button")
        expect_status(page, "不能定稿")
        for tab in ("evidence", "versions", "figures", "corpus"):
            page.click(f"#{tab}-tab")
        page.reload()
        expect(page.locator("#draft-text textarea")).to_have_value(text)
        assert page.locator("#page img").count() == 0
        assert "${alert('破')}{{value}}" in page.inner_text("#state")


def test_two_tabs_on_one_section_lose_nothing(
    workflow: Workflow, serve: Serve, visit: Come
) -> None:
    with serve(workflow) as address:
        mine, theirs = visit(address), visit(address)
        page = mine.open()
        begin(page)
        other = theirs.open(f"?{page.url.partition('?')[2]}")
        type_text(other, "李的文字。")
        other.click("#save-button")
        expect_status(other, "已保存为第1版")
        type_text(page, "我的文字。")
        page.click("#save-button")
        expect_status(page, "您的文字没有丢失")
        assert box(page) == "我的文字。"
        page.click("#versions-tab")
        expect(page.locator("#version-list")).to_contain_text("第1版")
        page.click("#keep-mine-button")
        expect_status(page, "已保存为第2版")
        expect(page.locator("#keep-mine-button")).to_be_hidden()
        draft = workflow.drafts()[0].id
        texts = [one.text for one in workflow.read_draft(draft).history("overview")]
        assert texts == ["李的文字。", "我的文字。"]


def test_two_windows_on_two_reports_do_not_mix(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    with serve(workflow) as address:
        first, second = visit(address).open(), visit(address).open()
        begin(first)
        upload_figures(second, figures_file(tmp_path, agency="示例市水利局"))
        expect_status(second, "已读入示例市水利局")
        for page, words in ((first, "应急局的文字。"), (second, "水利局的文字。")):
            type_text(page, words)
            page.click("#save-button")
        for page in (first, second):
            expect_status(page, "已保存为第1版")
        texts = {
            entry.agency: workflow.read_draft(entry.id).text("overview")
            for entry in workflow.drafts()
        }
        assert texts == {"示例市应急管理局": "应急局的文字。", "示例市水利局": "水利局的文字。"}


def test_a_report_is_found_again_by_its_office_and_year(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        begin(page)
        type_text(page, "应急局的文字。")
        page.click("#save-button")
        expect_status(page, "已保存为第1版")
        upload_figures(page, figures_file(tmp_path, agency="示例市水利局"))
        expect_status(page, "已读入示例市水利局")
        expect(page.locator("#draft-text textarea")).to_have_value("")
        page.fill("#agency input", "示例市应急管理局")
        page.keyboard.press("Enter")
        expect(page.locator("#draft-text textarea")).to_have_value("应急局的文字。")
        page.fill("#year input", "2024")
        page.keyboard.press("Enter")
        expect_status(page, "还没有示例市应急管理局2024年的草稿")
        page.click("#figures-tab")
        with page.expect_download() as download:
            page.click("#template-button")
        assert download.value.suggested_filename == "示例市应急管理局_2024年数据.xlsx"


def test_what_is_typed_survives_a_turn_a_reload_and_a_quick_hand(
    workflow: Workflow, serve: Serve, visit: Come
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        begin(page)
        type_text(page, "总体情况的文字。")
        page.click("#save-button", click_count=2)
        turn_to(page, "问题及改进")
        expect(page.locator("#draft-text textarea")).to_have_value("")
        type_text(page, "问题的文字。")
        turn_to(page, "总体情况")
        turn_to(page, "问题及改进")
        expect(page.locator("#draft-text textarea")).to_have_value("问题的文字。")
        page.reload()
        expect(page.locator("#draft-text textarea")).to_have_value("总体情况的文字。")
        draft = workflow.read_draft(workflow.drafts()[0].id)
        assert len(draft.history("overview")) == 1


def test_a_text_left_alone_is_saved(workflow: Workflow, serve: Serve, visit: Come) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        begin(page)
        type_text(page, "打完字就去开会了。")
        draft = workflow.drafts()[0].id
        for _ in range(100):
            if workflow.read_draft(draft).text("overview"):
                break
            page.wait_for_timeout(200)
        assert workflow.read_draft(draft).text("overview") == "打完字就去开会了。"


def test_stopping_keeps_the_half_written_text(
    workflow: Workflow, serve: Serve, visit: Come, writer: SlowWriter
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        begin(page)
        choose(page, "writer", "大模型改写")
        page.click("#draft-button")
        expect(page.locator("#draft-text textarea")).to_have_value(re.compile("全局认真$"))
        expect(page.locator("#save-button")).to_be_disabled()
        page.click("#stop-button")
        expect_status(page, "已停止；没有写完的地方已标出")
        expect(page.locator("#draft-text textarea")).to_have_value(
            re.compile("全局认真【待补充：没有写完】$")
        )
        expect(page.locator("#saved")).to_contain_text("还没有保存")
        writer.go.set()
        assert writer.closed.wait(timeout=5)
        page.click("#save-button")
        expect_status(page, "已保存为第1版")


def test_closing_the_window_ends_the_writer(
    workflow: Workflow, serve: Serve, visit: Come, writer: SlowWriter
) -> None:
    with serve(workflow) as address:
        one = visit(address)
        page = one.open()
        begin(page)
        choose(page, "writer", "大模型改写")
        page.click("#draft-button")
        expect(page.locator("#draft-text textarea")).not_to_have_value("")
        page.close()
        time.sleep(2)  # for the server to notice
        writer.go.set()
        assert writer.closed.wait(timeout=5)
        assert workflow.read_draft(workflow.drafts()[0].id).revisions == ()


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("数据.exe", 10, "不能上传这种文件"),
        ("数据.xlsx", 0, "空的"),
        ("数据.xlsx", 100, "数据.xlsx"),
        ("数据.json", 21 * 1024 * 1024, "文件超过 20 MB，没有上传"),
    ],
)
def test_a_wrong_file_is_told_in_chinese(
    workflow: Workflow, serve: Serve, visit: Come, tmp_path: Path, name: str, size: int, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"x" * size)
    with serve(workflow) as address:
        page = visit(address).open()
        upload_figures(page, file)
        expect(page.locator("body")).to_contain_text(says)
        begin(page)  # and the next file is taken


def test_the_server_may_end_while_a_page_is_open(
    workflow: Workflow, serve: Serve, visit: Come
) -> None:
    with serve(workflow) as address:
        visit(address).open()
        started = time.monotonic()
    assert time.monotonic() - started < 3
