"""Names of the form: every spelling is found, and an office may add its own."""

import pytest

from assistant.core.evidence.aliases import official_names
from assistant.core.evidence.binding import bind
from assistant.core.evidence.facts import facts_of
from tests.core.evidence.test_binding import figures

NAMES = official_names()


@pytest.mark.parametrize("name", sorted(NAMES.table))
def test_every_name_is_found_whole(name: str) -> None:
    written = name.replace("NNNN", "2023")
    found = NAMES.pattern.fullmatch(written)
    assert found is not None
    assert NAMES.meanings(written)


def test_the_longest_name_wins() -> None:
    found = [match[0] for match in NAMES.pattern.finditer("未经复议直接起诉，结转下年度继续办理")]
    assert found == ["未经复议直接起诉", "结转下年度继续办理"]


def test_an_office_adds_its_own_words() -> None:
    own = {"来件": "收到", "销号": "办结"}
    text = "全年来件3525件，销号3517件。"
    facts = facts_of(figures("甲市_2024"))
    plain = bind(text, facts, year=2024)
    assert [one.verdict for one in plain] == ["unsupported", "unsupported"]
    taught = bind(text, facts, year=2024, names=NAMES.with_own(own))
    assert [one.verdict for one in taught] == ["supported", "mismatch"]
