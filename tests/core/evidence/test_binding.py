"""Each quantity and the fact that it states; cases in cases/grounding.tsv, figures beside them."""

import json
from functools import cache
from pathlib import Path

import pytest

from assistant.core.codec import figures_from_json
from assistant.core.evidence.binding import Binding, bind
from assistant.core.evidence.facts import Fact, facts_of
from assistant.core.tables.figures import Figures

FOLDER = Path(__file__).parent.parent / "cases"
VERDICTS = {
    "supported": "符合",
    "mismatch": "不符",
    "stale": "上年",
    "unsupported": "无据",
    "exempt": "不计",
}


def read_cases(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


CASES = read_cases("grounding.tsv")


@cache
def figures(name: str) -> Figures:
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return figures_from_json(content)


def previous(name: str) -> Figures | None:
    office, year = name.split("_")
    before = f"{office}_{int(year) - 1}"
    return figures(before) if (FOLDER / f"{before}.json").exists() else None


@cache
def facts(name: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    before = previous(name)
    return facts_of(figures(name), before), facts_of(before) if before else ()


def bound(name: str, text: str) -> tuple[Binding, ...]:
    now, stale = facts(name)
    return bind(text, now, year=figures(name).year, stale=stale)


def shown(binding: Binding) -> str:
    verdict = VERDICTS[binding.verdict]
    key = f":{binding.fact.key}" if binding.fact else ""
    return f"{binding.quantity.text}={verdict}{key}"


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_verdicts(name: str, text: str, expected: str) -> None:
    found = [shown(one) for one in bound(name, text) if one.verdict != "exempt"]
    assert "；".join(found) == expected


@pytest.mark.parametrize(("name", "text"), [(case[0], case[1]) for case in CASES])
def test_nouns_lie_beside_their_numbers(name: str, text: str) -> None:
    for one in bound(name, text):
        if one.noun is not None:
            start, end = one.noun
            assert 0 <= start < end <= len(text)
            assert end <= one.quantity.start or one.quantity.end <= end
