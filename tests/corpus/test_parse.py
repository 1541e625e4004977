"""Sections, title, agency and year out of the blocks of a document."""

from collections.abc import Sequence

import pytest

from assistant.core.errors import DocumentError
from assistant.core.report import SECTION_TITLES, Block, Document, Paragraph, Report
from corpus.headings import read_heading
from corpus.parse import parse
from corpus.readers.grids import grid_of_rows
from tests.corpus.grids import TABLE_2, flat_3, tall_4

KINDS = tuple(SECTION_TITLES)
TITLES = tuple(f"{'一二三四五六'[i]}、{title}" for i, title in enumerate(SECTION_TITLES.values()))
TITLE = "示例市档案局2024年政府信息公开工作年度报告"
PREAMBLE = "本报告由示例市档案局编制，统计期限自2024年1月1日起至2024年12月31日止。"


def report(
    *, headings: Sequence[str] = TITLES, before: Sequence[str] = (TITLE, PREAMBLE)
) -> Report:
    """A report with these headings, each over one paragraph that names its section."""
    blocks: list[Block] = [Paragraph(text=text) for text in before]
    for heading in headings:
        blocks += [Paragraph(text=heading), Paragraph(text=f"关于{heading[-6:]}的一段话。")]
    return parse(Document(name="示例.txt", blocks=tuple(blocks)))


HEADINGS = [  # text, kind
    ("一、总体情况", "overview"),
    ("1、 总体情况", "overview"),
    ("第一部分　总体情况", "overview"),
    ("一．概述", "overview"),
    ("一、政府信息公开工作总体情况", "overview"),
    ("总体情况", "overview"),
    ("二、主动公开政府信息情况", "disclosure"),
    ("二、主动公开政府信息的情况", "disclosure"),
    ("二、政府信息主动公开情况", "disclosure"),
    ("三、收到和处理政府信息公开申请情况", "requests"),
    ("三、收到和处理政府信息公开申请的情况", "requests"),
    ("三、政府信息依申请公开办理情况", "requests"),
    ("三、政府信息公开申请办理情况", "requests"),
    ("四、政府信息公开行政复议、行政诉讼情况", "litigation"),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "litigation"),
    ("四、因政府信息公开工作被申请行政复议和提起行政诉讼的情况", "litigation"),
    ("四、政府信息公开行政复议、诉讼情况", "litigation"),
    ("五、存在的主要问题及改进情况", "problems"),
    ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
    ("五、存在的主要问题及整改措施", "problems"),
    ("五、存在的主要问题和下一步工作打算", "problems"),
    ("五、存在问题及改进措施", "problems"),
    ("六、其他需要报告的事项", "other"),
    ("六、其他需要报告事项", "other"),
    ("六、其它需要说明的情况", "other"),
    ("六、其他需要报告的事项：", "other"),
    ("六、需要报告的其他事项", "other"),
    ("六、其他事项", "other"),
    ("一、政府信息公开工作基本情况", "overview"),
    ("一、2024年度政府信息公开工作总体情况", "overview"),
    ("一 、 总 体 情 况", "overview"),
    ("二、行政机关主动公开政府信息情况", "disclosure"),
    ("三、收到和办理政府信息公开申请情况", "requests"),
    ("四、因政府信息公开被申请复议、提起诉讼情况", "litigation"),
    ("四、政府信息公开行政复议和行政诉讼等情况", "litigation"),
    ("五、政府信息公开工作存在的主要问题、困难及改进情况", "problems"),
    ("五、主要问题及改进措施", "problems"),
    ("五、工作中存在的问题与不足及下一步打算", "problems"),
]


@pytest.mark.parametrize(("text", "kind"), HEADINGS)
def test_a_heading_is_known_by_what_it_says(text: str, kind: str) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert heading.kind == kind
    assert heading.text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "1、统一领导，形成合力。由于局机构人员调整，及时调整了领导小组。",
        "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。",
        "（一）重点领域政府信息公开",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "2024年，我局存在的主要问题及改进情况如下。",
        "五、针对存在的主要问题，采取以下措施加以改进，取得了较好的成效并持续推进",
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    assert read_heading(text) is None


def test_all_six_sections_in_their_order() -> None:
    read = report()
    assert [section.kind for section in read.sections] == list(KINDS)
    assert [section.heading for section in read.sections] == list(TITLES)
    assert all(len(section.paragraphs) == 1 for section in read.sections)
    assert read.preamble == (PREAMBLE,)


def test_a_subsection_with_the_title_of_a_section_is_none() -> None:
    blocks = [
        Paragraph(text=text) for text in ("一、总体情况", "（一）主动公开政府信息情况", "话。")
    ]
    blocks += [Paragraph(text=text) for text in ("二、主动公开政府信息情况", "别的话。")]
    read = parse(Document(name="示例.txt", blocks=tuple(blocks)))
    assert [section.heading for section in read.sections] == ["一、总体情况", TITLES[1]]
    assert read.sections[0].paragraphs == ("（一）主动公开政府信息情况", "话。")


