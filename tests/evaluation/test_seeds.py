"""The generator of errors: each seed changes what it says, and nothing else."""

import random
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation import seeds as seeds_module
from assistant.evaluation.seeds import KINDS, Stated, in_chinese, right_comparison, seeds

TEXT = (
    "2024年，全市共受理申请3119件，答复3050件，均按时答复，其中公开1362件，占44.7%，"
    "比上年增长3.5%。"
)


def stated(words: str, unit: str, last_year: str = "") -> Stated:
    start = TEXT.index(words)
    past = Decimal(last_year) if last_year else None
    return Stated(start=start, end=start + len(words), unit=unit, last_year=past)


ALL = (
    stated("3119件", "件", "3000"),
    stated("3050件", "件", "3100"),
    stated("1362件", "件"),
    stated("44.7%", "%"),
    stated("3.5%", "%"),
)


def test_every_kind_is_made() -> None:
    made = {seed.kind for seed in seeds(TEXT, ALL, 2024, random.Random(1))}
    assert made == set(KINDS)


@pytest.mark.parametrize("chance", range(5))
def test_a_seed_changes_the_text_within_its_places_only(chance: int) -> None:
    for seed in seeds(TEXT, ALL, 2024, random.Random(chance)):
        assert seed.text != TEXT, seed.kind
        first, last = seed.places[0][0], seed.places[-1][1]
        assert seed.text[:first] == TEXT[:first]
        tail = len(seed.text) - last
        assert seed.text[last:] == TEXT[len(TEXT) - tail :]


def test_the_same_chance_makes_the_same_seeds() -> None:
    first, second = (list(seeds(TEXT, ALL, 2024, random.Random(7))) for _ in range(2))
    assert first == second


def test_a_right_comparison_is_right() -> None:
    assert "3119件，比上年增长4.0%，答复" in right_comparison(TEXT, ALL[0])
    assert "3050件，比上年下降1.6%，均" in right_comparison(TEXT, ALL[1])
    assert right_comparison(TEXT, ALL[2]) == TEXT


CHINESE = [
    (0, "零"),
    (12, "一十二"),
    (305, "三百零五"),
    (10_005, "一万零五"),
    (3109, "三千一百零九"),
]


@pytest.mark.parametrize(("number", "words"), CHINESE)
def test_in_chinese(number: int, words: str) -> None:
    assert in_chinese(number) == words


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**8 - 1), st.integers(min_value=0, max_value=10**8 - 1))
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    assert (in_chinese(one) == in_chinese(other)) == (one == other)


def test_the_generator_shares_nothing_with_the_checker() -> None:
    source = Path(seeds_module.__file__).read_text(encoding="utf-8")
    imported = re.findall(r"^(?:from|import) (\w+)", source, re.MULTILINE)
    assert set(imported) <= sys.stdlib_module_names
