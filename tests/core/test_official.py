"""The whole report from its drafted sections."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.core.drafts import DraftSection
from assistant.core.office import Office
from assistant.core.official import official_report
from assistant.core.tables.figures import Figures

FIGURES = Figures(agency="示例市应急管理局", year=2026, edition="2021", cells=())


def test_title_preamble_and_the_six_headings() -> None:
    report = official_report(FIGURES, {})
    assert report.title == "示例市应急管理局2026年政府信息公开工作年度报告"
    assert "自2026年1月1日起至2026年12月31日止" in report.preamble[0]
    assert [section.heading for section in report.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_what_nobody_supplied_is_marked() -> None:
    report = official_report(FIGURES, {})
    assert "【待补充：电话】" in report.preamble[0]
    assert [section.paragraphs for section in report.sections] == [
        ("【待补充：总体情况】",),
        (),
        (),
        (),
        ("【待补充：存在的主要问题及改进情况】",),
        ("【待补充：其他需要报告的事项】",),
    ]


def test_the_office_s_contact_stands_in_the_preamble() -> None:
    office = Office(
        agency=FIGURES.agency, name="示例局办公室", address="示范路1号", phone="0000-0000001"
    )
    (preamble,) = official_report(FIGURES, {}, office=office).preamble
    assert "请与示例局办公室联系（地址：示范路1号，邮编：【待补充：邮编】，" in preamble
    assert office.missing == ("邮编",)
    known = replace(office, postcode="000000", email="a@example.gov.cn", website="example.gov.cn")
    (preamble,) = official_report(FIGURES, {}, office=known).preamble
    assert "【" not in preamble
    assert "本报告可在example.gov.cn查阅、下载。" in preamble
    assert preamble.endswith("电话：0000-0000001，电子邮箱：a@example.gov.cn）。")


CASES: list[tuple[Mapping[DraftSection, str], tuple[str, ...]]] = [
    ({"other": "全年未收取信息处理费。"}, ("全年未收取信息处理费。",)),
    (
        {
            "key_areas": "（一）重点领域。公开许可3件。",
            "interpretation": "（一）政策解读\n解读2篇。",
            "other": "（一）信息处理费。0元。",
        },
        ("（一）重点领域。公开许可3件。", "（二）政策解读", "解读2篇。", "（三）信息处理费。0元。"),
    ),
    ({"platform": " 平台一段。 \n\n", "other": ""}, ("平台一段。",)),
]


@pytest.mark.parametrize(("texts", "paragraphs"), CASES)
def test_section_six_is_one_section_numbered_through(
    texts: Mapping[DraftSection, str], paragraphs: tuple[str, ...]
) -> None:
    assert official_report(FIGURES, texts).sections[-1].paragraphs == paragraphs
