"""A reviewer asks of past years, opens a source at its place, compares two years: by keys alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from assistant.core.accounts import local_user
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import SAMPLES
from tests.browser.test_access import serious
from tests.ui.parts import open_workflow

FILES = ("示例市应急管理局_2023.docx", "示例市应急管理局_2025.html")
HOSTILE = "<img src=x onerror=\"alert('破')\"><script>alert('破')</script>${alert('破')}{{value}}"
NUMBER = "2023年收到多少件申请？"
# Whether the middle of the marked words stands in the part of the window that can be seen.
_IS_SEEN = """() => {
  const [mark, pages] = ['mark', '.pages'].map((one) => document.querySelector(`#reading ${one}`));
  const [a, b] = [mark.getBoundingClientRect(), pages.getBoundingClientRect()];
  return a.top >= b.top && a.bottom <= b.bottom && a.left >= b.left && a.right <= b.right;
}"""


@pytest.fixture
def workflow(tmp_path: Path) -> Iterator[Workflow]:
    with open_workflow(tmp_path / "home") as workflow:
        workflow.ingest([SAMPLES / name for name in FILES], by=local_user("王"))
        yield workflow


def ask(page: Page, question: str) -> None:
    """Ask as one does without a mouse, and wait for the answer."""
    before = page.locator("#answers .answer").count()
    page.focus("#ask-box textarea")
    expect(page.locator("#answers .log")).to_be_visible()  # the page is filled
    page.keyboard.insert_text(question)
    expect(page.locator("#ask-box textarea")).to_have_value(question)
    page.keyboard.press("Enter")
    expect(page.locator("#answers .answer")).to_have_count(before + 1)
    expect(page.locator("#ask-button")).to_be_enabled()


def open_last_source(page: Page) -> str:
    """Open the last source by keys; the marked words, which must be seen."""
    page.locator("#answers .answer .cited").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reading mark").first).to_be_visible()
    page.wait_for_function(_IS_SEEN)
    return "".join(page.locator("#reading mark").all_inner_texts())


def test_a_reviewer_s_whole_task_without_a_mouse(
    serve: Serve, visit: Come, workflow: Workflow
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        page.focus("#document-tab")
        for _ in range(9):  # however many tabs stand before it
            if page.evaluate("document.querySelector('#page').dataset.main") == "ask":
                break
            page.keyboard.press("ArrowRight")
        box = page.locator("#ask-box").bounding_box()
        assert box is not None
        assert box["width"] > 400  # wide enough without any draft

        ask(page, NUMBER)
        expect(page.locator("#answers .value").last).to_have_text("37 件")
        assert open_last_source(page) == "37"
        expect(page.locator("#reading td:has(mark)")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("#reading")).to_be_hidden()
        assert page.evaluate("document.activeElement.className") == "cited"

        ask(page, "那2025年呢")
        expect(page.locator("#answers .value").last).to_have_text("44 件")
        ask(page, "2025年提出了哪些改进措施？")
        marked = open_last_source(page)
        source = page.locator("#answers .cited").last.get_attribute("data-source")
        assert marked == json.loads(source or "{}")["quote"].replace("\n", "")
        page.keyboard.press("Escape")
        ask(page, "2019年收到多少件申请")
        expect(page.locator("#answers .answer.none")).to_contain_text("资料中没有")

        page.reload()
        expect(page.locator("#answers .asked")).to_have_count(4)
        page.click("#ask-tab")
        page.focus("#ask-anew")
        page.keyboard.press("Enter")
        expect(page.locator("#answers .asked")).to_have_count(0)


def test_two_years_are_compared_and_a_chart_is_drawn(
    serve: Serve, visit: Come, workflow: Workflow
) -> None:
    with serve(workflow) as address:
        page = visit(address).open()
        page.click("#corpus-tab")
        page.get_by_label("2025年报告全文").click()
        expect(page.locator("#reader-title")).to_have_text("示例市应急管理局 2025年报告")
        page.keyboard.press("Escape")
        page.focus("#compare-years button")
        page.keyboard.press("Enter")
        expect(page.locator("#reading table.beside th")).to_have_text(["2023年", "2025年"])
        assert page.locator("#reading ins.number").count() > 3
        page.focus("#reading select[name=section]")
        page.select_option("#reading select[name=section]", "problems")
        expect(page.locator("#reading table.beside")).to_contain_text("编写基层信息公开操作手册")
        page.wait_for_function("document.activeElement.name === 'section'")
        page.keyboard.press("Escape")

        page.click("#ask-tab")
        page.locator("#answers .example").nth(1).click()
        expect(page.locator("#answers svg[role=img]")).to_be_visible()
        size = "getComputedStyle(document.querySelector('#answers svg text')).fontSize"
        assert page.evaluate(size) == "14px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_answers_reports_and_comparisons_shut_nobody_out(
    serve: Serve,
    visit: Come,
    workflow: Workflow,
    scheme: Literal["light", "dark"],
) -> None:
    with serve(workflow) as address:
        one = visit(address)
        one.page.emulate_media(color_scheme=scheme)
        page = one.open()
        page.click("#ask-tab")
        ask(page, "2023年和2025年收到申请的变化趋势")
        ask(page, "2025年提出了哪些改进措施？")
        ask(page, "2019年收到多少件申请")
        wrong = serious(page)
        for source in (page.locator("#answers .cited").first, page.locator("#answers .cited").last):
            source.click()
            expect(page.locator("#reading mark").first).to_be_visible()
            wrong += serious(page)
            page.locator("#reading .compare-years").click()
            expect(page.locator("#reading table.beside")).to_be_visible()
            wrong += serious(page)
            page.keyboard.press("Escape")
    assert wrong == []


def test_hostile_words_in_a_report_and_a_question_are_only_text(
    serve: Serve, visit: Come, workflow: Workflow, tmp_path: Path
) -> None:
    report = tmp_path / "<img src=x onerror=alert(1)>_2024.txt"
    report.write_text(
        f"示例{HOSTILE}市水利局2024年政府信息公开工作年度报告\n一、总体情况\n政务新媒体整合{HOSTILE}。\n"
        f"五、存在的主要问题及改进情况\n{HOSTILE}\n六、其他需要报告的事项\n无。\n",
        encoding="utf-8",
    )
    workflow.ingest([report], by=local_user("王"))
    with serve(workflow) as address:
        page = visit(address).open()
        page.click("#ask-tab")
        ask(page, f"哪几年提到{HOSTILE}？")
        ask(page, "哪几年提到政务新媒体整合？")
        assert HOSTILE in open_last_source(page)
        assert page.locator("#reading img, #page img").count() == 0


def test_a_report_of_100_000_characters_opens_at_its_place_at_once(
    serve: Serve, visit: Come, workflow: Workflow, tmp_path: Path
) -> None:
    sentence = "全年公开各类政府信息并及时回应社会关切，推动工作不断规范。"
    lines = "\n".join(sentence * 8 for _ in range(100_000 // (8 * len(sentence))))
    report = tmp_path / "示例市水利局_2024.txt"
    report.write_text(
        f"示例市水利局2024年政府信息公开工作年度报告\n一、总体情况\n{lines}\n区块链存证上线。\n"
        f"五、存在的主要问题及改进情况\n{lines}\n六、其他需要报告的事项\n无。\n",
        encoding="utf-8",
    )
    workflow.ingest([report], by=local_user("王"))
    with serve(workflow) as address:
        page = visit(address).open()
        page.click("#ask-tab")
        ask(page, "哪几年提到区块链存证？")
        assert open_last_source(page) == "区块链存证上线。"
