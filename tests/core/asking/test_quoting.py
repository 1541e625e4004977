"""What a model may say over passages: verbatim quotes, their numbers, nothing of its own."""

import pytest

from assistant.core.asking.finding import Found, whole
from assistant.core.asking.quoting import answer_grammar, verify
from assistant.core.report import Passage


def passage(text: str) -> Found:
    return whole(
        Passage(
            id="p",
            report="r",
            agency="示例市水利局",
            year=2025,
            section="problems",
            headings=("五、存在的主要问题及改进情况",),
            text=text,
            start=0,
            end=len(text),
        )
    )


FOUND = (
    passage("改进措施：一是编写操作手册，二是举办培训2次，参训1,083人次。"),
    passage("存在的问题：个别信息超过规定时限才公开。"),
)

# written; what is left; a word of the notice
WRITTEN = [
    ("编写操作手册，举办培训2次[1]。", "编写操作手册，举办培训2次[1]。", ""),
    ("举办培训2次，参训1083人次[1]。", "举办培训2次，参训1083人次[1]。", ""),
    ("“个别信息超过规定时限才公开”[2]。", "“个别信息超过规定时限才公开”[2]。", ""),
    ("举办培训3次[1]。", "", "原文没有的数“3”"),
    ("举办培训五次[1]。", "", "原文没有的数“五”"),
    ("编写操作手册[1]。参训99人次[1]。", "", "原文没有的数“99”"),
    ("“所有信息都按时公开了”[2]。编写操作手册[1]。", "编写操作手册[1]。", "1处引文与原文不符"),
    ("“编写操作手册”[2]。", "", "1处引文与原文不符"),  # it stands in the first
    ("编写操作手册[7]。", "", "1处引文与原文不符"),
    (
        "局长亲自带队走访企业慰问职工[1]。编写操作手册[1]。",
        "编写操作手册[1]。",
        "1句在原文中没有依据",
    ),
    ("<script>alert()</script>编写操作手册[1]。", "", "没有依据"),
    ("", "", "没有写出可用的回答"),
]


@pytest.mark.parametrize(("written", "left", "notice"), WRITTEN)
def test_what_is_left_of_a_wording(written: str, left: str, notice: str) -> None:
    verified = verify(written, FOUND)
    assert verified.text == left
    assert notice in "；".join(verified.notices)
    assert bool(verified.notices) == bool(notice)


def test_the_grammar_knows_the_passages_only() -> None:
    grammar = answer_grammar(2)
    assert '"[1]" | "[2]"' in grammar
    assert "[3]" not in grammar
