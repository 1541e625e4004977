"""The command line as a process of its own: what it loads, and what can happen around it."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from assistant.core.drafts import Draft
from assistant.records.store import Store
from tests.cli.ran import LAST, NOW, OFFICE, ROOT, SAMPLES
from tests.fakes import Answer, endpoint

DRAFT = ("draft", "--figures", NOW, "--previous", LAST, "--section", "other")
HEAVY = ("torch", "transformers", "chromadb", "langchain", "langchain_core", "openai", "gradio")


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "assistant", *map(str, words)]


def environment(home: Path, **more: str) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NIANBAO_HOME": str(home), **more}


def run(
    words: Sequence[str],
    home: Path,
    *,
    stdout: int | IO[bytes] = subprocess.PIPE,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        words,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        timeout=120,
        check=False,
    )


def hears_ctrl_c() -> None:
    """A shell that starts something in the background makes all below it deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line that a failure says beside notices and progress."""
    lines = [
        line
        for line in done.stderr.decode().splitlines()
        if not line.startswith(("提示：", "草稿已保存", "已写入 "))
    ]
    assert (done.returncode, len(lines)) == (2, 1), done.stderr.decode()
    assert re.search(r"[\u4e00-\u9fff]", lines[0])
    return lines[0]


def only_draft(home: Path) -> Draft:
    with closing(Store.open(home)) as store:
        (entry,) = store.drafts()
        return store.draft(entry.id)


# --- what is loaded


LIGHT = {
    "reports": ("reports",),
    "parse": ("parse", LAST),
    "check": ("check", NOW),
    "verify": ("verify", "新收政府信息公开申请62件。", "--figures", NOW),
    "draft": DRAFT,
    "help": ("--help",),
}


@pytest.mark.slow
@pytest.mark.parametrize("words", LIGHT.values(), ids=LIGHT)
def test_quick_commands_load_no_model_library(tmp_path: Path, words: Sequence[object]) -> None:
    code = (
        "import sys\n"
        "from assistant.__main__ import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = run([sys.executable, "-c", code, *map(str, words)], tmp_path)
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert done.stdout
    assert "assistant" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_page_that_lacks_its_model_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "nianbao.toml").write_text('chat_model = "nobody"', encoding="utf-8")
    assert "没有名为 nobody 的内置大模型" in one_line(run(command("serve", "--fetch"), tmp_path))


# --- where the result goes


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("parse", LAST, "--json"),
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_draft_is_kept_also_where_nobody_reads_it(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        said = one_line(run(command(*DRAFT), tmp_path, stdout=full))
    assert "磁盘空间已满" in said
    assert "信息处理费" in only_draft(tmp_path).text("other")


def test_closed_streams_are_no_error(tmp_path: Path) -> None:
    for words in (f"parse '{LAST}' --json >&-", "reports <&- >&- 2>&-"):
        shell = f"'{sys.executable}' -m assistant {words}"
        done = run(["sh", "-c", shell], tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")


# --- what the disk refuses


def unprivileged(words: list[str]) -> list[str]:
    """As a user whom the modes of files bind; they do not bind root."""
    if os.geteuid() != 0:
        return words
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]


@pytest.mark.slow
def test_a_data_folder_that_is_read_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(command("reports"), home)
    for path in (home, *home.iterdir()):
        path.chmod(path.stat().st_mode & 0o555)
    assert "只读" in one_line(run(unprivileged(command("reports")), home))
    drafted = run(unprivileged(command(*DRAFT, "--json")), home)
    assert "没有保存" in one_line(drafted)
    assert json.loads(drafted.stdout)["draft"] is None
    out = home / "a.docx"
    assert "没有写入权限" in one_line(run(unprivileged(command(*DRAFT, "-o", out)), home))
    book = home / "a.xlsx"
    template = command("template", "--year", 2027, "-o", book)
    assert "无法写入" in one_line(run(unprivileged(template), home))


def no_space() -> None:
    """No file may grow, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.slow
@pytest.mark.parametrize("known", [False, True])
def test_a_disk_that_is_full(tmp_path: Path, known: bool) -> None:
    if known:
        run(command("reports"), tmp_path)
    drafted = run(command(*DRAFT, "-o", tmp_path / "a.md", "--json"), tmp_path, before=no_space)
    one_line(drafted)
    assert "信息处理费" in json.loads(drafted.stdout)["sections"][0]["text"]
    assert not (tmp_path / "a.md").exists()
    template = command("template", "--year", 2027, "-o", tmp_path / "a.xlsx")
    one_line(run(template, tmp_path, before=no_space))
    assert not (tmp_path / "a.xlsx").exists()


# --- what happens meanwhile


SENTENCE = "持续规范办理流程，强化业务培训，不断提高公开的质量和水平，方便群众查询。"


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_written_and_stops_the_model(tmp_path: Path) -> None:
    words = ("draft", "--figures", NOW, "--previous", LAST, "--writer", "model")
    with endpoint(lambda _: Answer(text=SENTENCE, delay=0.05)) as server:
        with subprocess.Popen(
            command(*words, "--json"),
            env=environment(
                tmp_path,
                NIANBAO_CHAT_ENDPOINT=server.url,
                NIANBAO_CHAT_MODEL="m",
                NIANBAO_CHAT_GRAMMAR="none",
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=hears_ctrl_c,
        ) as process:
            began = time.monotonic()
            while server.sent < 2 * len(SENTENCE) and time.monotonic() < began + 60:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        sent = server.sent
        time.sleep(0.3)
        assert server.sent <= sent + 1
    assert process.returncode == 130, err.decode()
    assert err.decode().splitlines()[-1] == "已停止"
    assert "Traceback" not in err.decode()
    (section,) = json.loads(out)["sections"]
    assert section["text"].startswith("2026年，")
    assert only_draft(tmp_path).text("overview") == section["text"]


@pytest.mark.slow
def test_processes_may_draft_into_one_data_folder_at_once(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            command(*DRAFT, "--json"),
            env=environment(tmp_path / "home"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    drafts = [json.loads(process.communicate(timeout=120)[0])["draft"] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    with closing(Store.open(tmp_path / "home")) as store:
        assert {entry.id for entry in store.drafts()} == set(drafts)


@pytest.mark.slow
def test_processes_may_ingest_into_one_data_folder_at_once(tmp_path: Path) -> None:
    reports = sorted(SAMPLES.glob(f"{OFFICE}_*5.html")) + sorted(SAMPLES.glob("*.docx"))
    processes = [
        subprocess.Popen(
            command("ingest", *reports, "--json"),
            env=environment(tmp_path / "home"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    done = [json.loads(process.communicate(timeout=300)[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(one["added"] for one in done) == len(reports)
    assert [one["failed"] for one in done] == [[], []]
    listed = run(command("reports", "--json"), tmp_path / "home")
    assert len(json.loads(listed.stdout)["reports"]) == len(reports)
    found = run(command("search", "培训", "-k", 1, "--json"), tmp_path / "home")
    assert len(json.loads(found.stdout)["passages"]) == 1
