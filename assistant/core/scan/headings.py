"""
Numbers of headings and lists: 一、（一）1.（1） in order, 一是 二是 三是 without a gap.

Knows: GB/T 9704—2012 7.3.3. The six sections of a report have rules of their own (S-章号, S-节号);
here every numbered line of any text counts.
"""

import re
from collections.abc import Iterator

from assistant.core.patterns import regex
from assistant.core.prose.outline import NUMERALS, chinese
from assistant.core.report import SECTION_TITLES
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule

_SOURCE = "GB/T 9704—2012 7.3.3"
_CN = f"[{NUMERALS}]{{1,3}}"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, regex(rf"^[ \t\u3000]*(?P<number>{_CN})[、.．]")),
    (2, regex(rf"^[ \t\u3000]*[（(](?P<number>{_CN})[）)]")),
    (3, regex(r"^[ \t\u3000]*(?P<number>\d{1,2})[.．、](?!\d)")),
    (4, regex(r"^[ \t\u3000]*[（(](?P<number>\d{1,2})[）)]")),
)
_SHAPES = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_FREE_TO_RESTART = (3, 4)  # a list may begin again after a line of prose
_HIGH = (1, 2)
_TITLE, _LONGEST_TITLE, _STOPS = 2, 30, "。；;：:，、！？】"
_TITLES = tuple(SECTION_TITLES.values())
_IN_PROSE: tuple[re.Pattern[str], ...] = (
    regex(rf"(?:^|(?<=[，。；：、\s”）]))(?P<number>[{NUMERALS}])是(?![非否])"),
    regex(rf"(?:^|(?<=[，。；：、\s”）]))第(?P<number>[{NUMERALS}])[，、]"),
    regex(r"(?P<number>[①-⑩])"),
)


class _Count:
    """The last number of each level, while going down the lines of a text."""

    def __init__(self) -> None:
        self.last = dict.fromkeys(_SHAPES, 0)
        self.skipped = dict.fromkeys(_SHAPES, 0)  # the number that a wrong one stood for
        self.seen: set[int] = set()
        self.prose = True  # a line without a number came since the last one with

    def fault(self, level: int, number: int) -> str:
        """What is wrong with this number at this level; counts it."""
        before = self.last[level]
        is_first = level not in self.seen and 1 not in self.seen  # a part of a report
        restarts = number == 1 and (before == 0 or (level in _FREE_TO_RESTART and self.prose))
        goes_on = number == before + 1 or number == self.skipped[level] + 1 > 1
        self._count(level, number)
        self.skipped[level] = 0 if goes_on or restarts or is_first else before + 1
        if not self.skipped[level]:
            return ""
        if before == 0:
            return f"从{_shown(level, number)}开始，前面没有{_shown(level, 1)}"
        return f"接在{_shown(level, before)}后面，编号{'重复' if number <= before else '不连续'}"

    def slips(self, level: int, number: int) -> bool:
        """Whether （3） goes on for （二）: an Arabic number in a row of Chinese ones."""
        return level == 4 and number == self.last[2] + 1 > 1 and number != self.last[4] + 1

    def _count(self, level: int, number: int) -> None:
        self.seen.add(level)
        self.prose = False
        self.last[level] = number
        for below in range(level + 1, len(_SHAPES) + 1):
            self.last[below] = 0


def _shown(level: int, number: int) -> str:
    return _SHAPES[level].format(chinese(number) if level in (1, 2) else number)


def _headings(manuscript: Manuscript) -> Iterator[Hit]:
    count = _Count()
    for offset, line in manuscript.lines:
        found = _number(line)
        if found is None:
            count.prose = count.prose or bool(line.strip())
            continue
        level, number, end = found
        if level == 3 and line[end:].strip().startswith(_TITLES):
            right = f"{chinese(number)}、"
            yield _hit(offset, line, end, f"这一部分的编号应为“{right}”", right)
            count.fault(1, number)
        elif count.slips(level, number):
            right = f"（{chinese(number)}）"
            yield _hit(offset, line, end, f"编号应为“{right}”，与前面的一致", right)
            count.fault(2, number)
        elif fault := count.fault(level, number):
            yield _hit(offset, line, end, fault, "")


def _empty(manuscript: Manuscript) -> Hits:
    """（三）… with the next heading or the end right behind it. A section may consist of its table,
    which is no line of the text, so 二、… is not judged; nor is a list, whose items have stops.
    """
    lines = [(offset, line) for offset, line in manuscript.lines if line.strip()]
    for at, (offset, line) in enumerate(lines):
        behind = lines[at + 1][1] if at + 1 < len(lines) else ""
        if _is_title(line) and (not behind or _level(behind) in _HIGH):
            yield _hit(offset, line, len(line), "标题下面没有内容，请补写，或删去这个标题", "")


def _is_title(line: str) -> bool:
    plain = line.strip()
    return _level(line) == _TITLE and len(plain) <= _LONGEST_TITLE and plain[-1] not in _STOPS


def _level(line: str) -> int:
    found = _number(line)
    return found[0] if found else 0


def _number(line: str) -> tuple[int, int, int] | None:
    """Level, number and the end of the number that a line begins with."""
    for level, pattern in _LEVELS:
        if match := pattern.match(line):
            return level, _value(match["number"]), match.end()
    return None


def _value(text: str) -> int:
    """一 is 1, 十二 is 12, ③ is 3; up to 99."""
    if text.isascii():
        return int(text)
    if "①" <= text <= "⑩":
        return ord(text) - ord("①") + 1
    return next((number for number in range(1, 100) if chinese(number) == text), 0)


def _hit(offset: int, line: str, end: int, fault: str, right: str) -> Hit:
    start = len(line) - len(line.lstrip())
    shown = line.strip()[:14]
    return Hit(
        start=offset + start, end=offset + end, message=f"“{shown}”：{fault}", suggestion=right
    )


def _lists(manuscript: Manuscript) -> Hits:
    """一是…二是… within a paragraph; each row begins with one."""
    for offset, line in manuscript.lines:
        for pattern in _IN_PROSE:
            last = 0
            for match in pattern.finditer(line):
                number = _value(match["number"])
                if last and number not in (last + 1, 1):
                    yield Hit(
                        start=offset + match.start(),
                        end=offset + match.end(),
                        message=f"“{match[0]}”前面数到{last}，列举的次序不连续",
                    )
                last = number


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="编号-标题",
        level="warning",
        title="一、（一）1.（1）各级编号连续、不重复，写法一致",
        source=_SOURCE,
        example="（一）（二）之后是（四），或是（3）",
        find=_headings,
    ),
    ScanRule(
        id="编号-空标题",
        level="warning",
        title="（一）（二）各标题下面有内容",
        source="国办公开办函〔2021〕30号：内容敷衍塞责的要追责",
        example="“（三）政府信息管理情况”下面就是“（四）……”",
        find=_empty,
    ),
    ScanRule(
        id="编号-列举",
        level="warning",
        title="一是、二是、三是连续",
        source="GB/T 15834—2011 附录B.3",
        example="一是…二是…四是",
        find=_lists,
    ),
)
