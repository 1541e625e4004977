"""Every quantity of official prose, and what is no statistic; cases in cases/quantities.tsv."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.core.prose.quantities import Quantity, find_quantities

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "cases" / "quantities.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


def shown(quantity: Quantity) -> str:
    """A quantity as the table writes it: 5500余条≈5500条."""
    if quantity.exempt:
        return f"{quantity.text.strip()}=不计:{quantity.exempt}"
    low = "?" if quantity.value is None else plain(quantity.value)
    value = low if quantity.high is None else f"{low}~{plain(quantity.high)}"
    return f"{quantity.text.strip()}{'=' if quantity.exact else '≈'}{value}{quantity.unit}"


def plain(value: Decimal) -> str:
    rounded = value if int(value.as_tuple().exponent) >= -2 else round(value, 2)
    return f"{rounded:f}".removesuffix(".00").removesuffix(".0") if rounded > 70 else f"{rounded:f}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_quantities(text: str, expected: str) -> None:
    assert "；".join(shown(one) for one in find_quantities(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_offsets_are_exact_and_do_not_overlap(text: str) -> None:
    padded = f"前言。\n{text}后文"
    end = 0
    for one in find_quantities(padded):
        assert padded[one.start : one.end] == one.text
        assert one.start >= end
        end = one.end


def test_every_case_has_two_columns() -> None:
    assert all(len(case) == 2 for case in CASES)
    assert len(CASES) > 150
    assert not [text for text, _ in CASES if re.search(r"\s$", text)]
