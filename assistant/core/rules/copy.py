"""
Rules on likeness with last year's report, by sentence (内容雷同 is to be answered for).

Sentences are compared without numbers and punctuation, by their pairs of characters: 2023年收到21件
and 2024年收到95件 are the same sentence, and so are two that differ in a word. Short ones do not
count.
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.core.prose.likeness import alike_sentences, folded_sentences
from assistant.core.report import Report, SectionKind
from assistant.core.rules.rulebook import Case, Problem, Results, Rule

_SECTIONS: tuple[SectionKind, ...] = ("overview", "problems", "other")
_FEWEST = 4  # sentences of a section before a share means something
_MUCH, _MOST = Decimal(50), Decimal(80)  # percent of the characters


def sentences(report: Report, kind: SectionKind) -> dict[str, str]:
    """The sentences of a section as written, by what is left without numbers and signs."""
    section = report.section(kind)
    return folded_sentences("\n".join(section.paragraphs)) if section else {}


def _alike(case: Case) -> Iterator[tuple[SectionKind, dict[str, str], list[str]]]:
    """Each section with its sentences and those that last year's report has too."""
    if case.report is None or case.last_report is None:
        return
    for kind in _SECTIONS:
        now, before = sentences(case.report, kind), sentences(case.last_report, kind)
        if len(now) >= _FEWEST:
            yield kind, now, alike_sentences(now, before)


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
