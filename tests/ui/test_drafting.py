"""Drafting on the page: growing text, saved sections, and a stop that stops."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.accounts import local_user
from assistant.core.errors import NotAllowed
from assistant.core.tables.figures import Figures
from tests.ui.conftest import written
from tests.ui.parts import SlowWriter, open_workflow
from ui.handlers.drafting import Desk
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, together

CARRY, MODEL = (("沿用上年写法", "稳妥", "中"), ("大模型改写", "简明", "长"))


def last(changes: Iterator[Changes]) -> Changes:
    """What the page shows after all of them."""
    return together(*changes)


def test_a_section_is_drafted_and_saved(page: Page, place: Place) -> None:
    shown = last(Desk(page).draft(str(place), "", *CARRY))
    draft = page.workflow.read_draft(place.draft)
    assert draft.text("overview") == shown["text"]["value"] != ""
    assert draft.history("overview")[-1].note == "carry"
    assert Place.read(shown["place"]["value"]) == Place(draft=draft.id, base=1)
    assert "起草完成" in shown["status"]["value"]
    assert shown["draft"]["interactive"]


def test_while_a_section_grows_only_stop_can_be_used(page: Page, place: Place) -> None:
    first = next(Desk(page).draft(str(place), "", *CARRY))
    usable = {part for part, values in first.items() if values.get("interactive")}
    assert usable == {"stop"}


def test_all_sections_are_drafted_and_the_first_is_open_again(page: Page, place: Place) -> None:
    problems = Place(draft=place.draft, section="problems")
    shown = last(Desk(page).draft_all(str(problems), "", *CARRY))
    draft = page.workflow.read_draft(place.draft)
    assert draft.sections == ("overview", "problems", "other")
    assert Place.read(shown["place"]["value"]).section == "problems"
    assert shown["text"]["value"] == draft.text("problems")


def test_each_text_comes_with_its_own_place(page: Page, place: Place) -> None:
    """Whoever stops in the middle of 起草全部 must have the text under the right section."""
    for changes in Desk(page).draft_all(str(place), "", *CARRY):
        if "value" in changes.get("text", {}):
            assert "value" in changes["place"]


def test_what_was_typed_is_saved_before_it_is_replaced(page: Page, place: Place) -> None:
    last(Desk(page).draft(str(place), "我写的一句话。", *CARRY))
    history = page.workflow.read_draft(place.draft).history("overview")
    assert len(history) == 2
    assert history[0].text == "我写的一句话。"


def test_a_section_saved_by_another_meanwhile_is_not_overwritten(page: Page, place: Place) -> None:
    changes = Desk(page).draft(str(place), "", *CARRY)
    next(changes)
    shown = next(changes)
    while "text" not in shown:
        shown = next(changes)
    written(page, place, "李的文字。")
    after = last(changes)
    assert after["conflict"]["visible"]
    assert page.workflow.read_draft(place.draft).text("overview") == "李的文字。"
    assert after["draft"]["interactive"]


def test_a_model_that_is_down_is_told_and_carry_takes_over(page: Page, place: Place) -> None:
    shown = last(Desk(page).draft(str(place), "", *MODEL))
    assert page.workflow.read_draft(place.draft).text("overview")
    assert "大模型没有回应" in shown["status"]["value"]


@pytest.mark.parametrize(
    "manner",
    [
        (),
        ("",),
        ("gpt", "稳妥", "中"),
        (None,),
        (3,),
        ("沿用上年写法", "活泼", "中"),
        (*CARRY[:2], ["中"]),
    ],
)
def test_a_manner_that_is_none_is_refused(
    page: Page, place: Place, manner: tuple[object, ...]
) -> None:
    with pytest.raises(NotAllowed, match="没有这种"):
        next(Desk(page).draft(str(place), "", *manner))


def test_progress_says_which_section_of_how_many(tmp_path: Path, figures: Figures) -> None:
    writer = SlowWriter("我局", "认真贯彻")
    with open_workflow(tmp_path, writer) as workflow:
        page = Page(workflow, tmp_path, local_user("王"))
        place = str(Place(draft=workflow.take_figures(figures, by=local_user("王")).id))
        changes = Desk(page).draft_all(place, "", *MODEL)
        told = next(one for one in changes if "第1/3部分“总体情况”" in str(one.get("status")))
        assert "已用0秒" in str(told)
        changes.close()
        writer.go.set()


def test_the_chosen_manner_reaches_the_writer(page: Page, place: Place) -> None:
    last(Desk(page).draft(str(place), "", CARRY[0], "稳妥", "短"))
    record = page.workflow.read_draft(place.draft).history("overview")[-1].record
    assert record is not None
    assert record.settings["length"] == "短"


def test_stopping_closes_the_writer_and_keeps_what_is_in_the_box(
    tmp_path: Path, figures: Figures
) -> None:
    writer = SlowWriter("我局", "认真贯彻")
    with open_workflow(tmp_path, writer) as workflow:
        page = Page(workflow, tmp_path, local_user("王"))
        place = str(Place(draft=workflow.take_figures(figures, by=local_user("王")).id))
        changes = Desk(page).draft(place, "", *MODEL)
        shown = next(changes)
        while "text" not in shown or "value" not in shown["text"]:
            shown = next(changes)
        started = time.monotonic()
        changes.close()
        assert time.monotonic() - started < 1
        writer.go.set()
        assert writer.closed.wait(timeout=5)
        stopped = Desk(page).stop(shown["place"]["value"], shown["text"]["value"])
        assert "没有写完的地方已标出" in stopped["status"]["value"]
        assert "版本" not in stopped["status"]["value"]  # there was no text before
        assert stopped["draft"]["interactive"]
        assert workflow.read_draft(Place.read(place).draft).revisions == ()


HONEST = "2026年，新收政府信息公开申请62件。"


@pytest.mark.parametrize(
    ("written_so_far", "left"),
    [
        ("我局认真", "我局认真【待补充：没有写完】"),
        (f"{HONEST}我局【待补", f"{HONEST}我局【待补充：没有写完】"),
        (f"{HONEST}\n", f"{HONEST}\n【待补充：没有写完】"),
        ("", "原来的文字。"),
        ("原来的文字。", "原来的文字。"),
    ],
)
def test_a_stopped_text_is_marked_where_it_breaks_off_and_waits_in_the_list(
    page: Page, place: Place, written_so_far: str, left: str
) -> None:
    at = str(written(page, place, "原来的文字。"))
    stopped = Desk(page).stop(at, written_so_far)
    assert stopped["text"]["value"] == left
    is_marked = left != "原来的文字。"
    assert ("没有写完的地方已标出，原来的文字在“版本”里" in str(stopped["status"])) is is_marked
    assert ("待答复：1处" in str(stopped["findings"])) is is_marked
    shown = page.turn(stopped["place"]["value"], left, "problems")
    (label,) = (label for label, key in shown["section"]["choices"] if key == "overview")
    assert ("待答复" in label or "1" in label) is is_marked, label
    blocking = page.workflow.blocking(page.workflow.read_draft(place.draft))
    assert any(one.where.startswith("总体") for one in blocking) is is_marked
