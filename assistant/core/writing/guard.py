"""
The guard: the last look of code at a text before a person sees it.

Whoever wrote it, a quantity that no fact supports is taken out and its place marked, and a claim
that contradicts the figures is followed by a question. What passes holds only supported and
exempt numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.findings import TextFinding
from assistant.core.writing.filling import blank


class _Edit(NamedTuple):
    start: int
    end: int
    new: str


OPEN_MARK = "open_mark"  # rule of the findings that 【待补充】 and 【待核实】 themselves make
_SAFE = ("supported", "exempt")


def guard(text: str, basis: Basis) -> str:
    """`text` with a mark for each unsupported quantity and after each contradicted claim."""
    return guard_parts((text,), basis)[0]


def guard_parts(parts: Sequence[str], basis: Basis) -> tuple[str, ...]:
    """`guard` for a text in parts, which is read as one and stays in its parts."""
    marked = _edited(parts, _missing("".join(parts), basis))
    return _edited(marked, _questions("".join(marked), ground_on("".join(marked), basis)))


def _missing(text: str, basis: Basis) -> Iterator[_Edit]:
    for binding in ground_on(text, basis).bindings:
        if binding.verdict not in _SAFE:
            quantity = binding.quantity
            yield _Edit(quantity.start, quantity.end, blank(quantity.unit))


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


def _questions(text: str, grounding: Grounding) -> Iterator[_Edit]:
    """A question after each sentence with an error that taking out a number did not mend."""
    ends = {
        _sentence_end(text, finding.end)
        for finding in grounding.findings
        if finding.level == "error" and finding.rule != OPEN_MARK
    }
    for end in ends:
        yield _Edit(end, end, "【待核实：这句话与本年数据不符，请核对】")


def _edited(parts: Sequence[str], edits: Iterable[_Edit]) -> tuple[str, ...]:
    """The parts with each edit of their joined text made in the part that it ends in."""
    done = list(parts)
    for edit in sorted(edits, reverse=True):
        at, begin = 0, 0
        while begin + len(done[at]) < edit.end and at + 1 < len(done):
            begin += len(done[at])
            at += 1
        start = max(0, edit.start - begin)
        done[at] = done[at][:start] + edit.new + done[at][edit.end - begin :]
    return tuple(done)


def _sentence_end(text: str, at: int) -> int:
    ends = [end + 1 for stop in "。！？\n" if (end := text.find(stop, max(0, at - 1))) >= 0]
    return min(ends, default=len(text))
