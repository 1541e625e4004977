# ruff: noqa: E501
"""What code does alone, by tables of words and rules of punctuation."""

import pytest

from assistant.core.editing.plain import by_code, reworded
from assistant.core.editing.requests import Kind, read_request

REWORDED: list[tuple[Kind, str, str]] = [
    ("shorten", "切实加强组织领导，不断健全工作机制", "加强组织领导，健全工作机制"),
    ("shorten", "我局高度重视信息公开工作，积极拓宽渠道", "拓宽渠道"),
    ("shorten", "规范流程，取得了良好的效果", "规范流程"),
    ("shorten", "健全机制，为各项任务落实提供了坚强的保障", "健全机制"),
    ("shorten", "进一步〔进一步规范〕，进一步规范", "进一步〔进一步规范〕，规范"),  # marks stay
    ("shorten", "没有发生逾期答复的情况", "未发生逾期答复"),
    ("shorten", "依法答复申请人", "依法答复申请人"),
    ("formal", "有的科室不太上心，东西好久不更新", "个别科室重视不够，内容长期未更新"),
    ("formal", "想办法让老百姓看懂", "采取措施让群众看懂"),
    ("vary", "加强学习，不断提高能力", "强化学习，持续提升能力"),
    ("expand", "加强学习", "进一步加强学习"),
    ("expand", "不断加强信息公开队伍建设", "不断加强政府信息公开队伍建设"),
    ("expand", "及时答复申请人", "及时答复申请人"),
]


@pytest.mark.parametrize(("kind", "words", "written"), REWORDED)
def test_by_table(kind: Kind, words: str, written: str) -> None:
    assert reworded(words, kind) == written


BY_CODE = [
    ("今年→2026年", "今年，今年的工作", "2026年，2026年的工作"),
    ("写明年份", "今年，比去年增长", "2026年，比2025年增长"),
    ("写明年份", "本年度收到，上年度结转", "2026年收到，2025年结转"),
    ("统一标点", "收到申请(含邮件)62件,答复60件;其中:公开3件.", "收到申请（含邮件）62件，答复60件；其中：公开3件。"),
    ("统一标点", "共１２件,占５０％。网址http://a.cn:80/,1,387条", "共12件，占50%。网址http://a.cn:80/,1,387条"),
    ("改为全角标点", "规范流程.\n依法答复.", "规范流程。\n依法答复。"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "written"), BY_CODE)
def test_by_code(asked: str, text: str, written: str) -> None:
    assert by_code(text, read_request(asked, text), year=2026) == written


def test_without_a_year_there_is_none_to_write() -> None:
    assert by_code("今年", read_request("写明年份", "今年")) == "今年"
