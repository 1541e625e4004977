"""Findings: one problem each, with its rule, its place and one sentence a person understands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Level = Literal["error", "warning", "info"]
LEVEL_NAMES: dict[Level, str] = {"error": "必错", "warning": "疑似", "info": "提示"}


@dataclass(frozen=True, kw_only=True)
class FormFinding:
    """A problem of the form: two sides that should agree, and by how much they do not."""

    rule: str
    level: Level
    message: str
    left: Decimal | None = None
    right: Decimal | None = None
    cells: tuple[str, ...] = ()
    values: tuple[str, ...] = ()  # what those cells say; a source that is no cell says nothing
    quote: str = ""  # the words of the report that it is about

    @property
    def delta(self) -> Decimal | None:
        if self.left is None or self.right is None:
            return None
        return self.left - self.right


@dataclass(frozen=True, kw_only=True)
class TextFinding:
    """A problem of a text: the words from `start` to `end` and what they should say."""

    rule: str
    level: Level
    start: int
    end: int
    quote: str
    message: str
    expected: str = ""
    past: str = ""  # the sentence of a past report that it is like, verbatim, and which report
