"""
The wording of a text: what is left when its numbers are taken away.

Reports of one office differ from year to year mostly in their numbers. Without them equal
passages become equal, and a question finds what is spoken of, not a number that looks alike.
For searching only: what may be written is decided by masking.py.
"""

import re

_NUMBER = re.compile(
    r"[\d０-９]+(?:[.,，．:：][\d０-９]+)*\s*(?:[%％‰]|个?百分点)?"  # 3,525  41.53%  2.5个百分点
)
_YEAR = re.compile(r"(?:(?:19|20)\d{2}|[〇零一二三四五六七八九]{4})\s*(?:年度|年)")
_SPACE = re.compile(r"[ \t\u3000]+")


def masked(text: str) -> str:
    """The text without Arabic numbers and years; itself if nothing else is in it."""
    wording = _SPACE.sub(" ", _NUMBER.sub("", _YEAR.sub("", text))).strip()
    return wording or text
