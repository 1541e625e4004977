"""Marks that belong together (GB/T 15834—2011): those of a pair, those between a row's members."""

from collections.abc import Iterator

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hit, Manuscript, ScanRule

_GB = "GB/T 15834—2011"

_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
# Closed and never opened: 1）…；2）…, and a bracket whose fellow is half-width.
_NUMBERED = regex(r"(?:^|[，。；：、\s])[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
_HALF_PAIRS = {"（": ")", "）": "("}


def _unpaired(manuscript: Manuscript) -> Iterator[Hit]:
    """Brackets and quotation marks without their fellow in the same paragraph."""
    for offset, line in manuscript.lines:
        open_marks: list[tuple[int, str]] = []
        for place, mark in enumerate(line):
            if mark in _PAIRS:
                open_marks.append((place, mark))
            elif mark in _CLOSERS:
                if open_marks and open_marks[-1][1] == _CLOSERS[mark]:
                    open_marks.pop()
                elif any(one == _CLOSERS[mark] for _, one in open_marks[-4:]):
                    while open_marks[-1][1] != _CLOSERS[mark]:
                        yield _alone(offset, line, *open_marks.pop())
                    open_marks.pop()
                elif not _NUMBERED.search(line[max(0, place - 6) : place]):
                    yield _alone(offset, line, place, mark)
        for place, mark in open_marks:
            yield _alone(offset, line, place, mark)


_SHOWN = 12  # characters of the text beside an unpaired mark


def _alone(offset: int, line: str, place: int, mark: str) -> Hit:
    fellow = _PAIRS.get(mark) or _CLOSERS[mark]
    beside = (
        line[place : place + _SHOWN] if mark in _PAIRS else line[max(0, place - _SHOWN) : place + 1]
    )
    half = _HALF_PAIRS.get(mark, "") in line if mark in _HALF_PAIRS else False
    return Hit(
        start=offset + place,
        end=offset + place + 1,
        message=f"“{beside}”的{mark}没有配对的{fellow}" + ("（另一个是半角）" if half else ""),
        suggestion=f"补上{fellow}，或删去{mark}",
        level="warning" if half else None,
    )


_SEGMENT = regex(r"[，、；]")
_ROW = range(4, 10)  # characters of a member of a row
_FEWEST = 3  # members before a row is one


def _rows(manuscript: Manuscript) -> Iterator[Hit]:
    """X有Y、X有Y，X有Y: members of one length with a character in common, marks that differ."""
    for offset, sentence in manuscript.sentences:
        marks = list(_SEGMENT.finditer(sentence))
        starts = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(sentence)]
        parts = [sentence[start:end] for start, end in zip(starts, ends, strict=True)]
        for i in range(len(parts) - _FEWEST + 1):
            one, two, three = parts[i : i + _FEWEST]
            first = one[-len(two) :]  # its head may lead into the row: 做到预案有演练
            between = {marks[i][0], marks[i + 1][0]}
            if len(between) > 1 and _alike(first, two, three):
                yield Hit(
                    start=offset + starts[i],
                    end=offset + ends[i + 2],
                    message=f"并列的“{one[-9:]}”“{two}”“{three}”之间标点不一致",
                    suggestion="统一用顿号，或统一用逗号",
                )


def _alike(*members: str) -> bool:
    if len({len(one) for one in members}) > 1 or len(members[0]) not in _ROW:
        return False
    inner = zip(*(one[1:-1] for one in members), strict=True)
    return any(len(set(column)) == 1 and column[0] not in "的和与" for column in inner)


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="标点-不成对",
        level="error",
        title="引号、括号、书名号在一段内成对",
        source=f"{_GB} 4.8、4.9、4.15",
        example="《上海市人民政府公报",
        find=_unpaired,
    ),
    ScanRule(
        id="标点-并列不一",
        level="info",
        title="同样的并列成分之间标点一致",
        source=f"{_GB} 4.5",
        example="预案有演练、应急有装备，救灾有物资",
        find=_rows,
    ),
)
