"""
What all commands do alike: whose hand it is, which text is meant, lines or JSON out, exit codes.

Knows: standard input and output. Does not know: any one command.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.core.accounts import local_user
from assistant.core.errors import DocumentError
from assistant.settings import Settings

DONE, BLOCKED, BAD_INPUT = 0, 1, 2
BY = local_user("命令行")  # whoever can read the data folder can do all
_PUNCTUATION = frozenset("，。；：、！？\n")
_DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # PDF, .docx and .xlsx, .doc
_LONGEST_TEXT = 2_000_000  # bytes; a whole report is 50 kB


def show(options: argparse.Namespace, as_json: dict[str, Any], said: Iterable[str]) -> int:
    """Print a result as JSON or as lines; DONE."""
    if options.json:
        said = (json.dumps(as_json, ensure_ascii=False, indent=1),)
    for line in said:
        print(line)
    return DONE


def notices(told: Iterable[str]) -> None:
    for notice in told:
        print(f"提示：{notice}", file=sys.stderr)


def open_work(settings: Settings) -> Any:
    """The workflow over the parts of the settings, to be closed at the end."""
    from assistant.app import open_workflow

    return open_workflow(settings)


def given_text(source: str) -> str:
    """The text of a file, of standard input for `-`, or `source` itself if it has punctuation."""
    from corpus.readers.decoding import decode

    if not source.strip():
        raise DocumentError("没有给出文字；请写在命令里，或给出文本文件")
    if source == "-":
        name, content = "标准输入", sys.stdin.buffer.read()
    elif _PUNCTUATION.intersection(source) and not os.path.exists(source):
        return source
    else:
        name, content = source, _bytes(Path(source))
    if len(content) > _LONGEST_TEXT:
        raise DocumentError(f"{name}：太长，不像一份报告的文字；请只给要核对的部分")
    if content.startswith(_DOCUMENTS):
        raise DocumentError(f"{name}：不是纯文字；请把文字存为 .txt，整份报告请用 nianbao check")
    text = decode(content, name)
    if not text.strip():
        raise DocumentError(f"{name}：没有文字；请给出要核对的文字")
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{path}：没有这个文件；请检查路径") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path}：是文件夹，不是文件；请给出文字文件") from error
    except OSError as error:
        raise DocumentError(f"{path}：读不出来（{error.strerror}）；请检查路径和权限") from error
