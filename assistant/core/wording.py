"""
The wording of a text: what is left when its numbers are taken away.

Reports of one office differ from year to year mostly in their numbers. Without them equal
passages become equal, and a question finds what is spoken of, not a number that looks alike.
For searching only: what may be written is decided by masking.py.
"""

import hashlib
import re

from assistant.core.patterns import regex
from assistant.core.report import Passage

_YEAR = regex(r"(?:(?:19|20)\d{2}|[〇零一二三四五六七八九]{4})\s*(?:年度|年)")
_NUMBER = regex(
    r"[\d０-９]+(?:[.,，．:：][\d０-９]+)*\s*(?:[%％‰]|个?百分点)?"  # 3,525  41.53%  2.5个百分点
)
_LEAD = regex(  # of a heading: one year's （三） is another's （四）
    r"^[ \t\u3000]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])",
    re.MULTILINE,
)
_SENTENCE = regex(r"[^。；;！？!?\n]+[。；;！？!?]?")
_SHORTEST = 6  # characters: a bare heading or 无。 says nothing of its own
_SPACE = regex(r"[ \t\u3000]+")


def masked(text: str) -> str:
    """The text without years, Arabic numbers and the numbers of headings; itself if that is all."""
    without = _NUMBER.sub("", _LEAD.sub("", _YEAR.sub("", text)))
    return _SPACE.sub(" ", without).strip() or text


def wording(passage: Passage) -> str:
    """The headings and the text of a passage, masked: passages of one wording say the same."""
    return "\n".join((*map(masked, passage.headings), masked(passage.text)))


def sentences(passage: Passage) -> tuple[str, ...]:
    """What a passage is found by: its sentences, masked; all of it if none is long enough."""
    text = masked(passage.text)
    found = (one.strip() for one in _SENTENCE.findall(text))
    return tuple(one for one in found if len(one) >= _SHORTEST) or (text,)


def wording_id(words: str) -> str:
    """The same words give the same id, on any machine."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
