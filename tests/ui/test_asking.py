"""Questions on the page, their sources opened, two years side by side; nonsense is refused."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.core.accounts import User
from assistant.core.asking.query import Answer, Point, Trend
from assistant.core.cited import place_of
from assistant.core.errors import CorpusError, NotAllowed
from assistant.core.report import Citation, Report, Section
from assistant.usecases.questions import Exchange
from assistant.usecases.reading import Opened
from tests.made import make_figures
from tests.ui.conftest import SAMPLES, written
from ui.handlers.asking import Ask
from ui.handlers.page import Page
from ui.handlers.reading import Shelf
from ui.place import Place
from ui.screen import Changes, together
from ui.views import answers, charts, reader

HOSTILE = "<img src=x onerror=alert(1)>\"'<script>alert(1)</script>${alert(1)}{{value}}"
OFFICE = "示例市应急管理局"
FILES = ("示例市应急管理局_2023.docx", "示例市应急管理局_2025.html")
NOWHERE = str(Place())


@pytest.fixture
def stocked(page: Page) -> Page:
    page.workflow.ingest([SAMPLES / name for name in FILES], by=page.by)
    return page


def ask(page: Page, question: object, place: str = NOWHERE, year: object = 0) -> Changes:
    return together(*Ask(page).ask(place, question, "", year, False))


def buttons(shown: Changes) -> list[dict[str, str]]:
    """What the buttons of the sources hold, as the browser sends it."""
    found = re.findall(r'class="cited" data-source="([^"]*)"', shown["answers"]["value"])
    return [json.loads(html.unescape(one)) for one in found]


def test_a_number_leads_to_its_cell(stocked: Page) -> None:
    shown = ask(stocked, "2023年收到多少件申请？")
    assert "<strong>37</strong> 件" in shown["answers"]["value"]
    assert shown["question"] == {"value": ""}
    assert shown["ask"] == {"interactive": True}
    (cited,) = buttons(shown)
    opened = Shelf(stocked).open(NOWHERE, cited)["reader"]["value"]
    assert opened.count("<mark>") == 1
    assert "<mark>37</mark>" in opened


def test_a_quote_leads_to_its_words(stocked: Page) -> None:
    shown = ask(stocked, "2023年提出了哪些改进措施？")
    for cited in buttons(shown):
        opened = Shelf(stocked).open(NOWHERE, cited)["reader"]["value"]
        marked = re.findall("<mark>(.*?)</mark>", opened)
        assert html.unescape("\n".join(marked)) == cited["quote"]


def test_what_the_reports_do_not_say_is_said_with_what_was_searched(stocked: Page) -> None:
    shown = ask(stocked, "2023年区块链应用情况")["answers"]["value"]
    assert 'class="answer none"' in shown
    assert "资料中没有找到" in shown
    assert "查过" in shown


def test_a_follow_up_and_a_new_beginning(stocked: Page, place: Place) -> None:
    at = str(place)
    ask(stocked, "2023年收到多少件申请？", at)
    assert "<strong>44</strong>" in ask(stocked, "那2025年呢？", at)["answers"]["value"]
    kept = stocked.open(place.draft)["answers"]["value"]
    assert kept.count('class="answer figure"') == 2
    assert "2023年收到" not in ask(stocked, "哪年收到申请最多")["answers"]["value"]
    begun = Ask(stocked).begin_anew(at)["answers"]["value"]
    assert "试一试" in begun
    assert "<strong>" not in begun


def test_an_office_and_a_year_may_be_chosen(stocked: Page) -> None:
    assert "<strong>44</strong>" in ask(stocked, "收到多少件申请？", year=2025)["answers"]["value"]
    for agency, year in (("没有的局", 0), ("", "x"), ("", True), (["x"], 0)):
        with pytest.raises(NotAllowed, match="选择"):
            list(Ask(stocked).ask(NOWHERE, "收到多少件申请？", agency, year, False))


@pytest.mark.parametrize("question", [None, 3, [], "问" * 100_000])
def test_nonsense_is_refused_at_once_and_stays_in_the_box(stocked: Page, question: object) -> None:
    with pytest.raises(NotAllowed):
        next(Ask(stocked).ask(NOWHERE, question, "", 0, False))


def test_a_second_click_asks_nothing(stocked: Page) -> None:
    assert ask(stocked, " ") == {}


def test_an_empty_corpus_says_what_to_do(page: Page) -> None:
    assert "请管理员先在" in page.open()["answers"]["value"]


FAKE: list[tuple[dict[str, object], str]] = [
    ({"quote": "没有这句话"}, "没有找到这段话"),
    ({"cell": "表三 没有这一格·总计"}, "没有找到这一格"),
    ({"quote": HOSTILE}, "没有找到这段话"),
    ({"section": "litigation"}, "没有找到这段话"),
]


@pytest.mark.parametrize(("changed", "told"), FAKE)
def test_a_made_up_source_opens_the_report_without_a_mark(
    stocked: Page, changed: dict[str, object], told: str
) -> None:
    cited = buttons(ask(stocked, "2023年提出了哪些改进措施？"))[0] | changed
    opened = Shelf(stocked).open(NOWHERE, cited)["reader"]["value"]
    assert told in opened
    assert "<mark>" not in opened


@pytest.mark.parametrize(
    "asked",
    [
        None,
        "x",
        {},
        {"report": 1},
        {"report": ["x"]},
        {"report": "x", "section": "没有"},
        {"report": "x", "year": "-1"},
        {"report": "x", "year": "9" * 3000},
        {"report": "x", "quote": "问" * 100_000},
    ],
)
def test_nonsense_opens_nothing(stocked: Page, asked: object) -> None:
    with pytest.raises(NotAllowed):
        Shelf(stocked).open(NOWHERE, asked)


def test_a_report_that_is_gone_is_said(stocked: Page) -> None:
    with pytest.raises(CorpusError, match="没有编号"):
        Shelf(stocked).open(NOWHERE, {"report": "没有"})
    with pytest.raises(CorpusError, match="可能已被移除"):
        Shelf(stocked).open(NOWHERE, {"report": "旧", "agency": "甲", "year": "2020", "quote": "x"})


def test_who_may_not_read_opens_and_compares_nothing(stocked: Page) -> None:
    cited = buttons(ask(stocked, "2023年收到多少件申请？"))[0]
    shelf = Shelf(replace(stocked, by=User(name="谁", roles=())))
    for act in (shelf.open, shelf.two_years):
        with pytest.raises(NotAllowed, match="不能查看和提问"):
            act(NOWHERE, cited if act == shelf.open else {})
    with pytest.raises(NotAllowed, match="不能查看和提问"):
        next(Ask(shelf.page).ask(NOWHERE, "2023年收到多少件申请？", "", 0, False))


def test_two_years_side_by_side(stocked: Page) -> None:
    shown = Shelf(stocked).two_years(NOWHERE, {})["reader"]["value"]
    assert '<option value="2023" selected>' in shown
    assert '<th scope="col">2025年</th>' in shown
    assert '<del class="number">' in shown
    again = Shelf(stocked).two_years(
        NOWHERE, {"agency": OFFICE, "first": "2025", "last": "2025", "section": "problems"}
    )["reader"]["value"]
    assert "有0处不同" in again


@pytest.mark.parametrize(
    "asked", [{"agency": "没有的局"}, {"section": "没有"}, {"agency": HOSTILE}, [], {"first": 1}]
)
def test_nothing_else_is_compared(stocked: Page, asked: object) -> None:
    with pytest.raises(NotAllowed):
        Shelf(stocked).two_years(NOWHERE, asked)


def test_a_year_that_is_not_there_gives_the_newest_two(stocked: Page) -> None:
    shown = Shelf(stocked).two_years(NOWHERE, {"first": "9" * 3000, "last": "2025"})
    assert '<option value="2023" selected>' in shown["reader"]["value"]


def test_the_draft_beside_last_year(stocked: Page, place: Place) -> None:
    with pytest.raises(NotAllowed, match="还没有文字"):
        Shelf(stocked).beside_last_year(str(place), "")
    place = written(stocked, place, "旧稿。")
    shown = Shelf(stocked).beside_last_year(str(place), f"{HOSTILE}新收申请62件。")
    text = shown["reader"]["value"]
    assert '<th scope="col">2025年报告</th><th scope="col">2026年草稿</th>' in text
    assert_harmless(text)
    assert stocked.workflow.read_draft(place.draft).text("overview") == "旧稿。"


def test_everything_shown_is_escaped() -> None:
    cited = Citation(
        report=HOSTILE, agency=HOSTILE, year=2024, section="overview", quote=HOSTILE, cell=HOSTILE
    )
    points = tuple(Point(agency=HOSTILE, year=2020 + at, value=Decimal(at)) for at in range(3))
    answer = Answer(
        text=HOSTILE,
        kind="figure",
        value=Decimal(1),
        unit=HOSTILE,
        formula=HOSTILE,
        citations=(cited,),
        trend=Trend(label=HOSTILE, unit=HOSTILE, points=points),
        notices=(HOSTILE,),
    )
    assert_harmless(answers.conversation([Exchange(question=HOSTILE, answer=answer)], (), HOSTILE))
    assert_harmless(answers.conversation((), (HOSTILE,)))
    report = Report(
        agency=HOSTILE,
        year=2024,
        title=HOSTILE,
        preamble=(HOSTILE,),
        sections=(Section(kind="overview", heading=HOSTILE, paragraphs=(HOSTILE,)),),
        figures=make_figures(2024, HOSTILE),
    )
    whole = Citation(report="1", agency="", year=2024, section="overview", quote=HOSTILE)
    opened = Opened(id="1", report=report, cited=whole, place=place_of(whole, report))
    text = reader.report(opened)
    assert text.count("<mark>") == 1
    assert_harmless(reader.reader(HOSTILE, text, opened=HOSTILE, tools=reader.contents(report)))
    choice = reader.Choice(
        offices={HOSTILE: (2023, 2024)}, agency=HOSTILE, years=(2023, 2024), section="overview"
    )
    assert_harmless(reader.chooser(choice))


def assert_harmless(text: str) -> None:
    for sign in ("<img", "<script", "${", "{{"):
        assert sign not in text
    assert "onerror" in text  # it is there, as text


def points_of(*values: int | None) -> Iterator[Point]:
    for at, value in enumerate(values):
        number = None if value is None else Decimal(value)
        yield Point(agency=OFFICE, year=2020 + at, value=number)


@pytest.mark.parametrize(
    ("values", "lines"),
    [((3, 5, 4), 1), ((3, None, 4), 2), ((0, 0), 1), ((-2, 3), 1), ((7,), 1), ((None,), 0)],
)
def test_a_chart_says_every_value_and_breaks_where_there_is_none(
    values: tuple[int | None, ...], lines: int
) -> None:
    drawn = charts.trend_chart(Trend(label="申请", unit="件", points=tuple(points_of(*values))))
    assert drawn.count("<polyline") == lines
    assert drawn.count("<circle") == sum(one is not None for one in values)
    for at, value in enumerate(values):
        told = "没有数" if value is None else f"{value}"
        assert f"{2020 + at}年{told}" in drawn  # for those who do not see it
        assert f"<td>{told}</td>" in drawn
    heights = [float(one) for one in re.findall(r'cy="([\d.]+)"', drawn)]
    known = [one for one in values if one is not None]
    assert sorted(zip(known, heights, strict=True), key=lambda one: -one[1]) == sorted(
        zip(known, heights, strict=True), key=lambda one: one[0]
    )
