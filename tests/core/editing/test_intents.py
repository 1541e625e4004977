"""What the assistant understands of a chat line: tests/core/cases/intents.tsv, in Chinese."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.editing.intents import AddNote, as_note, read_intent, told
from assistant.core.evidence.facts import facts_of
from assistant.core.tables.figures import Figures

FILE = Path(__file__).parent.parent / "cases" / "intents.tsv"
CASES = [
    tuple(line.split("\t"))
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("line", "meant"), CASES, ids=[line for line, _ in CASES])
def test_what_a_line_means(line: str, meant: str) -> None:
    assert told(read_intent(line)) == meant


@given(st.text(max_size=60))
def test_any_line_means_something(line: str) -> None:
    assert told(read_intent(line))


NOTES = [
    ("培训情况：举办2次，120人参加", [("举办培训", "次"), ("参加", "人")]),
    ("网站访问量：38.9万人次", [("网站访问量", "人次")]),
]


@pytest.mark.parametrize(("words", "facts"), NOTES)
def test_the_numbers_of_a_note_have_their_nouns(words: str, facts: list[tuple[str, str]]) -> None:
    figures = Figures(agency="示例局", year=2026, edition="2021", cells=(), notes=(as_note(words),))
    assert [(one.label, one.unit) for one in facts_of(figures)] == facts


def test_the_note_is_as_typed() -> None:
    intent = read_intent("补充：印发《公开指引》，编制目录1份")
    assert isinstance(intent, AddNote)
    assert intent.note == "印发《公开指引》，编制目录1份"
