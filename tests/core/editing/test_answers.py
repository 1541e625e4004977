"""Open marks: what each asks for, and the text after each answer."""

import pytest

from assistant.core.editing.answers import (
    Decision,
    answered,
    clause_around,
    find_mark,
    open_marks,
    typed_numbers,
)
from assistant.core.errors import NotAllowed

EVENT = "【待核实：上年写“开展检查××次……；编印文本”，本年情况？】"
LAST = "【待核实：以上是上年的问题】"

# A text with one mark; what is asked, the unit, the words that it is about.
ASKED = [
    ("网站访问量【待补充】人次。", "网站访问量", "人次", ""),
    ("占比由【待补充】%提高到46%。", "占比，上年", "%", ""),
    ("同时公布【待补充：报告（份）】。", "报告", "份", ""),
    ("收到信件9件，均按时答复【待核实】，满意。", "均按时答复", "", "均按时答复"),
    (
        "完成平台对接，实现多处发布【待核实】。",
        "完成平台对接，实现多处发布",
        "",
        "完成平台对接，实现多处发布",
    ),
    (f"一句。栏目更新慢。{LAST}", "以上是上年的问题", "", "栏目更新慢。"),
    (f"一句。{EVENT}", EVENT[5:-1], "", ""),
]


@pytest.mark.parametrize(("text", "asks", "unit", "about"), ASKED, ids=[one[0] for one in ASKED])
def test_what_a_mark_asks(text: str, asks: str, unit: str, about: str) -> None:
    (mark,) = open_marks(text)
    assert (mark.asks, mark.unit, text[mark.about : mark.start]) == (asks, unit, about)


# A text with one mark, an answer, the text then.
ANSWERS: list[tuple[str, Decision, str, str]] = [
    ("访问量【待补充】人次。", "填入", "38", "访问量38人次。"),
    ("访问量【待补充】人次。", "填入", "38人次", "访问量38人次。"),
    ("公布【待补充：报告（份）】。", "填入", "38", "公布38份。"),
    ("一。访问量【待补充】人次。二。", "删去", "", "一。二。"),
    ("来信9件，访问量【待补充】人次。", "删去", "", "来信9件。"),
    ("来信9件，访问量【待补充】次，宣传2次。", "删去", "", "来信9件，宣传2次。"),
    ("来信9件，访问量【待补充】次，同比增2%。", "删去", "", ""),
    ("访问量【待补充】次，来信9件。", "删去", "", ""),
    ("来信9件，均答复【待核实】，满意。", "属实", "", "来信9件，均答复，满意。"),
    ("来信9件，均答复【待核实】，满意。", "删去", "", "来信9件，满意。"),
    ("来信9件，均答复【待核实】。", "删去", "", "来信9件。"),
    ("一。均答复【待核实】，来信9件。", "删去", "", "一。来信9件。"),
    ("一。均答复【待核实】。二。", "删去", "", "一。二。"),
    ("来信9件，均答复【待核实】，满意。", "改写", "多数答复。", "来信9件，多数答复，满意。"),
    (f"一。更新慢。{LAST}", "属实", "", "一。更新慢。"),
    (f"一。更新慢。{LAST}二。", "删去", "", "一。二。"),
    (f"一。更新慢。{LAST}", "改写", "更新较慢", "一。更新较慢。"),
    (f"标题\n{EVENT}\n尾。", "删去", "", "标题\n尾。"),
    ("一。\n我局认真【待补充：没有写完】", "删去", "", "一。"),
    ("一。\n【待补充：没有写完】", "删去", "", "一。"),
    (f"一。{EVENT}二。", "改写", "开展检查", "一。开展检查。二。"),
]


@pytest.mark.parametrize(("text", "decision", "words", "after"), ANSWERS)
def test_the_text_after_an_answer(text: str, decision: Decision, words: str, after: str) -> None:
    (mark,) = open_marks(text)
    assert answered(text, mark, decision, words).text == after


def test_a_question_before_a_sentence_is_not_part_of_it() -> None:
    text = f"一。{EVENT}访问量【待补充】次。二。"
    mark = open_marks(text)[1]
    assert answered(text, mark, "删去", "").text == f"一。{EVENT}二。"


@pytest.mark.parametrize("words", ["", " ", "一\n二", "【待补充】", "长" * 501])
def test_an_answer_is_one_line_without_marks(words: str) -> None:
    (mark,) = open_marks("访问量【待补充】次。")
    with pytest.raises(NotAllowed):
        answered("访问量【待补充】次。", mark, "填入", words)
    with pytest.raises(NotAllowed, match="不能答复"):
        answered("访问量【待补充】次。", mark, "属实", "")


def test_a_mark_that_moved_is_not_guessed_at() -> None:
    with pytest.raises(NotAllowed, match="已经改变"):
        find_mark("多了字。访问量【待补充】次。", "【待补充】", 3)


def test_what_was_typed_is_known_with_its_clause() -> None:
    text = "一。窗口，访问量【待补充】次，尾。"
    done = answered(text, open_marks(text)[0], "填入", "38")
    assert [one.text for one in typed_numbers(done)] == ["38次"]
    assert clause_around(done) == "访问量38次"
