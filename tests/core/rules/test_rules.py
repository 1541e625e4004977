"""Every rule: silent on a clean year, found on a year with that one thing wrong."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.rules.check import RULES, rules_markdown
from assistant.core.tables.form import APPLICANTS
from tests.core.rules.rule_years import (
    CLEAN_2024,
    Given,
    agency,
    another_agency,
    cells,
    clean,
    copy_of_last_year,
    extra,
    heading,
    last,
    old,
    one_row_other,
    report,
    same_tables,
    sections,
    seed_prose,
    shown_late,
    text,
    two_years_ago,
    typed,
    with_cells,
    with_last_report,
    without,
)

ROOT = Path(__file__).parents[3]

_PERIOD_2023 = "统计期限自2023年1月1日至2023年12月31日。"
_CONTENTS = "本报告由概述、举报投诉数量、机构经费等方面组成。"
_R3 = "三、本年度办理结果｜（三）不予公开"
_FEE = "第二十条第（八）项｜行政事业性收费"
_OWN = "第二十条第（一）项｜其他主动公开文件"
_NEW = "一、本年新收政府信息公开申请数量"
_NEW_PARTS = tuple(f"新收_{column.key}" for column in APPLICANTS[:-1])


WRONG: list[tuple[str, str, Callable[[], Given], str]] = [
    (
        "N-与表不符",
        "error",
        typed(indicator=("新收政府信息公开申请", "26", "件")),
        "第1项指标“新收政府信息公开申请26件”与表不符：新收政府信息公开申请是25件",
    ),
    ("N-与表不符", "error", typed("全年作出行政处罚决定75件"), "第1条要点"),
    (
        "N-互相不符",
        "warning",
        typed("举办培训2次，120人参加", indicator=("培训", "3", "次")),
        "要点第1条“举办培训2次，120人参加”与指标第1项 培训说的像是同一件事，数不同：2次、3次",
    ),
    (
        "N-互相不符",
        "warning",
        typed("举办政府信息公开培训3次", "全年开展培训2次"),
        "要点第2条“全年开展培训2次”与要点第1条",
    ),
    ("T0-缺表", "warning", without(lambda cell: cell.table != "表四"), "没有读到表四"),
    ("T0-缺行", "warning", without(lambda cell: "行政查询" not in cell.key), "8.属于行政查询事项"),
    ("T0-其他处理", "warning", one_row_other, "分为三行"),
    ("T0-自设行", "info", extra(("表二", _OWN, "现行有效件数", "3")), "其他主动公开文件"),
    ("T0-重复", "error", extra(("表三", _NEW, "总计", "52")), "出现了2次（25、52）"),
    ("T0-文字", "warning", cells(新收_科研机构="无"), "“无”"),
    ("T0-单位", "warning", cells(行政许可_处理决定="3万件"), "“3万件”"),
    ("T0-负数", "error", cells(行政强制_处理决定="-7"), "负数-7"),
    ("T0-小数", "error", cells(行政许可_处理决定="35.05"), "件数应为整数"),
    ("T0-空白", "warning", cells(新收_科研机构=""), "1格空白"),
    ("T0-不适用", "info", cells(新收_科研机构="—"), "“—”"),
    ("T0-全零", "info", agency("示例局", **dict.fromkeys(CLEAN_2024, "0")), "表三全部为0"),
    ("T2-未公开", "warning", cells(old, 行政规范性文件_新公开="3"), "少于本年新制作数量4"),
    ("T2-总数", "warning", cells(old, 行政规范性文件_公开总数="3"), "少于本年新公开数量4"),
    ("T2-存量", "info", cells(old, 行政规范性文件_公开总数="4"), "往年一件也没有"),
    ("T2-有效", "warning", cells(行政规范性文件_现行有效="1"), "现行有效却只有1"),
    ("T2-废止", "warning", cells(行政规范性文件_废止="14"), "之和13件"),
    ("T2-规章权", "warning", agency("示例县发展和改革局"), "“规章”填了2"),
    ("T2-负存量", "error", cells(old, 行政许可_增减="-23"), "减少的比原有的多"),
    ("T2-无增减", "info", cells(old, 行政许可_增减="0"), "全部为0"),
    ("T2-无项目", "warning", cells(old, 行政强制_处理决定="84"), "却有84件处理决定"),
    ("T2-单位", "warning", cells(old, 政府集中采购_采购金额="2993000"), "没有写明是元还是万元"),
    ("T2-单位", "warning", cells(行政事业性收费_收费金额="1205000元"), "与表头的单位不同"),
    ("T2-单位", "warning", cells(行政事业性收费_收费金额="12件"), "不是金额"),
    ("T2-单位", "warning", extra(("表二", _FEE, "本年收费金额（单位：元）", "9")), "以万元计"),
    ("T2-小数位", "info", cells(行政事业性收费_收费金额="120.5000001"), "7位小数"),
    ("T2-采购", "warning", cells(old, 政府集中采购_采购项目="0"), "一个为0另一个不为0"),
    ("T3-行", "error", cells(新收_总计="26"), "20＋4＋1＝25，总计为 26，相差-1"),
    ("T3-列", "error", cells(予以公开_自然人="13"), "“自然人”列：（一）至（六）各项之和为"),
    ("T3-平衡", "error", cells(结转下年_总计="4"), "25＋2＝27，第三项总计加第四项为 24＋4＝28"),
    ("T3-小计", "error", extra(("表三", _NEW, "法人或其他组织｜小计", "6")), "小计为 6，相差-1"),
    ("T3-组", "error", extra(("表三", _R3, "自然人", "1")), "本组各项之和为 0，本组合计为 1"),
    ("T3-空白总计", "warning", cells(新收_总计=""), "新收政府信息公开申请·总计（应为25）"),
    ("T3-行", "warning", cells(clean, **dict.fromkeys(_NEW_PARTS, "")), "各分项却都是空白"),
    ("T3-定位", "info", cells(予以公开_自然人="21"), "予以公开·自然人现为21，改为12即全部相符"),
    ("T4-行", "error", cells(行政复议_总计="0"), "“行政复议”行：四种结果之和为 3＋1＝4，总计为 0"),
    ("X-结转", "warning", last(结转下年_自然人="3"), "上年“结转下年度继续办理”为 3"),
    ("X-有效", "warning", last(行政规范性文件_现行有效="9"), "9＋3－1＝11，本年现行有效为 12"),
    ("X-项目", "warning", cells(old, 行政许可_上年项目="21"), "20＋2＝22，本年“上一年项目"),
    ("X-年度", "info", two_years_ago, "没有做跨年核对"),
    ("X-机关", "warning", another_agency, "是不是同一机关"),
    ("X-量级", "warning", cells(行政事业性收费_收费金额="1205000"), "请核对单位"),
    ("X-位数", "info", cells(行政许可_处理决定="2900"), "恰好相差10倍"),
    ("X-照抄", "warning", same_tables, "与上年完全相同"),
    ("X-未审结", "warning", last(行政复议_尚未审结="9"), "本年各种结果合计只有4件"),
    ("X-复议后起诉", "info", cells(复议后起诉_结果维持="8", 复议后起诉_总计="8"), "之和7件"),
    ("P-数字", "error", text("overview", "全年新收政府信息公开申请52件。"), "应为25件"),
    ("P-断言", "error", text("overview", "行政复议均获维持。"), "均获维持"),
    ("P-断言", "error", text("overview", "全年未发生政府信息公开行政复议。"), "未发生"),
    ("P-断言", "error", text("overview", "收到的信息公开申请已全部办结。"), "全部办结"),
    ("P-文件数", "warning", seed_prose("全年印发文件56件。"), "合计4件"),
    ("P-经费", "info", seed_prose("全年投入经费32万元。"), "299.3万元口径不同"),
    ("P-每年", "warning", text("overview", "网站每年访问量673600人次。"), "又是整百数"),
    ("P-今年", "info", text("overview", "今年以来，公开工作有序推进。"), "1处写“今年”"),
    ("P-时限", "info", shown_late, "2025年1月31日之后"),
    ("P-统计期限", "warning", report(preamble=("电话：12345，见网站。",)), "没有写数据统计期限"),
    ("P-统计期限", "error", report(preamble=(_PERIOD_2023,)), "报告是2024年的"),
    ("P-联系方式", "info", report(preamble=("统计期限2024年1月1日至12月31日。",)), "联系方式"),
    ("P-信息处理费", "warning", text("other", "无其他事项需要报告的内容。"), "也要写明"),
    ("P-五个方面", "info", text("overview", "全年工作平稳。"), "没有讲到主动公开"),
    ("P-考核评议", "info", text("overview", "全年工作平稳。"), "工作考核、社会评议、责任追究"),
    ("P-问题", "warning", text("problems", "无。"), "空的或只写“无”"),
    ("P-问题", "info", text("problems", "部分栏目内容更新得不够快。"), "没有改进情况"),
    ("P-上年问题", "info", with_last_report, "整改得怎样（“"),
    ("P-零申请", "warning", text("overview", "全年工作平稳。", 新收_总计="0"), "没有一句说明"),
    ("P-收费与无", "info", text("other", "无。"), "120.5万元"),
    ("P-雷同", "error", copy_of_last_year, "5句中有5句与上年相同"),
    ("S-读入", "info", report(warnings=("表四可能是图片",)), "表四可能是图片"),
    ("S-缺章", "error", sections(lambda all_: all_[:4] + all_[5:]), "五、存在的主要问题及改进情况"),
    ("S-顺序", "warning", sections(lambda all_: (*all_[:4], all_[5], all_[4])), "次序"),
    ("S-章号", "warning", heading(0, "1、 总体情况"), "编号应为“一、总体情况”"),
    ("S-节号", "warning", text("other", "（一）甲", "（二）乙", "（3） 丙"), "编号应为（三）"),
    ("S-节号", "warning", text("other", "（一）甲", "（三）乙"), "编号不连续"),
    ("S-孤节", "info", text("other", "（一）甲：信息处理费0元"), "只有“（一）甲"),
    ("S-残留", "warning", text("other", "信息处理费【待补充：金额】元"), "残留或待填"),
    ("S-归位", "info", text("other", "（一）政策解读", "（二）信息处理费"), "宜移到第一部分"),
    ("S-题名", "warning", report(title="年度报告"), "没有写2024年"),
    ("S-题名", "info", text("other", "《示例局2024年度政府信息公开工作年度报告》"), "“年度”重复"),
    ("S-题名", "info", report(preamble=("2024年政府信息公开报告如下",)), "几种写法"),
    ("S-目录", "warning", text("overview", _CONTENTS), "“举报投诉”"),
]  # fmt: skip


def test_a_clean_year_is_silent_and_much_was_checked() -> None:
    for year in (clean(), old()):
        checked, findings = year.check()
        assert [(one.rule, one.message) for one in findings] == []
        assert checked > 500


@pytest.mark.parametrize(
    ("rule", "level", "case", "words"), WRONG, ids=[f"{one[0]} {one[3]}" for one in WRONG]
)
def test_what_is_wrong_is_found(
    rule: str, level: str, case: Callable[[], Given], words: str
) -> None:
    _, findings = case().check()
    found = [one for one in findings if one.rule == rule]
    assert any(words in one.message for one in found), [one.message for one in findings]
    assert level in {one.level for one in found}
    assert all("\n" not in one.message for one in findings)


def test_every_rule_has_a_case_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert set(ids) == {rule for rule, *_ in WRONG}


def test_both_sides_the_difference_and_the_cells_are_told() -> None:
    _, findings = cells(行政复议_总计="0")().check()
    found = next(one for one in findings if one.rule == "T4-行")
    assert (found.left, found.right, found.delta) == (Decimal(4), Decimal(0), Decimal(4))
    assert found.cells[0] == "表四 行政复议·总计"
    assert "表四 行政复议·结果维持" in found.cells


def test_the_worst_comes_first() -> None:
    _, findings = cells(新收_总计="26", 新收_科研机构="")().check()
    levels = [one.level for one in findings]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


@pytest.mark.parametrize(
    "given",
    [
        typed("举办培训2次，参训120人次", "作出行政处罚决定61件，其中简易程序9件"),
        typed(indicator=("行政处罚", "61", "件")),
        typed(indicator=("政务公开信息", "438", "条")),
        typed("其中市本级收到政府信息公开申请9件"),
        typed("举办培训3次", "3月举办培训2次", "举办线上培训1次", indicator=("培训", "3", "次")),
        typed("举办培训3次，培训干部2次", indicator=("培训（上年）", "2", "次")),
    ],
)
def test_what_is_typed_beside_the_tables_may_agree_or_be_of_other_things(
    given: Callable[[], Given],
) -> None:
    assert [one for one in given().check()[1] if one.rule.startswith("N-")] == []


def test_either_scope_of_handled_applications_is_right() -> None:
    for words in ("收到政府信息公开申请25件", "收办政府信息公开申请27件"):
        _, findings = text("overview", f"全年{words}。")().check()
        assert "P-数字" not in {one.rule for one in findings}, words


ENDLESS = ("报告由" + "甲、" * 3_000, "报告包括" * 3_000, "统计" * 3_000, "上年问题" * 3_000)


@pytest.mark.parametrize("words", ENDLESS, ids=[words[:4] for words in ENDLESS])
def test_a_text_without_stops_is_no_burden(words: str) -> None:
    """Patterns that look for an end far behind would go on for hours."""
    assert text("overview", words)().check()[0] > 0


def test_rules_over_two_years_need_two_years_that_follow() -> None:
    found = replace(clean(), previous=None)
    assert not any(one.rule.startswith("X") for one in found.check()[1])
    assert {one.rule for one in two_years_ago().check()[1]} == {"X-年度"}


def test_the_list_of_rules_in_the_docs_is_current() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_markdown(), "run: python scripts/rules_doc.py"


RAWS = st.sampled_from(["", "0", "/", "无", "7", "-3", "2.5", "1,200", "3万件", "99.5万元", "９"])


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_figures_are_too_odd_to_be_checked(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from([clean, old]))()
    keys = data.draw(st.lists(st.sampled_from(sorted(base.figures.by_key)), max_size=40))
    lost = data.draw(st.sets(st.sampled_from(sorted(base.figures.by_key)), max_size=40))
    changed = with_cells(base.figures, {key: data.draw(RAWS) for key in keys})
    kept = tuple(cell for cell in changed.cells if cell.key not in lost)
    checked, findings = replace(base, figures=replace(changed, cells=kept)).check()
    assert len(findings) <= checked
    assert all(one.message and "\n" not in one.message for one in findings)
