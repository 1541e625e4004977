"""The table of what the rules find in the real reports is what they find today."""

from pathlib import Path

import pytest

from assistant.evaluation.found import found_markdown

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
