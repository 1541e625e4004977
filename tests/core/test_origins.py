"""Where each sentence of a draft comes from, after edits too, and through JSON."""

from dataclasses import replace

import pytest

from assistant.core.drafts import Draft, Revision
from assistant.core.origins import (
    Origin,
    SentenceOrigin,
    origin_from_json,
    origin_to_json,
    place_origins,
    still_there,
)
from assistant.core.report import Citation
from assistant.core.writing.carried import carried_findings
from tests.forms import form

PAST = Origin(
    kind="past",
    facts=("新收.总计",),
    citation=Citation(
        report="a.pdf", agency="局", year=2024, section="overview", quote="推进公开。"
    ),
    says_more=True,
)
NOTE = Origin(kind="note", note="举办培训2次")
TEXT = "（一）情况。推进公开。举办培训2次。推进公开。"
SENTENCES = [
    ("推进公开。", PAST),
    ("举办培训2次。", NOTE),
    ("推进公开。", replace(PAST, model="m")),
]


def test_sentences_are_placed_in_their_order() -> None:
    placed = place_origins(TEXT, SENTENCES)
    assert [(TEXT[one.start : one.end], one.origin.kind) for one in placed] == [
        ("推进公开。", "past"),
        ("举办培训2次。", "note"),
        ("推进公开。", "past"),
    ]
    assert placed[2].start > placed[1].end - 1


def test_a_sentence_that_a_person_changed_is_that_person_s() -> None:
    made = place_origins(TEXT, SENTENCES)
    draft = Draft(id="d", agency="局", year=2025, figures=form(2025, {}))
    written = Revision(
        section="overview", number=1, text=TEXT, author="甲", created="t", origins=made
    )
    edited = Revision(
        section="overview",
        number=2,
        text="新开头。举办培训2次。推进公开。",
        author="乙",
        created="t",
    )
    draft = replace(draft, revisions=(written, edited))
    assert [one.text for one in draft.origins("overview")] == ["推进公开。"]
    assert [one.text for one in draft.origins("overview", TEXT)] == [text for text, _ in SENTENCES]


HOT = "围绕用气安全、室内充电等热点组织在线访谈【待补充】期。"


@pytest.mark.parametrize(
    ("written", "edited", "is_told"),
    [
        (HOT, HOT, False),  # asked about in the text
        (HOT, HOT.replace("【待补充】", "4"), True),
        (HOT, HOT.replace("【待补充】", "4").replace("用气安全", "房屋安全"), False),
        ("全年公布清单3批，均在网站专栏展示。", "全年公布清单1,204批，均在网站专栏展示。", True),
        (
            "全年公布清单【待补充：清单（批）】，均在专栏展示。",
            "全年公布清单5批，均在专栏展示。",
            True,
        ),
        ("举办【待补充】。", "举办3次。", False),  # too few words to be last year's
    ],
)
def test_a_new_number_makes_no_sentence_this_year_s(
    written: str, edited: str, is_told: bool
) -> None:
    made = place_origins(f"开头。{written}结尾。", [(written, PAST)])
    found = carried_findings(still_there(f"新的开头。{edited}结尾。", made))
    assert [(one.level, one.quote) for one in found] == [("info", edited)] * is_told


def test_json_keeps_an_origin() -> None:
    for one in place_origins(TEXT, SENTENCES):
        assert origin_from_json(origin_to_json(one)) == one


def test_what_only_a_past_report_says_is_shown_and_blocks_nothing() -> None:
    said = SentenceOrigin(start=0, end=5, text="推进公开。", origin=PAST)
    (finding,) = carried_findings((said, replace(said, origin=NOTE)))
    assert (finding.rule, finding.level, finding.quote) == ("carried", "info", "推进公开。")
    assert "2024年" in finding.message
    assert carried_findings((replace(said, origin=replace(PAST, says_more=False)),)) == ()
