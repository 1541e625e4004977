"""
One spelling of what a file says: odd code points, invisible characters, white space.

Knows: the code points that PDF and Word writers put in place of ordinary ones.
Does not know: what the text means. Words, digits and punctuation stay as printed.
"""

import re
import unicodedata

from assistant.core.patterns import regex

# Code points with no compatibility mapping in Unicode that fonts of WPS and Word put in for
# whole characters (radicals of the block U+2E80: ⻓ for 长).
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民西见角车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_ODD = regex(
    "["
    "\u2e80-\u2eff\u2f00-\u2fdf"  # radicals: PDFs print 一, 人, 行, 无 with them
    "\uf900-\ufaff"  # compatibility ideographs
    "\uff0b\uff0d\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"  # full-width: ＋－．１Ａ
    "]"
)
# Zero-width and control characters, soft hyphens, private use, halves of characters (of a font
# with a broken table; no file and no database takes them): nothing that is printed.
_INVISIBLE = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff]"
)
_BOOKMARK = regex(r"\[bookmark:[^\]]*\]")  # left by converters of Word files
_BLANKS = regex(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_CHINESE = (
    r"[\u2018-\u201d\u2026\u2014\u3001-\u303f\u3400-\u9fff\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65]"
)
_AROUND_CHINESE = regex(rf"(?<={_CHINESE})\s+|\s+(?={_CHINESE})")
_BREAK_IN_CHINESE = regex(rf"(?<={_CHINESE})[ \t]*\n\s*(?={_CHINESE})")


def clean(text: str) -> str:
    """The text with ordinary code points, nothing invisible, and plain line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", _BOOKMARK.sub("", text))
    return _ODD.sub(_ordinary, text)


def _ordinary(match: re.Match[str]) -> str:
    odd = match.group()
    return _RADICALS.get(odd) or unicodedata.normalize("NFKC", odd)


def fold_blanks(text: str) -> str:
    """The text on one line: outer blanks dropped, blanks inside folded to one."""
    return _BLANKS.sub(" ", text.replace("\n", " ")).strip()


def close_up(text: str) -> str:
    """The text without the blanks that justified setting puts beside Chinese characters."""
    return _AROUND_CHINESE.sub("", fold_blanks(text))


def join_lines(text: str) -> str:
    """The text on one line; a line break between Chinese characters is no blank."""
    return fold_blanks(_BREAK_IN_CHINESE.sub("", text))


def without_blanks(text: str) -> str:
    """The text with no white space at all: labels and values of a cell."""
    return "".join(text.split())
