"""The benchmark of the scan: seeded, honest about what it counts; its promise on real reports."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import CorpusError
from assistant.evaluation import scan
from assistant.evaluation.planted import bank_card, citizen_id, plant, slips

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"
SAMPLE = ROOT / "corpus" / "samples" / "示例市水利局_2025.docx"
LINES = (
    "题名",
    "一、总体情况",
    "（一）主动公开。按照部署，公开《条例》《规定》12件，覆盖全市。",
    "（二）依申请公开。收到申请12件，均已答复。",
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("reports")
    shutil.copy(SAMPLE, folder)
    return scan.evaluate(folder)


def test_every_kind_is_planted_and_told(measured: dict[str, Any]) -> None:
    assert measured["cases"] == sum(one["cases"] for one in measured["by_theme"].values()) > 200
    assert all(one["cases"] for one in measured["by_theme"].values())
    assert json.loads(json.dumps(measured)) == measured
    assert "合计" in scan.table(measured)
    assert measured["recall"] >= 0.97
    assert measured["false_errors"] == 0


def test_what_is_planted_stands_at_its_place() -> None:
    chance = random.Random(1)
    for theme, kind, slip in slips():
        planted = plant(LINES, slip, theme, kind, chance)
        if planted is not None:
            text = "\n".join(planted.lines)
            assert 0 <= planted.start < planted.end <= len(text)
            assert text != "\n".join(LINES)


def test_made_up_numbers_have_right_check_signs() -> None:
    """By the definitions: the weights of GB 11643, the sum of ISO/IEC 7812."""
    chance = random.Random(2)
    for _ in range(50):
        number = citizen_id(chance)
        signs = [10 if sign == "X" else int(sign) for sign in number]
        assert sum(sign * 2 ** (17 - place) for place, sign in enumerate(signs)) % 11 == 1
        card = bank_card(chance)
        digits = [int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(card))]
        assert sum(digit - 9 * (digit > 9) for digit in digits) % 10 == 0


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有年度报告"):
        scan.evaluate(tmp_path)


def test_the_documentation_is_that_of_the_rules() -> None:
    written = (ROOT / "docs" / "scan.md").read_text(encoding="utf-8")
    assert written == scan.scan_document(), "run: python scripts/rules_doc.py"


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_the_promise_on_real_reports() -> None:
    metrics = scan.evaluate(SHARED)
    assert metrics["cases"] >= 300
    assert metrics["recall"] >= 0.97
    by_kind = metrics["by_kind"].items()
    assert [kind for kind, one in by_kind if one["recall"] < 0.97] == []
    assert metrics["precision"] >= 0.95
    assert metrics["false_errors_per_report"] <= 0.5
    assert [one for one in metrics["seed_items"] if not one["found"]] == []
    assert len(metrics["seed_items"]) >= 17
