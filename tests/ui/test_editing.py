"""One-click edits on the page."""

from decimal import Decimal
from typing import Any

import pytest

from assistant.core.accounts import User
from assistant.core.errors import NotAllowed, StaleRevision
from assistant.core.tables.figures import Indicator
from assistant.editing.open_marks import MarkAnswer, answer_mark
from tests.ui.conftest import written
from ui.handlers.editing import Editor
from ui.handlers.page import Page
from ui.place import Place


def test_undo_goes_back_a_change_at_a_time(page: Page, place: Place) -> None:
    for text in ("一。", "二。", "三。"):
        place = written(page, place, text)
    shown = Editor(page).undo(str(place), "四。")  # what was typed is saved, then taken back
    assert shown["text"]["value"] == "三。"
    for text in ("二。", "一。"):
        shown = Editor(page).undo(shown["place"]["value"], shown["text"]["value"])
        assert shown["text"]["value"] == text
    with pytest.raises(NotAllowed, match="没有更早"):
        Editor(page).undo(shown["place"]["value"], "一。")
    history = page.workflow.read_draft(place.draft).history("overview")
    assert [one.text for one in history[:4]] == ["一。", "二。", "三。", "四。"]


ASKED = "局长信箱收到来信121件，答复满意率【待补充】%，均按时答复【待核实】。"


def said(text: str, quote: str, decision: str, words: str = "") -> dict[str, Any]:
    """What the card of a mark sends."""
    return {"quote": quote, "start": text.index(quote), "decision": decision, "words": words}


def test_a_number_that_is_filled_in_becomes_an_indicator(page: Page, place: Place) -> None:
    place = written(page, place, ASKED)
    shown = Editor(page).settle_mark(str(place), ASKED, said(ASKED, "【待补充】", "填入", "98"))
    assert shown["text"]["value"] == ASKED.replace("【待补充】", "98")
    assert "“答复满意率”记入指标" in shown["status"]["value"]
    draft = page.workflow.read_draft(place.draft)
    assert [(str(one.value), one.unit) for one in draft.figures.indicators][-1] == ("98", "%")
    bindings = page.workflow.ground(draft, draft.text("overview")).bindings
    assert {one.verdict for one in bindings} == {"supported"}
    assert "figures" in shown


# A sentence with marks, and what belongs there.
SEVERAL = [
    ("网站原创内容占比由【待补充】%提高到【待补充】%。", ("46", "61")),
    ("答复满意率由【待补充】%提高到【待补充】%。", ("96.5", "98.2")),
    ("累计答复咨询【待补充】件，其中电话【待补充】件、网上【待补充】件。", ("30", "20", "10")),
]


@pytest.mark.parametrize("turn", [1, -1], ids=["forward", "backward"])
@pytest.mark.parametrize(("text", "answers"), SEVERAL, ids=[one[0][:6] for one in SEVERAL])
def test_marks_of_one_sentence_are_answered_in_any_order(
    page: Page, place: Place, text: str, answers: tuple[str, ...], turn: int
) -> None:
    place, blank = written(page, place, text), "【待补充】"
    for words in answers[::turn]:
        at = text.index(blank) if turn > 0 else text.rindex(blank)
        given = said(text, blank, "填入", words) | {"start": at}
        shown = Editor(page).settle_mark(str(place), text, given)
        text, place = shown["text"]["value"], Place.read(shown["place"]["value"])
    assert [words in text for words in answers] == [True] * len(answers)
    draft = page.workflow.read_draft(place.draft)
    grounding = page.workflow.ground(draft, text)
    assert {one.verdict for one in grounding.bindings} == {"supported"}
    assert grounding.findings == ()


def test_a_change_is_computed_from_the_number_of_last_year(page: Page, place: Place) -> None:
    text = "答复满意率98.2%，比上年提高【待补充】个百分点。"
    place = written(page, place, text)
    answer = said(text, "【待补充】", "填入", "1.7")
    with pytest.raises(NotAllowed, match="名称后面写“（上年）”"):
        Editor(page).settle_mark(str(place), text, answer)
    draft = page.workflow.read_draft(place.draft)
    typed = [
        Indicator(label=label, value=Decimal(value), unit="%")
        for label, value in (("答复满意率", "98.2"), ("答复满意率（上年）", "96.5"))
    ]
    there = draft.figures.indicators
    page.workflow.figuring.set_indicators(draft.id, there, (*there, *typed), by=page.by)
    with pytest.raises(NotAllowed, match="应为1"):
        Editor(page).settle_mark(str(place), text, answer | {"words": "2.7"})
    shown = Editor(page).settle_mark(str(place), text, answer)
    assert shown["text"]["value"] == text.replace("【待补充】", "1.7")


