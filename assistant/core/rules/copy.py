"""
Rules on likeness with last year's report, by sentence (内容雷同 is to be answered for).

Sentences are compared without numbers and punctuation, by their pairs of characters: 2023年收到21件
and 2024年收到95件 are the same sentence, and so are two that differ in a word. Short ones do not
count.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from assistant.core.prose.likeness import pairs
from assistant.core.report import Report, SectionKind
from assistant.core.rules.rulebook import Case, Problem, Results, Rule

_SECTIONS: tuple[SectionKind, ...] = ("overview", "problems", "other")
_END = re.compile(r"[。！？；：;:!?\n]|(?<=[，。；：、])(?=[一二三四五六七八九]是)")
_NOT_WORDS = re.compile(r"[\W\d_]|[零〇一二三四五六七八九十百千万亿]")
_SHORTEST = 12  # folded characters; below this sentences are alike by chance
_ALIKE = 0.8  # share of pairs that two sentences have in common
_FEWEST = 4  # sentences of a section before a share means something
_MUCH, _MOST = Decimal(50), Decimal(80)  # percent of the characters


def sentences(report: Report, kind: SectionKind) -> dict[str, str]:
    """The sentences of a section as written, by what is left without numbers and signs."""
    section = report.section(kind)
    found: dict[str, str] = {}
    for line in section.paragraphs if section else ():
        for sentence in _END.split(line):
            words = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", sentence))
            if len(words) >= _SHORTEST:
                found[words] = sentence.strip()
    return found


def _alike(case: Case) -> Iterator[tuple[SectionKind, dict[str, str], list[str]]]:
    """Each section with its sentences and those that last year's report has too."""
    if case.report is None or case.last_report is None:
        return
    for kind in _SECTIONS:
        now, before = sentences(case.report, kind), sentences(case.last_report, kind)
        if len(now) >= _FEWEST:
            known = [pairs(words) for words in before]
            yield kind, now, [words for words in now if _is_among(pairs(words), known)]


def _is_among(words: frozenset[str], known: list[frozenset[str]]) -> bool:
    """Whether one of the known sentences is nearly this one."""
    return any(len(words & one) >= _ALIKE * len(words | one) for one in known)


def _copied(case: Case) -> Results:
    for kind, now, same in _alike(case):
        whole = sum(map(len, now))
        share = Decimal(100 * sum(map(len, same))) / whole
        if share < _MUCH:
            yield None
            continue
        section = case.report.section(kind) if case.report else None
        longest = now[max(same, key=len)]
        yield Problem(
            message=(
                f"“{section.heading if section else kind}”{len(now)}句中有{len(same)}句与上年相同"
                f"（按字数{share:.0f}%），如“{longest[:30]}…”"
            ),
            left=share.quantize(Decimal("0.1")),
            right=_MUCH,
            level="error" if share >= _MOST and kind == "problems" else "warning",
        )


RULES: tuple[Rule, ...] = (
    Rule(
        id="P-雷同",
        level="warning",
        title=f"各部分与上年报告相同的句子按字数不到{_MUCH}%（第五部分{_MOST}%以上为必错）",
        source="国办公开办函〔2021〕30号：内容雷同、敷衍塞责的要追责",
        example="第五部分5句中有4句与上年只差年份",
        check=_copied,
    ),
)
