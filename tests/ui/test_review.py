"""Remarks on the page: written on selected words, answered, jumped to; states and why not."""

import pytest

from assistant.core.accounts import Role, User, local_user
from assistant.core.errors import NotAllowed, StaleRevision
from tests.ui.conftest import written
from tests.ui.test_handlers import HONEST, value
from ui.allowed import reasons
from ui.handlers.page import Page
from ui.handlers.review import Review
from ui.handlers.versions import History
from ui.place import Place


def of(page: Page, role: Role) -> Page:
    return Page(page.workflow, page.files, User(name=role, roles=(role,)))


def test_a_reviewer_remarks_and_an_officer_resolves(page: Page, place: Place) -> None:
    text = f"😀{HONEST}"
    at = str(written(page, place, text))
    shown = Review(of(page, "reviewer")).remark(at, text, "2,4", "请核对")
    assert "“新收”" in value(shown, "remarks")  # counted in the browser's units
    assert "未解决1条，共1条" in value(shown, "remarks")
    assert "还有1条批注未解决" in value(shown, "notice")
    edited = page.save(at, f"今年{text}")
    assert 'data-start="3" data-end="5"' in value(edited, "remarks")
    said = {"id": "1", "kind": "解决", "words": "已核对"}
    shown = Review(of(page, "officer")).answer(at, text, said)
    assert "已解决" in value(shown, "remarks")
    assert value(shown, "notice") == ""


