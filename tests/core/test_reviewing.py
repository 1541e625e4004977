"""Where the words of a remark stand after edits, and whether it is open."""

from dataclasses import replace

import pytest

from assistant.core.errors import NotAllowed
from assistant.core.reviewing import (
    ReviewRemark,
    ReviewStep,
    Selected,
    StepKind,
    place_of,
    remark_on,
)

TEXT = "收到申请62件。办结申请60件。收到申请62件。"
AT = "2026-11-26T09:00:00+08:00"


def selected(start: int, end: int) -> Selected:
    return Selected(section="overview", text=TEXT, start=start, end=end)


def remark(start: int, end: int) -> ReviewRemark:
    return remark_on(selected(start, end), "请核对", by="李", at=AT)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TEXT, (16, 23)),  # the second of two equal places
        (f"今年{TEXT}", (18, 25)),
        ("收到申请62件。", (0, 7)),
        ("收到申请63件。", None),
        ("", None),
    ],
)
def test_the_words_are_found_again_or_said_to_be_gone(
    text: str, place: tuple[int, int] | None
) -> None:
    assert place_of(remark(16, 23), text) == place


@pytest.mark.parametrize("span", [(0, 0), (5, 2), (-1, 3), (0, 999), (7, 8000)])
def test_a_remark_is_of_some_words(span: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed, match="选中"):
        remark(*span)


@pytest.mark.parametrize("words", ["", "  ", "长" * 501])
def test_a_remark_says_something_and_not_a_book(words: str) -> None:
    with pytest.raises(NotAllowed):
        remark_on(selected(0, 2), words, by="李", at=AT)


@pytest.mark.parametrize(
    ("kinds", "is_open"),
    [
        ((), True),
        (("回复",), True),
        (("解决",), False),
        (("解决", "回复"), False),
        (("解决", "重新打开"), True),
    ],
)
def test_a_remark_is_open_until_it_is_resolved(kinds: tuple[StepKind, ...], is_open: bool) -> None:
    steps = tuple(ReviewStep(kind=kind, text="", author="王", created=AT) for kind in kinds)
    assert replace(remark(0, 2), steps=steps).is_open == is_open
