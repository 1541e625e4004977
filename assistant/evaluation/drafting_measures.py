"""
Measures of one drafted text against this year's figures, last year's report and the real report.

A number counts as right only if two judges say so that share no code: grounding (the words name
the fact of this value), and the plain arithmetic of derivation.py here (the value is one of this
year's, or a sum, share, average or change of such). What an open mark says states nothing, so
its words count for no measure but rouge_l, which takes every draft as it stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.core.evidence.binding import Binding
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.prose.likeness import alike_share
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from assistant.evaluation.derivation import Derivation
from assistant.evaluation.drafting_pairs import headings, narrative

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ITEM = re.compile(r"^\s*\d{1,2}[.、．]", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_TABLE_KINDS = ("cell", "sum")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a text is measured against."""

    figures: Figures  # all that was told of this year
    last: Report
    real: Report | None
    previous: Figures  # last year's figures, with what its prose says of this year's indicators


def measure(text: str, case: Case) -> dict[str, Any]:
    """The measures of a text by name; None where there is nothing to measure against.

    numbers: statistics outside open marks. right: share of them that are this year's. stale:
    numbers of last year that no value of this year equals. unknown: numbers that nothing supports
    and no mark says so. tables: share of the table figures in the real text that the text states.
    headings: share of last year's sub-headings that are there, in their order. rouge_l: F1 of the
    longest common subsequence of characters with the real text (rouge_l_text: without what the
    marks say; rouge_l_answered: with each mark answered by what the real text has at its place, the
    most that answers can bring). marked: share of the characters that are in marks. alike: share of
    the characters in sentences that last year's report has too.
    """
    basis = Basis(figures=case.figures, previous=case.previous)
    plain = OPEN_MARK.sub("", text)
    stated = [one for one in ground_on(plain, basis).bindings if one.verdict != "exempt"]
    derivation = Derivation(case.figures, case.previous, last=narrative(case.last))
    judged = [(one, derivation.explains(one.quantity)) for one in stated]
    right = [one for one, is_derived in judged if one.verdict == "supported" and is_derived]
    stale = [
        one
        for one in stated
        if one.verdict == "stale"
        or (one.verdict != "supported" and derivation.is_last_years(one.quantity))
    ]
    unknown = [one for one in stated if one.verdict == "unsupported"]
    wrong = [one.quantity.text for one, _ in judged if one not in right]
    return {
        "numbers": len(stated),
        "right": _share(len(right), len(stated)),
        "wrong": wrong,
        "stale": len(stale),
        "unknown": len(unknown) + len(_unread(plain, basis)),
        "marks": len(OPEN_MARK.findall(text)),
        "marked": _share(len(text) - len(plain), len(text)),
        "headings": _kept(headings(narrative(case.last)), headings(text.split("\n"))),
        "alike": alike_share(plain, "\n".join(narrative(case.last))),
        **_against_real(text, stated, case),
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _unread(plain: str, basis: Basis) -> list[str]:
    """Digits that grounding did not look at: no statistic, not exempt, no number of an item."""
    seen = [one.quantity for one in ground_on(plain, basis).bindings]
    items = [match.span() for match in _ITEM.finditer(plain)]
    return [
        match[0]
        for match in _DIGITS.finditer(plain)
        if not any(one.start <= match.start() < one.end for one in seen)
        and not any(start <= match.start() < end for start, end in items)
    ]


def _kept(wanted: Sequence[str], there: Sequence[str]) -> float | None:
    """The share of `wanted` that stands in `there` in the same order."""
    return _share(_common(wanted, there), len(wanted))


def _against_real(text: str, stated: Sequence[Binding], case: Case) -> Mapping[str, Any]:
    if case.real is None:
        unmeasured = ("tables", "rouge_l", "rouge_l_text", "rouge_l_answered")
        return {"not_stated": [], **dict.fromkeys(unmeasured)}
    real, plain = "\n".join(narrative(case.real)), OPEN_MARK.sub("", text)
    tables = Basis(figures=case.real.figures, previous=case.previous)
    wanted = _table_facts(ground_on(real, tables).bindings)
    there = _table_facts(stated)
    return {
        "tables": _share(len(wanted & there), len(wanted)),
        "not_stated": sorted(wanted - there),
        "rouge_l": rouge_l(text, real),
        "rouge_l_text": rouge_l(plain, real),
        "rouge_l_answered": rouge_l(answered(text, real), real),
    }


def _table_facts(bindings: Sequence[Binding]) -> set[str]:
    return {
        one.fact.key
        for one in bindings
        if one.verdict == "supported" and one.fact is not None and one.fact.kind in _TABLE_KINDS
    }


def rouge_l(text: str, reference: str) -> float:
    """F1 of the longest common subsequence of characters, spaces left out (Lin 2004, ROUGE-L)."""
    one, other = (_SPACE.sub("", each) for each in (text, reference))
    if not one or not other:
        return 0.0
    return round(2 * _common(one, other) / (len(one) + len(other)), 4)


def answered(text: str, reference: str) -> str:
    """`text` with each open mark replaced by what `reference` has between the characters that the
    text around the mark shares with it: an officer who answers just as the real report does.
    """
    text, reference = (_SPACE.sub("", each) for each in (text, reference))
    shared = _shared(OPEN_MARK.sub("", text), reference)
    written, at, gone, told = "", 0, 0, -1
    for mark in OPEN_MARK.finditer(text):
        written += text[at : mark.start()]
        place = mark.start() - gone  # in the text without marks
        after = next((j for i, j in shared if i >= place), len(reference))
        before = next((j for i, j in reversed(shared) if i < place), -1)
        if before >= told:  # else the mark before it has said it
            written += reference[before + 1 : after]
            told = after
        at, gone = mark.end(), gone + len(mark[0])
    return written + text[at:]


def _shared(one: str, other: str) -> list[tuple[int, int]]:
    """The places in both of the characters of a longest common subsequence, in order."""
    rows = _rows(one, other)
    i, j = len(one), len(other)
    found: list[tuple[int, int]] = []
    while i and j:
        if rows[j] >> (i - 1) & 1:  # a bit that is not set adds to the length
            i -= 1
        elif _length(rows[j - 1], i) == _length(rows[j], i):
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    return _length(_rows(one, other)[-1], len(one))


def _length(row: int, upto: int) -> int:
    return upto - (row & ((1 << upto) - 1)).bit_count()


def _rows(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """The table of lengths by bits in big integers, a row an element of `other` (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for at, element in enumerate(one):
        places[element] = places.get(element, 0) | 1 << at
    everything = (1 << len(one)) - 1
    rows = [everything]
    for element in other:
        met = rows[-1] & places.get(element, 0)
        rows.append(((rows[-1] + met) | (rows[-1] - met)) & everything)
    return rows
