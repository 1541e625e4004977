"""
Likeness of wordings, by pairs of characters: what of a text stands in another.

Chinese has no spaces to split at, and pairs of characters need no dictionary.
"""

import re

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
_NOT_WORDS = re.compile(r"[\W\d_]+")


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
