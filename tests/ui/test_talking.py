"""The chat line of the page: answers, proposals piece by piece, nonsense refused, text escaped."""

import re
from collections.abc import Iterator

import pytest

from assistant.core.accounts import User
from assistant.core.errors import NotAllowed, StaleRevision
from tests.ui.conftest import written
from ui.handlers.page import Page
from ui.handlers.talking import Talk
from ui.place import Place
from ui.screen import Changes, together
from ui.views import frame

TEXT = "切实加强组织领导。\n不断健全工作机制，认真规范办理流程。"
CARRY = ("沿用上年写法", "稳妥", "中")


def last(changes: Iterator[Changes]) -> Changes:
    return together(*changes)


def say(page: Page, place: Place, line: str, text: str = TEXT, selection: object = "") -> Changes:
    return last(Talk(page).say(str(place), text, line, selection, *CARRY))


def dropped(shown: Changes) -> list[str]:
    """What the pieces of the proposal on the page would take out."""
    return re.findall("<del>(.*?)</del>", shown["hunks"]["value"])


def test_a_proposal_is_shown_piece_by_piece_and_changes_nothing(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    shown = say(page, place, "第二段精简")
    assert dropped(shown) == ["不断", "认真"]
    plain = re.sub("<del>.*?</del>|<button.*?</button>|<.*?>", "", shown["hunks"]["value"])
    assert plain == "健全工作机制，规范办理流程。"
    assert shown["deciding"]["visible"]
    assert shown["line"]["value"] == ""
    assert shown["text"]["value"] == TEXT


def test_one_piece_is_accepted_and_one_rejected(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    message = say(page, place, "第二段精简")["message"]["value"]
    shown = Talk(page).decide(str(place), TEXT, message, {"hunk": 1, "accept": True})
    text = TEXT.replace("认真", "")
    assert shown["text"]["value"] == text
    assert dropped(shown) == ["不断"]
    place = Place.read(shown["place"]["value"])
    left = {"hunk": 0, "accept": False}
    shown = Talk(page).decide(str(place), text, shown["message"]["value"], left)
    assert not shown["deciding"]["visible"]
    assert shown["text"]["value"] == text
    assert page.workflow.read_draft(place.draft).text("overview") == text


def test_all_pieces_are_accepted_or_rejected_at_once(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    shown = Talk(page).reject_hunk(
        str(place), TEXT, say(page, place, "第二段精简")["message"]["value"]
    )
    assert (shown["text"]["value"], shown["hunks"]["value"]) == (TEXT, "")
    message = say(page, place, "第二段精简")["message"]["value"]
    shown = Talk(page).accept_hunk(str(place), TEXT, message)
    assert shown["text"]["value"] == TEXT.replace("不断", "").replace("认真", "")


def test_the_selection_is_counted_as_a_browser_counts(page: Page, place: Place) -> None:
    text = "𠮷切实加强领导。不断健全机制建设。"
    place = written(page, place, text)
    start = text.index("不") + 1  # the first character is two units
    shown = say(page, place, "精简", text, f"{start},{start + 9}")
    assert dropped(shown) == ["不断"]


def test_what_was_typed_is_saved_before_it_is_spoken_of(page: Page, place: Place) -> None:
    shown = say(page, place, "第一段精简")
    assert page.workflow.read_draft(place.draft).text("overview") == TEXT
    assert dropped(shown)


def test_another_section_is_opened_where_the_answer_is_about_it(page: Page, place: Place) -> None:
    shown = say(page, place, "起草问题部分")
    assert Place.read(shown["place"]["value"]).section == "problems"
    assert "已起草" in shown["reply"]["value"]


def test_a_stale_proposal_is_refused(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    message = say(page, place, "第二段精简")["message"]["value"]
    with pytest.raises(StaleRevision, match="又改过了"):
        Talk(page).accept_hunk(str(place), f"{TEXT}又一句。", message)


FIRST = {"hunk": 0, "accept": True}
NONSENSE: list[tuple[object, object]] = [
    ("", FIRST),
    ("1; drop", FIRST),
    ("999999", FIRST),
    (None, FIRST),
    ("ours", {}),
    ("ours", [0]),
    ("ours", {"hunk": 7, "accept": True}),
    ("ours", {"hunk": -1, "accept": True}),
    ("ours", {"hunk": "0", "accept": True}),
    ("ours", {"hunk": True, "accept": True}),
    ("ours", {"hunk": 0, "accept": "1"}),
]


@pytest.mark.parametrize(("message", "said"), NONSENSE)
def test_nonsense_is_refused(page: Page, place: Place, message: object, said: object) -> None:
    place = written(page, place, TEXT)
    kept = say(page, place, "第二段精简")["message"]["value"]
    with pytest.raises(NotAllowed):
        Talk(page).decide(str(place), TEXT, kept if message == "ours" else message, said)
    assert page.workflow.read_draft(place.draft).text("overview") == TEXT


@pytest.mark.parametrize("selection", [None, "", "x", "5,2", "999999999,999999999", "-1,3", [1, 2]])
def test_a_selection_that_is_none_is_no_selection(
    page: Page, place: Place, selection: object
) -> None:
    place = written(page, place, TEXT)
    shown = say(page, place, "精简", selection=selection)
    assert len(dropped(shown)) == 3


def test_what_people_say_is_escaped(page: Page, place: Place) -> None:
    place = written(page, place, "<b>切实加强</b>领导。")
    shown = say(page, place, "<img src=x onerror=alert(1)>", "<b>切实加强</b>领导。")
    assert "<img" not in shown["reply"]["value"]
    assert "<b>" not in frame.growing("<b>")
    shown = say(page, place, "精简", "<b>切实加强</b>领导。")
    assert "<b>" not in shown["hunks"]["value"]
    asked = say(page, place, "去年<script>x</script>多少件？", "<b>切实加强</b>领导。")
    assert "<script" not in asked["reply"]["value"]


def test_a_reviewer_may_ask_and_not_change(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    reviewer = Page(page.workflow, page.files, User(name="李", roles=("reviewer",)))
    assert "不能" in say(reviewer, place, "第二段精简")["reply"]["value"]
    message = say(page, place, "第二段精简")["message"]["value"]
    with pytest.raises(NotAllowed, match="不能"):
        Talk(reviewer).accept_hunk(str(place), TEXT, message)


def test_stopping_says_so_and_keeps_the_text(page: Page, place: Place) -> None:
    place = written(page, place, TEXT)
    shown = Talk(page).stop(str(place), TEXT)
    assert "已停止" in shown["status"]["value"]
    assert shown["say"]["interactive"]
