"""Where a named place is in the texts of a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.drafts import DraftSection
from assistant.core.editing.places import Place, locate, paragraphs_of, sentences_of
from assistant.core.errors import NotAllowed

OVERVIEW = (
    "本年工作有序。\n（一）主动公开情况\n发布信息及时。渠道畅通。【待核实：请确认】\n"
    "（二）依申请公开情况。答复依法。\n\n（三）监督保障情况\r\n举办培训。\r\n组织考核。"
)
TEXTS: dict[DraftSection, str] = {"overview": OVERVIEW, "problems": "问题是答复慢。措施是培训。"}

FOUND = [
    (Place(), OVERVIEW),
    (Place(paragraph=1), "本年工作有序。"),
    (Place(paragraph=2), "发布信息及时。渠道畅通。【待核实：请确认】"),
    (Place(paragraph=3), "答复依法。"),
    (Place(paragraph=-1), "组织考核。"),
    (Place(paragraph=-2), "举办培训。"),
    (Place(paragraph=2, sentence=2), "渠道畅通。【待核实：请确认】"),
    (Place(paragraph=2, sentence=-2), "发布信息及时。"),
    (Place(part="依申请公开"), "答复依法。"),
    (Place(part="（三）"), "举办培训。\r\n组织考核。"),
    (Place(part="监督保障", paragraph=2), "组织考核。"),
    (Place(section="problems"), TEXTS["problems"]),
    (Place(section="problems", sentence=2), "措施是培训。"),
]


@pytest.mark.parametrize(("place", "words"), FOUND, ids=lambda one: str(one)[:12])
def test_where_it_is(place: Place, words: str) -> None:
    spot = locate(place, TEXTS, "overview")
    assert TEXTS[spot.section][spot.start : spot.end] == words


MISSING = [
    (Place(paragraph=8), "“总体情况”只有5段，没有第8段"),
    (Place(part="监督保障", paragraph=-3), "只有2段，没有倒数第3段"),
    (Place(paragraph=1, sentence=3), "这一段只有1句，没有第3句"),
    (Place(part="平台建设"), "“总体情况”里没有“平台建设”；有的小标题是：主动公开情况、"),
    (Place(section="other"), "“其他需要报告的事项”还没有文字；请先说"),
]


@pytest.mark.parametrize(("place", "message"), MISSING, ids=lambda one: str(one)[:12])
def test_what_is_not_there_is_said(place: Place, message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        locate(place, TEXTS, "overview")


_PIECES = st.sampled_from(
    ["甲。", "乙！", "（一）小标题", "（二）标题。", "\n", "\r\n", "丙", "【待核实：丁】"]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_paragraphs_and_sentences_are_in_order(text: str) -> None:
    at = 0
    for paragraph in paragraphs_of(text):
        assert at <= paragraph.start < paragraph.end <= len(text)
        assert text[paragraph.start : paragraph.end].strip()
        sentences = sentences_of(text, paragraph.start, paragraph.end)
        assert "".join(text[a:b] for a, b in sentences) == text[paragraph.start : paragraph.end]
        at = paragraph.end
