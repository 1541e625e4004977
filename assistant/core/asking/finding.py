"""
What passages say to a question: sentences about a subject, problems, improvements, mentions.

Whether a passage is evidence is decided by the words of the question that stand in it, weighed by
how rare they are in what was searched, never by nearness of vectors: a near passage about another
thing is no answer.

Knows: passages as text. Does not know: search, models. Every quote is verbatim in its passage.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.prose.likeness import same_words
from assistant.core.report import Citation, Passage

# Words of a question that a passage must hold, by weight, to be evidence; measured on the prose
# questions and those without an answer (docs/answers.md).
ENOUGH = 0.6
_ALL = 0.999
_SENTENCE = regex(r"[^。！？!?\n]+[。！？!?]?")
_POINT = regex(r"[^。；;！？!?\n]+[。；;！？!?]?")
_TURN = regex(
    r"下一步|改进措施|改进情况|改进办法|改进方向|整改措施|整改情况|今后|今年将|将切实|将着力|着力抓好|重点做好"
    r"|针对(?:存在|以上|上述|这些|此)|已经?整改|已采取措施|措施：|[（(][一二三四五][)）]改进|\d{4}年我们将"
)
_PROBLEM = regex(
    r"存在的?(?:主要)?(?:问题|不足)|主要问题|(?:以下|如下|方面的?)(?:问题|不足)|仍[有存]|还存在|主要(?:表现在|是：)|不足：|差距"
)
_LONGEST_QUOTE = 600


@dataclass(frozen=True, kw_only=True)
class Found:
    """A passage and what of it answers, from `start` to `end` of its text."""

    passage: Passage
    start: int
    end: int
    cover: float = 1.0  # share of the question's words that the passage holds, by weight

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def citation(self) -> Citation:
        return Citation(
            report=self.passage.report,
            agency=self.passage.agency,
            year=self.passage.year,
            section=self.passage.section,
            quote=self.quote,
            passage=self.passage.id,
        )


def whole(passage: Passage) -> Found:
    return Found(passage=passage, start=0, end=len(passage.text))


# --- evidence by words


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The words of a question with their weights, which sum to 1."""

    weights: Mapping[str, float]

    def cover(self, text: str) -> float:
        """How much of the subject stands in a text, 0 to 1."""
        plain = same_words(text)
        return sum(weight for word, weight in self.weights.items() if word in plain)

    @property
    def is_empty(self) -> bool:
        return not self.weights


def subject(words: Sequence[str], passages: Sequence[Passage]) -> Subject:
    """Words weighed by how rare they are in the passages that were searched."""
    wanted = dict.fromkeys(same_words(word) for word in words)
    texts = [same_words(_with_headings(passage)) for passage in passages]
    raw = {}
    for word in wanted:
        held = sum(word in text for text in texts)
        raw[word] = len(word) * math.log((len(texts) + 2) / (held + 1))
    total = sum(raw.values())
    return Subject(weights={word: weight / total for word, weight in raw.items() if total})


def _with_headings(passage: Passage) -> str:
    return "\n".join((*passage.headings, passage.text))


def evidence(asked: Subject, passages: Sequence[Passage]) -> tuple[Found, ...]:
    """The passages that hold enough of the subject, in the order given."""
    found = []
    for passage in passages:
        cover = asked.cover(_with_headings(passage))
        if cover >= ENOUGH:
            found.append(Found(passage=passage, start=0, end=len(passage.text), cover=cover))
    return tuple(found)


def mentions(asked: Subject, passages: Sequence[Passage]) -> tuple[Found, ...]:
    """The passages that hold every word of the subject, each with the sentences that do so."""
    return tuple(
        _narrowed(asked, passage)
        for passage in passages
        if not asked.is_empty and asked.cover(passage.text) >= _ALL
    )


def _narrowed(asked: Subject, passage: Passage) -> Found:
    """The shortest run of sentences that holds what the passage holds of the subject."""
    spans = [(one.start(), one.end()) for one in _SENTENCE.finditer(passage.text)]
    best = (0, len(passage.text))
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            start, end = spans[first][0], spans[last][1]
            if end - start >= best[1] - best[0]:
                break
            if asked.cover(passage.text[start:end]) >= _ALL:
                best = (start, end)
                break
    return _trimmed(passage, *best)


def _trimmed(passage: Passage, start: int, end: int, cover: float = 1.0) -> Found:
    piece = passage.text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Found(passage=passage, start=start, end=start + len(piece.strip()), cover=cover)


# --- problems and improvements


def improvements(passages: Sequence[Passage]) -> tuple[Found, ...]:
    """What of section 五 says what is done about the problems, in its order."""
    return _parts(passages, improving=True)


def problems(passages: Sequence[Passage]) -> tuple[Found, ...]:
    """What of section 五 says what the problems are, in its order."""
    return _parts(passages, improving=False)


def _parts(passages: Sequence[Passage], *, improving: bool) -> tuple[Found, ...]:
    """Runs of sentences of one kind; a sentence is of the kind that was last announced."""
    found: list[Found] = []
    state, report = False, ""
    for passage in sorted(passages, key=lambda one: (-one.year, one.agency, one.start)):
        if passage.report != report:
            state, report = False, passage.report
        run: tuple[int, int] | None = None
        for one in _SENTENCE.finditer(passage.text):
            state = _kind(one[0], state)
            if state == improving:
                run = (run[0] if run else one.start(), one.end())
            elif run:
                found.append(_trimmed(passage, *run))
                run = None
        if run:
            found.append(_trimmed(passage, *run))
    return tuple(one for one in found if one.quote)


def _kind(sentence: str, state: bool) -> bool:
    """Whether a sentence speaks of improvements; one that announces both is of what it ends in."""
    turns = [(one.start(), True) for one in _TURN.finditer(sentence)]
    turns += [(one.start(), False) for one in _PROBLEM.finditer(sentence)]
    if not turns:
        return state
    first = min(turns)[1]
    return True if any(kind for _, kind in turns) and (first or state) else first


def about(asked: Subject, found: Sequence[Found]) -> tuple[Found, ...]:
    """Of these the single points that hold every word of the subject."""
    kept = []
    for one in found:
        for point in _POINT.finditer(one.quote):
            if asked.cover(point[0]) >= ENOUGH:
                kept.append(
                    _trimmed(one.passage, one.start + point.start(), one.start + point.end())
                )
    return tuple(kept)


# --- reasons

_REASON = regex(r"原因|由于|因为|主要是|主要来自|得益于|受.{0,12}影响")


def reasons(words: Sequence[str], passages: Sequence[Passage]) -> tuple[Found, ...]:
    """Sentences that name one of these words and say why."""
    found = []
    for passage in passages:
        for one in _SENTENCE.finditer(passage.text):
            if _REASON.search(one[0]) and any(word in one[0] for word in words):
                found.append(_trimmed(passage, one.start(), one.end()))
    return tuple(found)
