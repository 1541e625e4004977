"""
The automatic numbers of Word paragraphs: 一、 （一） 1. are often not typed but counted.

Knows: numbering.xml and the styles that refer to it. A number is text for a reader of the report,
so it is text here.
"""

from dataclasses import dataclass

from lxml import etree

from corpus.readers.package import child, children, integer, value

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographTraditional",
    }
)
_CIRCLED = 0x2460 - 1
_DEEPEST = 9  # levels of a list in Word


@dataclass(frozen=True, kw_only=True)
class _Level:
    start: int
    style: str  # decimal, chineseCounting, bullet …
    text: str  # "（%1）"


class Numbering:
    """The numbers of a document's paragraphs, asked for in the order of the paragraphs."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = _lists(numbering)
        self._by_style = _by_style(styles)
        self._counts: dict[str, dict[int, int]] = {}

    def next(self, properties: etree._Element | None) -> str:
        """The number printed before the paragraph with these properties; empty if none."""
        style = self._by_style.get(value(child(properties, "pStyle")), ("", 0))
        own = child(properties, "numPr")
        number = value(child(own, "numId")) or style[0]
        level = integer(value(child(own, "ilvl")), style[1])
        source, levels = self._lists.get(number, ("", {}))
        if number == "0" or level not in levels:
            return ""
        counts = self._counts.setdefault(source, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            counts.pop(deeper, None)
        return _printed(levels, level, counts)


def _lists(numbering: etree._Element | None) -> dict[str, tuple[str, dict[int, _Level]]]:
    """By the number of a list: what it counts by, and its levels."""
    kinds = {
        value(kind, "abstractNumId"): {
            integer(value(level, "ilvl")): _level(level) for level in children(kind, "lvl")
        }
        for kind in children(numbering, "abstractNum")
    }
    found: dict[str, tuple[str, dict[int, _Level]]] = {}
    for item in children(numbering, "num"):
        number, kind = value(item, "numId"), value(child(item, "abstractNumId"))
        changed = children(item, "lvlOverride")
        levels = dict(kinds.get(kind, {}))
        for change in changed:
            at = integer(value(change, "ilvl"))
            if (whole := child(change, "lvl")) is not None:
                levels[at] = _level(whole)
            elif (start := value(child(change, "startOverride"))) and at in levels:
                level = levels[at]
                levels[at] = _Level(start=integer(start, 1), style=level.style, text=level.text)
        found[number] = (f"{kind}/{number}" if changed else kind, levels)
    return found


def _level(level: etree._Element) -> _Level:
    return _Level(
        start=integer(value(child(level, "start")), 1),
        style=value(child(level, "numFmt")) or "decimal",
        text=value(child(level, "lvlText")),
    )


def _by_style(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style that has one, its own or inherited."""
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in children(styles, "style"):
        name = value(style, "styleId")
        parents[name] = value(child(style, "basedOn"))
        number = child(style, "pPr", "numPr")
        if listed := value(child(number, "numId")):
            own[name] = (listed, integer(value(child(number, "ilvl"))))
    return {name: found for name in parents if (found := _inherited(name, own, parents))}


def _inherited(
    name: str, own: dict[str, tuple[str, int]], parents: dict[str, str]
) -> tuple[str, int] | None:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = parents.get(name, "")
    return None


def _printed(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    text = levels[level].text
    if levels[level].style in {"bullet", "none"}:
        return ""
    for above in range(level + 1):
        if above in levels:
            count = counts.get(above, levels[above].start)
            text = text.replace(f"%{above + 1}", _numeral(count, levels[above].style))
    return text


def _numeral(count: int, style: str) -> str:
    if style in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
        return head + (_DIGITS[ones] if ones else "")
    if style.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(_CIRCLED + count)
    if style == "upperLetter" and 0 < count <= 26:
        return chr(ord("A") + count - 1)
    if style == "lowerLetter" and 0 < count <= 26:
        return chr(ord("a") + count - 1)
    return str(count)
