"""Several indicators listed in one clause: each number is judged by the words of its own item."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.core.evidence.grounding import ground
from assistant.core.tables.figures import Indicator
from tests.core.evidence.test_binding import figures

_OWN = (
    Indicator(label="人大代表建议", value=Decimal(8), unit="件"),
    Indicator(label="政协提案", value=Decimal(7), unit="件"),
    Indicator(label="局长信箱来信", value=Decimal(121), unit="件"),
)


def found(text: str) -> str:
    own = replace(figures("丁局_2024"), indicators=_OWN, notes=())
    findings = ground(text, figures=own).findings
    return "；".join(
        " ".join(filter(None, (one.level, one.rule, one.quote, one.expected))) for one in findings
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理人大代表建议8件、政协提案7件，共15件。", ""),
        ("办理8件人大代表建议、7件政协提案，共15件。", ""),
        ("人大代表建议、政协提案分别为8件、7件。", ""),
        # the wrong part is blamed, and the sum of what the figures say is right
        ("办理人大代表建议18件、政协提案7件，共15件。", "error mismatch 18件 8件"),
        ("办理人大代表建议9件、政协提案7件，共15件。", "error mismatch 9件 8件"),
        ("办理人大代表建议8件、政协提案9件，共15件。", "error mismatch 9件 7件"),
        ("办理18件人大代表建议、7件政协提案，共15件。", "error mismatch 18件 8件"),
        (
            "办理人大代表建议7件、政协提案8件，共15件。",
            "error mismatch 7件 8件；error mismatch 8件 7件",
        ),
        # a sum of the wrong part is wrong with it
        (
            "办理人大代表建议18件、政协提案7件，共25件。",
            "error mismatch 18件 8件；warning derived 25件 15件",
        ),
        ("办理人大代表建议8件、政协提案7件，共25件。", "warning derived 25件 15件"),
        (
            "办理局长信箱来信120件、人大代表建议9件、政协提案7件。",
            "error mismatch 120件 121件；error mismatch 9件 8件",
        ),
        # a part that nothing names may be the wrong one: no other sum is offered
        ("办理群众来访3件、政协提案7件，共11件。", "warning unsupported 3件；warning derived 11件"),
        # some of what the label counts is no error
        ("办理市级人大代表建议3件、政协提案7件。", "warning unsupported 3件"),
        # a number after several names may be of all of them
        ("办理局长信箱来信121件、人大代表建议和政协提案15件。", "warning unsupported 15件"),
    ],
)
def test_each_number_by_its_own_item(text: str, expected: str) -> None:
    assert found(text) == expected


def test_the_doubtful_part_is_told() -> None:
    own = replace(figures("丁局_2024"), indicators=_OWN, notes=())
    last = ground("办理群众来访3件、政协提案7件，共11件。", figures=own).findings[-1]
    assert "“3件”没有数据支持，请先核对它" in last.message


def test_no_other_total_is_offered_for_a_known_one() -> None:
    assert found("局长信箱来信121件，其中咨询60件、投诉50件、建议20件。").startswith(
        "warning parts_sum 121件；"
    )
