"""Headings of official documents, told from prose, and put back."""

import pytest

from assistant.core.prose.outline import chinese, join_part, renumber, split_parts

OPENINGS = [
    ("（一）主动公开情况。2024年，公开信息10条。", 2, "主动公开情况", True),
    ("（一）主动公开情况", 2, "主动公开情况", False),
    ("（3） 推进公开平台建设", 2, "推进公开平台建设", False),
    ("1、统一领导，形成合力。局办调整了领导小组。", 3, "统一领导，形成合力", True),
    ("2. 完善制度", 3, "完善制度", False),
    ("2024年，公开信息10条。", 0, "", False),
    ("1.5万件申请均已办结。", 0, "", False),
    ("一是加强培训。二是完善制度。", 0, "", False),
]


@pytest.mark.parametrize(("paragraph", "level", "title", "inline"), OPENINGS)
def test_a_heading_is_told_from_prose(paragraph: str, level: int, title: str, inline: bool) -> None:
    (part,) = split_parts([paragraph])
    assert (part.level, part.title, part.inline) == (level, title, inline)


PARAGRAPHS = (
    "总的来说一切正常。",
    "（一）主动公开情况。全年公开信息。",
    "续段。",
    "（二）依申请公开情况",
    "收到申请。",
)


def test_parts_joined_are_the_paragraphs_again() -> None:
    joined = [line for part in split_parts(PARAGRAPHS) for line in join_part(part)]
    assert tuple(joined) == PARAGRAPHS


def test_renumbering_mends_a_slip_and_leaves_the_text() -> None:
    parts = renumber(split_parts(["（一）甲", "（3） 乙", "正文（3）不动。"]))
    assert [part.heading for part in parts] == ["（一）甲", "（二）乙"]
    assert parts[1].paragraphs == ("正文（3）不动。",)


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_numerals_of_headings(number: int, numeral: str) -> None:
    assert chinese(number) == numeral
