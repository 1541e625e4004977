"""Where settings come from, which wins, and what a wrong one says."""

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.core.errors import SettingsError
from assistant.settings import Settings, load_settings

DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "nianbao.toml").write_text('port = 9000\nchat_model = "甲"\n', encoding="utf-8")
    settings = load_settings({"NIANBAO_CHAT_MODEL": "乙"}, home=tmp_path)
    assert (settings.port, settings.chat_model, settings.host) == (9000, "乙", "127.0.0.1")


def test_the_folder_comes_from_the_option_then_the_environment(tmp_path: Path) -> None:
    environ = {"NIANBAO_HOME": str(tmp_path / "a")}
    assert load_settings(environ).home == tmp_path / "a"
    assert load_settings(environ, home=tmp_path / "b").home == tmp_path / "b"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("port = 'x'", "port"),
        ("colour = 'red'", "colour"),
        ("port = ", "读不懂"),
        ("home = '/'", "home"),
    ],
)
def test_a_setting_without_meaning_is_named(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "nianbao.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        load_settings({}, home=tmp_path)


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="不是文件夹"):
        load_settings({}, home=tmp_path / "file")


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_a_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS.read_text(encoding="utf-8")


def test_keys_are_not_shown() -> None:
    assert "secret" not in repr(Settings(chat_key="secret", embedding_key="secret"))
