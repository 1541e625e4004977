"""
The benchmark of searching: questions with known passages, beside the plain way in the same run.

The reports of a folder and the samples are one corpus. Each question (questions.py) is asked of
several searches over the same reports with the same embedding model; a search is right at a place
if the text there holds the words that are wanted, in a report of the office and year meant.

recall@5: share of the questions with a right text in the first five. MRR: mean of 1/place of the
first right text, 0 below the tenth. Wrong years and offices are counted in the first five of the
questions that name one.
"""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.ports import Embedder, Filter
from assistant.core.report import Report
from assistant.core.scope import Scope
from assistant.core.wording import sentences
from assistant.embedding.embedder import CachedEmbedder
from assistant.embedding.settings import EmbeddingSettings
from assistant.evaluation.baseline import PlainSearch
from assistant.evaluation.prose import read_reports
from assistant.evaluation.questions import KINDS, ORIGINS, Kind, Question, by_hand, by_rule
from assistant.index.retrieval import HybridIndex, open_index
from assistant.index.searching import Searching
from assistant.records.store import Store
from corpus.split import split_report

FIRST, DEPTH = 5, 10
_SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"

Place = tuple[str, str, int]  # text, office, year
Search = Callable[[str, int], list[Place]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question asked of one search."""

    question: Question
    kind: Kind
    rank: int | None  # of the first right text, from 1
    wrong_years: int  # texts of the first five of a year that the question does not name
    wrong_offices: int


def evaluate(reports: Path) -> dict[str, Any]:
    """Metrics of each search, by kind of question; what was missed."""
    with tempfile.TemporaryDirectory(prefix="nianbao") as home:
        return measure(reports, CachedEmbedder(EmbeddingSettings(), Path(home)), static=True)


def measure(reports: Path, embedder: Embedder, *, static: bool = False) -> dict[str, Any]:
    """The same with another embedding model, or one that keeps its vectors.

    `static`: also ours with a static model distilled from it.
    """
    corpus = read_reports(_SAMPLES) | read_reports(reports)
    with tempfile.TemporaryDirectory(prefix="nianbao") as scratch:
        store = Store.open(Path(scratch))
        questions = _fill(store, corpus)
        searching = Searching(store)
        index = open_index(Path(scratch), store, embedder)
        index.repair()
        searches = {
            "ours": _ours(searching, index),
            **({"static": _static(searching, store, embedder, Path(scratch))} if static else {}),
            **_plain(searching, corpus, embedder, Path(scratch)),
        }
        scopes = {one.text: searching.scope(one.text) for one in questions}
        asked = {name: _ask(search, questions, scopes) for name, search in searches.items()}
        store.close()
    return {
        "reports": len(corpus),
        "questions": len(questions),
        **{name: _metrics(results, seconds) for name, (results, seconds) in asked.items()},
    }


def _fill(store: Store, corpus: Mapping[tuple[str, int], Report]) -> list[Question]:
    """All reports into the store; the questions on them."""
    for (agency, year), report in corpus.items():
        report_id = f"{agency}{year}"
        store.add_report(report_id, report, split_report(report, report_id))
    return [*by_hand(corpus), *by_rule(store.passages())]


def _ours(searching: Searching, index: HybridIndex) -> Search:
    def find(question: str, k: int) -> list[Place]:
        found = searching.search(question, index, where=Filter(), k=k)
        return [(one.passage.text, one.passage.agency, one.passage.year) for one in found.hits]

    return find


def _static(searching: Searching, store: Store, embedder: Embedder, scratch: Path) -> Search:
    """Ours with a static model distilled from the embedding model."""
    from assistant.embedding.static import distil

    home = scratch / "static"
    texts = [text for passage in store.passages() for text in sentences(passage)]
    distil(texts, embedder, home / "model")
    settings = EmbeddingSettings(model=str(home / "model"))
    index = open_index(home, store, CachedEmbedder(settings, home))
    index.repair()
    return _ours(searching, index)


def _plain(
    searching: Searching,
    corpus: Mapping[tuple[str, int], Report],
    embedder: Embedder,
    scratch: Path,
) -> dict[str, Search]:
    """The usual way, as it is, and with the limits that ours finds in the question."""
    plain = PlainSearch(corpus.values(), embedder, scratch / "plain")

    def limited(question: str, k: int) -> list[Place]:
        scope = searching.scope(question)
        where = Filter(agencies=scope.offices, years=scope.years)
        return plain.find(scope.rest or question, where, k)

    return {
        "plain": lambda question, k: plain.find(question, Filter(), k),
        "plain_limited": limited,
    }


def _ask(
    search: Search, questions: Sequence[Question], scopes: Mapping[str, Scope]
) -> tuple[list[Asked], float]:
    """Every question once; seconds for all."""
    begun = time.perf_counter()
    asked = [_result(one, search(one.text, DEPTH), scopes[one.text]) for one in questions]
    return asked, time.perf_counter() - begun


def _result(question: Question, found: Sequence[Place], scope: Scope) -> Asked:
    right = (
        place
        for place, (text, agency, year) in enumerate(found, 1)
        if question.fits(agency, year) and question.is_answered_by(text)
    )
    first = found[:FIRST]
    return Asked(
        question=question,
        kind=_kind(question, scope),
        rank=next(right, None),
        wrong_years=sum(bool(scope.years) and year not in scope.years for _, _, year in first),
        wrong_offices=sum(
            bool(scope.offices) and agency not in scope.offices for _, agency, _ in first
        ),
    )


def _kind(question: Question, scope: Scope) -> Kind:
    if question.origin == "rule":
        return "part"
    if scope.offices:
        return "office_year" if scope.years else "office"
    return "year" if scope.years else "open"


def _metrics(asked: Sequence[Asked], seconds: float) -> dict[str, Any]:
    return {
        **_shares(asked),
        "wrong_years": sum(one.wrong_years for one in asked),
        "wrong_offices": sum(one.wrong_offices for one in asked),
        "by_kind": {kind: _shares([one for one in asked if one.kind == kind]) for kind in KINDS},
        "by_origin": {
            origin: _shares([one for one in asked if one.question.origin == origin])
            for origin in ORIGINS
        },
        "milliseconds": round(1000 * seconds / max(1, len(asked)), 1),
        "missed": [one.question.text for one in asked if not _found(one)],
    }


def _shares(asked: Sequence[Asked]) -> dict[str, Any]:
    if not asked:
        return {"questions": 0, "misses": 0, "recall@5": None, "mrr": None}
    found = sum(map(_found, asked))
    ranks = sum(1 / one.rank for one in asked if one.rank)
    return {
        "questions": len(asked),
        "misses": len(asked) - found,
        "recall@5": round(found / len(asked), 4),
        "mrr": round(ranks / len(asked), 4),
    }


def _found(one: Asked) -> bool:
    return one.rank is not None and one.rank <= FIRST


_NAMES = {
    "ours": "年报助手",
    "static": "年报助手，静态向量",
    "plain": "通常做法",
    "plain_limited": "通常做法，同样限定",
}


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics for people."""
    lines = [
        f"{metrics['reports']}份报告，{metrics['questions']}个问题；"
        "前五段中有答案的比例（第一个答案名次的倒数平均）"
    ]
    for name, title in _NAMES.items():
        if name not in metrics:
            continue
        one = metrics[name]
        lines.append(
            f"{title}：{one['recall@5']}（{one['mrr']}），没找到{one['misses']}个；"
            f"前五段中年度不对{one['wrong_years']}段，机关不对{one['wrong_offices']}段；"
            f"每个问题{one['milliseconds']}毫秒"
        )
        parts = [(KINDS[kind], part) for kind, part in one["by_kind"].items()]
        parts += [(ORIGINS[origin], part) for origin, part in one["by_origin"].items()]
        lines += [
            f"  {title}（{part['questions']}个）：{part['recall@5']}（{part['mrr']}）"
            for title, part in parts
            if part["questions"]
        ]
    return "\n".join(lines)
