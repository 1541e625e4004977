"""
Tables without rules or tabs: one cell a line, or the cells of a row in one line with blanks.

That is what is left of a table when a report is saved as text or copied from a web page. Only the
labels of the form tell where such a table begins, what is a row and how many values it has, so
this is the one place of the readers that knows them. An empty line is a blank cell where the
count of cells needs it, else it is nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.core.patterns import regex
from assistant.core.tables.cells import find_row, read_value
from assistant.core.tables.form import (
    APPLICANTS,
    LEGAL_PERSONS,
    OUTCOMES,
    TABLE_2,
    TABLE_3,
    TABLE_4,
    fold,
)
from corpus.tables.articles import article_of

_LEVELS = (
    regex(r"[一二三四]、"),
    regex(r"[（(][一二三四五六七]\s*[)）]"),
    regex(r"[1-9]\s*[.．、]"),
)
_HEAD_2 = "信息内容"
_BALANCE = regex(r"[（(]?本列数据的勾稽关系为.*")
_SUBTOTAL = "小计"
_LONGEST = 50  # characters of a label
_FEWEST = 3  # labels and values each that make a run of lines a table


def _folded(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(level) for line in lines for level in line.split("｜"))


_APPLICANTS = tuple(line.label for line in APPLICANTS)
_OUTCOMES = tuple(line.label for line in OUTCOMES)
_GROUPS = tuple(row.label for row in TABLE_4["2021"].rows)
_COLUMNS_2 = _folded(
    [line.label for table in TABLE_2.values() for row in table.rows for line in row.columns]
)
_ROWS_2 = _folded([row.label for table in TABLE_2.values() for row in table.rows])
_ROWS_3 = _folded([row.label for table in TABLE_3.values() for row in table.rows])
_HEADS_3 = _folded([*_APPLICANTS, LEGAL_PERSONS, "申请人情况", _SUBTOTAL, "项目"])
_HEADS_4 = _folded([*_OUTCOMES, *_GROUPS, "类别"])
_LABELS = _COLUMNS_2 | _ROWS_2 | _ROWS_3 | _HEADS_3 | _HEADS_4 | {_HEAD_2}


@dataclass(frozen=True, kw_only=True)
class Loose:
    """A table made of lines: the first, the one after the last, and its rows."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def find_loose(lines: Sequence[str]) -> tuple[Loose, ...]:
    """The tables among these lines."""
    found: list[Loose] = []
    number = 0
    while number < len(lines):
        end = _end(lines, number) if _begins(lines[number]) else number
        blank = end  # blank cells at the end of the last row are empty lines below it
        while blank < len(lines) and not lines[blank].strip():
            blank += 1
        tokens = [token for line in lines[number:blank] for token in _tokens(line)]
        rows = _rows(tokens)
        if rows:
            found.append(Loose(start=number, end=end, rows=tuple(map(tuple, rows))))
        number = max(end, number + 1)
    return tuple(found)


