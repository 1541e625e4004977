"""Which paragraph became which, and what changed in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.comparing import Stretch, edits, line_up, rows_of, stretches

A = "（一）主动公开情况。全年通过局网站发布信息1168条，政务新媒体发布信息745条。"
B = "（一）主动公开情况。局网站发布信息1280条，其中政务新媒体发布信息802条。"
C = "举办政府信息公开培训2次，参训108人次。"
D = "调整信息公开工作领导小组，印发工作要点。"

ORDERS: list[tuple[list[str], list[str], tuple[tuple[int | None, int | None], ...]]] = [
    ([], [], ()),
    ([A], [A], ((0, 0),)),
    ([A, C], [B, C], ((0, 0), (1, 1))),
    ([A, D, C], [B, C], ((0, 0), (1, None), (2, 1))),
    ([A], [B, D], ((0, 0), (None, 1))),
    ([C], [D], ((0, None), (None, 0))),
    ([], [A], ((None, 0),)),
    (["无。"], ["无。", "无。"], ((0, 0), (None, 1))),
]


@pytest.mark.parametrize(("old", "new", "found"), ORDERS)
def test_paragraphs_are_lined_up(
    old: list[str], new: list[str], found: tuple[tuple[int | None, int | None], ...]
) -> None:
    assert line_up(old, new) == found


words = st.text(alphabet="公开信息12条，。", max_size=20)


@given(words, words)
def test_the_old_text_is_what_stood_where_the_edits_are(old: str, new: str) -> None:
    back, at = "", 0
    for edit in edits(old, new):
        back += new[at : edit.start] + edit.old
        at = edit.end
    assert back + new[at:] == old


def test_two_texts_side_by_side_say_both_word_for_word() -> None:
    old = ["2023年收到申请21件，均已答复。", "全年培训2次。", "相同的一段。"]
    new = ["2024年收到申请95件，均已按期答复。", "相同的一段。", "新增视频号。"]
    rows = rows_of(old, new)
    for number, text in ((0, old), (1, new)):
        sides = ["".join((one.old, one.new)[number] for one in row) for row in rows]
        assert [side for side in sides if side] == text
    assert [sum(piece.changed for piece in row) for row in rows] == [3, 1, 0, 1]
    assert ("21件", "95件") in {(one.old, one.new) for one in rows[0]}


@pytest.mark.parametrize(("count", "length"), [(1, 100_000), (400, 250), (50_000, 2)])
def test_a_hostile_text_is_compared_in_bounded_steps(count: int, length: int) -> None:
    """No step looks at more than a paragraph of some hundred characters, or a bounded table."""
    old = ["".join(chr(0x4E00 + (i * 7 + j) % 900) for j in range(length)) for i in range(count)]
    new = [text[::-1] for text in old]
    rows = rows_of(old, new)
    assert "".join(one.old for row in rows for one in row) == "".join(old)
    assert "".join(one.new for row in rows for one in row) == "".join(new)


PAIRS = [
    ("", ""),
    ("一样。", "一样。"),
    ("", "新写的。"),
    ("删掉的。", ""),
    ("新收申请61件，办结60件。", "新收申请62件，办结60件。"),
    ("第一段。\n第二段。", "第一段。\n\n第二段改了。\n第三段。"),
    ("甲😀乙", "甲😁乙"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_stretches_are_both_texts_character_for_character(old: str, new: str) -> None:
    found = stretches(old, new)
    assert "".join(one.old for one in found) == old
    assert "".join(one.new for one in found) == new
    assert all(one.old or one.new for one in found)


def test_a_number_is_changed_as_a_whole() -> None:
    assert Stretch(old="61件", new="62件") in stretches("申请61件。", "申请62件。")
