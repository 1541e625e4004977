"""
Numbers that only the prose of a past report states: 网站发布信息260条, 参训96人次.

The number is found by its words, as learning.py finds last year's indicators: the share of the
subject's characters in the clause before it, and the same unit. A value is given only if one
number fits clearly best; else the sentences are shown without one.

Does not know: the form (its numbers are cells), search.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.core.asking.finding import Found
from assistant.core.asking.words import UNITS
from assistant.core.prose.likeness import same_words
from assistant.core.prose.nearby import clause_after, clause_before, sentence_before
from assistant.core.prose.quantities import Quantity, find_quantities
from assistant.core.report import Passage

_NEAR, _HALF = 0.8, 0.5  # as in writing/learning.py, a little stricter: nobody typed this label
_SHORTEST = 2  # different characters; one alone names nothing
_NO_COUNTS = frozenset({"%", "百分点", "", "倍", "成"})
_CLEAR = 0.15  # by how much the best must be ahead of another number
_UNIT = re.compile(rf"(?:多少|几)(?P<unit>{UNITS})")
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"次", "场", "期", "轮", "场次"}),
    frozenset({"件", "条", "个", "份", "篇", "项", "部"}),
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"元", "万元", "亿元", "钱"}),
)
_MONEY = frozenset({"元", "万元", "亿元"})
_OF_MONEY = re.compile(r"费|金额|经费|资金|款$")
_COMPARES = re.compile(
    r"(?:增长|下降|增加|减少|上升|提高|降低|压缩|同比|比上年|较上年|比去年|多|少)[了至到]?$"
)
_NO_NOUN = re.compile(
    r"(?:全年|年内|当年|本年度?|一?共|共计|累计|合计|总计|已|先后|举办|召开|举行|开展|发布|完成|了)+"
)
_NOISE = re.compile(r"[\W\d_]|多少|一共|总共|累计|合计|收到了|发了|了|的|是|有")
_SENTENCE = re.compile(r"[^。！？!?\n]*")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A number of the prose with the sentence that states it."""

    found: Found
    value: Decimal
    unit: str
    words: str  # the number as written
    score: float
    exact: bool


def unit_asked(question: str) -> str:
    """The unit behind 多少 or 几; empty if none is named."""
    unit = _UNIT.search(question)
    return unit["unit"] if unit else ""


def statements(subject: str, unit: str, passages: Sequence[Passage]) -> tuple[Stated, ...]:
    """The numbers that the subject may name, the best first; equal ones once."""
    label = frozenset(_NOISE.sub("", same_words(subject)))
    if len(label) < _SHORTEST:
        return ()
    wanted = _wanted(subject, unit)
    found = sorted(
        (one for passage in passages for one in _in_passage(label, wanted, passage)),
        key=lambda one: -one.score,
    )
    kept: dict[tuple[Decimal, str, str], Stated] = {}
    for one in found:
        kept.setdefault((one.value, one.unit, one.found.passage.report), one)
    return tuple(kept.values())


def clear(found: Sequence[Stated]) -> Stated | None:
    """The one number that fits clearly best."""
    if not found:
        return None
    best = found[0]
    others = [one for one in found[1:] if best.score - one.score < _CLEAR]
    return best if not others and best.exact else None


def _in_passage(
    label: frozenset[str], wanted: Callable[[Quantity], bool], passage: Passage
) -> Iterator[Stated]:
    text = passage.text
    for one in find_quantities(text):
        if one.exempt or one.value is None or one.high is not None or not wanted(one):
            continue
        before = clause_before(text, one.start)
        if _COMPARES.search(before):
            continue
        near = _share(label, before)
        if near < _NEAR:  # 收到3件来信: the noun may stand behind
            near = max(near, _share(label, before + clause_after(text, one.end)[:8]) - 0.05)
        far = _share(label, sentence_before(text, one.start))
        if far == 1 and _NO_NOUN.fullmatch(before):  # …新闻发布会，年内累计举办97场
            near = max(near, _NEAR)
        # 信息处理费1件，金额200元: money is named once in a sentence, and its unit is its own.
        enough = 0 if one.unit in _MONEY else _HALF
        if near >= _NEAR or (near >= enough and far == 1):
            start = one.start - len(sentence_before(text, one.start))
            rest = _SENTENCE.match(text, one.end)
            end = min(len(text), (rest.end() if rest else one.end) + 1)
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            yield Stated(
                found=Found(passage=passage, start=start, end=start + len(piece.strip())),
                value=one.value,
                unit=one.unit,
                words=one.text,
                score=near - 0.02 * max(0, len(set(_NOISE.sub("", before))) - len(label)) / 4,
                exact=one.exact,
            )


def _share(label: frozenset[str], words: str) -> float:
    return len(label & set(same_words(words))) / len(label)


def _wanted(subject: str, asked: str) -> Callable[[Quantity], bool]:
    """Whether a quantity is in the unit that is asked for; a fee is asked for in money."""
    units: frozenset[str] = frozenset({asked} if asked else ())
    if asked:
        units = units.union(*(one for one in _ALIKE if asked in one))
    elif _OF_MONEY.search(subject):
        units = _MONEY
    return lambda one: one.unit in units if units else one.unit not in _NO_COUNTS
