"""What people do to a draft on the page: nothing typed is lost, nothing is mixed up."""

from datetime import date
from pathlib import Path

import pytest

from assistant.core.accounts import User
from assistant.core.errors import NotAccepted, NotAllowed, StaleRevision
from assistant.core.verdicts import JudgedText
from tests.ui.conftest import SAMPLES, completed, written
from ui.handlers.page import EXPORTS, Page
from ui.handlers.past_reports import PastReports
from ui.handlers.versions import History
from ui.place import Place
from ui.screen import Changes, together

HONEST = "新收政府信息公开申请62件。"


def value(changes: Changes, part: str) -> str:
    return str(changes[part]["value"])


def may_use(changes: Changes, part: str) -> bool:
    return bool(changes[part]["interactive"])


def test_an_empty_page_says_what_to_do_first(page: Page) -> None:
    shown = page.open()
    assert Place.read(value(shown, "place")) == Place()
    assert "请先上传本年数据" in value(shown, "state")
    assert not any(may_use(shown, part) for part in ("draft", "save", "submit", "export", "text"))
    assert may_use(shown, "figures_upload")
    assert "从这里开始" in value(shown, "findings")


def test_the_report_to_write_is_guessed_from_the_corpus(page: Page) -> None:
    assert value(page.open(), "year") == str(date.today().year - 1)
    together(
        *PastReports(page).reports(str(Place()), "", [str(SAMPLES / "示例市应急管理局_2025.html")])
    )
    shown = page.open()
    assert (value(shown, "agency"), value(shown, "year")) == ("示例市应急管理局", "2026")


def test_a_draft_is_opened_with_its_figures_and_sections(page: Page, place: Place) -> None:
    shown = page.open(place.draft)
    assert Place.read(value(shown, "place")) == place
    assert (value(shown, "agency"), value(shown, "year")) == ("示例市应急管理局", "2026")
    assert "行政规范性文件" in value(shown, "figures")
    assert "数据勾稽" in value(shown, "checks")
    assert [key for _, key in shown["section"]["choices"]] == ["overview", "problems", "other"]


def test_the_newest_draft_is_opened_if_none_is_asked_for(page: Page, place: Place) -> None:
    assert Place.read(value(page.open(), "place")).draft == place.draft


def test_a_save_is_a_revision_and_leaves_the_box_alone(page: Page, place: Place) -> None:
    shown = page.save(str(place), HONEST)
    kept = Place.read(value(shown, "kept"))
    assert (kept.section, kept.base) == ("overview", 1)
    assert page.workflow.read_draft(place.draft).text("overview") == HONEST
    assert "已保存为第1版" in value(shown, "status")
    assert "value" not in shown["text"]  # what was typed since stays
    assert "place" not in shown


def test_a_double_click_saves_once(page: Page, place: Place) -> None:
    page.save(str(place), HONEST)
    shown = page.save(str(place), HONEST)
    assert Place.read(value(shown, "kept")).base == 1


def test_leaving_the_box_saves(page: Page, place: Place) -> None:
    assert Place.read(value(page.autosave(str(place), HONEST), "kept")).base == 1
    assert page.autosave(str(Place()), "") == {}


def test_leaving_the_box_tells_the_list_what_waits(page: Page, place: Place) -> None:
    shown = page.autosave(str(place), "收到政府信息公开申请9999件。")
    labels = {key: label for label, key in shown["section"]["choices"]}
    assert labels["overview"].endswith("1处待改")
    assert "value" not in shown["section"]


def test_a_stale_save_is_refused_and_the_text_stays(page: Page, place: Place) -> None:
    written(page, place, "李的文字。")
    with pytest.raises(StaleRevision) as error:
        page.save(str(place), "我的文字。")
    shown = page.refused(error.value, str(place))
    assert "value" not in shown["text"]
    assert shown["conflict"]["visible"]
    assert "李" in value(shown, "conflict_view")
    assert "没有丢失" in value(shown, "status")


def test_after_a_refused_save_either_text_can_win_and_both_are_kept(
    page: Page, place: Place
) -> None:
    written(page, place, "李的文字。")
    assert value(page.take_theirs(str(place)), "text") == "李的文字。"
    page.keep_mine(str(place), "我的文字。")
    history = page.workflow.read_draft(place.draft).history("overview")
    assert [one.text for one in history] == ["李的文字。", "我的文字。"]


def test_turning_to_another_section_saves_the_one_before(page: Page, place: Place) -> None:
    written(page, Place(draft=place.draft, section="problems"), "问题。", "problems")
    shown = page.turn(str(place), HONEST, "problems")
    assert value(shown, "text") == "问题。"
    assert Place.read(value(shown, "place")).section == "problems"
    assert page.workflow.read_draft(place.draft).text("overview") == HONEST


