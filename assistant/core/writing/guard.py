"""
The guard: the last look of code at a text before a person sees it.

Whoever wrote it, a quantity that no fact supports is taken out and its place marked, and a claim
that contradicts the figures is followed by a question. What passes holds only supported and
exempt numbers.
"""

from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.findings import TextFinding
from assistant.core.prose.nearby import noun_around
from assistant.core.writing.filling import missing_mark

OPEN_MARK = "open_mark"  # rule of the findings that 【待补充】 and 【待核实】 themselves make
_SAFE = ("supported", "exempt")


def guard(text: str, basis: Basis) -> str:
    """`text` with a mark for each unsupported quantity and after each contradicted claim."""
    grounding = ground_on(text, basis)
    for binding in sorted(grounding.bindings, key=lambda one: -one.quantity.start):
        if binding.verdict not in _SAFE:
            quantity = binding.quantity
            noun = noun_around(text, quantity.start, quantity.end)
            mark = missing_mark(noun, quantity.unit)
            text = text[: quantity.start] + mark + text[quantity.end :]
    return _questioned(text, ground_on(text, basis))


def faults(text: str, basis: Basis) -> int:
    """How many quantities are not supported and how many claims contradict the figures."""
    grounding = ground_on(text, basis)
    unsupported = sum(binding.verdict not in _SAFE for binding in grounding.bindings)
    return unsupported + len(contradictions(grounding))


def is_blocking(finding: TextFinding) -> bool:
    """Whether a text with this finding may not be accepted: an error, or a number out of nowhere.

    A number that nothing supports may well be true, so the finding is a warning; the promise is
    that it is typed in as an indicator or note before the report is signed.
    """
    return finding.level == "error" or finding.rule in ("unsupported", "scope", "derived")


def contradictions(grounding: Grounding) -> tuple[str, ...]:
    """Messages of the errors that are no open marks."""
    return tuple(
        finding.message
        for finding in grounding.findings
        if finding.level == "error" and finding.rule != OPEN_MARK
    )


def _questioned(text: str, grounding: Grounding) -> str:
    """A question after each sentence with an error that taking out a number did not mend."""
    ends = {
        _sentence_end(text, finding.end)
        for finding in grounding.findings
        if finding.level == "error" and finding.rule != OPEN_MARK
    }
    for end in sorted(ends, reverse=True):
        text = f"{text[:end]}【待核实：这句话与本年数据不符，请核对】{text[end:]}"
    return text


def _sentence_end(text: str, at: int) -> int:
    ends = [end + 1 for stop in "。！？\n" if (end := text.find(stop, max(0, at - 1))) >= 0]
    return min(ends, default=len(text))
