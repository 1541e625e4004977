"""The table of what the rules find in the real reports is what they find today."""

from pathlib import Path

import pytest

from assistant.core.rules.check import RULES, check
from assistant.evaluation.found import found_markdown, peer_rules, seed_items
from corpus.reading import read_report

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"


def table_lines(text: str) -> list[str]:
    """The lines of the rules on tables and structure; those on prose move with the grounding."""
    return [line for line in text.splitlines() if line.startswith("|") and "| P-" not in line]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_the_table_in_the_docs_is_current() -> None:
    written = (ROOT / "docs" / "rules_found.md").read_text(encoding="utf-8")
    assert table_lines(written) == table_lines(found_markdown(SHARED)), (
        "run: python scripts/rules_doc.py ../shared/reports"
    )


def test_every_rule_of_the_peer_is_matched_by_ones_of_ours() -> None:
    ids = {rule.id for rule in RULES}
    assert all(ours and ids.issuperset(ours) for _, _, ours in peer_rules())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_what_a_person_found_in_the_seed_report_is_found() -> None:
    report = read_report(SHARED / "raw" / "黄石市应急管理局_2020.txt")
    found = {one.rule for one in check(report.figures, report=report)[1]}
    for item, words, (first, *others) in seed_items():
        if first == "不报":
            assert found.isdisjoint(others), words
        elif first not in ("跨年", "读取"):
            assert found.issuperset([first, *others]), (item, words)
