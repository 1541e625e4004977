"""Rows of a table drawn with bars, as in Markdown: | 规章 | 0 | 0 | 0 |."""

import re

_RULE = re.compile(r"[\s:\-—=+|]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_bar_row(line: str) -> bool:
    """Whether a line is a row of a table: it begins and ends with a bar."""
    plain = line.strip()
    return len(plain) > 1 and plain.startswith("|") and plain.endswith("|")


def bar_cells(line: str) -> list[str] | None:
    """The cells of a row; None for the rule under the head."""
    plain = line.strip()
    if "-" in plain and _RULE.fullmatch(plain):
        return None
    cells = plain.strip().removeprefix("|").removesuffix("|").replace("\\|", "\x00").split("|")
    return [_BREAK.sub("\n", cell).replace("\x00", "|").strip() for cell in cells]
