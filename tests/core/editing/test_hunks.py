"""Hunks: any may be taken, nothing outside the span changes, a stale proposal is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.editing.hunks import (
    Proposal,
    accept_all,
    differences,
    from_utf16,
    propose,
    settle,
    text_hash,
    to_utf16,
)
from assistant.core.errors import StaleRevision

# Repeated words and lines, every kind of line end, characters beyond the first plane, lone halves.
_WORDS = ("健全", "完善", "机制", "，", "。", "62件", "1,387条", "12%", "年", "2026年", "ab", "【")
_ODD = (
    "\n",
    "\r\n",
    "\r",
    " ",
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "𠮷",
    "\ud83d",
    "【待补充：数据】",
)
_PIECES = st.sampled_from(_WORDS + _ODD)
TEXTS = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=30)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int, str]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text, start, end, draw(TEXTS)


@given(spans())
def test_all_hunks_make_the_replacement_and_none_the_text(span: tuple[str, int, int, str]) -> None:
    text, start, end, replacement = span
    proposal = propose(text, replacement, start=start, end=end)
    assert accept_all(proposal, text) == text[:start] + replacement + text[end:]
    assert settle(proposal, text) == (text, proposal)


@given(spans(), st.data())
def test_any_of_the_hunks_leaves_the_rest_as_it_is(
    span: tuple[str, int, int, str], data: st.DataObject
) -> None:
    text, start, end, replacement = span
    proposal = propose(text, replacement, start=start, end=end)
    numbers = list(range(len(proposal.hunks)))
    accepted = data.draw(st.sets(st.sampled_from(numbers)) if numbers else st.just(set()))
    written, left = settle(proposal, text, accepted=accepted)
    assert written.startswith(text[:start])
    assert written.endswith(text[end:])
    taken = "".join(
        hunk.new if number in accepted else hunk.old for number, hunk in enumerate(proposal.hunks)
    )
    kept = "".join(_between(text, proposal))
    assert sorted(written) == sorted(taken + kept)
    # what was left open can still be taken, one after the other
    while left.hunks:
        written, left = settle(left, written, accepted=[len(left.hunks) - 1])
    assert written == text[:start] + replacement + text[end:]


def _between(text: str, proposal: Proposal) -> list[str]:
    ends = [0, *(hunk.end for hunk in proposal.hunks)]
    starts = [*(hunk.start for hunk in proposal.hunks), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


@given(spans())
def test_hunks_are_in_order_inside_the_span_and_change_something(
    span: tuple[str, int, int, str],
) -> None:
    text, start, end, replacement = span
    at = start
    for hunk in propose(text, replacement, start=start, end=end).hunks:
        assert at <= hunk.start <= hunk.end <= end
        assert text[hunk.start : hunk.end] == hunk.old != hunk.new
        at = hunk.end


@given(spans())
def test_rejecting_all_leaves_nothing_to_decide(span: tuple[str, int, int, str]) -> None:
    text, start, end, replacement = span
    proposal = propose(text, replacement, start=start, end=end)
    written, left = settle(proposal, text, rejected=range(len(proposal.hunks)))
    assert (written, left.hunks) == (text, ())


@given(TEXTS, TEXTS, TEXTS)
def test_a_changed_text_refuses_the_proposal(text: str, replacement: str, other: str) -> None:
    proposal = propose(text, replacement)
    if other != text:
        with pytest.raises(StaleRevision, match="又改过了"):
            settle(proposal, other)


READABLE = [
    # text, replacement, (old, new) of each hunk
    ("健全工作机制。", "健全工作机制。", []),
    ("健全工作机制。", "完善工作机制。", [("健全", "完善")]),
    ("新收申请62件。", "新收申请63件。", [("62件", "63件")]),  # a number is not cut
    ("网站发布1,387条。", "网站发布1,388条。", [("1,387条", "1,388条")]),
    ("进一步健全制度，规范流程。", "健全制度，优化流程。", [("进一步", ""), ("规范", "优化")]),
    # A clause that gets words is one change; one that only loses some may lose each alone.
    ("不断健全和完善有关制度", "持续健全相关制度", [("不断健全和完善有", "持续健全相")]),
    (
        "部分科室征求意见不及时，影响答复。",
        "部分科室未能及时征求意见，影响回复。",
        [("征求意见不及时", "未能及时征求意见"), ("答", "回")],
    ),
    ("进一步健全制度并不断规范流程。", "健全制度并规范流程。", [("进一步", ""), ("不断", "")]),
    (
        "发布1,387条并更新12件。",
        "公布1,387条并新增12件。",
        [("发布1,387条并更新", "公布1,387条并新增")],
    ),
    ("甲。\r\n乙。", "甲。\n乙。", [("\r\n", "\n")]),
    (
        "答复【待补充：数据（件）】。",
        "答复【待补充：数】。",
        [("【待补充：数据（件）】", "【待补充：数】")],
    ),
    ("好👍🏽的", "好👍的", [("👍🏽", "👍")]),
    ("同一句话。\n同一句话。", "同一句话。\n另一句话。", [("同", "另")]),
]


@pytest.mark.parametrize(("text", "replacement", "hunks"), READABLE, ids=lambda one: str(one)[:20])
def test_hunks_are_readable(text: str, replacement: str, hunks: list[tuple[str, str]]) -> None:
    assert [(hunk.old, hunk.new) for hunk in propose(text, replacement).hunks] == hunks


def test_differences_to_look_at_stay_small() -> None:
    small = differences("2023年收到申请21件。", "2024年收到申请95件。")
    assert [(hunk.old, hunk.new) for hunk in small] == [("2023年", "2024年"), ("21件", "95件")]


def test_only_the_meant_one_of_equal_paragraphs_changes() -> None:
    line = "规范办理流程。\n"
    text = line * 3
    proposal = propose(text, "优化办理流程。", start=len(line), end=2 * len(line) - 1)
    assert accept_all(proposal, text) == line + "优化办理流程。\n" + line
    assert [(hunk.start, hunk.end) for hunk in proposal.hunks] == [(len(line), len(line) + 2)]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 6)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        propose("五个字符。", "", start=start, end=end)


@pytest.mark.parametrize(("accepted", "rejected"), [((1,), ()), ((), (-1,)), ((0,), (0,))])
def test_a_hunk_that_is_not_there_is_refused(
    accepted: tuple[int, ...], rejected: tuple[int, ...]
) -> None:
    proposal = propose("健全制度", "完善制度")
    with pytest.raises(ValueError, match="of 1 hunks"):
        settle(proposal, "健全制度", accepted=accepted, rejected=rejected)


@given(TEXTS)
def test_browser_offsets_are_told_from_characters(text: str) -> None:
    for place in range(len(text) + 1):
        assert from_utf16(text, to_utf16(text, place)) == place


def test_half_a_character_is_the_place_before_it() -> None:
    assert [from_utf16("a𠮷b", offset) for offset in range(6)] == [0, 1, 1, 2, 3, 3]


def test_lone_halves_have_a_hash() -> None:
    assert text_hash("\ud83d") != text_hash("\ud83e")
