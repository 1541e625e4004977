"""Findings of a text with their expected values; cases in cases/findings.tsv."""

import json
import time
from pathlib import Path

import pytest

from assistant.core.codec import figures_from_json
from assistant.core.figures import Figures
from assistant.core.findings import TextFinding
from assistant.core.grounding import ground, is_own_scope
from tests.core.test_binding import CASES as BINDING_CASES
from tests.core.test_binding import figures, previous, read_cases

CASES = read_cases("findings.tsv")
SHARED = Path(__file__).parents[2].parent / "shared" / "reports"


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
    if not SHARED.is_dir():
        pytest.skip("the real reports are not beside the checkout (../shared/reports)")
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


@pytest.mark.shared
def test_ten_thousand_characters_take_no_time() -> None:
    text, figures_there = shared_report("上海市_2020")
    ground("预热", figures=figures_there)
    begin = time.process_time()
    ground(text[:10_000], figures=figures_there)
    assert time.process_time() - begin < 0.2
