"""
The benchmark of drafting: year N drafted from the report of year N−1 and the figures of year N.

Each pair of a folder is drafted by each writer and seed, from the tables alone and from the tables
with the numbers of the real text as indicators, and measured against the real report of year N.
Beside it, in the same run and by the same measures: last year's text as it is, last year's text
with its years replaced, and a plain retrieval chain with the same chat model.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from pathlib import Path
from typing import Any

from assistant.core.evidence.grounding import Basis
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from assistant.core.writing.learning import previous_figures
from assistant.core.writing.planning import plan_report
from assistant.evaluation.drafting_measures import Case, measure
from assistant.evaluation.drafting_pairs import Pair, narrative, read_pairs
from assistant.writing.drafting import CarryWriter, ParagraphWriter, draft_section

WriterOf = Callable[[int], ParagraphWriter]  # by seed
PlainChain = Callable[[Figures, Sequence[Report], int], Iterator[str]]  # the text so far
CARRY: Mapping[str, WriterOf] = {"carry": lambda _: CarryWriter()}
_GIVEN = {"tables": "表格", "told": "表格和正文中的数"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")
# For each measure of a group of drafts: the worst one.
_WORST: Mapping[str, Callable[[Sequence[float]], float]] = {
    "right": min,
    "stale": max,
    "unknown": max,
    "tables": min,
    "headings": min,
    "rouge_l": min,
    "rouge_l_text": min,
    "rouge_l_answered": min,
    "marked": max,
    "alike": max,
    "first": max,
    "last": max,
}


@dataclass(frozen=True, kw_only=True)
class _Timed:
    text: str
    first: float  # seconds to the first characters
    last: float


def evaluate(
    reports: Path,
    *,
    writers: Mapping[str, WriterOf] = CARRY,
    seeds: Sequence[int] = (1,),
    year: int | None = None,
    chain: PlainChain | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Metrics of every pair in `reports`: {"drafts": [...], "worst": {who: {measure: value}}}.

    A draft names its pair, what was given (tables, told), who wrote it (a writer, copy, years,
    chain) and its seed; its measures are those of drafting_measures.measure, and seconds to the
    first and the last token. carry and the baselines without a model know no seed. With `year`,
    only the reports of that year are drafted.
    """
    drafts: list[dict[str, Any]] = []
    for pair in read_pairs(reports):
        if year not in (None, pair.figures.year):
            continue
        for one in joined(_written(pair, writers, seeds), _baselines(pair, seeds, chain)):
            drafts.append(one)
            progress(_line(one, *_who(one)))
    return {"drafts": drafts, "worst": _worst(drafts)}


def _written(
    pair: Pair, writers: Mapping[str, WriterOf], seeds: Sequence[int]
) -> Iterator[dict[str, Any]]:
    for given in _GIVEN:
        figures = pair.told if given == "told" else pair.figures
        for name, writer in writers.items():
            for seed in seeds if name != CarryWriter.name else (0,):
                timed = _timed(_draft(figures, pair.past, writer(seed)))
                yield _row(pair, given=given, by=name, seed=seed, timed=timed)


def _baselines(
    pair: Pair, seeds: Sequence[int], chain: PlainChain | None
) -> Iterator[dict[str, Any]]:
    last = pair.past[0]
    copied = "\n".join(narrative(last))
    for name, text in (("copy", copied), ("years", _with_years(copied, last.year))):
        timed = _Timed(text=text, first=0.0, last=0.0)
        yield _row(pair, given="told", by=name, seed=0, timed=timed)
    if chain is not None:
        for seed in seeds:
            timed = _timed(chain(pair.told, pair.past, seed))
            yield _row(pair, given="told", by="chain", seed=seed, timed=timed)


def _draft(figures: Figures, past: Sequence[Report], writer: ParagraphWriter) -> Iterator[str]:
    """The whole narrative as it grows."""
    basis = Basis(figures=figures, previous=previous_figures(figures, past))
    done = ""
    for brief in plan_report(figures, past=past):
        text = ""
        for step in draft_section(brief, writer, basis=basis):
            text = step.text
            yield f"{done}{text}"
        done += f"{text}\n"


def _timed(growing: Iterator[str]) -> _Timed:
    begun = time.perf_counter()
    first = 0.0
    text = ""
    for text in growing:
        if text and not first:
            first = time.perf_counter() - begun
    return _Timed(text=text, first=first, last=time.perf_counter() - begun)


def _with_years(text: str, year: int) -> str:
    """Last year's text one year later: 2024年 for 2023年, and so its neighbours."""
    return _YEAR.sub(
        lambda match: str(int(match[0]) + 1) if abs(int(match[0]) - year) <= 1 else match[0],
        text,
    )


def _row(pair: Pair, *, given: str, by: str, seed: int, timed: _Timed) -> dict[str, Any]:
    figures = pair.told if given == "told" else pair.figures
    previous = previous_figures(figures, pair.past)
    case = Case(
        figures=figures,
        last=pair.past[0],
        real=pair.real,
        previous=previous or pair.past[0].figures,
    )
    return {
        "pair": pair.name,
        "given": given,
        "by": by,
        "seed": seed,
        **measure(timed.text, case),
        "first": round(timed.first, 2),
        "last": round(timed.last, 2),
    }


def _worst(drafts: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float | None]]:
    """Of each writer and baseline the worst draft by each measure."""
    found: dict[str, dict[str, float | None]] = {}
    for by in dict.fromkeys(one["by"] for one in drafts):
        mine = [one for one in drafts if one["by"] == by]
        found[by] = {
            name: worst([one[name] for one in mine if one[name] is not None] or [0])
            for name, worst in _WORST.items()
        }
    return found


# --- for people


_COLUMNS = {
    "right": "数对",
    "stale": "上年数",
    "unknown": "无据未标",
    "marks": "待补核",
    "marked": "记号字占",
    "tables": "表中数",
    "headings": "小标题",
    "rouge_l": "ROUGE-L",
    "rouge_l_text": "不计记号",
    "rouge_l_answered": "记号答后",
    "alike": "同上年",
    "first": "首字秒",
    "last": "完成秒",
}
_SHARES = frozenset(
    {
        "right",
        "tables",
        "headings",
        "rouge_l",
        "rouge_l_text",
        "rouge_l_answered",
        "alike",
        "marked",
    }
)
_NAMES = {"copy": "照抄上年", "years": "上年换年份", "chain": "普通检索链"}


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print: a draft a line, then the worst of each writer."""
    lines = ["\t".join(("写法", "种子", "所给", *_COLUMNS.values(), "份"))]
    lines += [_line(one, *_who(one)) for one in metrics["drafts"]]
    for by, worst in metrics["worst"].items():
        lines.append(_line({**worst, "pair": ""}, _NAMES.get(by, by), "最差", ""))
    return "\n".join(lines)


def _who(one: Mapping[str, Any]) -> tuple[str, ...]:
    return _NAMES.get(one["by"], one["by"]), str(one["seed"] or "—"), _GIVEN[one["given"]]


def _line(one: Mapping[str, Any], *names: str) -> str:
    shown = (_shown(name, one.get(name)) for name in _COLUMNS)
    return "\t".join((*names, *shown, one["pair"]))


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.1%}" if name in _SHARES else f"{value:g}"
