"""Write docs/rules.md from the rules themselves: python scripts/rules_doc.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.core.rules import rules_markdown  # noqa: E402  the path comes first

if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(rules_markdown(), encoding="utf-8")
