"""Answers arrive, whatever the stream that brings them is doing."""

from playwright.sync_api import expect

from assistant.core.accounts import local_user
from assistant.usecases.workflow import Workflow
from tests.browser.conftest import Come, Serve
from tests.browser.steps import WORKBOOK, box, expect_status, type_text

BY = local_user("王")
KEYS = ("新收.自然人", "上年结转.自然人", "新收.商业企业")
# As a slow network would: what ends a stream of answers reaches the page late.
_LATE = """() => {
  const ask = window.fetch;
  window.endings = 0;
  window.fetch = async (...call) => {
    const answer = await ask(...call);
    const url = call[0].url ?? String(call[0]);
    if (!url.includes('/queue/data')) return answer;
    const words = new TextDecoder();
    const late = new TransformStream({
      async transform(chunk, out) {
        if (words.decode(chunk).includes('close_stream')) {
          window.endings += 1;
          await new Promise((done) => setTimeout(done, 700));
        }
        out.enqueue(chunk);
      },
    });
    return new Response(answer.body.pipeThrough(late), answer);
  };
}"""


def test_a_call_made_while_a_stream_of_answers_ends_is_answered(
    serve: Serve, visit: Come, workflow: Workflow
) -> None:
    workflow.take_figures(workflow.read_figures(WORKBOOK), by=BY)
    with serve(workflow) as address:
        visiting = visit(address)
        visiting.context.add_init_script(f"({_LATE})()")
        page = visiting.open()
        page.click("#figures-tab")
        for typed, key in enumerate(KEYS, start=31):
            cell = page.locator(f'input[data-key="{key}"]')
            cell.fill(str(typed))
            page.keyboard.press("Enter")
            expect(cell).to_have_attribute("value", str(typed), timeout=5000)
        assert page.evaluate("window.endings") >= len(KEYS)


def test_a_server_that_went_away_and_came_back_costs_no_word(
    serve: Serve, visit: Come, workflow: Workflow
) -> None:
    workflow.take_figures(workflow.read_figures(WORKBOOK), by=BY)
    with serve(workflow) as address:
        page = visit(address).open()
        type_text(page, "一切正常。")
        page.click("#save-button")
        expect_status(page, "已保存为第1版")
    typed = "一切正常，连接断了也在。"
    type_text(page, typed)
    page.click("#save-button")
    expect(page.locator("[data-testid=toast-text]").first).to_contain_text("连接断了")
    with serve(workflow, port=int(address.rpartition(":")[2])):
        assert box(page) == typed
        page.click("#save-button")
        expect_status(page, "已保存为第2版")
        page.wait_for_timeout(3000)  # Gradio's own script would load the page anew by now
        assert box(page) == typed
    (entry,) = workflow.drafts()
    assert workflow.read_draft(entry.id).text("overview") == typed
