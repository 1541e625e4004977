"""
Files that come from a browser: copied into a folder of their own before anything reads them.

A client chooses the name of its file; we keep only what is harmless of it, because the name shows
in messages and may say whose report it is.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.core.errors import DocumentError
from assistant.core.patterns import regex

MOST_BYTES = 20 * 1024 * 1024
_LONGEST = 60  # characters of a name without its suffix
_HARMLESS = regex(r"[^\w（）()《》〔〕·-]+")


@contextmanager
def received(path: str, suffixes: Sequence[str]) -> Iterator[Path]:
    """The uploaded file under a name of ours, for as long as the block lasts.

    DocumentError if its suffix is not among `suffixes`, if it is larger than MOST_BYTES or empty.
    """
    source = Path(path)
    name = harmless_name(source.name)
    if source.suffix.lower() not in suffixes:
        raise DocumentError(f"{name}：不能上传这种文件；可用 {' '.join(suffixes)}")
    size = source.stat().st_size
    if size > MOST_BYTES:
        raise DocumentError(
            f"{name}：文件有 {size / 1024 / 1024:.0f} MB，超过 20 MB；请去掉图片或另存后再上传"
        )
    if not size:
        raise DocumentError(f"{name}：文件是空的（0 字节）；请重新导出后再上传")
    with TemporaryDirectory(prefix="nianbao-") as folder:
        copy = Path(folder) / name
        shutil.copyfile(source, copy)
        yield copy


def harmless_name(name: str) -> str:
    """A client's file name as one path part: letters, digits, _ and - only, short, never hidden."""
    base = re.split(r"[/\\]", name)[-1]
    stem, _, suffix = base.rpartition(".")
    plain = _HARMLESS.sub("_", stem).strip("_")[:_LONGEST] or "file"
    return f"{plain}.{_HARMLESS.sub('', suffix)[:8].lower()}"
