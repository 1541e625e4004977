"""Last year's sentence masked by last year's figures and filled with this year's.

Each case: the sentence of 2024, cells of 2024, cells of 2025, the sentence of 2025.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.evidence.facts import facts_of
from assistant.core.writing.filling import fill
from assistant.core.writing.masking import mask
from assistant.core.writing.slots import UnknownSlot
from tests.forms import form

Numbers = dict[str, int | str]
RECEIVED = "新收.总计"

CASES: list[tuple[str, Numbers, Numbers, str]] = [
    (
        "2024年全市受理政府信息公开申请21件，均在法定期限内答复。",
        {RECEIVED: 21},
        {RECEIVED: 95},
        "2025年全市受理政府信息公开申请95件，均在法定期限内答复。",
    ),
    (
        "2024年，新收政府信息公开申请40件，比上年增长100.0%。",
        {RECEIVED: 40},
        {RECEIVED: 30},
        "2025年，新收政府信息公开申请30件，比上年下降25.0%。",
    ),
    (
        "2024年，新收政府信息公开申请40件，比上年增长100.0%。",
        {RECEIVED: 40},
        {RECEIVED: 40},
        "2025年，新收政府信息公开申请40件，与上年持平。",
    ),
    (
        "新收政府信息公开申请40件，与上年持平。",
        {RECEIVED: 40},
        {RECEIVED: 50},
        "新收政府信息公开申请50件，比上年增长25.0%。",
    ),
    (
        "2024年共收到政府信息公开申请40件，均已答复。",
        {RECEIVED: 40},
        {RECEIVED: 0},
        "2025年未收到政府信息公开申请。",
    ),
    (
        "2024年，本机关未收到政府信息公开申请。",
        {RECEIVED: 0},
        {RECEIVED: 3},
        "2025年，本机关收到政府信息公开申请3件。",
    ),
    (
        "连续三年未发生行政诉讼。",
        {},
        {"直接起诉.总计": 1},
        "发生政府信息公开行政诉讼1件。",
    ),
    (
        "全年未作出行政强制决定。",
        {},
        {"行政强制.处理决定": 2},
        "全年作出行政强制决定2件。",
    ),
    (
        "行政复议结果纠正5件，占50%，比上年提高37.5个百分点。",
        {"行政复议.结果纠正": 5, "行政复议.总计": 10},
        {"行政复议.结果纠正": 2, "行政复议.总计": 6},
        "行政复议结果纠正2件，占33.3%，比上年下降16.7个百分点。",
    ),
    (
        "网站全年访问量673600人次。",
        {},
        {},
        "网站全年访问量【待补充】人次。",
    ),
    (
        "落实“三审三校”制度，贯彻《条例》第二十条。",
        {},
        {},
        "落实“三审三校”制度，贯彻《条例》第二十条。",
    ),
    (
        "印发《2024年政务公开工作要点》。",
        {},
        {},
        "印发《2025年政务公开工作要点》。",
    ),
    ("10月份召开会议。", {}, {}, "【待补充：日期】召开会议。"),
    ("2010年以来形成的文件已经清理。", {}, {}, "2010年以来形成的文件已经清理。"),
]


@pytest.mark.parametrize(
    ("past", "before", "now", "expected"), CASES, ids=lambda case: str(case)[:16]
)
def test_a_sentence_is_carried_to_the_next_year(
    past: str, before: Numbers, now: Numbers, expected: str
) -> None:
    last, earlier = (
        form(2024, before),
        form(2023, {RECEIVED: 20, "行政复议.结果纠正": 1, "行政复议.总计": 8}),
    )
    facts = {fact.key: fact for fact in facts_of(form(2025, now), last)}
    masked = mask(past, facts_of(last, earlier), year=2024)
    assert fill(masked.segments, facts, year=2025).text == expected


def test_a_mask_keeps_no_number_of_its_year() -> None:
    masked = mask("2024年收到申请21件，培训2次、120人次。", facts_of(form(2024)), year=2024)
    plain = "".join(segment for segment in masked.segments if isinstance(segment, str))
    assert not any(character.isdigit() for character in plain)
    unknown = [slot for slot in masked.slots if isinstance(slot, UnknownSlot)]
    assert [slot.unit for slot in unknown] == ["件", "次", "人次"]
    assert not any(character.isdigit() for slot in unknown for character in slot.noun)


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(1, 10**7), st.integers(1, 10**6), st.integers(1, 10**6))
def test_masking_and_filling_with_the_same_figures_is_the_identity(
    received: int, opened: int, maintained: int
) -> None:
    figures = form(
        2024, {RECEIVED: received, "予以公开.总计": opened, "行政复议.结果维持": maintained}
    )
    text = (
        f"2024年，新收政府信息公开申请{received}件，其中予以公开{opened}件。"
        f"行政复议结果维持{maintained}件。"
    )
    facts = facts_of(figures)
    masked = mask(text, facts, year=2024)
    assert not any(isinstance(slot, UnknownSlot) for slot in masked.slots)
    assert fill(masked.segments, {fact.key: fact for fact in facts}, year=2024).text == text
