"""A new note against what was typed before it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.core.editing.conflicts import conflicts
from assistant.core.tables.figures import Indicator
from tests.core.rules.rule_years import clean

FIGURES = replace(
    clean().figures,
    indicators=(Indicator(label="网站发布信息", value=Decimal(260), unit="条"),),
    notes=("举办政府信息公开培训3次，参训154人次",),
)


@pytest.mark.parametrize(
    ("note", "others"),
    [
        ("举办培训2次", ["要点第1条"]),
        ("举办培训3次", []),
        ("网站发布信息280条", ["指标第1项"]),
        ("召开座谈会2次", []),
        ("新增便民设施2处", []),
    ],
)
def test_a_number_of_the_same_thing_is_told(note: str, others: list[str]) -> None:
    found = conflicts(FIGURES, note)
    assert len(found) == len(others)
    assert all(source.startswith(other) for source, other in zip(found, others, strict=True))