def test_a_page_is_not_turned_while_its_text_cannot_be_saved(page: Page, place: Place) -> None:
    written(page, place, "李的文字。")
    with pytest.raises(StaleRevision) as error:
        page.turn(str(place), "我的文字。", "problems")
    assert value(page.refused(error.value, str(place)), "section") == "overview"


def test_text_and_place_change_only_together(page: Page, place: Place) -> None:
    """An answer that comes late must not leave a text beside the place of another section."""
    page.save(str(place), HONEST)
    at = str(Place(draft=place.draft, base=1))
    for shown in (
        page.open(),
        page.turn(at, HONEST, "problems"),
        page.save(at, HONEST),
        page.recheck(at, HONEST),
        History(page).restore(at, HONEST, 1),
        page.submit(at, HONEST),
        page.accept(at, HONEST),
        page.reopen(at, HONEST, "再核"),
    ):
        given = {part for part in ("text", "place") if "value" in shown.get(part, {})}
        assert given in (set(), {"text", "place"})


def test_the_text_is_checked_as_it_is_typed(page: Page, place: Place) -> None:
    shown = page.recheck(str(place), "新收政府信息公开申请61件。")
    assert "应为62件" in value(shown, "findings")
    assert "不符" in value(shown, "numbers")
    assert page.workflow.read_draft(place.draft).revisions == ()


def test_an_older_version_comes_back_as_the_newest(page: Page, place: Place) -> None:
    first = written(page, place, "第一稿。")
    second = written(page, first, "第二稿。")
    shown = History(page).restore(str(second), "第三稿，还没有保存。", 1)
    assert value(shown, "text") == "第一稿。"
    history = page.workflow.read_draft(place.draft).history("overview")
    assert [one.text for one in history] == [
        "第一稿。",
        "第二稿。",
        "第三稿，还没有保存。",
        "第一稿。",
    ]
    assert history[-1].note == "还原到第1版"


