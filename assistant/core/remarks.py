"""
Where each number of a report comes from, said at its place in the report.

Knows: which line of which draft section a paragraph is. Does not know: Word's comments.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.core.drafts import DraftSection
from assistant.core.evidence.binding import Binding, Verdict
from assistant.core.official import Placed, placed_lines
from assistant.core.publication import CheckedText, Place, Remark
from assistant.core.report import SECTION_TITLES

VERDICT_NAMES: dict[Verdict, str] = {
    "supported": "相符",
    "mismatch": "不符",
    "stale": "上年的数",
    "unsupported": "没有依据",
    "exempt": "不作核对",
}


def remarks_on(
    texts: Mapping[DraftSection, str], checks: Sequence[CheckedText]
) -> dict[Place, tuple[Remark, ...]]:
    """The remarks of each paragraph of the report; `checks` are of the same texts, in order.

    A number that is no statistic (a date, an article) has none.
    """
    checked = dict(zip(texts, checks, strict=True))
    found: dict[Place, tuple[Remark, ...]] = {}
    for kind in SECTION_TITLES:
        for number, placed in enumerate(placed_lines(kind, texts)):
            if remarks := tuple(_of_line(placed, checked[placed.section])):
                found[kind, number] = remarks
    return found


def _of_line(placed: Placed, checked: CheckedText) -> Iterator[Remark]:
    lines = checked.text.split("\n")
    begin = sum(len(line) + 1 for line in lines[: placed.line])
    line = lines[placed.line]
    # Counted from the end: a heading's number may be another in the report than in the draft.
    shift = len(placed.text) - len(line.rstrip()) - begin
    for binding in checked.grounding.bindings:
        quantity = binding.quantity
        start, end = quantity.start + shift, quantity.end + shift
        is_here = begin <= quantity.start and quantity.end <= begin + len(line)
        if is_here and binding.verdict != "exempt" and placed.text[start:end] == quantity.text:
            yield Remark(start=start, end=end, text=_said(binding, checked))


def _said(binding: Binding, checked: CheckedText) -> str:
    """Verdict, source, formula, what was found, and who let it stand."""
    fact, place = binding.fact, (binding.quantity.start, binding.quantity.end)
    said = [VERDICT_NAMES[binding.verdict]]
    if fact is not None:
        said.append(f"依据：{fact.source}")
        if fact.formula:
            said.append(f"公式：{fact.formula}")
    of_it = [one for one in checked.grounding.findings if (one.start, one.end) == place]
    said += [finding.message for finding in of_it]
    for judged in checked.judged:
        if judged.is_waived and judged.verdict and judged.finding in of_it:
            said.append(f"忽略：{judged.verdict.reason}（{judged.verdict.author}）")
    return "；".join(said)
