"""Every command and every file that it cannot use: one line that names the file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.ran import LAST, NOW, Run


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def prose(path: Path) -> None:
    path.write_text("关于召开会议的通知\n请各科室准时参加。", encoding="utf-8")


def folder(path: Path) -> None:
    path.mkdir()


def absent(path: Path) -> None:
    """No file."""


READERS = ["parse {}", "ingest {}", "check {}", "verify 收到申请。 --figures {}"]
READERS += ["draft --figures {}", f"draft --figures {NOW} --previous {{}}"]
READERS += [f"check {NOW} --previous {{}}", f"verify 收到申请。 --figures {NOW} --previous {{}}"]
READERS += ["template --year 2027 -o made.xlsx --from {}"]
BROKEN = [
    *[(empty, name) for name in ("a.docx", "a.pdf", "a.html", "a.txt", "a.md")],
    *[(garbage, name) for name in ("a.docx", "a.pdf", "a.xlsx", "a.json", "a.zip")],
    *[(prose, name) for name in ("a.txt", "a.docx", "a.json", "a.xlsx")],
    (folder, "a.docx"),
    (absent, "a.pdf"),
]


@pytest.mark.parametrize(("make", "name"), BROKEN, ids=[f"{m.__name__} {n}" for m, n in BROKEN])
@pytest.mark.parametrize("words", READERS)
def test_a_file_that_cannot_be_used_is_one_line(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    make: Callable[[Path], None],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    run(*words.format(name).split()).says("a")
    assert "made.xlsx" not in {path.name for path in set(tmp_path.rglob("*")) - set(before)}


def test_what_is_not_there_is_told_plainly(run: Run, tmp_path: Path) -> None:
    run("verify", "", "--figures", NOW).says("没有给出文字")
    run("template", "--year", "2027", "-o", tmp_path / "none" / "a.xlsx").says("请检查文件夹")
    assert "还没有不存在的局的设置" in run("office", "不存在的局").err


def test_one_bad_file_stops_no_other(run: Run, tmp_path: Path) -> None:
    prose(tmp_path / "通知.txt")
    (tmp_path / "报告.html").write_bytes(LAST.read_bytes())
    done = run("ingest", tmp_path, "--json")
    assert done.code == 0
    assert (done.json["added"], len(done.json["failed"])) == (1, 1)
    assert "通知.txt" in done.err


def test_a_name_that_is_no_utf_8_is_no_obstacle(run: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(str(tmp_path).encode() + b"/\xb1\xa8\xb8\xe6.html")
    Path(odd).write_bytes(LAST.read_bytes())
    assert run("parse", odd, "--json").json["year"] == 2025
    assert run("ingest", odd, "--json").json["added"] == 1
    assert "????.html" in run("reports").out
    assert run("draft", "--figures", NOW, "--section", "other").code == 0
