"""The rules on the real reports: what people know to be wrong in them is found."""

from pathlib import Path

import pytest

from assistant.core.rules.check import check
from corpus.reading import read_report

SHARED = Path(__file__).parents[3].parent / "shared" / "reports"

# What MANIFEST.tsv and SEED_CHECK.md (A, B) know of the real reports: rule, words of the finding.
REAL: dict[str, list[tuple[str, str]]] = {
    "上海市_2020.html": [
        ("T3-行", "相差-4"),
        *[("T3-平衡", f"“{column}”列") for column in ("自然人", "商业企业", "科研机构")],
        *[("T3-平衡", f"“{column}”列") for column in ("社会公益组织", "法律服务机构")],
        ("P-数字", "3.14%"),
    ],
    "上海市人民政府办公厅_2019.html": [
        ("T3-空白总计", "予以公开·总计（应为272）"),
        ("P-数字", "应为275件"),
        ("P-数字", "应为34.2%"),
        ("P-断言", "均获维持"),
    ],
    "洪泽区人民政府_2023.pdf": [("T4-行", "10＋1＝11，总计为 0"), ("T4-行", "为 5，总计为 0")],
    "洪泽区人民政府_2024.pdf": [("P-数字", "17件"), ("T0-其他处理", "只有一行")],
    "黄石市应急管理局_2020.txt": [
        ("S-章号", "1、 总体情况"),  # E1
        ("S-节号", "（3）"),  # E2
        ("S-孤节", "（一）概述"),  # E3
        ("S-归位", "解读"),  # E4
        ("S-题名", "“年度”重复"),  # E5
        ("S-目录", "举报投诉"),  # W1
        ("P-统计期限", "没有写"),  # W2
        ("P-联系方式", "联系方式"),  # W2
        ("P-文件数", "合计52件"),  # W3
        ("T2-未公开", "“行政规范性文件”本年新公开数量0"),  # E7
        ("T0-自设行", "其他主动公开文件"),  # W4
        ("T2-未公开", "“其他主动公开文件”本年新公开数量27"),  # W4
        ("T2-存量", "其他主动公开文件"),  # W4
        ("T2-无增减", "行政许可22"),  # W5
        ("P-经费", "299.3万元"),  # W6
        ("P-每年", "673600"),  # W7
        ("P-零申请", "没有一句说明"),  # W8
        ("T0-空白", "138格空白"),
    ],
    "淮安市人民政府_2024.pdf": [],
}
ERRORS = {"上海市_2020.html", "上海市人民政府办公厅_2019.html", "洪泽区人民政府_2023.pdf"}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
@pytest.mark.parametrize("name", REAL)
def test_what_is_known_of_the_real_reports_is_found(name: str) -> None:
    report = read_report(SHARED / "raw" / name)
    _, findings = check(report.figures, report=report)
    for rule, words in REAL[name]:
        assert any(one.rule == rule and words in one.message for one in findings), (rule, words)
    assert any(one.level == "error" for one in findings) == (name in ERRORS)
