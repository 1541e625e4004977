"""The editor: colours that stand where the text stands, and what a person does with the text."""

import pytest
from playwright.sync_api import Page, Route, expect

from assistant.core.accounts import local_user
from assistant.core.drafts import Draft
from assistant.core.reviewing import Selected
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import turn_to

BY = local_user("王")
LINES = """2026年，新收政府信息公开申请62件。
作出行政许可决定999件。

ABC http://example.invalid/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz　全角  空格\t“引号”，，。。
答复满意率【待补充：答复满意率（%）】。"""
_GEOMETRY = """() => {
  const box = document.querySelector('#draft-text textarea');
  const layer = document.querySelector('#text-layer');
  return [box.scrollHeight - layer.scrollHeight, box.scrollTop - layer.scrollTop];
}"""


@pytest.fixture
def draft(workflow: Workflow, draft: Draft) -> Draft:
    """The same with 总体情况 carried forward."""
    draft, sources = workflow.sources_of(draft)
    for step in workflow.draft(sources, ("overview",), "carry"):
        if step.written is not None:
            draft = workflow.save_written(draft.id, step.written, base=0, by=BY)
    return draft


def marks(page: Page, kind: str) -> list[str]:
    return list(page.evaluate("kind => window.editor.painted(kind)", kind))


def expect_marks(page: Page, kind: str, words: list[str]) -> None:
    page.wait_for_function(
        "([kind, words]) => window.editor.painted(kind).join('|') === words",
        arg=[kind, "|".join(words)],
    )