def test_the_states_follow_each_other(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    sent = page.submit(at, HONEST)
    assert "送审" in value(sent, "state")
    assert (may_use(sent, "submit"), may_use(sent, "accept")) == (False, True)
    assert sent["returning"]["visible"]
    done = page.accept(at, HONEST)
    assert "定稿" in value(done, "state")
    assert not any(may_use(done, part) for part in ("text", "save", "draft", "accept"))
    back = page.reopen(at, HONEST, "漏了一条")
    assert "起草" in value(back, "state")


def test_what_blocks_is_named_and_nothing_is_accepted(page: Page, place: Place) -> None:
    text = "新收政府信息公开申请61件，办结【待补充：办结（件）】。"
    at = str(written(page, place, text))
    page.submit(at, text)
    status = value(page.accept(at, text), "status")
    assert "2处问题未处理" in status
    assert status.count("<li>总体情况：") == 2
    assert page.workflow.read_draft(place.draft).state == "送审"


def test_a_draft_is_not_returned_without_a_reason(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    for reason in ("", "  ", None, "长" * 501):
        with pytest.raises(NotAllowed, match="理由"):
            page.reopen(at, HONEST, reason)


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_report_is_exported(page: Page, place: Place, kind: str) -> None:
    at = str(written(page, place, HONEST))
    completed(page, place)
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    path = Path(value(page.export(at, HONEST, kind), "file"))
    assert path.is_relative_to(page.files)
    assert path.name.startswith("示例市应急管理局2026年政府信息公开工作年度报告")
    assert path.stat().st_size > 0


def test_what_is_not_accepted_can_only_be_a_proof(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    with pytest.raises(Exception, match="请先定稿再导出"):
        page.export(at, HONEST, "定稿 Word")
    assert "校样" in value(page.export(at, HONEST, "校样 Word"), "file")


@pytest.mark.parametrize(
    ("act", "extra"),
    [
        ("turn", ("nothing",)),
        ("turn", (None,)),
        ("export", ("../../x",)),
        ("restore", (99,)),
        ("restore", ("1; drop table",)),
    ],
)
def test_nonsense_is_refused_in_one_line(
    page: Page, place: Place, act: str, extra: tuple[object, ...]
) -> None:
    with pytest.raises(NotAllowed) as error:
        getattr(next(one for one in (page, History(page)) if hasattr(one, act)), act)(
            str(place), "", *extra
        )
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [None, 3, ["x"], "长" * 200_001])
def test_a_text_that_is_none_is_refused(page: Page, place: Place, text: object) -> None:
    with pytest.raises(NotAllowed):
        page.save(str(place), text)


def test_after_a_fault_of_ours_the_page_can_be_used_again(page: Page, place: Place) -> None:
    shown = page.failed(str(place), "")
    assert may_use(shown, "draft")
    assert "已保存的文字都在" in value(shown, "status")
    assert "已保存的文字都在" in value(page.failed("nonsense", ""), "status")


def findings_of(page: Page, place: Place) -> list[JudgedText]:
    draft = page.workflow.read_draft(place.draft)
    return list(page.workflow.judging.in_text(draft, "overview", draft.text("overview"))[1])


def test_a_finding_is_waived_with_a_reason_and_taken_back(page: Page, place: Place) -> None:
    place = written(page, place, "其中市本级收到政府信息公开申请17件。")
    found = findings_of(page, place)[0]
    said = {"id": found.id, "decision": "忽略", "reason": "办公室台账", "scope": ""}
    shown = page.judge(str(place), "其中市本级收到政府信息公开申请17件。", said)
    assert "已忽略1处" in shown["findings"]["value"]
    assert "办公室台账" in shown["findings"]["value"]
    again = page.judge(
        str(place), "其中市本级收到政府信息公开申请17件。", {**said, "decision": "撤回"}
    )
    assert "已忽略" not in again["findings"]["value"]


BAD_OPINIONS: list[tuple[object, str]] = [
    (None, "没有收到"),
    ({"id": 1, "decision": "忽略"}, "没有收到"),
    ({"id": "x", "decision": "删除"}, "没有收到"),
    ({"id": "x", "decision": "忽略", "reason": "台账"}, "已经改变"),
]


@pytest.mark.parametrize(("said", "told"), BAD_OPINIONS)
def test_what_is_no_opinion_is_refused(page: Page, place: Place, said: object, told: str) -> None:
    place = written(page, place, "其中市本级收到政府信息公开申请17件。")
    with pytest.raises(NotAllowed, match=told):
        page.judge(str(place), "其中市本级收到政府信息公开申请17件。", said)


def test_without_a_reason_nothing_is_waived(page: Page, place: Place) -> None:
    place = written(page, place, "其中市本级收到政府信息公开申请17件。")
    said = {"id": findings_of(page, place)[0].id, "decision": "忽略", "reason": ""}
    with pytest.raises(NotAllowed, match="理由"):
        page.judge(str(place), "其中市本级收到政府信息公开申请17件。", said)


def read_in_last_year(page: Page) -> None:
    """Last year's report into the corpus, by somebody who has no draft open."""
    file = str(SAMPLES / "示例市应急管理局_2025.html")
    together(*PastReports(page).reports(str(Place()), "", [file]))


def test_without_last_year_no_sum_is_made_with_it(page: Page, place: Place) -> None:
    assert "X-有效" not in value(page.open(place.draft), "figures")
    read_in_last_year(page)
    assert "X-有效" in value(page.open(place.draft), "figures")


def test_last_year_s_report_counts_as_soon_as_a_draft_is_opened(page: Page, place: Place) -> None:
    before = value(page.open(place.draft), "checks")
    read_in_last_year(page)
    reader = Page(page.workflow, page.files, User(name="审", roles=("reviewer",)))
    shown = reader.open(place.draft)
    assert value(shown, "checks") != before
    stored = page.workflow.read_draft(place.draft)
    assert stored.previous is not None
    assert page.workflow.sources_of(stored)[0] == stored  # read once, and then the same
    assert stored.revisions == ()


def test_last_year_s_report_counts_when_a_draft_is_sent(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    read_in_last_year(page)
    shown = page.submit(at, HONEST)
    assert page.workflow.read_draft(place.draft).previous is not None
    assert {"checks", "figures"} <= shown.keys()
    assert "figures" not in page.submit(at, HONEST)  # a second click


def test_what_stands_open_is_told_when_a_draft_is_sent(page: Page, place: Place) -> None:
    wrong = "新收政府信息公开申请61件。【待补充：措施】"
    at = str(written(page, place, wrong))
    draft = page.workflow.read_draft(place.draft)
    number = len(page.workflow.blocking(draft))
    assert number
    told = value(page.submit(at, wrong), "status")
    assert f"已送审；还有{number}处没有答复或核对，定稿前要处理" in told
    assert draft.state == "起草"


def test_a_missing_contact_is_told_at_the_end(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    told = value(page.accept(at, HONEST), "status")
    assert "还缺地址、邮编、电话" in told
    assert "可以导出了" not in told
    assert "由管理员在“导出”页签的单位信息里填写" in told
    with pytest.raises(NotAccepted, match="公布出去会印着【待补充】"):
        page.export(at, HONEST, "定稿 Markdown")


def test_who_may_not_read_reports_in_is_told_who_does(page: Page) -> None:
    officer = Page(page.workflow, page.files, User(name="起", roles=("officer",)))
    shown = officer.open()
    for part in ("corpus", "findings"):
        assert "往年报告由管理员读入" in value(shown, part)
        assert "往年报告由管理员读入" not in value(page.open(), part)
