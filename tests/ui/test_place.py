"""What comes back from a browser as its place is read as strictly as a file."""

import pytest

from assistant.core.drafts import DRAFT_SECTIONS
from assistant.core.errors import NotAllowed
from ui.place import Place, read_section


@pytest.mark.parametrize("section", DRAFT_SECTIONS)
def test_a_place_comes_back_as_it_went(section: str) -> None:
    place = Place(draft="0123456789abcdef", section=read_section(section), base=12)
    assert Place.read(str(place)) == place


def test_a_page_without_a_draft_has_a_place_too() -> None:
    assert Place.read(str(Place())) == Place()


@pytest.mark.parametrize(
    "written",
    [
        None,
        7,
        {"draft": "a"},
        "",
        "abc",
        "abc/overview",
        "abc/overview/-1",
        "abc/overview/1/2",
        "abc/overview/1\n",
        "../../etc/overview/1",
        "abc/nothing/1",
        "abc/__init__/1",
        f"abc/overview/{'9' * 40}",
    ],
)
def test_anything_else_is_refused(written: object) -> None:
    with pytest.raises(NotAllowed):
        Place.read(written)
