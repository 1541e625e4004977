"""
Questions with known passages: by hand (questions.tsv) and by rule, one for each part of a report.

What is looked for is told by words of the passage, not by our own cutting, so any way of cutting
can be measured. No question is worded like its passage: it has at most half of its pairs of
characters, and no longer run of characters, in common with it (`MOST_SHARED`, `LONGEST_SHARED`).

Knows: reports, parts, aspects. Does not know: searching.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from assistant.core.report import Passage, Report
from assistant.core.writing.aspects import Aspect, aspect_of

MOST_SHARED, LONGEST_SHARED = 0.5, 4
_FILE = Path(__file__).with_name("questions.tsv")
_SPACE = re.compile(r"\s+")

Origin = Literal["first", "later", "rule"]
ORIGINS: Mapping[Origin, str] = {
    "first": "手写，先于口语词表",
    "later": "手写，后于口语词表，没有据此改动",
    "rule": "按规则",
}
Kind = Literal["office_year", "office", "year", "open", "part"]
KINDS: Mapping[Kind, str] = {
    "office_year": "写明机关和年度",
    "office": "只写机关",
    "year": "只写年度",
    "open": "都不写",
    "part": "按规则：某机关某年的一个方面",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question, and what a right answer holds: one of `wanted`, in a report that `fits`."""

    text: str
    agency: str
    year: int | None  # None: of any year
    wanted: tuple[str, ...]  # without white space
    origin: Origin = "first"

    def fits(self, agency: str, year: int) -> bool:
        return agency == self.agency and self.year in (None, year)

    def is_answered_by(self, text: str) -> bool:
        return any(words in bare(text) for words in self.wanted)


def by_hand(reports: Mapping[tuple[str, int], Report]) -> Iterator[Question]:
    """Those of questions.tsv whose report is there."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            year = int(row["year"]) if row["year"] else None
            if any(row["agency"] == one and year in (None, other) for one, other in reports):
                yield Question(
                    text=row["question"],
                    agency=row["agency"],
                    year=year,
                    wanted=(bare(row["anchor"]),),
                    origin="later" if row["set"] == "later" else "first",
                )


# In the words of somebody who does not know those of the form.
_ASKED: Mapping[Aspect, str] = {
    "disclosure": "向外发了多少消息和文件",
    "requests": "有多少人来要材料，怎样回的",
    "management": "文稿上网以前怎样把关",
    "platform": "网页和公众号管得怎样",
    "safeguard": "怎样督促经办的人、教会他们",
    "problems": "承认哪些地方没做好",
    "measures": "打算往后怎样改",
    "interpretation": "怎样向群众讲清政策、回答疑问",
    "key_areas": "老百姓最关心的事公布了什么",
    "fees": "要不要向来查的人收钱",
}
_SENTENCE = re.compile(r"[^。；;！？!?\n]{8,}[。；;！？!?]?")


def by_rule(passages: Sequence[Passage]) -> Iterator[Question]:
    """For each part of a report with a heading of its own: what it is about, in other words."""
    parts: dict[tuple[str, int, Aspect], list[str]] = {}
    for passage in passages:
        aspect = aspect_of(passage.headings[-1]) if len(passage.headings) == 2 else None
        if aspect is not None and aspect in _ASKED:
            texts = parts.setdefault((passage.agency, passage.year, aspect), [])
            texts += _SENTENCE.findall(passage.text)
    for (agency, year, aspect), texts in parts.items():
        yield Question(
            text=f"{agency}{year}年{_ASKED[aspect]}",
            agency=agency,
            year=year,
            wanted=tuple(map(bare, texts)),
            origin="rule",
        )


def shared(question: str, passage: str) -> tuple[float, int]:
    """Share of the question's pairs of characters that stand in the passage; longest run."""
    question, passage = bare(question), bare(passage)
    pairs = [first + second for first, second in pairwise(question)]
    share = sum(pair in passage for pair in pairs) / len(pairs) if pairs else 0.0
    longest = 0
    for start in range(len(question)):
        while question[start : start + longest + 1] in passage and start + longest < len(question):
            longest += 1
    return share, longest


def bare(text: str) -> str:
    """The text without white space, which readers and splitters treat as they like."""
    return _SPACE.sub("", text)
