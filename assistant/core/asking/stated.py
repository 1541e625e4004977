"""
Numbers that only the prose of a past report states: 网站发布信息260条, 参训96人次.

The number is found by its words, as learning.py finds last year's indicators: the share of the
subject's characters in the clause before it, and the same unit. A value is given only if one
number fits clearly best; else the sentences are shown without one.

Does not know: the form (its numbers are cells), search.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.core.asking.finding import Found
from assistant.core.patterns import regex
from assistant.core.prose.likeness import same_words
from assistant.core.prose.nearby import clause_after, clause_before, is_base, sentence_before
from assistant.core.prose.quantities import Quantity, find_quantities
from assistant.core.report import Passage

_NEAR, _HALF = 0.8, 0.5  # as in writing/learning.py, a little stricter: nobody typed this label
_SHORTEST = 2  # different characters; one alone names nothing
_NO_COUNTS = frozenset({"%", "百分点", "", "倍", "成"})
_CLEAR = 0.15  # by how much the best must be ahead of another number
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"次", "场", "期", "轮", "场次"}),
    frozenset({"件", "条", "份", "篇", "部"}),
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"元", "万元", "亿元", "钱"}),
)
_MONEY = frozenset({"元", "万元", "亿元"})
_OF_MONEY = regex(r"费|金额|经费|资金|款$")
_CHANGE = r"(?:增加|增长|提高|提升|上升|减少|下降|降低|压缩|精简|归并|整合|减|增|降|升)"
_COMPARES = regex(rf"(?:{_CHANGE}|同比|比上年|较上年|比去年|多|少)[了至到]?$")
_GROWS = regex(rf"{_CHANGE}[到至为]")
_REACHES = regex(rf"(?:{_CHANGE}[了]?)?[到至为]$")  # between two numbers: 由31%提高到46%
_ASKS_CHANGE = regex(rf"(?:{_CHANGE}|[多少])[了]?(?![到至为])(?:\s|$)")
_ASKS_END = regex(rf"(?:从|由)(?=\s|$)|{_CHANGE}[了]?[到至为](?=\s|$)")  # 降到多少
_TO = regex(rf"{_CHANGE}[了]?[到至为]$")
_OF_SHARE = regex(r"占比|比例|比重|比率|[^效频]率(?!先)|满意度")
_SAME = (("参加", "参训"), ("参与", "参训"))
_BEHIND = 16  # characters behind a number that may name it
_NO_NOUN = regex(
    r"(?:全年|年内|当年|本年度?|一?共|共计|累计|合计|总计|已|先后|举办|召开|举行|开展|发布|完成|了)+"
)
_NOISE = regex(r"[\W\d_]|百分之|多少|一共|总共|累计|合计|收到了|发了|了|的|是|有")
_SENTENCE = regex(r"[^。！？!?\n]*")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A number of the prose with the sentence that states it."""

    found: Found
    value: Decimal
    unit: str
    words: str  # the number as written
    score: float
    exact: bool
    earlier: str = ""  # from what it came: 31% of 由31%提高到46%


def statements(subject: str, unit: str, passages: Sequence[Passage]) -> tuple[Stated, ...]:
    """The numbers that the subject may name, the best first; equal ones once."""
    label = _letters(_ASKS_END.sub(" ", subject))
    if len(label) < _SHORTEST:
        return ()
    wanted = _wanted(subject, unit)
    found = sorted(
        (one for passage in passages for one in _in_passage(label, wanted, passage)),
        key=lambda one: -one.score,
    )
    if _ASKS_CHANGE.search(subject):  # by how much: what it came to is no answer
        found = [one for one in found if not one.earlier]
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
    label: frozenset[str], wanted: Callable[[Quantity], float], passage: Passage
) -> Iterator[Stated]:
    text = passage.text
    statistics = [one for one in find_quantities(text) if not one.exempt]
    for at, one in enumerate(statistics):
        if one.value is None or one.high is not None or not (fit := wanted(one)):
            continue
        base = _base(text, statistics[at - 1], one) if at else None
        before = _TO.sub("", clause_before(text, base.start if base else one.start))
        if not base and (
            _COMPARES.search(before)
            or _GROWS.match(text, one.end)
            or is_base(text, one.start, one.end)
        ):
            continue
        sentence = one.start - len(sentence_before(text, one.start))
        first = next(other.start for other in statistics if other.end > sentence)
        score = _score(label, before, text[sentence:first], clause_after(text, one.end))
        if one.unit in _MONEY and not score and label <= _letters(text[sentence:first]):
            score = _HALF  # 信息处理费1件，金额200元: money is named once in a sentence
        if score:
            rest = _SENTENCE.match(text, one.end)
            end = min(len(text), (rest.end() if rest else one.end) + 1)
            piece = text[sentence:end]
            start = sentence + len(piece) - len(piece.lstrip())
            yield Stated(
                found=Found(passage=passage, start=start, end=start + len(piece.strip())),
                value=one.value,
                unit=one.unit,
                words=one.text,
                score=score * fit,
                exact=one.exact,
                earlier=_as_written(text, base, one.unit) if base else "",
            )


def _base(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """The number that the second came from: 由31%提高到46%."""
    if first.end > second.start or not is_base(text, first.start, first.end):
        return None
    return first if _REACHES.search(text[first.end : second.start]) else None


def _as_written(text: str, one: Quantity, unit: str) -> str:
    """A number with its unit, which may stand outside of what was found: 由4分提高到5分."""
    return one.text + (unit if not one.unit and text.startswith(unit, one.end) else "")


def _score(label: frozenset[str], before: str, head: str, behind: str) -> float:
    """How well the words around a number name the subject, 0 to 1; 0 where that is not enough.

    What the number's own clause leaves out must stand in the head of the sentence, before its
    first number (政务新媒体发布信息815条，其中微信公众号572条): words of another number's clause
    (日均3.5条，…公开信息361条) name that number.
    """
    own = _letters(before)
    near = len(label & own) / len(label)
    if near < _NEAR:  # 组织4次栏目检查: the noun stands behind
        after = own | _letters(behind[:_BEHIND])
        near = max(near, len(label & after) / len(label) - 0.05)
    if near >= _NEAR:
        return near - 0.005 * min(20, max(0, len(own) - len(label)))
    if not label <= own | _letters(head):
        return 0
    if not own or _NO_NOUN.fullmatch(before):  # …新闻发布会，年内累计举办97场
        return _NEAR
    return near if near >= _HALF else _HALF if own <= label else 0


def _letters(words: str) -> frozenset[str]:
    for other, common in _SAME:
        words = words.replace(other, common)
    return frozenset(_NOISE.sub("", same_words(words)))


def _wanted(subject: str, asked: str) -> Callable[[Quantity], float]:
    """How well a quantity's unit is the one asked for, 0 to 1: a fee is asked for in money."""
    units: frozenset[str] = frozenset({asked} if asked else ())
    if asked:
        units = units.union(*(one for one in _ALIKE if asked in one))
    elif _OF_SHARE.search(subject):
        units = frozenset({"%"})
    elif _OF_MONEY.search(subject):
        units = _MONEY

    def fit(one: Quantity) -> float:
        if units:
            return float(one.unit in units) and (1.0 if one.unit == asked or not asked else 0.9)
        return float(one.unit not in _NO_COUNTS)

    return fit
