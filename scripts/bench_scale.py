"""
Measure searching as the corpus grows: `python scripts/bench_scale.py 1000 10000 100000`.

For each size a corpus is made by varying the reports of a folder, ingested into a data folder of
its own, and asked the questions of `nianbao eval retrieval` with and without limits, beside
langchain-chroma with the same passages, vectors and limits. Vectors come from a static model
distilled from the bundled one, which itself would take days for 100,000 passages; questions come
from the cache of vectors, and what the bundled model takes for one is measured apart.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from assistant.environment import apply_quiet

apply_quiet()

from assistant.core.ports import Filter  # noqa: E402
from assistant.core.report import Report  # noqa: E402
from assistant.core.wording import masked, sentences  # noqa: E402
from assistant.embedding.embedder import CachedEmbedder  # noqa: E402
from assistant.embedding.settings import EmbeddingSettings  # noqa: E402
from assistant.evaluation.baseline import as_chroma, plain_store  # noqa: E402
from assistant.evaluation.prose import read_reports  # noqa: E402
from assistant.evaluation.questions import by_hand  # noqa: E402
from assistant.evaluation.varied import YEARS, varied  # noqa: E402
from assistant.index.retrieval import open_index  # noqa: E402
from assistant.records.store import Store  # noqa: E402
from corpus.ingest import Corpus, ingest  # noqa: E402
from corpus.split import split_report  # noqa: E402

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
PARTS = ("nianbao.db", "index", "chroma", "vectors.sqlite")
ROUNDS = 150  # questions a limit


def main() -> None:
    options = _options()
    if options.child:
        print(json.dumps(_asked(options.child, options.static)))
        return
    reports = [*read_reports(SAMPLES).values(), *read_reports(options.reports).values()]
    static = options.static or _distilled(reports)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="nianbao", dir=options.scratch) as scratch:
            _measure(size, reports, static, Path(scratch), plain=not options.no_plain)


def _options() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000])
    words.add_argument("--reports", type=Path, default=SAMPLES, help="reports to vary")
    words.add_argument("--static", type=Path, help="a static model; else one is distilled")
    words.add_argument("--scratch", type=Path, help="where the corpora are made")
    words.add_argument("--no-plain", action="store_true", help="without langchain-chroma")
    words.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    return words.parse_args()


def _distilled(reports: Sequence[Report]) -> Path:
    from assistant.embedding.static import distil

    folder = Path(tempfile.mkdtemp(prefix="static"))
    texts = [
        text
        for report in reports
        for passage in split_report(report, report.file)
        for text in sentences(passage)
    ]
    distil(texts, CachedEmbedder(EmbeddingSettings(), folder), folder / "model")
    return folder / "model"


def _measure(
    size: int, reports: Sequence[Report], static: Path, scratch: Path, *, plain: bool
) -> None:
    home, files = scratch / "home", scratch / "files"
    files.mkdir()
    made = {}
    for report in varied(reports, size):
        made[report.file] = report
        (files / report.file).write_text(report.title, encoding="utf-8")
    store = Store.open(home)
    embedder = CachedEmbedder(EmbeddingSettings(model=str(static)), home)
    index = open_index(home, store, embedder)
    corpus = Corpus(store=store, index=index, read=lambda file: made[file.name])
    done, seconds = _timed(lambda: ingest([files], corpus))
    passages = done.passages
    _say(f"【{passages}段，{len(made)}份报告，{index.count()}个不同的句子】")
    _say(f"读入 {passages / seconds:.0f} 段/秒（不含解析文件）")
    _, seconds = _timed(lambda: ingest([files], corpus))
    _say(f"再次读入未变的文件 {len(made) / seconds:.0f} 份/秒")
    store.close()
    questions = [masked(one.text) for one in by_hand(read_reports(SAMPLES))]
    _, seconds = _timed(lambda: embedder.embed_query("预热"))
    ours = _in_process(home, static)
    parts = "，".join(f"{one} {_size(home / one) / 2**20:.0f}" for one in PARTS)
    _say(f"硬盘 {_size(home) / 2**20:.0f} MB，其中 {parts}；内存 {ours['memory']:.0f} MB")
    _say(f"新进程第一次查找 {ours['first']:.2f} 秒，改动一份报告后 {ours['changed']:.2f} 秒")
    theirs = _plain(home, embedder, scratch / "plain", questions) if plain else {}
    _say(_line("内置模型算一个问题的向量", ours["embedding"], None))
    for name in ours["queries"]:
        _say(_line(name, ours["queries"][name], theirs.get(name)))


def _line(name: str, ours: dict[str, float], plain: dict[str, float] | None) -> str:
    said = f"{name}：p50 {ours['p50']:.1f}，p95 {ours['p95']:.1f} 毫秒（处理器 {ours['cpu']:.1f}）"
    if plain:
        said += (
            f"；langchain-chroma p50 {plain['p50']:.1f}，p95 {plain['p95']:.1f}，"
            f"p95 之比 {plain['p95'] / ours['p95']:.1f}"
        )
    return said


def _in_process(home: Path, static: Path) -> dict[str, Any]:
    """What a new process measures, which has nothing in memory yet."""
    command = [sys.executable, __file__, "--child", str(home), "--static", str(static)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return dict(json.loads(said))


def _asked(home: Path, static: Path) -> dict[str, Any]:
    store = Store.open(home)
    embedder = CachedEmbedder(EmbeddingSettings(model=str(static)), home)
    questions = [one.text for one in by_hand(read_reports(SAMPLES))]
    for one in questions:
        embedder.embed_query(masked(one))  # from here on they come from the cache
    index = open_index(home, store, embedder)
    _, first = _timed(lambda: index.retrieve(questions[0], where=Filter(), k=5))
    queries = {
        name: _percentiles(
            [
                partial(index.retrieve, question, where=where, k=5)
                for question, where in _limited(limit, questions)
            ]
        )
        for name, limit in LIMITS.items()
    }
    bundled = CachedEmbedder(EmbeddingSettings(), Path(tempfile.mkdtemp()))
    bundled.embed_query("预热")
    embedding = _percentiles([partial(bundled.embed_query, masked(one)) for one in set(questions)])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    entry = store.reports()[-1]
    report = store.report(entry.id)
    store.remove_report(entry.id)
    store.add_report(entry.id, report, split_report(report, entry.id))
    _, changed = _timed(
        lambda: index.retrieve(questions[0], where=Filter(agency=entry.agency), k=5)
    )
    store.close()
    return {
        "first": first,
        "queries": queries,
        "memory": memory,
        "changed": changed,
        "embedding": embedding,
    }


OFFICES = [f"示例甲甲甲{one}市应急管理局" for one in "甲乙丙丁戊"]
LIMITS: dict[str, Callable[[int], Filter]] = {
    "不限": lambda _: Filter(),
    "限年度": lambda at: Filter(year=YEARS[at % len(YEARS)]),
    "限机关": lambda at: Filter(agency=OFFICES[at % len(OFFICES)]),
    "限机关和年度": lambda at: Filter(
        agency=OFFICES[at % len(OFFICES)], year=YEARS[at % len(YEARS)]
    ),
    "限部分": lambda _: Filter(section="problems"),
}


def _limited(limit: Callable[[int], Filter], questions: list[str]) -> Iterator[tuple[str, Filter]]:
    for at in range(ROUNDS):
        yield questions[at % len(questions)], limit(at)


def _percentiles(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of the calls: median, 95 of 100, and the processor's for each."""
    took, begun = [], time.process_time()
    for call in calls:
        took.append(1000 * _timed(call)[1])
    cpu = 1000 * (time.process_time() - begun) / len(calls)
    return {
        "p50": statistics.median(took),
        "p95": statistics.quantiles(took, n=20)[-1],
        "cpu": cpu,
    }


def _plain(
    home: Path, embedder: CachedEmbedder, folder: Path, questions: list[str]
) -> dict[str, dict[str, float]]:
    """The same passages in langchain-chroma, with the same limits."""
    store = Store.open(home)
    passages = store.passages()
    store.close()
    plain = plain_store(embedder, folder)
    begun = time.perf_counter()
    for start in range(0, len(passages), 5000):
        some = passages[start : start + 5000]
        plain.add_texts(
            [masked(one.text) for one in some],
            [{"agency": one.agency, "year": one.year, "section": one.section} for one in some],
        )
    seconds = time.perf_counter() - begun
    rate, size = len(passages) / seconds, _size(folder) / 2**20
    _say(f"langchain-chroma：读入 {rate:.0f} 段/秒，硬盘 {size:.0f} MB")
    return {
        name: _percentiles(
            [
                partial(plain.similarity_search, masked(question), k=5, filter=_chroma(where))
                for question, where in list(_limited(limit, questions))[:60]
            ]
        )
        for name, limit in LIMITS.items()
    }


def _chroma(where: Filter) -> dict[str, Any] | None:
    return {"section": where.section} if where.section else as_chroma(where)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    return call(), time.perf_counter() - begun


def _size(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
