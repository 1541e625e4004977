"""
Searching as an office worker means it: a year or an office in the question limits the search.

What was limited is told, so that nobody wonders where the other years are. Limits given beside the
question win over those in it. Everyday words are looked for together with the official ones.

Knows: the ports of the store and of the index. Does not know: how passages are ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.core.everyday import official
from assistant.core.office_names import OfficeNames
from assistant.core.patterns import regex
from assistant.core.ports import Filter, Hit, ReportEntry, ReportStore, Retriever
from assistant.core.scope import Scope, scope_of

_HAN = regex(r"[\u4e00-\u9fff]")
_SHOWN = 20  # characters of a question in a notice


@dataclass(frozen=True, kw_only=True)
class Found:
    """Passages, best first, and what a person should know of how they were looked for."""

    hits: tuple[Hit, ...]
    where: Filter
    notices: tuple[str, ...] = ()


class Searching:
    """Questions to passages, over a store and its index."""

    def __init__(self, reports: ReportStore) -> None:
        self._reports = reports
        self._known: tuple[int, tuple[ReportEntry, ...], OfficeNames] | None = None

    def scope(self, question: str) -> Scope:
        """The years and offices of the corpus that the question names.

        去年 counts from the year after the newest report, as in questions (core/asking/periods):
        a year's report is written in the next.
        """
        entries, names = self._corpus()
        years = sorted({entry.year for entry in entries})
        present = years[-1] + 1 if years else None
        return scope_of(question, names=names, years=years, this_year=present)

    def search(self, question: str, index: Retriever, *, where: Filter, k: int) -> Found:
        """At most k passages within `where` and within what the question itself names."""
        scope = self.scope(question)
        limited = replace(
            where,
            years=where.years or (() if where.year else scope.years),
            agencies=where.agencies or (() if where.agency else scope.offices),
        )
        asked = scope.rest or question
        hits = index.retrieve(f"{asked} {official(asked)}".strip(), where=limited, k=k)
        told = self._told(where, limited, bool(hits))
        return Found(hits=hits, where=limited, notices=(*told, *_far(asked, hits)))

    def _corpus(self) -> tuple[tuple[ReportEntry, ...], OfficeNames]:
        version = self._reports.corpus_version()
        if self._known is None or self._known[0] != version:
            entries = self._reports.reports()
            names = OfficeNames(entry.agency for entry in entries)
            self._known = (version, entries, names)
        return self._known[1], self._known[2]

    def _told(self, given: Filter, limited: Filter, found: bool) -> tuple[str, ...]:
        """What the question limited, and whether the corpus has nothing within it."""
        offices = "、".join(limited.agencies) if limited.agencies != given.agencies else ""
        years = "、".join(map(str, limited.years)) if limited.years != given.years else ""
        if not offices and not years:
            return ()
        limits = offices + (f"{years}年" if years else "")
        if found:
            return (f"按问题中的说法，只找{limits}的报告",)
        return (f"按问题中的说法只找{limits}的报告，没有找到；资料库有哪些见 nianbao reports",)


def _far(asked: str, hits: Sequence[Hit]) -> tuple[str, ...]:
    """That no passage found has two neighbouring characters of what was asked.

    Vectors always have a nearest passage; nobody should take it for what he looked for.
    """
    words = "".join(_HAN.findall(asked))
    looked_for = f"{words} {official(asked)}"
    pairs = {
        pair for at in range(len(looked_for) - 1) if " " not in (pair := looked_for[at : at + 2])
    }
    if not pairs or not hits:
        return ()
    if any(pair in hit.passage.text for hit in hits for pair in pairs):
        return ()
    return (f"没有段落写到“{words[:_SHOWN]}”，以下只是意思较近的",)
