"""
Write an exported file whole or not at all, and the same bytes for the same report.

Knows: the file system's refusals, Office archives. Does not know: what is in the file.
"""

import errno
import os
import re
import tempfile
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

from assistant.core.errors import ExportError

_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAY = date(2000, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_REASONS = {
    errno.ENOENT: "文件夹不存在；请先建立文件夹，或换一个位置",
    errno.ENOTDIR: "路径中间有一个不是文件夹；请检查路径",
    errno.EISDIR: "这是一个文件夹；请写明文件名",
    errno.ENOSPC: "磁盘空间已满；请清理后再导出",
    errno.EDQUOT: "磁盘配额已用完；请清理后再导出",
    errno.EROFS: "磁盘是只读的；请换一个位置",
    errno.ENAMETOOLONG: "文件名太长；请缩短后再导出",
}
_NO_RIGHT = "没有写入权限，或文件正在其他程序中打开；请关闭文件，或换一个位置"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, or leave what was there before; ExportError says why not."""
    try:
        if path.is_dir():  # a rename onto an empty folder would fail with less clear words
            raise OSError(errno.EISDIR, "is a folder")
        _replace(path, content)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        if isinstance(error, PermissionError):
            reason = _NO_RIGHT
        raise ExportError(f"{path}：无法写入：{reason or error.strerror or error}") from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:  # also when the person interrupts: no half file stays
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced; else the usual one (mkstemp's is for one user)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def timeless(archive: bytes, day: date = _DAY) -> bytes:
    """The same .docx or .xlsx without the time of writing: in its entries, in its properties.

    `day` becomes the time at which it was made and last changed.
    """
    made = BytesIO()
    moment = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _PROPERTIES:
                content = _MOMENT.sub(moment, content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
