"""Years and offices in a question limit the search, and it is said."""

from collections.abc import Callable

import pytest

from assistant.core.ports import Filter
from assistant.index.retrieval import open_index
from assistant.index.searching import Found, Searching
from assistant.records.store import Store
from tests.made import AGENCY, ANYWHERE, HashEmbedder, make_report, save

PEER = "样本县水利局"
Ask = Callable[[str, Filter], Found]


@pytest.fixture
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    home = tmp_path_factory.mktemp("home")
    store = Store.open(home)
    for year, agency in ((2022, AGENCY), (2023, AGENCY), (2024, AGENCY), (2023, PEER)):
        save(store, f"{agency}{year}", make_report(year, agency=agency))
    index = open_index(home, store, HashEmbedder())
    index.repair()
    searching = Searching(store)
    return lambda question, where: searching.search(question, index, where=where, k=50)


def years(found: Found) -> set[int]:
    return {one.year for hit in found.hits for one in (hit.passage, *hit.also)}


def offices(found: Found) -> set[str]:
    return {one.agency for hit in found.hits for one in (hit.passage, *hit.also)}


QUESTIONS = [
    ("2023年培训得怎样", {2023}, {AGENCY, PEER}),
    ("去年培训得怎样", {2024}, {AGENCY}),
    ("2023年以来的培训", {2023, 2024}, {AGENCY, PEER}),
    ("示例市应急局的培训", {2022, 2023, 2024}, {AGENCY}),
    ("样本县2023年培训", {2023}, {PEER}),
    ("示例市应急局和样本县水利局2023年的培训", {2023}, {AGENCY, PEER}),
    ("培训", {2022, 2023, 2024}, {AGENCY, PEER}),
    ("2023年", {2023}, {AGENCY, PEER}),
]


@pytest.mark.parametrize(("question", "of_years", "of_offices"), QUESTIONS)
def test_what_is_named_limits(
    ask: Ask, question: str, of_years: set[int], of_offices: set[str]
) -> None:
    found = ask(question, ANYWHERE)
    assert (years(found), offices(found)) == (of_years, of_offices)


def test_what_limited_is_said(ask: Ask) -> None:
    assert ask("样本县2023年培训", ANYWHERE).notices == (
        "按问题中的说法，只找样本县水利局2023年的报告",
    )
    assert ask("培训", ANYWHERE).notices == ()


def test_limits_beside_the_question_win(ask: Ask) -> None:
    found = ask("样本县2023年培训", Filter(agency=AGENCY, year=2022))
    assert (years(found), offices(found), found.notices) == ({2022}, {AGENCY}, ())


def test_a_year_that_is_not_there_finds_nothing_and_says_so(ask: Ask) -> None:
    found = ask("2019年培训得怎样", ANYWHERE)
    assert found.hits == ()
    assert "没有找到" in found.notices[0]


def test_everyday_words_find_official_ones(ask: Ask) -> None:
    assert "账号" in ask("公众号还有什么毛病", ANYWHERE).hits[0].passage.text


@pytest.mark.parametrize(("question", "is_far"), [("区块链存证", True), ("培训得怎样", False)])
def test_what_no_passage_says_is_said(ask: Ask, question: str, is_far: bool) -> None:
    notices = ask(question, ANYWHERE).notices
    assert any("没有段落写到" in one for one in notices) == is_far
