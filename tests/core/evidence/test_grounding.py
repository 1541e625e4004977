"""Findings of a text with their expected values; cases in cases/findings.tsv."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.codec import figures_from_json
from assistant.core.evidence.claims import CLAIMS
from assistant.core.evidence.grounding import Basis, ground, ground_on
from assistant.core.evidence.scope import is_own_scope
from assistant.core.findings import TextFinding
from assistant.core.tables.figures import Figures
from tests.core.evidence.test_binding import CASES as BINDING_CASES
from tests.core.evidence.test_binding import figures, previous, read_cases

CASES = read_cases("findings.tsv")
SHARED = Path(__file__).parents[3].parent / "shared" / "reports"


def shown(finding: TextFinding) -> str:
    expected = f"→{finding.expected}" if finding.expected else ""
    return f"{finding.level} {finding.rule} {finding.quote}{expected}"


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_findings(name: str, text: str, expected: str) -> None:
    text = text.replace("\\n", "\n")
    found = ground(text, figures=figures(name), previous=previous(name)).findings
    assert "；".join(shown(one) for one in found if one.rule != "unsupported") == expected
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.message
        assert "\n" not in one.message


@pytest.mark.parametrize(("name", "text", "expected"), BINDING_CASES)
def test_every_verdict_but_supported_has_its_finding(name: str, text: str, expected: str) -> None:
    result = ground(text, figures=figures(name), previous=previous(name))
    places = {(one.start, one.end) for one in result.findings}
    for one in result.bindings:
        place = one.quantity.start, one.quantity.end
        assert (place in places) == (one.verdict not in ("supported", "exempt")), expected


SCOPES = [
    ("代表市政府", "上海市人民政府办公厅", True),
    ("代表区政府", "洪泽区人民政府", False),
    ("县发展和改革局", "沭阳县发展和改革局", True),
    ("市公安局", "甲市人民政府", False),
    ("市本级", "甲市人民政府", False),
    ("", "甲市人民政府", False),
]


@pytest.mark.parametrize(("scope", "agency", "own"), SCOPES)
def test_own_scope(scope: str, agency: str, own: bool) -> None:
    assert is_own_scope(scope, agency) is own


def shared_report(name: str) -> tuple[str, Figures]:
    lines = (SHARED / "text" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    content = json.loads((SHARED / "figures" / f"{name}.json").read_text(encoding="utf-8"))
    content.pop("table3_rows", None)
    prose = "\n".join(line for line in lines if not line.startswith("|"))
    return prose, figures_from_json(content)


# Real discrepancies of the reports (reports/MANIFEST.tsv and found here), and nothing else.
REAL = {
    "上海市_2020": ["mismatch 3.14%"],
    "上海市人民政府办公厅_2019": [
        "mismatch 258件",
        "mismatch 33.9%",
        "mismatch 4.34%",
        "mismatch 265件",
        "mismatch 32.9%",
        "all_upheld 均获维持",
    ],
    "沭阳县发展和改革局_2023": [],
    "洪泽区人民政府_2023": [],
    "洪泽区人民政府_2024": [],
    "淮安市人民政府_2024": [],
    "黄石市应急管理局_2020": [],
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_errors_in_real_reports_are_the_real_ones(name: str) -> None:
    text, figures_there = shared_report(name)
    found = ground(text, figures=figures_there).findings
    assert [f"{one.rule} {one.quote}" for one in found if one.level == "error"] == REAL[name]


@pytest.mark.shared
def test_another_scope_is_named() -> None:
    text, figures_there = shared_report("洪泽区人民政府_2024")
    found = [one for one in ground(text, figures=figures_there).findings if one.rule == "scope"]
    assert [(one.quote, one.expected) for one in found] == [("17件", "95件")]
    assert "代表区政府" in found[0].message


VOCABULARY = (
    "收到 政府信息公开申请 答复 办结 予以公开 部分公开 行政复议 结果维持 其中 分别为 占 同比增长"
    " 比上年 下降 3525件 0.4% 14万余条 一百二十件 2023年 2024年 上年结转 ， 。 、 （ ） “ ” 《 》"
    " 【待补充： 】 全部办结 均获维持 未收到 代表市政府 0 、 % 百分点 万元 自然人 网站发布信息"
    " 占比分别为 由 降至 两项合计 共计 其余 公开率 日均 以来 区 受理 某局 件，结果维持"
    " 较上年略有下降 增加 50件 三成"
    " 9999999999999999999999999999999999999件 0.000000000000000000000000000000001%"
)


@pytest.mark.slow
@settings(deadline=None)  # the first text compiles the patterns
@given(st.lists(st.sampled_from([*VOCABULARY.split(), "\n"]), max_size=40).map("".join))
def test_any_text_is_grounded_without_error(text: str) -> None:
    result = ground(text, figures=figures("甲市_2024"), previous=previous("甲市_2024"))
    end = 0
    for one in result.bindings:
        assert one.quantity.start >= end
        end = one.quantity.end
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.quote


# Each of these took quadratic time once, or might.
NASTY = ["共计", "1.", "【待补充", "第", "a", "1件、", "“", "收到申请3525件，其中", "2023年，1"]
NASTY += ["分别为1件、", "1件，合计", "由1件降至", "市某局受理1件，", "1%、占比", "以来", "率1%"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", NASTY)
def test_time_grows_with_length_only(piece: str) -> None:
    basis = Basis(figures=figures("甲市_2024"), previous=previous("甲市_2024"))
    seconds = []
    for length in (4_000, 32_000):
        text = (piece * length)[:length]
        begin = time.process_time()
        ground_on(text, basis)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 24 * max(seconds[0], 0.01)  # 8 is linear, 64 quadratic


def test_the_page_of_the_docs_names_every_rule() -> None:
    page = (Path(__file__).parents[3] / "docs" / "grounding.md").read_text(encoding="utf-8")
    rules = {case[2].split()[1] for case in CASES if case[2]} | {one.rule for one in CLAIMS}
    assert not [rule for rule in rules if f"`{rule}`" not in page]
