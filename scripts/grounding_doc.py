"""
Write the list of what is not bound into docs/grounding.md, behind the part written by hand.

python scripts/grounding_doc.py ../shared/reports
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.evaluation.unbound import MARK, unbound_markdown  # noqa: E402  the path comes first


def main(reports: str) -> None:
    page = ROOT / "docs" / "grounding.md"
    by_hand = page.read_text(encoding="utf-8").split(MARK)[0]
    page.write_text(by_hand + unbound_markdown(Path(reports)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
