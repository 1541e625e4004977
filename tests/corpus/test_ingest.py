"""Ingest with the real store and the real index: repeated, interrupted, twice at once."""

import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError, DocumentError
from assistant.core.report import Report
from assistant.core.wording import sentences, wording
from assistant.index.retrieval import FOLDER, open_index
from assistant.records.store import Store
from corpus.ingest import Corpus, Ingested, Progress, file_id, find_files, ingest, remove
from corpus.split import split_report
from tests.made import AGENCY, ANYWHERE, HashEmbedder, make_report

YEARS = range(2015, 2025)


def read(path: Path) -> Report:
    """A file "2023 words" or "2023 乙局 words" as the report of that year with these words."""
    year, *rest = path.read_text(encoding="utf-8").split()
    if not year.isdigit():
        raise DocumentError(f"{path.name}：读不懂；请另存")
    agency = rest.pop(0) if rest and rest[0].endswith("局") else AGENCY
    words = [f"{word}。{'发布信息。' * 40}" for word in rest]
    return make_report(int(year), agency=agency, overview=words, file=path.name)


def open_corpus(home: Path) -> Corpus:
    store = Store.open(home)
    return Corpus(store=store, index=open_index(home, store, HashEmbedder()), read=read)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return open_corpus(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for year in YEARS:
        (made / f"{year}.txt").write_text(f"{year} 主动公开 依申请公开", encoding="utf-8")
    return made


def counts(result: Ingested) -> tuple[int, int, int, int]:
    return result.added, result.unchanged, result.replaced, len(result.failed)


def check_whole(corpus: Corpus) -> None:
    """Every passage of every report is there once, and all are found by meaning alone."""
    wanted = {
        passage.id: passage
        for entry in corpus.store.reports()
        for passage in split_report(corpus.store.report(entry.id), entry.id)
    }
    assert sum(entry.passages for entry in corpus.store.reports()) == len(wanted)
    assert {passage.id: passage for passage in corpus.store.passages()} == wanted
    wordings = {wording(passage) for passage in wanted.values()}
    hits = corpus.index.retrieve("NO WORD OF IT", where=ANYWHERE, k=len(wanted))
    assert len(hits) == len(wordings)
    assert {wording(hit.passage) for hit in hits} == wordings
    said = {one for passage in wanted.values() for one in sentences(passage)}
    assert corpus.index.count() == len(said)


def test_a_folder_is_read_once(corpus: Corpus, folder: Path) -> None:
    seen: list[Progress] = []
    first = ingest([folder], corpus, progress=seen.append)
    assert counts(first) == (10, 0, 0, 0)
    assert [(one.done, one.total, one.outcome) for one in seen] == [
        (number, 10, "added") for number in range(1, 11)
    ]
    second = ingest([folder, folder / "2020.txt"], corpus)
    assert counts(second) == (0, 10, 0, 0)
    assert second.passages == first.passages == len(corpus.store.passages())
    check_whole(corpus)


def test_unchanged_files_are_not_read_again(corpus: Corpus, folder: Path) -> None:
    ingest([folder], corpus)

    def refuse(path: Path) -> Report:
        raise AssertionError(path)

    again = Corpus(store=corpus.store, index=corpus.index, read=refuse)
    assert counts(ingest([folder], again)) == (0, 10, 0, 0)


def test_a_changed_file_replaces_its_report_everywhere(corpus: Corpus, folder: Path) -> None:
    ingest([folder], corpus)
    (folder / "2020.txt").write_text("2020 无障碍浏览功能", encoding="utf-8")
    assert counts(ingest([folder], corpus)) == (0, 9, 1, 0)
    hits = corpus.index.retrieve("无障碍浏览功能", where=ANYWHERE, k=1)
    assert hits[0].passage.year == 2020
    assert len(corpus.store.reports()) == 10
    check_whole(corpus)


def test_two_files_of_one_report_are_one_and_stay_so(corpus: Corpus, folder: Path) -> None:
    (folder / "2024改.txt").write_text("2024 修订后的报告", encoding="utf-8")
    assert counts(ingest([folder], corpus)) == (10, 0, 1, 0)
    assert counts(ingest([folder], corpus)) == (0, 11, 0, 0)
    assert [entry.file for entry in corpus.store.reports() if entry.year == 2024] == ["2024改.txt"]
    check_whole(corpus)


def test_a_file_that_cannot_be_read_stops_no_other(corpus: Corpus, folder: Path) -> None:
    (folder / "2016.txt").write_text("not a report", encoding="utf-8")
    result = ingest([folder], corpus)
    assert counts(result) == (9, 0, 0, 1)
    assert result.failed[0].file.endswith("2016.txt")
    assert result.failed[0].error == "2016.txt：读不懂；请另存"
    check_whole(corpus)


def test_a_removed_report_vanishes_everywhere_and_can_come_back(
    corpus: Corpus, folder: Path
) -> None:
    ingest([folder], corpus)
    report_id = file_id(folder / "2020.txt")
    remove(report_id, corpus)
    assert not any(
        hit.passage.year == 2020 for hit in corpus.index.retrieve("公开", where=ANYWHERE, k=99)
    )
    check_whole(corpus)
    with pytest.raises(CorpusError, match=report_id):
        remove(report_id, corpus)
    assert counts(ingest([folder], corpus)) == (1, 9, 0, 0)
    check_whole(corpus)


def test_a_lost_index_is_made_again(corpus: Corpus, folder: Path, tmp_path: Path) -> None:
    ingest([folder], corpus)
    shutil.rmtree(tmp_path / "home" / FOLDER)
    assert counts(ingest([folder], corpus)) == (0, 10, 0, 0)
    check_whole(corpus)


def test_sentences_of_no_report_are_swept_out(corpus: Corpus, folder: Path) -> None:
    ingest([folder], corpus)
    corpus.index.add(split_report(make_report(2010, overview=["别处的话。"]), "nobody's"))
    ingest([folder], corpus)
    check_whole(corpus)


def test_what_files_are_found(tmp_path: Path) -> None:
    names = ["b.txt", "a/c.PDF", "a/~$c.docx", ".hidden/d.txt", "e.xlsx", "f.htm", "MANIFEST.tsv"]
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    found = find_files([tmp_path, tmp_path / "e.xlsx", tmp_path / "b.txt"])
    assert [str(file.relative_to(tmp_path)) for file in found] == [
        "a/c.PDF",
        "b.txt",
        "f.htm",
        "e.xlsx",
    ]


@pytest.mark.parametrize(
    ("name", "words"), [("missing.txt", "找不到"), ("empty", "没有可读的报告")]
)
def test_a_path_that_leads_nowhere(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=words):
        find_files([tmp_path / name])


# --- interrupted, and twice at once

SPAWN = multiprocessing.get_context("spawn")


def _ingest(home: Path, folder: Path) -> None:
    ingest([folder], open_corpus(home))


@pytest.fixture
def many(folder: Path) -> Path:
    """Enough files that a run takes seconds and Chroma writes its vector files several times."""
    for number in range(150):
        words = " ".join(f"第{number}局第{place}段" for place in range(8))
        file = folder / f"more{number}.txt"
        file.write_text(f"{YEARS[number % 10]} 第{number}局 {words}", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_kill_at_any_moment_and_the_next_run_completes(tmp_path: Path, many: Path) -> None:
    chance = random.Random(20)
    home = tmp_path / "home"
    for number in range(20):
        # Change some files each round, so that reports are also replaced and removed.
        for file in chance.sample(sorted(many.glob("more*.txt")), 40):
            file.write_text(f"{file.read_text('utf-8')} 又{number}", encoding="utf-8")
        process = SPAWN.Process(target=_ingest, args=(home, many))
        process.start()
        assert process.pid is not None
        time.sleep(1.2 + chance.random() * 3)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    corpus = open_corpus(home)
    result = ingest([many], corpus)
    assert result.failed == ()
    assert len(corpus.store.reports()) == 160
    check_whole(corpus)
    assert counts(ingest([many], corpus)) == (0, 160, 0, 0)


@pytest.mark.slow
def test_runs_at_once_share_the_work_and_lose_nothing(tmp_path: Path, many: Path) -> None:
    home = tmp_path / "home"
    processes = [SPAWN.Process(target=_ingest, args=(home, many)) for _ in range(3)]
    for process in processes:
        process.start()
    page = open_corpus(home)
    while any(process.is_alive() for process in processes):
        page.index.retrieve("主动公开", where=ANYWHERE, k=5)  # a page that is in use meanwhile
        time.sleep(0.05)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    check_whole(page)
    assert len(page.store.reports()) == 160
    assert counts(ingest([many], open_corpus(home))) == (0, 160, 0, 0)
