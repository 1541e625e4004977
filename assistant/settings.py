"""
Settings: read once at the edge, frozen, passed down.

In rising order: the defaults here, `nianbao.toml` in the data folder, `NIANBAO_*` variables,
options of the command line. Each setting is documented in docs/settings.md (a test checks it).
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from assistant.core.errors import SettingsError

FILE = "nianbao.toml"
_DEFAULT_HOME = Path("~/.local/share/nianbao")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What may be set; a field `chat_model` is the variable NIANBAO_CHAT_MODEL."""

    home: Path = _DEFAULT_HOME  # the data folder
    chat_endpoint: str = ""  # base URL of an OpenAI-compatible server; empty: the embedded model
    chat_model: str = ""  # its name; empty: the bundled one; "none": no chat model
    chat_key: str = field(default="", repr=False)
    chat_timeout: float = 180.0  # seconds without an answer
    chat_grammar: str = "auto"  # auto, llama.cpp, vllm or none
    embedding: str = ""  # a sentence-transformers folder or name, or a URL; empty: the bundled one
    embedding_model: str = ""  # name of the model behind an embedding URL
    embedding_key: str = field(default="", repr=False)
    reranker: str = ""  # folder of a sentence-transformers CrossEncoder; empty: none
    database: str = ""  # SQLAlchemy URL; empty: SQLite in the data folder
    chroma: str = ""  # URL of a Chroma server; empty: in the data folder
    scan_off: str = ""  # rules and themes of the scan that are not applied, separated by commas
    host: str = "127.0.0.1"
    port: int = 7860
    session_minutes: int = 120  # of rest, until who is signed in must sign in again


def load_settings(environ: Mapping[str, str], *, home: Path | None = None) -> Settings:
    """The effective settings; SettingsError names the setting that has no meaning."""
    chosen = home or Path(environ.get("NIANBAO_HOME") or _DEFAULT_HOME)
    chosen = chosen.expanduser().absolute()
    if os.path.exists(chosen) and not os.path.isdir(chosen):  # False where we may not look
        raise SettingsError(f"数据文件夹 {chosen} 不是文件夹；请用 --home 指定一个文件夹")
    values = _from_file(chosen / FILE) | _from_environment(environ) | {"home": chosen}
    return replace(Settings(), **values)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"设置文件 {path} 打不开（{error.strerror}）；请检查权限") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"设置文件 {path} 读不懂：{error}；请按 docs/settings.md 改正"
        ) from error
    return {name: _typed(name, value, str(path)) for name, value in content.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {
        field.name: _typed(field.name, environ[variable], variable)
        for field in fields(Settings)
        if field.name != "home" and (variable := f"NIANBAO_{field.name.upper()}") in environ
    }


def _typed(name: str, value: object, place: str) -> object:
    """A value in the type of its setting."""
    if name == "home" or name not in {field.name for field in fields(Settings)}:
        raise SettingsError(f"{place}：没有名为 {name} 的设置；可用的设置见 docs/settings.md")
    try:
        return type(getattr(Settings(), name))(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{place}：{name} 的值 {value!r} 不对，应为数字") from error
