"""
Adding: what this year's figures know of a number in a text and the text does not say.

A longer text needs something to say. Words that a model adds are of nobody's knowledge; how a
number compares with last year's is a formula over two cells or indicators.
"""

from dataclasses import dataclass

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.facts import Fact, facts_of
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.patterns import regex
from assistant.core.prose.nearby import sentence_before
from assistant.core.writing.filling import fill
from assistant.core.writing.slots import ChangeSlot

_COUNTED = ("cell", "sum", "indicator")
_LISTED = regex(r"其中|、|合计|两项")  # a change behind the last part would be of them all
_COMPARED = regex(r"上年|去年|同比|同期|增|减|升|降|持平")
_REACH = 14  # characters behind a number in which the text may compare already


@dataclass(frozen=True, kw_only=True)
class Untold:
    """Words that may be put in, and where."""

    at: int
    words: str


def untold_change(text: str, start: int, end: int, basis: Basis) -> Untold | None:
    """The change on last year of the first number between `start` and `end` that has none."""
    facts = {fact.key: fact for fact in facts_of(basis.figures, basis.previous)}
    for binding in ground_on(text, basis).bindings:
        quantity = binding.quantity
        if start <= quantity.start and quantity.end <= end and _is_bare(binding, text):
            assert binding.fact is not None
            if words := _change(binding.fact, facts, basis.figures.year):
                return Untold(at=quantity.end, words=f"，{words}")
    return None


def _is_bare(binding: Binding, text: str) -> bool:
    """Whether a supported number ends its clause and nothing compares it."""
    fact, end = binding.fact, binding.quantity.end
    if binding.verdict != "supported" or fact is None or fact.kind not in _COUNTED:
        return False
    before = sentence_before(text, binding.quantity.start)
    return (
        text[end : end + 1] in ("，", "。", "；", "")
        and not _LISTED.search(before)
        and not _COMPARED.search(before[-_REACH:])
        and not _COMPARED.search(text[end : end + _REACH])
    )


def _change(fact: Fact, facts: dict[str, Fact], year: int) -> str:
    key = next((k for k in (f"同比.{fact.key}", f"同比增量.{fact.key}") if k in facts), "")
    slot = ChangeSlot(key=key, against="比上年", decimals=1 if key[:3] == "同比." else 0)
    return fill((slot,), facts, year=year).text if key else ""
