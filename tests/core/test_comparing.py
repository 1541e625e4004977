"""Which paragraph became which, and what changed in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.comparing import edits, line_up

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
