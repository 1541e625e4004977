"""
Files and folders into the corpus: the report store, and the index that follows it.

The store is the truth: a report comes into it wholly or not at all, with its cells and passages,
and what is not in it is not found. The index only knows how to find by meaning; it is made from
the store and mended from it. So wherever a run is interrupted, the next one completes it, and
nothing is there twice: a report is known by the hash of its file's bytes. The same holds for two
runs at once, which may do a piece of work twice but never save it twice.

Knows: the ports of the store and the index. Does not know: databases, vectors, screens.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.core.errors import CorpusError, DocumentError, FiguresError
from assistant.core.ports import PassageIndex, ReportStore
from assistant.core.report import Passage, Report
from corpus.readers import FORMATS
from corpus.reading import read_report
from corpus.split import split_report

# What a folder is searched for: a workbook in it is likely this year's figures, so it is named.
SUFFIXES = frozenset({*FORMATS.split(), ".htm"}) - {".xlsx"}

# Passages indexed at once, and seconds that they wait for others; a slow embedding model takes
# longer for those of one report, so with it they hardly wait.
_TOGETHER, _PATIENCE = 500, 5.0

Outcome = Literal["added", "unchanged", "replaced", "failed"]


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A file that could not be read, and why, in one line."""

    file: str
    error: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One more file is done."""

    done: int
    total: int
    file: str
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """What a run did; `passages` counts those that its files have in the corpus now."""

    added: int
    unchanged: int
    replaced: int
    failed: tuple[Failure, ...]
    passages: int


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The two places where a report is kept, and how a file becomes one."""

    store: ReportStore
    index: PassageIndex
    read: Callable[[Path], Report] = read_report


def ingest(
    paths: Sequence[Path],
    corpus: Corpus,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Ingested:
    """Read files and folders into the corpus; a file that cannot be read stops no other.

    CorpusError if a path does not exist or a folder has no report; StoreError or ModelError if
    the store or the embedding model fails, which would fail every file: what was saved stays.
    """
    files = find_files(paths)
    corpus.index.repair()
    fresh = _Fresh(corpus.index)
    outcomes: list[Outcome] = []
    failed: list[Failure] = []
    ids: set[str] = set()
    known = corpus.store.known()
    for number, file in enumerate(files, 1):
        try:
            report_id = file_id(file)
            is_known = report_id in known
            outcome = "unchanged" if is_known else _ingest_file(file, report_id, corpus, fresh)
            known.add(report_id)
            ids.add(report_id)
        except (DocumentError, FiguresError) as error:
            outcome = "failed"
            failed.append(Failure(file=str(file), error=str(error)))
        outcomes.append(outcome)
        progress(Progress(done=number, total=len(files), file=str(file), outcome=outcome))
    fresh.index()
    corpus.index.repair()
    return Ingested(
        added=outcomes.count("added"),
        unchanged=outcomes.count("unchanged"),
        replaced=outcomes.count("replaced"),
        failed=tuple(failed),
        passages=sum(entry.passages for entry in corpus.store.reports() if entry.id in ids),
    )


class _Fresh:
    """Passages that were saved and wait to be indexed: together takes less time than one by one.

    Nothing is lost if they wait for ever: the next run finds them missing in the index.
    """

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._waiting: list[Passage] = []
        self._since = time.monotonic()

    def add(self, passages: Sequence[Passage]) -> None:
        self._waiting += passages
        if len(self._waiting) >= _TOGETHER or time.monotonic() - self._since > _PATIENCE:
            self.index()

    def index(self) -> None:
        if self._waiting:
            self._index.add(self._waiting)
        self._waiting = []
        self._since = time.monotonic()


def _ingest_file(file: Path, report_id: str, corpus: Corpus, fresh: _Fresh) -> Outcome:
    report = corpus.read(file)
    passages = split_report(report, report_id)
    saved = corpus.store.add_report(report_id, report, passages)
    if not saved.new:
        return "unchanged"
    fresh.add(passages)
    return "replaced" if saved.replaced else "added"


def remove(report_id: str, corpus: Corpus) -> None:
    """Take a report out of the corpus; CorpusError if there is none."""
    corpus.store.remove_report(report_id)
    corpus.index.repair()


def file_id(file: Path) -> str:
    """The id of a file: 16 hexadecimal digits of the SHA-256 of its bytes."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        raise DocumentError(f"{file.name}：无法读取（{error.strerror}）；请检查文件权限") from error


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files named and those of the folders named, by name; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_inside(path))
            if not inside:
                raise CorpusError(
                    f"文件夹 {path} 中没有可读的报告；支持 {' '.join(sorted(SUFFIXES))}"
                )
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise CorpusError(f"找不到 {path}；请检查文件或文件夹的名称")
    return tuple(found)


def _inside(folder: Path) -> Iterator[Path]:
    """The report files below a folder; not hidden ones, nor the ~$ files of an open Word."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
