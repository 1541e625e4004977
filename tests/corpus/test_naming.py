"""Title, agency and year: from the title, the text, the name of the file."""

import pytest

from corpus.naming import name_report

TITLE = "示例市档案局2024年政府信息公开工作年度报告"
PREAMBLE = "本报告由示例市档案局编制，统计期限自2024年1月1日起至2024年12月31日止。"

NAMES = [  # lines before section 一, stem of the file; title, agency, year
    ((TITLE,), "x", TITLE, "示例市档案局", 2024),
    (("示例市档案局", "2024年政府信息公开工作年度报告"), "x", TITLE, "示例市档案局", 2024),
    (("示例市档案局", "2024年", "政府信息公开工作年度报告"), "x", TITLE, "示例市档案局", 2024),
    (("示例市档案局2024年政府信息公开工作", "年度报告"), "x", TITLE, "示例市档案局", 2024),
    (("首页", "政府信息公开年报", TITLE), "x", TITLE, "示例市档案局", 2024),
    (
        ("2024年政府信息公开工作年度报告", "示例市档案局", "（2025年1月20日）"),
        "x",
        "2024年政府信息公开工作年度报告",
        "示例市档案局",
        2024,
    ),
    (
        ("示例市人民政府2023年度政府信息公开工作年度报告",),
        "x",
        "示例市人民政府2023年度政府信息公开工作年度报告",
        "示例市人民政府",
        2023,
    ),
    (("2020年示例市政府信息公开工作年度报告",), "x", "", "示例市", 2020),
    (("关于2022年度示例市档案局政府信息公开工作的年度报告",), "x", "", "示例市档案局", 2022),
    (("示例市示范街道办事处政府信息公开工作2022年度报告",), "x", "", "示例市示范街道办事处", 2022),
    (("示例市人民政府信息公开年度报告（2022年）",), "x", "", "示例市人民政府", 2022),
    (("示例市档案局关于2022年度政府信息公开工作情况的报告",), "x", "", "示例市档案局", 2022),
    (("示例市档案局二〇二一年政府信息公开年度报告",), "x", "", "示例市档案局", 2021),
    (("示例市档案局２０２１年政务公开年报",), "x", "", "示例市档案局", 2021),
    (
        ("政府信息公开年度报告", "发布机构：示例市档案局 公开日期：2024-01-17"),
        "2023",
        "",
        "示例市档案局",
        2023,
    ),
    (("年度总结",), "示例市档案局_2023", "", "示例市档案局", 2023),
    (
        ("2023年政府信息公开报告", "现将市档案局2023年政府信息公开报告如下"),
        "示例市档案局_2023",
        "",
        "示例市档案局",
        2023,
    ),
]


@pytest.mark.parametrize(("before", "stem", "title", "agency", "year"), NAMES)
def test_names(before: tuple[str, ...], stem: str, title: str, agency: str, year: int) -> None:
    read = name_report(before, stem)
    assert (read.agency, read.year) == (agency, year)
    if title:
        assert read.title == title


def test_what_title_and_file_leave_out_is_in_the_text() -> None:
    first = ["统计时限为2020年1月1日至2020年12月31日。"]
    last = ["无。", "示例市档案局", "2021年1月17日"]
    read = name_report(("政府信息公开年度报告",), "report", first, last)
    assert (read.agency, read.year) == ("示例市档案局", 2020)
    read = name_report((), "report", ["2022年，与2021年相比，2022年公开信息9条。"])
    assert (read.agency, read.year) == ("", 2022)
    assert read.warnings == ("标题和文件名中没有年度，按正文出现最多的2022年，请核对",)


def test_the_fuller_name_of_the_text_is_the_agency_s() -> None:
    """An office that leaves out its city in one year's title has one name in all years."""
    short = name_report(
        (
            "示范区人民政府2023年政府信息公开工作年度报告",
            "本报告由示例市示范区人民政府办公室编制。",
        ),
        "x",
    )
    full = name_report(("示例市示范区人民政府2024年政府信息公开工作年度报告",), "x")
    assert short.agency == full.agency == "示例市示范区人民政府"
    assert short.title == "示范区人民政府2023年政府信息公开工作年度报告"
    assert "采用正文的全称" in short.warnings[0]


def test_the_year_of_the_title_counts_and_others_are_told() -> None:
    read = name_report((TITLE, PREAMBLE.replace("2024", "2023")), "示例市档案局_2022")
    assert read.year == 2024
    assert read.warnings == (
        "年度不一致：标题为2024年、统计期限为2023年、文件名为2022年；采用标题的年份，请核对",
    )


def test_another_agency_in_the_file_s_name_is_told() -> None:
    read = name_report((TITLE,), "示例市水利局_2024")
    assert read.agency == "示例市档案局"
    assert "文件名为“示例市水利局”" in read.warnings[0]
