"""How two texts differ, piece by piece, and what a version may be called."""

import pytest

from assistant.core.errors import NotAllowed
from assistant.core.versions import check_version_name, pieces

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
def test_the_pieces_are_both_texts_character_for_character(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(one.text for one in found if one.kind != "new") == old
    assert "".join(one.text for one in found if one.kind != "gone") == new
    assert all(one.text for one in found)


def test_a_number_is_changed_as_a_whole() -> None:
    found = [(one.kind, one.text) for one in pieces("申请61件。", "申请62件。")]
    assert ("gone", "61件") in found
    assert ("new", "62件") in found


@pytest.mark.parametrize("name", ["", "  ", "长" * 41, "两\x00行"])
def test_a_version_needs_a_name(name: str) -> None:
    with pytest.raises(NotAllowed):
        check_version_name(name)
