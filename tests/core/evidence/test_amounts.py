"""Whether a quantity as written states a value: rounding, 余 近 约, ranges, money."""

from decimal import Decimal

import pytest

from assistant.core.evidence.amounts import states
from assistant.core.prose.quantities import find_quantities

CASES = [
    ("3525件", "3525", "件", True),
    ("3524件", "3525", "件", False),
    ("3500余件", "3525", "件", True),
    ("3500余件", "3600", "件", False),
    ("3000多件", "3525", "件", True),
    ("近3600件", "3525", "件", True),
    ("近3500件", "3525", "件", False),
    ("约3500件", "3525", "件", True),
    ("约3000件", "3525", "件", False),
    ("超过3500件", "3525", "件", True),
    ("不少于4次", "5", "次", True),
    ("至少4次", "3", "次", False),
    ("3-5件", "4", "件", True),
    ("3-5件", "6", "件", False),
    ("14万余条", "149999", "条", True),
    ("1.2万件", "12345", "件", True),
    ("1.3万件", "12345", "件", False),
    ("三千五百件", "3525", "件", False),
    ("0.4%", "0.39875", "%", True),
    ("0.40%", "0.39875", "%", True),
    ("0.39%", "0.39875", "%", False),
    ("34.2%", "34.15", "%", True),
    ("34.1%", "34.15", "%", False),
    ("四成", "40.68", "%", True),
    ("百分之四十一", "40.68", "%", True),
    ("三分之一", "33.5", "%", True),
    ("占比过半", "53.6", "%", True),
    ("占比过半", "40.7", "%", False),
    ("1.5倍", "150.2", "%", True),
    ("3.39个百分点", "-3.39", "百分点", False),
    ("3.39个百分点", "3.3910", "百分点", True),
    ("9.62亿元", "96171.6", "万元", True),
    ("96171.6万元", "96171.6", "万元", True),
    ("961716000元", "96171.6", "万元", True),
    ("96171.6元", "96171.6", "万元", False),
    ("数十件", "30", "件", False),
]


@pytest.mark.parametrize(("written", "value", "unit", "expected"), CASES)
def test_states(written: str, value: str, unit: str, expected: bool) -> None:
    (quantity,) = find_quantities(written)
    assert states(quantity, Decimal(value), unit) is expected