def _begins(line: str) -> bool:
    plain = line.strip()
    return bool(article_of(plain) or _BALANCE.fullmatch(plain)) or any(
        fold(token) in _LABELS for token in _tokens(plain)[:1]
    )


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last label or value of the run that begins at `start`."""
    end = start
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if not line:
            continue
        if not (_is_part(line) or (_is_own_row(line) and _is_value(_next(lines, number + 1)))):
            break
        end = number + 1
    return end


def _next(texts: Sequence[str], start: int) -> str:
    """The first of these from `start` on that is not empty."""
    while start < len(texts) and not texts[start].strip():
        start += 1
    return texts[start].strip() if start < len(texts) else ""


def _is_part(line: str) -> bool:
    if article_of(line) or _BALANCE.fullmatch(line):
        return True
    return all(_is_value(token) or _is_label(token) for token in _tokens(line))


def _is_label(text: str) -> bool:
    if fold(text) in _LABELS:
        return True
    marked = any(level.match(text) for level in _LEVELS)
    return marked and len(text) <= _LONGEST and find_row("表三", text) is not None


def _is_own_row(line: str) -> bool:
    return len(line) <= _LONGEST and not re.search(r"[，。；：]", line)


def _is_value(text: str) -> bool:
    return bool(text) and read_value(text)[1] != "text"


def _tokens(line: str) -> list[str]:
    """The cells of a line: all of it, or its label and values where blanks part them."""
    parts = line.split()
    values = 0
    while values < len(parts) and _is_value(parts[-1 - values]):
        values += 1
    labels = parts[: len(parts) - values]
    if not all(map(_is_label, labels)):
        labels = ["".join(labels)] if labels else []
    return [*labels, *parts[len(parts) - values :]] or [""]


def _rows(tokens: Sequence[str]) -> list[list[str]]:
    """The rows of the table that these cells are; none if they are no table."""
    tokens = _without_separators(tokens)
    if sum(map(_is_value, tokens)) < 1:
        return []
    folded = {fold(token) for token in tokens}
    if len(folded & _folded(_OUTCOMES[:4])) >= _FEWEST:
        return _rows_4(tokens)
    if len(folded & _ROWS_3) >= _FEWEST and len(folded & _HEADS_3) >= _FEWEST:
        return _rows_3(tokens)
    return _rows_2(tokens) if _HEAD_2 in folded else []


def _without_separators(tokens: Sequence[str]) -> list[str]:
    """The cells without the empty lines between them, where every cell has one after it."""
    parted = all(not after for before, after in pairwise(tokens) if before)
    return [token for token in tokens if token] if parted else list(tokens)


def _take(tokens: Sequence[str], at: int, count: int) -> tuple[list[str], int]:
    """The values of a row that begin at `at`, and where they end.

    So many values in a row are they; else the next cells by place, blanks among them.
    """
    end = at
    values: list[str] = []
    while end < len(tokens) and (not tokens[end] or _is_value(tokens[end])):
        values += [tokens[end]] if tokens[end] else []
        end += 1
        if len(values) > count:
            break
    if len(values) == count:
        return values, end
    placed = list(tokens[at : at + count])
    return (placed, at + count) if at + count <= end else (values, end)


def _rows_2(tokens: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    width = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if not token:
            continue
        if article_of(token):
            rows.append([token])
        elif fold(token) == _HEAD_2:
            head: list[str] = []
            while at < len(tokens) and (not tokens[at] or fold(tokens[at]) in _COLUMNS_2):
                head += [tokens[at]] if tokens[at] else []
                at += 1
            rows.append([token, *head])
            width = len(head)
        else:
            values, at = _take(tokens, at, width)
            rows.append([token, *values])
    return rows


def _rows_3(tokens: Sequence[str]) -> list[list[str]]:
    first = next((i for i, token in enumerate(tokens) if _LEVELS[0].match(token)), len(tokens))
    heads = list(_APPLICANTS)
    if _SUBTOTAL in tokens[:first]:
        heads.insert(1, _SUBTOTAL)
    rows = [["项目", *heads]]
    path: list[str] = []
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token and not _is_value(token):
            path = _deeper(path, token)
            at += 1
        elif path and _has_values(tokens, at, len(heads)):
            values, at = _take(tokens, at, len(heads))
            rows.append(["｜".join(path), *values])
        else:
            at += 1
    return rows


def _has_values(tokens: Sequence[str], at: int, count: int) -> bool:
    """Whether the cells of a row follow: a value before the next label, or so many blanks."""
    blank = not any(tokens[at : at + count]) and at + count <= len(tokens)
    return _is_value(_next(tokens, at)) or blank


def _deeper(path: Sequence[str], label: str) -> list[str]:
    """The path with this label at its level; an unmarked one goes on with the label above it."""
    for depth, level in enumerate(_LEVELS):
        if level.match(label):
            above = [text for text in path if _depth(text) < depth]
            return [*above, label]
    return [*path[:-1], "".join([*path[-1:], label])]


def _depth(label: str) -> int:
    return next((i for i, level in enumerate(_LEVELS) if level.match(label)), len(_LEVELS))


def _rows_4(tokens: Sequence[str]) -> list[list[str]]:
    first = next((i for i, token in enumerate(tokens) if _is_value(token)), len(tokens))
    last = max((i for i in range(first) if fold(tokens[i]) in _folded(_OUTCOMES)), default=-1)
    rows = [["类别", *_OUTCOMES]]
    if sum(fold(token) in _folded(_OUTCOMES) for token in tokens[:first]) > len(_OUTCOMES):
        values, _ = _take(tokens, last + 1, len(_GROUPS) * len(_OUTCOMES))
        width = len(_OUTCOMES)
        cut = [values[i : i + width] for i in range(0, len(values), width)]
        return [*rows, *([group, *part] for group, part in zip(_GROUPS, cut, strict=False))]
    at = last + 1
    while at < len(tokens):
        label = tokens[at]
        at += 1
        if label and not _is_value(label) and _has_values(tokens, at, len(_OUTCOMES)):
            values, at = _take(tokens, at, len(_OUTCOMES))
            rows.append([label, *values])
    return rows