def test_an_answer_and_its_source_are_kept_together_or_not_at_all(page: Page, place: Place) -> None:
    place = written(page, place, ASKED)
    draft = page.workflow.read_draft(place.draft)
    written(page, Place.of(draft, "overview"), f"{ASKED}张某又写了一句。")
    before = page.workflow.read_draft(place.draft)
    mark = ASKED.index("【待补充】")
    answer = MarkAnswer(quote="【待补充】", start=mark, decision="填入", words="98")
    with pytest.raises(StaleRevision):
        answer_mark(page.workflow, draft, "overview", answer, by=page.by)
    assert page.workflow.read_draft(place.draft) == before


def test_what_was_left_out_is_told(page: Page, place: Place) -> None:
    text = "局长信箱收到来信121件，答复满意率【待补充】%。"
    place = written(page, place, text)
    shown = Editor(page).settle_mark(str(place), text, said(text, "【待补充】", "删去"))
    assert "已删去“答复满意率【待补充】%”（可撤销）" in shown["status"]["value"]
    assert shown["text"]["value"] == "局长信箱收到来信121件。"


def test_a_number_that_would_have_no_source_is_not_written(page: Page, place: Place) -> None:
    text = "新收政府信息公开申请【待补充】件。"
    place = written(page, place, text)
    before = page.workflow.read_draft(place.draft)
    with pytest.raises(NotAllowed, match="62件"):
        Editor(page).settle_mark(str(place), text, said(text, "【待补充】", "填入", "63"))
    assert page.workflow.read_draft(place.draft) == before


def test_who_confirmed_a_claim_is_on_record(page: Page, place: Place) -> None:
    place = written(page, place, ASKED)
    Editor(page).settle_mark(str(place), ASKED, said(ASKED, "【待核实】", "属实"))
    latest = page.workflow.read_draft(place.draft).latest("overview")
    assert latest is not None
    assert (latest.author, latest.note) == ("王", "答复【待核实】：属实")
    assert latest.text == ASKED.replace("【待核实】", "")


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        {},
        "x",
        said(ASKED, "【待补充】", "采纳"),
        said(ASKED, "【待补充】", "属实"),
        {**said(ASKED, "【待补充】", "删去"), "start": 1},
        {**said(ASKED, "【待补充】", "填入"), "words": 3},
    ],
)
def test_an_answer_that_is_none_changes_nothing(page: Page, place: Place, nonsense: object) -> None:
    place = written(page, place, ASKED)
    with pytest.raises(NotAllowed):
        Editor(page).settle_mark(str(place), ASKED, nonsense)
    assert page.workflow.read_draft(place.draft).text("overview") == ASKED


def finding_id(page: Page, place: Place, text: str, rule: str) -> str:
    draft = page.workflow.read_draft(place.draft)
    _, found = page.workflow.judging.in_section(draft, "overview", text)
    return next(one.id for one in found if one.finding.rule == rule)


def test_a_wrong_number_is_put_right_with_one_click(page: Page, place: Place) -> None:
    text = "2026年，作出行政许可决定999件。作出行政处罚决定171件。"
    place = written(page, place, text)
    shown = Editor(page).put_right(
        str(place), text, {"id": finding_id(page, place, text, "mismatch")}
    )
    assert shown["text"]["value"] == text.replace("999件", "467件")
    latest = page.workflow.read_draft(place.draft).latest("overview")
    assert latest is not None
    assert latest.note == "改正：999件→467件"
    with pytest.raises(NotAllowed, match="已经改变"):
        Editor(page).put_right(shown["place"]["value"], latest.text, {"id": "0" * 8})


def test_a_reviewer_neither_answers_nor_corrects(page: Page, place: Place) -> None:
    text = f"{ASKED}作出行政许可决定999件。"
    place = written(page, place, text)
    shown = page.recheck(str(place), text)
    assert "data-decide" in shown["findings"]["value"]
    assert "改正为 467件" in shown["findings"]["value"]
    assert "文中 999件，应为 467件，相差 532件" in shown["findings"]["value"]
    reviewer = Page(page.workflow, page.files, User(name="李", roles=("reviewer",)))
    shown = reviewer.recheck(str(place), text)
    assert "data-decide" not in shown["findings"]["value"]
    assert "data-correct" not in shown["findings"]["value"]
    with pytest.raises(NotAllowed, match="您的角色是"):
        Editor(reviewer).settle_mark(str(place), text, said(text, "【待补充】", "删去"))
    with pytest.raises(NotAllowed, match="您的角色是"):
        Editor(reviewer).put_right(
            str(place), text, {"id": finding_id(page, place, text, "mismatch")}
        )
