"""Tables drawn with bars, as in Markdown: | 规章 | 0 | 0 | 0 |; the first bar may be left out."""

import re
from collections.abc import Sequence

from assistant.core.patterns import regex

_RULE = regex(r"[\s:\-—=+|]+")
_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = "\x00"


def end_of_bars(lines: Sequence[str], start: int) -> int:
    """The line after the table of bars that begins at `start`; `start` if none does."""
    has_rule = start + 1 < len(lines) and "|" in lines[start] and _is_rule(lines[start + 1])
    end = start
    while end < len(lines) and (_is_row(lines[end]) or (has_rule and "|" in lines[end])):
        end += 1
    return end


def bar_cells(line: str) -> list[str] | None:
    """The cells of a row; None for the rule under the head."""
    plain = line.strip()
    if _is_rule(plain):
        return None
    plain = plain.replace("\\|", _ESCAPED).removeprefix("|").removesuffix("|")
    return [_BREAK.sub("\n", cell).replace(_ESCAPED, "|").strip() for cell in plain.split("|")]


def _is_row(line: str) -> bool:
    plain = line.strip()
    return len(plain) > 1 and plain.endswith("|")


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and bool(_RULE.fullmatch(line.strip()))
