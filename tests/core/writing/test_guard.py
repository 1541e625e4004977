"""The last look: nothing unsupported leaves, whoever wrote it."""

import pytest

from assistant.core.evidence.grounding import Basis, ground
from assistant.core.writing.guard import faults, guard, is_blocking
from tests.forms import form

NOW = form(2025, {"新收.总计": 30, "予以公开.总计": 12}, notes=["举办培训2次，参训120人次"])
LAST = form(2024, {"新收.总计": 21})
BASIS = Basis(figures=NOW, previous=LAST)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2025年，新收政府信息公开申请30件。", True),
        ("举办培训2次，参训120人次。", True),
        ("2025年，新收政府信息公开申请21件。", False),  # last year's
        ("2025年，新收政府信息公开申请12件。", False),  # another fact's
        ("2025年，发放材料500份。", False),  # nobody's
        ("2025年，召开会议三次。", False),  # in Chinese characters
    ],
)
def test_a_number_without_a_source_is_taken_out(text: str, kept: bool) -> None:
    guarded = guard(text, BASIS)
    assert (guarded == text) is kept
    assert (faults(text, BASIS) == 0) is kept
    assert ("【待补充】" in guarded) is not kept
    verdicts = {b.verdict for b in ground(guarded, figures=NOW, previous=LAST).bindings}
    assert verdicts <= {"supported", "exempt"}


def test_what_blocks_acceptance() -> None:
    text = "发放材料500份。【待核实：甲】"
    findings = ground(text, figures=NOW, previous=LAST).findings
    assert {finding.rule for finding in findings if is_blocking(finding)} == {
        "unsupported",
        "open_mark",
    }
