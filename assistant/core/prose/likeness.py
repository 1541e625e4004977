"""
Likeness of wordings, by pairs of characters: what of a text stands in another.

Chinese has no spaces to split at, and pairs of characters need no dictionary.
"""

import unicodedata
from collections.abc import Iterable

from assistant.core.patterns import regex

# Words that officers use for one another; each is read as the second.
_SAME = (
    ("公布", "公开"),
    ("发布", "公开"),
    ("官网", "网站"),
    ("门户网站", "网站"),
    ("开展", "举办"),
    ("组织", "举办"),
    ("来信", "信件"),
)
_NOT_WORDS = regex(r"[\W\d_]+")
_SENTENCE_END = regex(r"[。！？；：;:!?\n]|(?<=[，。；：、])(?=[一二三四五六七八九]是)")
_NOT_FOLDED = regex(r"[\W\d_]|[零〇一二三四五六七八九十百千万亿]")
_SHORTEST = 12  # folded characters; below this sentences are alike by chance
_ALIKE = 0.8  # share of pairs that two sentences have in common


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without punctuation and digits."""
    plain = _NOT_WORDS.sub("", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share_found(text: str, source: str) -> float:
    """How much of `text` stands in `source`, 0 to 1; 1 if `text` has no pairs at all."""
    wanted = pairs(text)
    return len(wanted & pairs(source)) / len(wanted) if wanted else 1.0


def same_words(words: str) -> str:
    """`words` with each of the usual synonyms replaced by one of them: 发布 and 公布 by 公开."""
    for other, common in _SAME:
        words = words.replace(other, common)
    return words


def folded_sentences(text: str) -> dict[str, str]:
    """The sentences of a text as written, by what is left without numbers and signs.

    2023年收到21件 and 2024年收到95件 are one sentence. Short ones are left out.
    """
    found: dict[str, str] = {}
    for sentence in _SENTENCE_END.split(text):
        words = _NOT_FOLDED.sub("", unicodedata.normalize("NFKC", sentence))
        if len(words) >= _SHORTEST:
            found[words] = sentence.strip()
    return found


def alike_sentences(now: Iterable[str], before: Iterable[str]) -> list[str]:
    """Those folded sentences that are nearly one of `before`."""
    known = [pairs(words) for words in before]
    return [words for words in now if _is_among(pairs(words), known)]


def is_alike(one: str, other: str) -> bool:
    """Whether two sentences say nearly the same, their numbers aside."""
    plain = (unicodedata.normalize("NFKC", text) for text in (one, other))
    words, known = (_NOT_FOLDED.sub("", text) for text in plain)
    return _is_among(pairs(words), [pairs(known)])


def alike_share(text: str, before: str) -> float:
    """The share of the characters of `text` in sentences that `before` has too, 0 to 1."""
    now = folded_sentences(text)
    same = alike_sentences(now, folded_sentences(before))
    return sum(map(len, same)) / sum(map(len, now)) if now else 0.0


def _is_among(words: frozenset[str], known: list[frozenset[str]]) -> bool:
    """Whether one of the known sentences is nearly this one."""
    return any(len(words & one) >= _ALIKE * len(words | one) for one in known)
