"""
Corrections: a wrong number put right by what its finding says it should be.

Knows: findings and texts. Does not know: figures; the caller checks that the text holds then.
"""

from assistant.core.editing.answers import Answered
from assistant.core.findings import TextFinding

# Where it is the words around the number, not the number, that are wrong or may be.
_IN_WORDS = frozenset({"direction", "scope", "year_word", "unsupported"})


def is_correctable(finding: TextFinding) -> bool:
    """Whether putting the expected number in place of the written one may mend it."""
    is_other = bool(finding.expected) and finding.expected != finding.quote
    return is_other and finding.rule not in _IN_WORDS


def corrected(text: str, finding: TextFinding) -> Answered:
    """The text with the expected number; all else stays, character for character."""
    return Answered(
        text=text[: finding.start] + finding.expected + text[finding.end :],
        start=finding.start,
        end=finding.start + len(finding.expected),
    )
