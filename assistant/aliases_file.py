"""
The words of one office for what the form counts: `aliases.txt` in the data folder, one a line.

    来件 = 收到
    受理 = 新收

Left the office's own word, right one that is known already (assistant/core/evidence/aliases.py)
and means the same. A word that is known already means from then on only what the office says.
"""

from collections.abc import Iterator
from pathlib import Path

from assistant.core.errors import DocumentError, SettingsError
from assistant.core.evidence.aliases import official_names
from assistant.core.evidence.names import Names
from assistant.core.patterns import regex

FILE = "aliases.txt"
_PAIR = regex(r"([^=＝]+)[=＝]([^=＝]+)")
_WORD = regex(r"[A-Za-z一-龥“”（）]{2,20}")  # a single character stands in too many words
_MOST_BYTES = 100_000


def read_aliases(home: Path) -> Names | None:
    """The names with the office's own words; None where it has none.

    SettingsError names the line that has no meaning.
    """
    from corpus.readers.decoding import decode  # the readers take a while to load

    path = home / FILE
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SettingsError(f"{path} 打不开（{error.strerror}）；请检查，或移走它") from error
    if len(content) > _MOST_BYTES:
        raise SettingsError(f"{path} 太长，不像一份叫法表；每行应为“本机关的叫法 = 已有的叫法”")
    try:
        text = decode(content, path.name) if content.strip() else ""
    except DocumentError as error:
        raise SettingsError(f"{path} 读不懂（{error}）；请另存为 UTF-8 的文本文件") from error
    own = dict(_pairs(text, path))
    return official_names().with_own(own) if own else None


def _pairs(text: str, path: Path) -> Iterator[tuple[str, str]]:
    known = official_names()
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        pair = _PAIR.fullmatch(line)
        word, same = (part.strip() for part in pair.groups()) if pair else ("", "")
        if not _WORD.fullmatch(word):
            raise SettingsError(
                f"{path} 第{number}行：“{line[:40]}”读不懂；应为“本机关的叫法 = 已有的叫法”，"
                "叫法是2到20个汉字或字母，如“来件 = 收到”"
            )
        if not known.meanings(same):
            raise SettingsError(
                f"{path} 第{number}行：不认得右边的“{same[:20]}”；右边应是表中或已有的叫法，"
                "如 收到、办结、上年结转、予以公开、行政复议、结果维持、规范性文件、制发"
            )
        yield word, same
