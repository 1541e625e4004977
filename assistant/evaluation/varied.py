"""
A corpus of any size made by varying real reports: other offices, years, numbers and words.

An office words its reports in its own way: about one word in five is another than in the report
it is made from. From year to year most of its sentences stay but for their numbers, and about one
in four is worded anew. So most passages differ, and some return, as in real corpora.

Knows: reports. Does not know: searching.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import rjieba

from assistant.core.report import Report, Section

YEARS = range(2015, 2025)
_OWN, _ANEW = 0.2, 0.25  # of the words of an office; of the sentences of a year
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"20[12]\d(?=年)")
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_PLACES = "甲乙丙丁戊己庚辛壬癸"

_Words = list[list[str]]  # sentences as words


def varied(reports: Sequence[Report], passages: int, *, a_report: int = 18) -> Iterator[Report]:
    """Reports with about this many passages in all, `a_report` in one; always the same ones."""
    cutter = rjieba.Jieba()
    cut = [[_cut(cutter, one) for one in report.sections] for report in reports]
    pairs = sorted({w for report in cut for one in report for s in one for w in s if len(w) == 2})
    for number in range(max(1, round(passages / a_report / len(YEARS)))):
        at = number % len(reports)
        office = random.Random(number)
        own = [[_worded(one, pairs, _OWN, office) for one in section] for section in cut[at]]
        for year in YEARS:
            chance = random.Random(number * 10_000 + year)
            yield replace(
                reports[at],
                agency=_name(number),
                year=year,
                title=f"{_name(number)}{year}年政府信息公开工作年度报告",
                sections=tuple(
                    _section(section, sentences, pairs, year, chance)
                    for section, sentences in zip(reports[at].sections, own, strict=True)
                ),
                file=f"{number}_{year}.txt",
            )


def _name(number: int) -> str:
    """示例甲乙市应急管理局: a name of nobody."""
    digits = f"{number:04d}"
    return f"示例{''.join(_PLACES[int(digit)] for digit in digits)}市应急管理局"


def _cut(cutter: rjieba.Jieba, section: Section) -> _Words:
    text = "\n".join(section.paragraphs)
    return [cutter.cut(sentence) for sentence in _SENTENCE.findall(text) if sentence]


def _worded(
    words: list[str], pairs: Sequence[str], share: float, chance: random.Random
) -> list[str]:
    return [
        chance.choice(pairs) if len(word) == 2 and chance.random() < share else word
        for word in words
    ]


def _section(
    section: Section, own: _Words, pairs: Sequence[str], year: int, chance: random.Random
) -> Section:
    sentences = [
        _worded(one, pairs, _OWN, chance) if chance.random() < _ANEW else one for one in own
    ]
    text = "".join(word for sentence in sentences for word in sentence)
    dated = _YEAR.sub("\0", text)
    counted = _DIGITS.sub(lambda found: str(chance.randint(1, 10 ** len(found[0]))), dated)
    paragraphs = tuple(counted.replace("\0", str(year)).split("\n"))
    return replace(section, paragraphs=paragraphs)
