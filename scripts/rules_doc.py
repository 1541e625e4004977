"""
Write docs/rules.md and docs/scan.md from the rules themselves, and with a folder of reports
docs/rules_found.md.

python scripts/rules_doc.py [../shared/reports]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.core.rules.check import rules_markdown  # noqa: E402  the path comes first
from assistant.evaluation.found import found_markdown  # noqa: E402
from assistant.evaluation.scan import scan_document  # noqa: E402


def main(arguments: list[str]) -> None:
    (ROOT / "docs" / "rules.md").write_text(rules_markdown(), encoding="utf-8")
    (ROOT / "docs" / "scan.md").write_text(scan_document(), encoding="utf-8")
    for reports in arguments:
        found = found_markdown(Path(reports))
        (ROOT / "docs" / "rules_found.md").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
