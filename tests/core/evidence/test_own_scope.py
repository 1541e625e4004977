"""Whose number a pronoun says: 本局 of an office …局 is the table's, 代表市政府 is not."""

import pytest

from assistant.core.evidence.scope import is_own_scope


@pytest.mark.parametrize(
    ("scope", "agency", "own"),
    [
        ("本局", "示例市应急管理局", True),
        ("我局", "示例市应急管理局", True),
        ("全局", "示例市应急管理局", True),
        ("我委", "示例市应急管理局", False),
        ("本机关", "示例市应急管理局", True),
        ("本机关", "示例市人民政府", False),
        ("县水务局", "丁县水务局", True),
        ("代表市政府", "示例市应急管理局", False),
    ],
)
def test_a_pronoun_means_the_office_of_the_figures(scope: str, agency: str, own: bool) -> None:
    assert is_own_scope(scope, agency) is own
