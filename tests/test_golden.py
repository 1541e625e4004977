"""The drafts of ten invented offices are what a person read and agreed with."""

import re
from pathlib import Path

import pytest

from assistant.core.prose.open_marks import OPEN_MARK
from tests.golden import INPUTS, drafted


def test_there_are_ten() -> None:
    assert len(INPUTS) == 10


@pytest.mark.parametrize("source", INPUTS, ids=lambda source: source.stem)
def test_a_draft_is_as_it_was_read(source: Path) -> None:
    assert drafted(source) == source.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", INPUTS, ids=lambda source: source.stem)
def test_no_draft_has_a_clause_that_is_no_chinese(source: Path) -> None:
    text = OPEN_MARK.sub("", source.with_suffix(".md").read_text(encoding="utf-8"))
    assert re.findall(r"，。|。。|，，|、。|：。|；。|\d{6,}\.\d{5,}|（）|None", text) == []
