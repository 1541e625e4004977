"""
The doctor: what of the installation works, and what to do where it does not.

Each examination tries the real thing (opens the database, embeds a word, asks for one token);
none of them changes anything but the caches.
"""

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from assistant.aliases_file import FILE, read_aliases
from assistant.app import chat_connection, embedding_settings, passage_index
from assistant.core.errors import NianbaoError
from assistant.embedding.embedder import BUNDLED, CachedEmbedder
from assistant.index.reranker import Reranker
from assistant.models.chat import NO_MODEL
from assistant.models.files import DEFAULT_CHAT_MODEL, chat_model_status, fetch_chat_model
from assistant.records.store import Store
from assistant.settings import Settings

_PYTHON = (3, 11)
_MIB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Examination:
    """One thing examined: whether it works and what to say of it."""

    name: str
    ok: bool
    says: str


def examine(settings: Settings) -> tuple[Examination, ...]:
    """Environment, settings, database, vector store and both models."""
    return (
        _python(),
        Examination(name="数据文件夹", ok=True, says=str(settings.home)),
        Examination(name="设置", ok=True, says=_changed(settings)),
        *_names(settings),
        _tried("数据库", lambda: _database(settings)),
        _tried("向量模型", lambda: _embedding(settings)),
        _tried("向量库", lambda: _vectors(settings)),
        *([_tried("重排模型", lambda: _reranking(settings))] if settings.reranker else []),
        _tried("大模型", lambda: _chat(settings)),
    )


def models_status(settings: Settings) -> dict[str, dict[str, Any]]:
    """What models are there and where from, as `nianbao models` prints it."""
    chosen = settings.chat_model or DEFAULT_CHAT_MODEL
    return {
        "chat": {
            "model": chosen,
            "endpoint": settings.chat_endpoint or "embedded",
            "files": [
                {
                    "name": status.name,
                    "file": str(status.path),
                    "bytes": status.size,
                    "sha256_ok": status.sha256_ok,
                    "source": status.source,
                    "licence": status.licence,
                }
                for status in chat_model_status(settings.home)
            ],
        },
        "embedding": {"model": settings.embedding or BUNDLED},
    }


def fetch_models(settings: Settings) -> None:
    """Download the embedded chat model unless it is there, with a progress bar on stderr.

    Nothing is fetched where the settings name an endpoint, a file of one's own, or no model.
    """
    name = settings.chat_model or DEFAULT_CHAT_MODEL
    if settings.chat_endpoint or name == NO_MODEL or name.endswith(".gguf"):
        return
    fetch_chat_model(settings.home, name, _show)
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _show(there: int, whole: int) -> None:
    done = 100 * there // whole
    bar = "█" * (done // 5) + "░" * (20 - done // 5)
    text = f"大模型 {bar} {done:3d}%  {there // _MIB}/{whole // _MIB} MiB"
    if sys.stderr.isatty():
        print(f"\r{text}", end="", file=sys.stderr, flush=True)


def _names(settings: Settings) -> tuple[Examination, ...]:
    """The office's own words, where it has any."""
    path = settings.home / FILE
    if not path.exists():
        return ()

    def _read() -> str:
        names = read_aliases(settings.home)
        return f"{path}，可用" if names else f"{path}，还没有写"

    return (_tried("本机关的叫法", _read),)


def _python() -> Examination:
    version = platform.python_version()
    ok = sys.version_info[:2] == _PYTHON
    return Examination(
        name="Python", ok=ok, says=version if ok else f"{version}；需要 3.11，请换用 3.11 重新安装"
    )


def effective(settings: Settings) -> dict[str, Any]:
    """Every setting as it holds; of a key only whether there is one."""
    values = {one.name: getattr(settings, one.name) for one in fields(settings)}
    keys = {one.name: "（已设置）" for one in fields(settings) if not one.repr and values[one.name]}
    return {**values, "home": str(settings.home), **keys}


def _changed(settings: Settings) -> str:
    """The settings that differ from their defaults."""
    default = effective(replace(Settings(), home=settings.home))
    changed = [
        f"{name}={value}" for name, value in effective(settings).items() if value != default[name]
    ]
    return "，".join([*changed, "其余为默认值"]) if changed else "均为默认值"


def _vectors(settings: Settings) -> str:
    store = Store.open(settings.home, settings.database)
    try:
        return f"{passage_index(settings, store).count()}个不同的句子"
    finally:
        store.close()


def _database(settings: Settings) -> str:
    store = Store.open(settings.home, settings.database)
    try:
        return f"可用，资料库有{len(store.reports())}份报告"
    finally:
        store.close()


def _embedding(settings: Settings) -> str:
    embedder = CachedEmbedder(embedding_settings(settings), settings.home)
    return f"{embedder.name}，{len(embedder.embed_query('政府信息公开'))}维"


def _reranking(settings: Settings) -> str:
    Reranker(settings.reranker).order("政府信息公开", ["主动公开", "培训"])
    return f"{settings.reranker}可用"


def _chat(settings: Settings) -> str:
    if settings.chat_model == NO_MODEL:
        return "未启用（none），只用沿用写法"
    with chat_connection(settings) as connection:
        connection.check()
        return f"{connection.where.strip()}可用"


def _tried(name: str, attempt: Callable[[], str]) -> Examination:
    try:
        return Examination(name=name, ok=True, says=attempt())
    except NianbaoError as error:
        return Examination(name=name, ok=False, says=str(error))
