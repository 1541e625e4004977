"""Where a citation stands in its report: the very words, in the paragraphs that hold them."""

import pytest

from assistant.core.cited import CitedPlace, place_of
from assistant.core.report import Citation, Passage, Report, Section, SectionKind
from tests.made import AGENCY, make_figures

AGAIN = "均依法答复。"
REPORT = Report(
    agency=AGENCY,
    year=2024,
    title="",
    preamble=(),
    sections=(
        Section(kind="overview", heading="一", paragraphs=(f"甲。{AGAIN}", f"乙。{AGAIN}", "丙。")),
        Section(kind="problems", heading="五", paragraphs=("一是少。", "二是慢。")),
    ),
    figures=make_figures(2024),
)


def cited(quote: str, section: SectionKind = "overview", cell: str = "") -> Citation:
    return Citation(report="1", agency=AGENCY, year=2024, section=section, quote=quote, cell=cell)


def words(place: CitedPlace | None) -> list[str]:
    assert place is not None
    paragraphs = REPORT.sections[place.section].paragraphs
    return [paragraphs[one.paragraph][one.start : one.end] for one in place.spans]


@pytest.mark.parametrize(
    ("quote", "section", "found"),
    [
        ("乙。", "overview", ["乙。"]),
        (f"{AGAIN}\n乙。", "overview", [AGAIN, "乙。"]),
        ("一是少。\n二是慢。", "problems", ["一是少。", "二是慢。"]),
        ("甲。\n\n丙。", "overview", ["甲。", "丙。"]),  # put together from paragraphs
    ],
)
def test_words_are_found_in_their_paragraphs(
    quote: str, section: SectionKind, found: list[str]
) -> None:
    assert words(place_of(cited(quote, section), REPORT)) == found


def test_of_the_same_words_twice_the_passage_says_which() -> None:
    text = "\n".join(REPORT.sections[0].paragraphs)
    start = text.index("乙")
    passage = Passage(
        id="p",
        report="1",
        agency=AGENCY,
        year=2024,
        section="overview",
        headings=(),
        text=text[start : start + 8],
        start=start,
        end=start + 8,
    )
    for given, paragraph in ((None, 0), (passage, 1)):
        place = place_of(cited(AGAIN), REPORT, given)
        assert place is not None
        assert [one.paragraph for one in place.spans] == [paragraph]


@pytest.mark.parametrize(
    "quote", ["", "\n", "没有这句。", "甲。\n没有。", "丙。\n甲。", "一是少。"]
)
def test_what_the_section_does_not_say_has_no_place(quote: str) -> None:
    assert place_of(cited(quote), REPORT) is None


@pytest.mark.parametrize("place", ["", "（第1页）"])
def test_a_cell_is_known_by_its_name(place: str) -> None:
    name = "表三 一、本年新收政府信息公开申请数量·总计"
    found = place_of(cited("3,525", "requests", cell=f"{name}{place}"), REPORT)
    assert found == CitedPlace(cell="新收.总计")
    assert place_of(cited("1", "requests", cell="表三 没有·总计"), REPORT) is None
