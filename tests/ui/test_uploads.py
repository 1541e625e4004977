"""Uploaded files: harmless names, a folder of their own, limits that are told in one line."""

from pathlib import Path

import pytest

from assistant.core.errors import DocumentError
from ui import uploads
from ui.uploads import harmless_name, received

NAMES = {
    "示例市应急管理局_2025.docx": "示例市应急管理局_2025.docx",
    "../../x.docx": "x.docx",
    "..\\..\\x.docx": "x.docx",
    "/etc/passwd.txt": "passwd.txt",
    "<img src=x onerror=alert(1)>.xlsx": "img_src_x_onerror_alert(1).xlsx",
    ".hidden.json": "hidden.json",
    "a\x00b\n.json": "a_b.json",
    f"{'长' * 200}.xlsx": f"{'长' * 60}.xlsx",
    "....docx": "file.docx",
    "2025年年报（终稿）.DOCX": "2025年年报（终稿）.docx",
}


@pytest.mark.parametrize(("name", "harmless"), NAMES.items())
def test_of_a_name_only_what_is_harmless_stays(name: str, harmless: str) -> None:
    assert harmless_name(name) == harmless


def test_a_file_is_read_from_a_folder_of_ours_that_goes_away(tmp_path: Path) -> None:
    sent = tmp_path / "数据.json"
    sent.write_text("{}", encoding="utf-8")
    with received(str(sent), (".json",)) as path:
        assert path.read_text(encoding="utf-8") == "{}"
        assert (path.name, path.parent == tmp_path) == ("数据.json", False)
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("数据.exe", 1, "不能上传这种文件；可用 .json .xlsx"),
        ("数据", 1, "不能上传这种文件"),
        ("数据.json", 0, "空的"),
        ("数据.json", 11, "超过 20 MB"),
    ],
)
def test_what_is_not_taken_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: int, says: str
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    sent = tmp_path / name
    sent.write_bytes(b"x" * size)
    with pytest.raises(DocumentError, match=says) as error, received(str(sent), (".json", ".xlsx")):
        pass
    assert "\n" not in str(error.value)
