"""The benchmark of answers on the samples, and that it can find a wrong answer."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.evaluation.answers import measure, table, written_questions
from assistant.evaluation.asked_figures import made_questions
from tests.made import HashEmbedder, make_figures

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"


@pytest.mark.slow
def test_the_samples_are_answered_right() -> None:
    metrics = measure(SAMPLES, HashEmbedder())
    numeric, prose, none = (metrics[name] for name in ("numeric", "prose", "unanswerable"))
    assert numeric["wrong"] == []
    assert numeric["cases"] >= 300
    assert numeric["wordings"] >= 15
    assert prose["wrong"] == []
    assert none["answered"] == []
    assert metrics["quotes"]["spoilt"] == []
    assert f"答对{numeric['right']:>6}" in table(metrics)


def test_there_are_enough_questions_written_by_hand() -> None:
    written = written_questions()
    assert sum(one.has_answer for one in written) >= 60
    assert sum(not one.has_answer for one in written) >= 60


def test_a_number_of_another_year_is_wrong() -> None:
    right, wrong = make_figures(2024), make_figures(2024)
    wrong = replace(wrong, cells=tuple(replace(c, number=Decimal(7)) for c in wrong.cells))
    one, other = (
        {made.text: made.value for made in made_questions({(tables.agency, 2024): tables})}
        for tables in (right, wrong)
    )
    assert one.keys() == other.keys()
    assert one != other
