"""
The benchmark of rewriting: selections × kinds of request, each rewritten and looked at by code
that is not the code which judges wordings.

Changed facts are counted on the whole text: numbers, titles, quotations, open marks, what stands
outside the selection, and what the figures say to the text before and after. With a chat model or
without one: then only the tables of words are measured.
"""

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from assistant.core.editing.requests import Kind
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.prose.quantities import find_quantities
from assistant.editing.rewrite import Rewriter, Rewriting, Selection, rewrite

REQUESTS: dict[Kind, str] = {
    "shorten": "精简",
    "formal": "正式",
    "expand": "扩写",
    "vary": "换说法",
    "free": "",  # each selection has its own words
}
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|【[^】]*】|[一-龥]{0,6}(?:条例|办法)")
_OPEN, _CLOSE = "‹›"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One selection rewritten by one request."""

    kind: Kind
    before: str  # the selected words
    after: str
    writer: str  # "" where it stayed as it is
    message: str
    seconds: float
    changed: tuple[str, ...]  # facts that are not what they were


def selections() -> tuple[tuple[str, int, int, str], ...]:
    """Text, start, end and the free request of each hand-made selection."""
    file = resources.files("assistant.evaluation").joinpath("selections.tsv")
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    found = []
    for line in lines[1:]:
        marked, free, _ = line.split("\t")
        start, end = marked.index(_OPEN), marked.index(_CLOSE) - 1
        found.append((marked.replace(_OPEN, "").replace(_CLOSE, ""), start, end, free))
    return tuple(found)


def evaluate(
    basis: Basis,
    rewriter: Callable[[], Rewriter] | None = None,
    *,
    only: Kind | None = None,
    progress: Callable[[Trial], None] = lambda _: None,
) -> dict[str, Any]:
    """Every selection by every kind of request, or by one; `basis` has the figures of the texts."""
    trials = []
    kinds = [kind for kind in REQUESTS if only in (None, kind)]
    for trial in _trials(basis, rewriter, kinds):
        progress(trial)
        trials.append(trial)
    measured = {kind: _measure([one for one in trials if one.kind == kind]) for kind in kinds}
    return {"model": rewriter is not None, "kinds": measured, "all": _measure(trials)}


def _trials(
    basis: Basis, rewriter: Callable[[], Rewriter] | None, kinds: Sequence[Kind]
) -> Iterator[Trial]:
    for kind in kinds:
        asked = REQUESTS[kind]
        for text, start, end, free in selections():
            selection = Selection(text=text, start=start, end=end, basis=basis)
            begun = time.perf_counter()
            done: Rewriting | None = None
            for step in rewrite(selection, asked or free, rewriter):
                done = step.done
            assert done is not None, "the last step has the result"
            after = done.text[start : len(done.text) - len(text) + end]
            yield Trial(
                kind=kind,
                before=selection.words,
                after=after,
                writer=done.writer,
                message=done.message,
                seconds=time.perf_counter() - begun,
                changed=tuple(_changed(selection, done.text, kind)),
            )


def _changed(selection: Selection, after: str, kind: Kind) -> Iterator[str]:
    """Facts of a text that another is no longer true to.

    Only a longer text may have numbers more, and only such as the figures support.
    """
    before, basis = selection.text, selection.basis
    assert basis is not None
    tail = before[selection.end :]
    if not (after.startswith(before[: selection.start]) and after.endswith(tail)):
        yield "outside"
    added = _numbers(after) - _numbers(before)
    if _numbers(before) - _numbers(after) or (
        added and (kind != "expand" or _unsupported(after, basis) - _unsupported(before, basis))
    ):
        yield "number"
    if Counter(_NAMED.findall(before)) != Counter(_NAMED.findall(after)):
        yield "name"
    if _findings(after, basis) - _findings(before, basis):
        yield "finding"


def _numbers(text: str) -> Counter[str]:
    return Counter(one.text for one in find_quantities(text))


def _unsupported(text: str, basis: Basis) -> Counter[str]:
    bindings = ground_on(text, basis).bindings
    return Counter(one.quantity.text for one in bindings if one.verdict != "supported")


def _findings(text: str, basis: Basis) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.quote) for one in ground_on(text, basis).findings)


def _measure(trials: Sequence[Trial]) -> dict[str, Any]:
    seconds = sorted(one.seconds for one in trials)
    return {
        "selections": len(trials),
        "usable": round(sum(bool(one.writer) for one in trials) / len(trials), 3),
        "by_model": round(sum(one.writer == "model" for one in trials) / len(trials), 3),
        "facts_changed": sum(bool(one.changed) for one in trials),
        "seconds_median": round(statistics.median(seconds), 2),
        "seconds_most": round(seconds[-1], 2),
    }


def table(metrics: dict[str, Any]) -> str:
    """The measures as lines, one a kind."""
    rows: dict[str, Any] = {**metrics["kinds"], "all": metrics["all"]}
    names = {**{str(kind): asked for kind, asked in REQUESTS.items()}, "free": "自己的话"}
    names["all"] = "合计"
    lines = ["要求\t选段\t可用\t大模型写成\t改变事实\t用时（中位/最长，秒）"]
    lines += [
        f"{names[kind]}\t{one['selections']}\t{one['usable']:.0%}\t{one['by_model']:.0%}"
        f"\t{one['facts_changed']}\t{one['seconds_median']}/{one['seconds_most']}"
        for kind, one in rows.items()
    ]
    return "\n".join(lines)
