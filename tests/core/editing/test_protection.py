"""What of a selection stays as it is: numbers with their nouns, dates, titles, marks, leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.editing.protection import clause_groups, free_part, inner_part, protect

MASKED = [
    # text, what a model may see of each sentence
    ("规范办理流程。", ["规范办理流程"]),
    (
        "2026年，我局新收政府信息公开申请62件，均在法定期限内答复。",
        ["〔2026年〕，我局〔新收政府信息公开申请〕，均在法定期限内答复"],
    ),
    ("一是健全机制；二是举办培训2次，参训120人次。", ["健全机制", "〔举办培训〕，〔参训〕"]),
    ("（一）主动公开情况。发布信息及时。", ["", "发布信息及时"]),
    ("（一）主动公开情况\n发布信息及时。", ["", "发布信息及时"]),
    ("按照《示例市公开办法》第二十条规定办理。", ["按照《示例市公开办法》〔第二十条〕规定办理"]),
    ("推行“一件事一次办”服务。", ["推行“一件事一次办”服务"]),
    ("上年召开会议。【待核实：请确认本年情况】", ["上年召开会议", "〔待核实：请确认本年情况〕"]),
    ("新收申请近三百件，办理及时。", ["〔新收申请〕，办理及时"]),
    ("3月15日印发方案。", ["〔3月15日〕印发方案"]),
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_what_a_model_may_see(text: str, masked: list[str]) -> None:
    sentences = protect(text, 0, len(text))
    assert [one.masked for one in sentences] == masked
    assert "".join(one.text for one in sentences) == text


_WORDS = (
    "一是",
    "健全机制",
    "，",
    "。",
    "；",
    "“好差评”",
    "《办法》",
    "（一）情况。",
    "\n",
    "\r\n",
    "“",
    "〕",
)
_FIXED = (
    "新收申请62件",
    "1,387条",
    "增长40.9%",
    "2026年",
    "〔2021〕30号",
    "【待补充：数据】",
    "近三成",
)
_PIECES = st.sampled_from(_WORDS + _FIXED)
TEXTS = st.lists(_PIECES, max_size=14).map("".join)


@given(TEXTS, st.data())
def test_sentences_are_the_span_without_cut_numbers(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sentences = protect(text, start, end)
    at = sentences[0].start if sentences else end
    for sentence in sentences:
        assert sentence.start == at >= start
        assert text[at : at + len(sentence.text)] == sentence.text
        at += len(sentence.text)
    assert at <= end


@given(TEXTS)
def test_no_digit_of_a_statistic_is_seen(text: str) -> None:
    text = text.replace("“", "")  # what is quoted is a name, whole
    for sentence in protect(text, 0, len(text)):
        assert "62" not in sentence.masked
        assert "40.9" not in sentence.masked


def test_half_a_number_is_not_touched() -> None:
    text = "我局新收申请1,387件，办理及时。"
    (sentence,) = protect(text, text.index("387"), len(text))
    assert sentence.text == "，办理及时。"


def test_equal_names_are_told_apart() -> None:
    text = "发布信息100条、发布信息200条。"
    (sentence,) = protect(text, 0, len(text))
    assert sentence.masked == "〔发布信息〕、〔发布信息乙〕"


FREE = [
    ("健全工作机制，规范办理流程，新收申请62件。", "健全工作机制，规范办理流程"),
    ("2026年，新收申请62件，均在法定期限内依法答复。", "均在法定期限内依法答复"),
    ("2026年，新收申请62件。", None),
    ("健全工作机制，规范办理流程。", None),  # no marks: the sentence itself
]


@pytest.mark.parametrize(("text", "free"), FREE)
def test_the_part_without_marks(text: str, free: str | None) -> None:
    (sentence,) = protect(text, 0, len(text))
    part = free_part(sentence)
    assert (part and part.masked) == free
    if part is not None:
        assert part.text == text


INNER = [
    ("2026年，我局新收申请62件，均在期限内答复申请人。", "均在期限内答复申请人"),
    ("规范办理流程，举办培训3次。", "规范办理流程"),
    ("规范办理流程，新收申请62件，均依法作出答复。", "规范办理流程，〔新收申请〕，均依法作出答复"),
    ("举办培训3次，参训154人次。", "〔举办培训〕，〔参训〕"),
]


@pytest.mark.parametrize(("text", "inner"), INNER)
def test_the_part_between_the_marks_at_the_ends(text: str, inner: str) -> None:
    (sentence,) = protect(text, 0, len(text))
    part = inner_part(sentence)
    assert part.masked == inner
    assert part.text == text


def test_a_long_sentence_is_asked_for_line_by_line_and_is_all_there() -> None:
    text = (
        "2025年，本局坚持以服务群众为中心，切实做好制度建设和队伍建设工作，从严从实加强管理，"
        "推动各项工作由分散管理转向集中管理，全年收到申请30件。"
    )
    (sentence,) = protect(text, 0, len(text))
    groups = clause_groups(sentence)
    assert [group.masked for group in groups] == [
        "〔2025年〕，本局坚持以服务群众为中心，切实做好制度建设和队伍建设工作",
        "从严从实加强管理，推动各项工作由分散管理转向集中管理，〔全年收到申请〕",
    ]
    assert "".join(group.text for group in groups) == text
