"""The office's own words: a text file in the data folder, read as data, one line if it is wrong."""

from pathlib import Path

import pytest

from assistant.aliases_file import FILE, read_aliases
from assistant.core.errors import SettingsError
from assistant.core.evidence.grounding import ground
from tests.forms import form

NOW = form(2024, {"新收.总计": 12, "上年结转.总计": 3, "办理总计.总计": 15})


def names(home: Path, content: str | bytes) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    (home / FILE).write_bytes(raw)


def verdicts(home: Path, text: str) -> list[str]:
    result = ground(text, figures=NOW, names=read_aliases(home))
    return [one.verdict for one in result.bindings if one.verdict != "exempt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_offices_words_are_understood(tmp_path: Path, encoding: str) -> None:
    text = "全年登记来件12件，销号14件，旧年余件3件。"
    assert verdicts(tmp_path, text) == ["unsupported"] * 3
    content = "# 叫法\r\n\r\n来件 = 收到  # 窗口\r\n销号＝办结\r\n旧年余件 = 上年结转\r\n"
    names(tmp_path, content.encode(encoding))
    assert verdicts(tmp_path, text) == ["supported", "mismatch", "supported"]


def test_a_known_word_means_what_the_office_says(tmp_path: Path) -> None:
    text = "受理政府信息公开申请12件。"
    assert verdicts(tmp_path, text) == ["supported"]
    names(tmp_path, "受理 = 办结")
    assert verdicts(tmp_path, text) == ["mismatch"]


def test_last_year_in_a_word_is_every_way_to_say_it(tmp_path: Path) -> None:
    names(tmp_path, "上年余件 = 上年结转")
    assert verdicts(tmp_path, "2023年余件3件，去年余件3件。") == ["supported"] * 2


@pytest.mark.parametrize("content", [b"", b"\n# nothing yet\n"])
def test_nothing_is_added(tmp_path: Path, content: bytes) -> None:
    assert read_aliases(tmp_path) is None
    names(tmp_path, content)
    assert read_aliases(tmp_path) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("来件：收到", "第1行.*来件 = 收到"),
        ("来件 = 收到\n= 办结", "第2行"),
        ("来 = 收到", "2到20个"),
        ("来件 = 收文登记簿", "不认得右边的“收文登记簿”"),
        ("来件 = 收到 = 办结", "第1行"),
        ("2024件 = 收到", "第1行"),
        (b"\xff\xfe\x00\x00\x01", "读不懂"),
        ("来件 = 收到\n" * 10_000, "太长"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, content: str | bytes, told: str) -> None:
    names(tmp_path, content)
    with pytest.raises(SettingsError, match=told) as caught:
        read_aliases(tmp_path)
    assert "\n" not in str(caught.value)
    assert FILE in str(caught.value)


def test_a_folder_in_its_place_is_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="打不开"):
        read_aliases(tmp_path)