def test_words_that_are_gone_are_said_to_be(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    Review(page).remark(at, HONEST, "0,2", "请核对")
    shown = page.save(at, "全部改写。")
    assert "原处找不到了" in value(shown, "remarks")


def test_a_reviewer_may_remark_on_an_older_text_but_not_on_a_made_up_one(
    page: Page, place: Place
) -> None:
    at = str(written(page, place, HONEST))
    page.save(at, f"今年{HONEST}")
    reviewer = Review(of(page, "reviewer"))
    assert "“新收”" in value(reviewer.remark(at, HONEST, "0,2", "请核对"), "remarks")
    with pytest.raises(NotAllowed, match="还没有保存"):
        reviewer.remark(at, "没有人写过。", "0,2", "请核对")


@pytest.mark.parametrize(
    "said", [None, {}, {"id": "x", "kind": "解决"}, {"id": "1", "kind": "删除"}]
)
def test_what_is_no_answer_is_refused(page: Page, place: Place, said: object) -> None:
    at = str(written(page, place, HONEST))
    Review(page).remark(at, HONEST, "0,2", "请核对")
    with pytest.raises(NotAllowed, match="没有收到"):
        Review(page).answer(at, HONEST, said)


def test_a_card_of_another_section_opens_it(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    written(page, Place(draft=place.draft, section="problems"), "问题。", "problems")
    shown = Review(page).answer(at, HONEST, {"kind": "去看", "section": "problems"})
    assert value(shown, "text") == "问题。"
    assert value(shown, "section") == "problems"  # the list beside must not say another one


def test_the_notice_says_who_brought_it_here_and_why(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    Review(page).remark(at, HONEST, "0,2", "请核对")
    sent = page.submit(at, HONEST)
    assert "1条批注未解决" in value(sent, "status")
    assert "已送审" in value(sent, "notice")
    back = page.reopen(at, HONEST, "请<b>补充")
    assert "被退回" in value(back, "notice")
    assert "请&lt;b&gt;补充" in value(back, "notice")
    page.submit(at, HONEST)
    assert "已锁定" in value(page.accept(at, HONEST), "notice")


ROLES_AND_WHY: list[tuple[Role, str, str]] = [
    ("officer", "accept", "编辑"),
    ("reviewer", "save", "起草人或编辑"),
    ("admin", "remark", "审核人或编辑"),
    ("editor", "accept", "先点“送审”"),
    ("editor", "save", ""),
]


@pytest.mark.parametrize(("role", "control", "why"), ROLES_AND_WHY)
def test_a_button_that_may_not_be_used_says_why(
    page: Page, place: Place, role: Role, control: str, why: str
) -> None:
    written(page, place, HONEST)
    draft = page.workflow.read_draft(place.draft)
    reason = reasons(User(name="某", roles=(role,)), draft)[control]
    assert (why in reason) if why else not reason


def test_an_officer_changes_nothing_that_was_sent_for_review(page: Page, place: Place) -> None:
    at, officer = str(written(page, place, HONEST)), of(page, "officer")
    sent = officer.submit(at, HONEST)
    assert not sent["text"]["interactive"]
    assert not sent["draft"]["interactive"]
    assert "退回起草" in value(sent, "why")
    assert "点“定稿”" not in value(sent, "status")
    assert "还缺地址、邮编、电话" in value(sent, "status")
    assert "管理员" in value(sent, "status")
    for refused in (officer.save, officer.submit, officer.turn):
        with pytest.raises(NotAllowed, match="已送审"):
            refused(at, "改过。", *(("problems",) if refused == officer.turn else ()))
    editor = of(page, "editor")
    assert value(editor.save(at, f"今年{HONEST}"), "kept")
    assert "点“定稿”" in value(editor.submit(at, f"今年{HONEST}"), "status")


def test_double_clicks_submit_and_accept_once(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    assert "已送审" in value(page.submit(at, HONEST), "status")
    page.accept(at, HONEST)
    assert "已定稿" in value(page.accept(at, HONEST), "status")


def test_two_versions_are_compared_and_the_whole_draft_is_restored(
    page: Page, place: Place
) -> None:
    at = str(written(page, place, HONEST))
    named = History(page).name_whole(at, HONEST, "送领导稿")
    choices = dict(named["version"]["choices"])
    whole = next(value for label, value in choices.items() if "送领导稿" in label)
    at = str(Place.read(value(page.save(at, "改过。"), "kept")))
    shown = value(History(page).compare(at, whole, ""), "difference")
    assert "还原到“送领导稿”会这样改" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "没有差别" in value(History(page).compare(at, 1, whole), "difference")
    restored = History(page).restore(at, "改过。", whole)
    assert value(restored, "text") == HONEST


def test_a_refused_save_shows_both_texts_side_by_side(page: Page, place: Place) -> None:
    written(page, place, "李的文字。", "overview")
    with pytest.raises(Exception, match="第1版") as error:
        page.save(str(place), "我的文字。")
    shown = page.refused(error.value, str(place))  # type: ignore[arg-type]  # it is one of ours
    view = value(shown, "conflict_view")
    assert "<del>" in view
    assert "我的" in view
    assert local_user("王").name in view


@pytest.mark.parametrize("version", [99, "whole:99", "whole:x", None, -1, ["x"]])
def test_what_is_no_version_is_refused(page: Page, place: Place, version: object) -> None:
    at = str(written(page, place, HONEST))
    with pytest.raises(NotAllowed):
        History(page).restore(at, HONEST, version)


def test_whoever_wants_to_see_what_others_did_loses_nothing(page: Page, place: Place) -> None:
    mine = str(written(page, place, "第一版。"))
    theirs = Place.of(page.workflow.read_draft(place.draft), "overview")
    written(page, theirs, "别人的第二版。")
    shown = page.catch_up(mine, "第一版。")  # nothing was typed: what is there now is shown
    assert value(shown, "text") == "别人的第二版。"
    with pytest.raises(StaleRevision, match="先合并"):
        page.catch_up(mine, "我的第二版。")
    at = value(shown, "place")
    page.submit(at, "别人的第二版。")
    step = page.workflow.auditing.last_step(place.draft)
    assert step is not None
    assert f'data-step="{step.created}"' in value(page.catch_up(at, "别人的第二版。"), "notice")


def test_what_was_typed_before_somebody_accepted_stays_to_be_copied(
    page: Page, place: Place
) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    shown = page.catch_up(at, f"{HONEST}我又写了一句。")
    assert "请先抄下来" in value(shown, "status")
    assert "text" not in shown or "value" not in shown["text"]
    assert "已定稿" in value(shown, "notice")
