"""What officers ask for, in their words."""

import pytest

from assistant.core.editing.requests import read_request

TEXT = "今年，我局通过门户网站发布信息，切实方便群众。"

CASES = [
    # asked, kind
    ("精简", "shorten"),
    ("写短一点", "shorten"),
    ("太啰嗦了", "shorten"),
    ("去掉套话", "shorten"),
    ("不要写得太长", "shorten"),
    ("简洁些", "shorten"),
    ("正式", "formal"),
    ("改成公文的语气", "formal"),
    ("太口语化", "formal"),
    ("不要太口语化", "formal"),
    ("扩写", "expand"),
    ("再展开写写", "expand"),
    ("具体一点", "expand"),
    ("太笼统", "expand"),
    ("换说法", "vary"),
    ("换一种说法", "vary"),
    ("换个表达方式", "vary"),
    ("润色一下", "vary"),
    ("不要和去年雷同", "vary"),
    ("改一下措辞", "vary"),
    ("不要太正式", "free"),
    ("别再精简了", "free"),
    ("语气缓和一些", "free"),
    ("把目的放在前面", "free"),
    ("把语气改成更有信心的", "free"),  # no words of the text
    ("标点统一成全角", "punctuation"),
    ("把今年改成具体年份", "years"),
    ("写明年份", "years"),
]


@pytest.mark.parametrize(("asked", "kind"), CASES)
def test_what_is_asked(asked: str, kind: str) -> None:
    assert read_request(asked, TEXT).kind == kind


REPLACED = [
    ("把“门户网站”改成“官网”", "门户网站", "官网"),
    ("将发布替换为公开", "发布", "公开"),
    ("今年→2026年", "今年", "2026年"),
    ("今年 -> 2026年", "今年", "2026年"),
    ("请把切实都换成扎实。", "切实", "扎实"),
]


@pytest.mark.parametrize(("asked", "old", "new"), REPLACED)
def test_words_for_words(asked: str, old: str, new: str) -> None:
    request = read_request(asked, TEXT)
    assert (request.kind, request.old, request.new) == ("replace", old, new)


def test_words_that_are_not_there_are_no_replacement() -> None:
    assert read_request("把官网改成门户网站", "我局发布信息。").kind == "free"
