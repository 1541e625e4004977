"""The doctor: what works is tried, what does not says what to do, and no key is shown."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import doctor
from assistant.cli.doctor import Examination, effective, examine, models_status
from assistant.core.errors import NianbaoError
from assistant.records.database import FILE
from assistant.settings import Settings
from tests.fakes import Answer, endpoint

NAMES = ["Python", "数据文件夹", "设置", "数据库", "向量模型", "向量库", "大模型"]


def answer(asked: dict[str, Any]) -> Answer:
    return Answer(text="好")


def examined(settings: Settings) -> dict[str, Examination]:
    found = examine(settings)
    assert [one.name for one in found] == NAMES
    assert all("\n" not in one.says for one in found)
    return {one.name: one for one in found}


def served(home: Path, url: str) -> Settings:
    """Settings under which everything works, without a model of our own."""
    return Settings(
        home=home,
        chat_endpoint=url,
        chat_model="m",
        chat_key="chat-secret",
        embedding=url,
        embedding_model="m",
        embedding_key="embedding-secret",
    )


def test_everything_that_works_is_ok_and_no_key_is_shown(tmp_path: Path) -> None:
    with endpoint(answer) as server:
        found = examined(served(tmp_path, server.url))
    assert [name for name, one in found.items() if not one.ok] == []
    assert found["大模型"].says == f"大模型接口 {server.url}（模型 m）可用"
    assert "资料库有0份报告" in found["数据库"].says
    assert "64维" in found["向量模型"].says
    assert "chat_key=（已设置）" in found["设置"].says
    assert "secret" not in str(found)


def test_every_setting_is_shown_but_no_key(tmp_path: Path) -> None:
    shown = effective(served(tmp_path, DOWN))
    assert list(shown) == [one.name for one in fields(Settings)]
    assert (shown["home"], shown["port"]) == (str(tmp_path), 7860)
    assert (shown["chat_key"], shown["embedding_key"]) == ("（已设置）", "（已设置）")
    assert effective(Settings())["chat_key"] == ""
    json.dumps(shown)


def damaged(home: Path) -> None:
    (home / FILE).write_bytes(b"this is no database" * 100)


def nothing(_: Path) -> None:
    """Leave the folder as it is."""


DOWN = "http://127.0.0.1:9/v1"
TROUBLES: dict[str, tuple[Callable[[Path], None], dict[str, str], dict[str, str]]] = {
    "chat endpoint": (nothing, {"chat_endpoint": DOWN}, {"大模型": "连接不上"}),
    "no such model": (
        nothing,
        {"chat_endpoint": "", "chat_model": "gpt"},
        {"大模型": "没有名为 gpt 的内置大模型"},
    ),
    "model not fetched": (
        nothing,
        {"chat_endpoint": "", "chat_model": ""},
        {"大模型": "nianbao models fetch"},
    ),
    "grammar": (nothing, {"chat_grammar": "lark"}, {"大模型": "chat_grammar"}),
    "embedding endpoint": (nothing, {"embedding": DOWN}, {"向量模型": DOWN}),
    "vector server": (nothing, {"chroma": "http://127.0.0.1:9"}, {"向量库": "127.0.0.1:9"}),
    "database": (damaged, {}, {"数据库": "已损坏", "向量库": "已损坏"}),
    "database url": (nothing, {"database": "mysql://a"}, {"数据库": "mysql", "向量库": "mysql"}),
}


@pytest.mark.parametrize(("break_it", "settings", "said"), TROUBLES.values(), ids=TROUBLES)
def test_what_does_not_work_says_so_and_nothing_else_does(
    tmp_path: Path,
    break_it: Callable[[Path], None],
    settings: dict[str, Any],
    said: dict[str, str],
) -> None:
    break_it(tmp_path)
    with endpoint(answer) as server:
        found = examined(replace(served(tmp_path, server.url), **settings))
    assert {name for name, one in found.items() if not one.ok} == set(said)
    for name, words in said.items():
        assert words in found[name].says


def test_without_a_chat_model_nothing_is_wrong(tmp_path: Path) -> None:
    with endpoint(answer) as server:
        found = examined(replace(served(tmp_path, server.url), chat_model="none"))
    assert found["大模型"].ok
    assert "沿用" in found["大模型"].says


def test_another_python_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PYTHON", (3, 99))
    with endpoint(answer) as server:
        found = examined(served(tmp_path, server.url))
    assert not found["Python"].ok
    assert "3.11" in found["Python"].says


def test_models_are_listed_with_their_files(tmp_path: Path) -> None:
    status = models_status(Settings(home=tmp_path))
    chosen = status["chat"]["model"]
    files = {file["name"]: file for file in status["chat"]["files"]}
    assert files[chosen] == {
        **files[chosen],
        "bytes": 0,
        "sha256_ok": False,
        "licence": "Apache-2.0",
    }
    assert status["chat"]["endpoint"] == "embedded"


def test_a_model_that_there_is_not_cannot_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(NianbaoError, match="没有名为 gpt 的内置大模型"):
        doctor.fetch_models(Settings(home=tmp_path, chat_model="gpt"))


@pytest.mark.slow
def test_the_embedded_models_work(home: Path) -> None:
    found = examined(Settings(home=home))
    assert [one for one in found.values() if not one.ok] == []
    assert "内置大模型" in found["大模型"].says


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "ok", "says"), [("来件 = 收到\n", True, "可用"), ("来件\n", False, "第1行")]
)
def test_an_offices_words_are_examined_where_there_are_any(
    tmp_path: Path, content: str, ok: bool, says: str
) -> None:
    (tmp_path / "aliases.txt").write_text(content, encoding="utf-8")
    found = {one.name: one for one in examine(Settings(home=tmp_path, chat_model="none"))}
    assert found["本机关的叫法"].ok is ok
    assert says in found["本机关的叫法"].says