def test_colours_stand_where_the_text_stands(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    text = f"{draft.text('overview')}\n{LINES}\n"
    long = (text * (20_000 // len(text) + 1))[:20_000]
    workflow.save_section(draft.id, "overview", long, base=1, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        page.wait_for_function("() => window.editor.painted('supported').length > 100")
        for width in (1280, 1024, 997, 853, 768):
            page.set_viewport_size({"width": width, "height": 720})
            page.evaluate("document.querySelector('#draft-text textarea').scrollTop = 5000")
            page.wait_for_timeout(200)
            assert page.evaluate(_GEOMETRY) == [0, 0], width


def test_a_number_tells_its_source_under_the_caret_and_loses_its_colour_when_typed_over(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    workflow.save_section(draft.id, "overview", LINES, base=1, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        expect_marks(page, "mismatch", ["999件"])
        assert marks(page, "supported") == ["62件"]
        assert marks(page, "mark") == ["【待补充：答复满意率（%）】"]

        page.locator("#draft-text textarea").focus()
        page.evaluate(
            "() => { const box = document.activeElement; const at = box.value.indexOf('62件');"
            "box.setSelectionRange(at, at); }"
        )
        card = page.locator("#number-card")
        expect(card).to_contain_text("62件：有据")
        expect(card).to_contain_text("表三")
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        place = page.evaluate("window.editor.place(document.activeElement.value.indexOf('999'))")
        page.mouse.move(place["x"] + 2, place["y"] + 5)
        expect(card).to_contain_text("999件：不符")

        # 62件 becomes 624件: no colour until it is checked; what stands below keeps its own.
        page.evaluate(
            "() => { const box = document.activeElement; const at = box.value.indexOf('件。');"
            "box.setSelectionRange(at, at); }"
        )
        page.keyboard.press("4")
        assert marks(page, "supported") == []
        assert marks(page, "mismatch") == ["999件"]
        expect_marks(page, "mismatch", ["624件", "999件"])


def test_nothing_can_be_typed_before_the_draft_is_there(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    with serve(workflow) as address:
        one = visit(address)
        held: list[Route] = []  # the answer that opens the draft is held back
        one.page.route("**/queue/data*", lambda route: held.append(route))
        one.page.goto(address)
        box = one.page.locator("#draft-text textarea")
        expect(box).not_to_be_editable()
        for route in held:
            route.continue_()
        one.page.unroute("**/queue/data*")
        expect(box).to_have_value(draft.text("overview"))
        expect(box).to_be_editable()


def shorten(page: Page) -> None:
    """The last line in fewer words, by keys alone."""
    page.focus("#draft-text textarea")
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="精简")).to_be_focused()
    page.keyboard.press("Enter")


def test_colours_are_there_again_after_an_edit(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    text = "第一段切实加强组织领导。\n新收申请62件，不断健全工作机制，认真规范办理流程。"
    workflow.save_section(draft.id, "overview", text, base=1, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        expect_marks(page, "supported", ["62件"])
        shorten(page)
        expect(page.locator("#hunks del")).to_have_text(["不断", "认真"])
        page.click("#accept-hunk")
        expect(page.locator("#draft-text textarea")).not_to_have_value(text)
        expect_marks(page, "supported", ["62件"])
        page.click("#undo-button")
        expect(page.locator("#draft-text textarea")).to_have_value(text)
        expect_marks(page, "supported", ["62件"])
        page.focus("#draft-text textarea")
        page.keyboard.press("Control+End")
        page.keyboard.insert_text("又有作出行政许可决定999件。")
        expect_marks(page, "mismatch", ["999件"])
        expect_marks(page, "supported", ["62件"])


def test_a_remark_s_link_opens_its_section_and_selects_its_words(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    text = "第一段切实加强组织领导。"
    workflow.save_section(draft.id, "overview", text, base=1, by=BY)
    quoted = Selected(section="overview", text=text, start=3, end=5)
    workflow.reviewing.add(workflow.read_draft(draft.id), quoted, "请核对", by=BY)
    workflow.save_section(draft.id, "problems", "还有不足。", base=0, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        expect(page.locator("#draft-text textarea")).to_have_value(text)
        turn_to(page, "问题及改进")
        page.locator("#notice button.remark").click()
        expect(page.get_by_role("radio", name="总体情况")).to_be_checked()
        page.wait_for_function("() => getSelection().toString() === '切实'")


def test_words_selected_with_keys_are_reworded_from_the_box_at_their_end(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    text = "第一段切实加强组织领导。\n第二段不断健全工作机制，认真规范办理流程。"
    workflow.save_section(draft.id, "overview", text, base=1, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        area = page.locator("#draft-text textarea")
        expect(area).to_be_editable()
        area.focus()
        page.keyboard.press("Control+End")
        page.keyboard.press("Shift+Home")
        tools = page.get_by_role("toolbar", name="改写选中的文字")
        expect(tools).to_be_visible()
        page.keyboard.press("Escape")
        expect(tools).to_be_hidden()
        expect(area).to_be_focused()

        shorten(page)
        expect(page.locator("#hunks del")).to_have_text(["不断", "认真"])
        expect(area).to_have_value(text)
        page.click("#accept-hunk")
        after = text.replace("不断", "").replace("认真", "")
        expect(area).to_have_value(after)
        page.click("#undo-button")
        expect(area).to_have_value(text)


def test_marks_are_answered_and_a_wrong_number_put_right_beside_the_text(
    serve: Serve, visit: Come, workflow: Workflow, draft: Draft
) -> None:
    text = "答复满意率【待补充】%，均按时答复【待核实】。\n作出行政许可决定999件。"
    workflow.save_section(draft.id, "overview", text, base=1, by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        area = page.locator("#draft-text textarea")
        tab = page.locator("#findings-tab")
        expect(tab).to_have_attribute("data-count", "3")
        page.get_by_label("填写答复满意率").fill("98.5")
        page.keyboard.press("Enter")
        text = text.replace("【待补充】", "98.5")
        expect(area).to_have_value(text)
        expect(tab).to_have_attribute("data-count", "2")
        expect_marks(page, "supported", ["98.5%"])
        page.get_by_role("button", name="属实，保留").click()
        text = text.replace("【待核实】", "")
        expect(area).to_have_value(text)
        page.get_by_role("button", name="改正为 467件").click()
        expect(area).to_have_value(text.replace("999件", "467件"))
        expect(tab).to_have_text("核对")
        page.click("#evidence-tab")
        expect(page.locator("#numbers")).to_contain_text("答复满意率")