def test_a_table_of_contents_is_not_the_sections() -> None:
    read = report(before=(TITLE, PREAMBLE, *TITLES))
    assert [section.paragraphs for section in read.sections] == [
        section.paragraphs for section in report().sections
    ]
    assert read.warnings == report().warnings


def test_another_report_before_this_one_is_told() -> None:
    first = (line for title in TITLES for line in (title, "上一份报告的一段话。"))
    told = [one for one in report(before=(TITLE, *first)).warnings if "分成两个文件" in one]
    assert len(told) == 1
    assert "一、总体情况、" in told[0]


def test_headings_without_numbers_are_found_where_all_have_none() -> None:
    read = report(headings=tuple(SECTION_TITLES.values()))
    assert [section.kind for section in read.sections] == list(KINDS)


def test_headings_in_brackets_are_found_where_all_are() -> None:
    read = report(headings=[f"（{title[0]}）{title[2:]}" for title in TITLES])
    assert [section.kind for section in read.sections] == list(KINDS)


def test_numbered_parts_of_a_section_are_none() -> None:
    titles = [f"{i}、{title[2:]}" for i, title in enumerate(TITLES, 1)]
    blocks = [Paragraph(text=text) for text in (*titles[:5], "1、存在的主要问题", "话。")]
    read = parse(Document(name="示例.txt", blocks=tuple(blocks)))
    assert read.sections[-1].heading == "5、存在的主要问题及改进情况"
    assert read.sections[-1].paragraphs == ("1、存在的主要问题", "话。")


def test_a_heading_may_run_into_its_text() -> None:
    read = report(headings=[*TITLES[:5], "六、其他需要报告的事项：无"])
    other = read.section("other")
    assert other is not None
    assert other.paragraphs[0] == "无"
    assert other.heading == "六、其他需要报告的事项：无"[:11]


def test_another_order_is_kept_and_told() -> None:
    read = report(headings=[*TITLES[:4], TITLES[5], TITLES[4]])
    assert [section.kind for section in read.sections][-2:] == ["other", "problems"]
    assert any("次序" in doubt for doubt in read.warnings)


def test_a_missing_section_is_told() -> None:
    assert (
        "没有找到“五、存在的主要问题及改进情况”"
        in report(headings=[*TITLES[:4], TITLES[5]]).warnings
    )


def test_missing_tables_are_told() -> None:
    doubts = [doubt for doubt in report().warnings if "没有读到表" in doubt]
    assert len(doubts) == 3


def test_a_document_without_sections_names_what_was_looked_for() -> None:
    with pytest.raises(
        DocumentError, match=r"^会议纪要\.docx：.*一、总体情况.*六、其他需要报告的事项"
    ) as told:
        parse(Document(name="会议纪要.docx", blocks=(Paragraph(text="会议纪要"),)))
    assert "\n" not in str(told.value)


def test_lines_of_the_tables_page_numbers_and_the_web_page_are_no_prose() -> None:
    blocks: list[Block] = [Paragraph(text=TITLE), Paragraph(text=TITLES[1])]
    blocks += [
        Paragraph(text="第二十条第（一）项"),
        grid_of_rows(TABLE_2, "表1"),
        Paragraph(text="- 2 -"),
    ]
    blocks += [
        Paragraph(text=TITLES[2]),
        Paragraph(text="（单位：件）"),
        grid_of_rows(flat_3(), "表2"),
    ]
    blocks += [
        Paragraph(text="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    ]
    blocks += [Paragraph(text=TITLES[3]), Paragraph(text="无"), tall_4(), Paragraph(text=TITLES[5])]
    blocks += [
        Paragraph(text="未收取信息处理费。"),
        Paragraph(text="打印本页"),
        Paragraph(text="版权所有"),
    ]
    read = parse(Document(name="示例.txt", blocks=tuple(blocks)))
    assert [section.paragraphs for section in read.sections] == [
        (),
        (),
        ("无",),
        ("未收取信息处理费。",),
    ]
    assert len(read.figures.cells) == 10 + 175 + 15
    assert [cell.key for cell in read.figures.cells[:2]] == ["规章.制发", "规章.废止"]


def test_of_a_table_printed_twice_the_first_counts_and_it_is_told() -> None:
    rows = [list(row) for row in tall_4().rows]
    rows[1][1] = "99"
    second = grid_of_rows(rows, "第2个表")
    blocks: list[Block] = [Paragraph(text=TITLES[3]), tall_4(), second]
    read = parse(Document(name="示例.txt", blocks=tuple(blocks)))
    assert len(read.figures.cells) == 15
    assert read.figures.by_key["行政复议.结果维持"].raw == "0"
    (told,) = (doubt for doubt in read.warnings if doubt.startswith("第2个表"))
    assert "15格与前面的表重复，其中1格的数不同（表四 行政复议·结果维持）" in told


def test_another_table_is_told() -> None:
    own = grid_of_rows([("平台", "条数"), ("网站", "26")], "第1个表")
    blocks: list[Block] = [Paragraph(text=TITLES[0]), own]
    read = parse(Document(name="示例.txt", blocks=tuple(blocks)))
    assert "一、总体情况：第1个表不是表二、表三、表四，没有读入" in read.warnings
