"""What grounding does not bind in the reports of a folder, as a list for docs/grounding.md."""

import re
from pathlib import Path

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.grounding import ground_on
from assistant.evaluation.prose import Prose, read_prose

MARK = "## 各份报告里没有认出的数"
_CLAUSE = re.compile(r"[，,。；;：:（(）)、！？\n“”《》]")
_LONGEST = 10  # characters of the words before (or behind) a number


def unbound_markdown(reports: Path) -> str:
    """For each report the numbers that no fact supports, with the words beside them."""
    lines = [MARK, "", "由 `python scripts/grounding_doc.py ../shared/reports` 生成，请不要手改。"]
    for prose in read_prose(reports):
        lines += ["", *_report_lines(prose)]
    return "\n".join(lines) + "\n"


def _report_lines(prose: Prose) -> list[str]:
    statistics = [
        one for one in ground_on(prose.text, prose.real).bindings if one.verdict != "exempt"
    ]
    unbound = [one for one in statistics if one.verdict == "unsupported"]
    wrong = [one for one in statistics if one.verdict in ("mismatch", "stale")]
    lines = [
        f"### {prose.agency} {prose.year}",
        "",
        f"统计数{len(statistics)}个：有据{len(statistics) - len(unbound) - len(wrong)}，"
        f"与表不符{len(wrong)}，没有认出{len(unbound)}。",
    ]
    if wrong:
        lines += ["", f"与表不符：{'；'.join(_words(prose.text, one) for one in wrong)}。"]
    if unbound:
        lines += ["", f"没有认出：{'；'.join(_words(prose.text, one) for one in unbound)}。"]
    return lines


def _words(text: str, binding: Binding) -> str:
    """The number with the words of its clause that say what it counts."""
    quantity = binding.quantity
    before = _CLAUSE.split(text[max(0, quantity.start - _LONGEST) : quantity.start])[-1]
    behind = "" if before else _CLAUSE.split(text[quantity.end : quantity.end + _LONGEST])[0]
    return f"{before}**{quantity.text}**{behind}"
