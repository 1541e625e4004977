"""One-click edits on the page."""

import pytest

from assistant.core.errors import NotAllowed
from tests.ui.conftest import written
from ui.editing import Editor
from ui.handlers import Page
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
