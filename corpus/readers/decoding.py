"""Bytes of a text file to characters: UTF-8 with or without mark, UTF-16, GBK and its kin."""

import codecs
import re
from pathlib import Path

from assistant.core.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LOOK = 4096  # bytes in which a declaration stands and blanks are counted
_MEGA = 1024 * 1024


def read_bytes(path: Path, *, limit: int, kind: str) -> bytes:
    """The bytes of a file of at most `limit`; DocumentError if it is larger or unreadable."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise DocumentError(
                f"{path.name}：文件 {size / _MEGA:.0f} MB，超过{kind}上限 {limit // _MEGA} MB；"
                "年度报告不会这么大，请另存为只含报告正文的文件"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name}：无法读取（{error.strerror}），请检查文件") from None


def decode(content: bytes, name: str) -> str:
    """The characters of a text; DocumentError if the bytes are no text in a known encoding.

    Order: byte order mark, UTF-16 by its zero bytes, UTF-8, what a web page declares, GB18030
    (which contains GBK and GB2312). UTF-8 goes before the declaration because pages that were
    saved again declare the old encoding.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, (encoding,), name)
    declared = _DECLARED.search(content[:_LOOK])
    names = [match for match in (declared and declared[1].decode("ascii", "ignore"),) if match]
    return _decoded(content, (*_wide(content[:_LOOK]), "utf-8", *names, "gb18030"), name)


def _wide(start: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: every second byte of its ASCII characters is zero."""
    if start.count(0) * 20 < len(start):
        return ()
    return ("utf-16-le",) if start[1::2].count(0) > start[::2].count(0) else ("utf-16-be",)


def _decoded(content: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise DocumentError(
        f"{name}：不是文本，或编码不认识（可读 UTF-8、UTF-16、GBK）；请用记事本另存为 UTF-8"
    )
