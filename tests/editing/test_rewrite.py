"""Rewriting a selection: the rest stays, facts stay, and what is not fit is not offered."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.editing.hunks import accept_all
from assistant.core.errors import ModelError, NotAllowed
from assistant.core.evidence.grounding import Basis
from assistant.core.prose.quantities import find_quantities
from assistant.core.tables.figures import Figures, Indicator
from assistant.editing.rewrite import Rewriting, Selection, rewrite
from tests.fakes import ScriptedRewriter

PLAIN = "规范办理流程，依法答复申请人。"
TEXT = f"（一）主动公开情况。2026年，规范流程，门户网站发布信息1387条，及时答复群众。\n{PLAIN}\n"
SENT = Indicator(label="门户网站发布信息", value=Decimal(1387), unit="条")
FIGURES = Figures(
    agency="示例局",
    year=2026,
    edition="2021",
    cells=(),
    indicators=(SENT,),
)


def select(words: str, text: str = TEXT, *, figures: Figures | None = None) -> Selection:
    start = text.index(words)
    basis = Basis(figures=figures) if figures else None
    return Selection(text=text, start=start, end=start + len(words), basis=basis)


def done(selection: Selection, asked: str, rewriter: ScriptedRewriter | None) -> Rewriting:
    steps = list(rewrite(selection, asked, (lambda: rewriter) if rewriter else None))
    assert steps[-1].done is not None
    return steps[-1].done


def test_only_the_selected_words_change() -> None:
    result = done(select(PLAIN), "换说法", ScriptedRewriter("优化办理流程，依法向申请人答复"))
    assert result.text == TEXT.replace(PLAIN, "优化办理流程，依法向申请人答复。")
    assert (result.writer, result.message) == ("model", "按“换说法”改了1句")
    assert accept_all(result.proposal, TEXT) == result.text


def test_the_best_of_those_without_fault_is_taken() -> None:
    rewriter = ScriptedRewriter("规范办理流程，依法答复申请人", "规范流程，依法答复", "规范办事")
    result = done(select(PLAIN), "精简", rewriter)
    assert "规范流程，依法答复。" in result.text


def test_numbers_are_not_seen_and_come_back() -> None:
    words = "2026年，规范流程，门户网站发布信息1387条，及时答复群众。"
    rewriter = ScriptedRewriter("优化流程，〔门户网站发布信息〕，群众来询及时予以答复")
    result = done(select(words, figures=FIGURES), "换说法", rewriter)
    assert rewriter.asked[0][0] == "规范流程，〔门户网站发布信息〕，及时答复群众"
    assert "2026年，优化流程，门户网站发布信息1387条，群众来询及时予以答复。" in result.text
    assert result.findings == ()


def test_a_wording_that_the_figures_contradict_is_dropped() -> None:
    text = "规范流程，门户网站发布信息1387条，及时答复有关问题。"
    wording = "规范了流程，去年〔门户网站发布信息〕，有关问题及时答复"
    rewriter = ScriptedRewriter(*[wording] * 3)
    result = done(select(text, text, figures=FIGURES), "换说法", rewriter)
    assert rewriter.asked[0][0].startswith("规范流程，〔门户网站发布信息〕，及时")
    assert result.text == text
    assert result.message == "没有改动：大模型的写法改后与本年数据不符，没有采用；文字保持原样"


def test_without_a_fit_wording_the_table_helps() -> None:
    text = "切实加强组织领导，不断健全工作机制。"
    result = done(select(text, text), "精简", ScriptedRewriter("召开会议", "召开会议", "召开会议"))
    assert (result.text, result.writer) == ("加强组织领导，健全工作机制。", "code")
    assert result.message == "按“精简”改了1句，只按词表改（大模型的写法都不能用）"


def test_a_longer_text_says_what_the_figures_know() -> None:
    previous = replace(FIGURES, year=2025, indicators=(replace(SENT, value=Decimal(1205)),))
    selection = select("2026年，规范流程，门户网站发布信息1387条，及时答复群众。", figures=FIGURES)
    basis = Basis(figures=FIGURES, previous=previous)
    result = done(replace(selection, basis=basis), "扩写", ScriptedRewriter())
    assert "门户网站发布信息1387条，比上年增长15.1%，及时答复群众。" in result.text
    assert result.findings == ()
    assert result.message == "按“扩写”改了1句，按本年和上年的数据添上了变化，没有用大模型"
    again = replace(selection, text=result.text, end=selection.end + 11, basis=basis)
    assert "比上年" not in done(again, "扩写", None).text.replace("比上年增长15.1%", "", 1)


UNCHANGED = [
    ("更有力些", PLAIN, "没有改动：没有启用大模型，没有大模型做不了这种改写；文字保持原样"),
    (
        "扩写",
        "及时答复群众。",
        "没有改动：没有启用大模型，按词表没有可改之处；文字保持原样；要写长，请给出内容，如“加上……”",
    ),
    ("精简", PLAIN, "没有改动：没有启用大模型，按词表没有可改之处；文字保持原样"),
    ("统一标点", PLAIN, "选中的文字里没有要改的地方"),
    ("写明年份", PLAIN, "没有给出本年数据，不知道“今年”是哪一年，没有改动"),
]


@pytest.mark.parametrize(("asked", "words", "message"), UNCHANGED)
def test_what_cannot_be_done_is_said(asked: str, words: str, message: str) -> None:
    result = done(select(words), asked, None)
    assert (result.text, result.proposal.hunks, result.writer) == (TEXT, (), "")
    assert result.message == message


REFUSED = [
    (5, 5, "精简", "没有选中文字"),
    (0, len(TEXT), " ", "没有写要求"),
    (0, len(TEXT), "改成培训5次", "改写不改数字"),
]


@pytest.mark.parametrize(("start", "end", "asked", "message"), REFUSED)
def test_what_is_refused(start: int, end: int, asked: str, message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        list(rewrite(Selection(text=TEXT, start=start, end=end), asked, None))


def test_too_much_is_refused() -> None:
    text = PLAIN * 300
    with pytest.raises(NotAllowed, match="请分几次改写"):
        list(rewrite(Selection(text=text, start=0, end=len(text)), "精简", None))


def test_a_model_that_fails_is_said_and_not_asked_again() -> None:
    made = 0

    def unreachable() -> ScriptedRewriter:
        nonlocal made
        made += 1
        raise ModelError("大模型连接不上")

    text = "切实加强领导。不断健全机制建设。"
    result = list(rewrite(select(text, text), "精简", unreachable))[-1].done
    assert made == 1
    assert result is not None
    assert result.text == "加强领导。健全机制建设。"
    assert "（大模型连接不上）" in result.message


def test_closing_stops_the_model() -> None:
    rewriter = ScriptedRewriter("优化办理流程，依法向申请人答复")
    with closing(rewrite(select(PLAIN), "换说法", lambda: rewriter)) as growing:
        next(growing)
        next(growing)
    assert rewriter.closed == 1


_PIECES = st.sampled_from(
    [
        "〔2026年〕",
        "〔门户网站发布信息〕",
        "〔",
        "〕",
        "，",
        "及时",
        "答复",
        "群众",
        "三次",
        "63件",
        "均",
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=9).map("".join), min_size=3, max_size=3))
def test_whatever_a_model_says_facts_and_the_rest_stay(wordings: list[str]) -> None:
    words = "2026年，规范流程，门户网站发布信息1387条，及时答复群众。"
    selection = select(words)
    result = done(selection, "换说法", ScriptedRewriter(*wordings))
    assert result.text.startswith(TEXT[: selection.start])
    assert result.text.endswith(TEXT[selection.end :])
    assert _numbers(result.text) == _numbers(TEXT)


def _numbers(text: str) -> Counter[str]:
    return Counter(one.text for one in find_quantities(text))
