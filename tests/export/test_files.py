"""An exported file is there whole or not at all; one Chinese line says why not."""

import errno
import os
from pathlib import Path

import pytest

from assistant.core.errors import ExportError
from assistant.core.official import official_report
from assistant.core.publication import SUFFIXES, Publication
from assistant.core.tables.figures import Figures
from assistant.export import FORMATS, export_report
from assistant.export.files import write_whole

REPORT = Publication(
    report=official_report(Figures(agency="示例局", year=2025, edition="2021", cells=()), {})
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "报告.md"
    path.write_text("旧")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["报告.md"]


REFUSALS = [
    (errno.ENOSPC, "磁盘空间已满"),
    (errno.EDQUOT, "磁盘配额已用完"),
    (errno.EROFS, "磁盘是只读的"),
    (errno.EACCES, "没有写入权限"),
    (errno.EIO, "无法写入"),
]


@pytest.mark.parametrize(("number", "words"), REFUSALS)
def test_a_refusal_of_the_disk_leaves_the_old_file(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.md"
    path.write_text("旧")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ExportError, match=words) as caught:
        write_whole(path, b"new")
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_text() == "旧"
    assert os.listdir(tmp_path) == ["报告.md"]


PATHS = [
    ("没有/报告.docx", "文件夹不存在"),
    ("文件/报告.docx", "不是文件夹"),
    ("文件夹.docx", "这是一个文件夹"),
    ("名" * 200 + ".docx", "文件名太长"),
    ("报告.doc", "不能导出为 .doc 文件"),
    ("报告", "不能导出为 没有扩展名的 文件"),
]


@pytest.mark.parametrize(("name", "words"), PATHS)
def test_a_path_that_cannot_be_written(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    (tmp_path / "文件夹.docx").mkdir()
    with pytest.raises(ExportError, match=words):
        export_report(tmp_path / name, REPORT)
    assert sorted(os.listdir(tmp_path)) == ["文件", "文件夹.docx"]


BEGINNINGS = {
    **{".docx": b"PK", ".DOCX": b"PK", ".xlsx": b"PK"},
    **{".md": b"# ", ".txt": "示例局".encode(), ".html": b"<!DOCTYPE html>", ".json": b"{"},
}


@pytest.mark.parametrize("suffix", BEGINNINGS)
def test_the_name_chooses_the_format(suffix: str, tmp_path: Path) -> None:
    export_report(tmp_path / f"报告{suffix}", REPORT)
    assert (tmp_path / f"报告{suffix}").read_bytes().startswith(BEGINNINGS[suffix])


def test_every_format_that_is_promised_can_be_written() -> None:
    assert tuple(FORMATS) == SUFFIXES
