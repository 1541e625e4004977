"""Rules on set phrases, made of the table in wordings.py, and on one name written in two ways."""

import re
from collections.abc import Callable, Iterator

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hit
from assistant.core.scan.wordings import GROUPS, Row, WordGroup


def _rule(group: WordGroup, row: Row) -> ScanRule:
    wrong, right, reason, *given = row
    pattern = regex(given[0] if given else re.escape(wrong))
    since = f"（{group.since}年度起）" if group.since else ""
    return ScanRule(
        id=f"用语-{wrong}",
        level=group.level,
        title=f"{reason}{since}",
        source=group.source,
        example=f"应为：{right}",
        find=_finder(pattern, f"“{{}}”：{reason}", right, since=group.since),
    )


def _finder(
    pattern: re.Pattern[str], message: str, right: str, *, since: int
) -> Callable[[Manuscript], Hits]:
    def find(manuscript: Manuscript) -> Hits:
        if manuscript.year is None or manuscript.year >= since:
            for match in pattern.finditer(manuscript.text):
                yield hit(match, message.replace("{}", match[0]), right)

    return find


# One thing in two spellings: both in one report is a slip, either alone is not.
_PAIRS = (
    (regex(r"市委、市政府"), regex(r"市委市政府")),
    (regex(r"省委、省政府"), regex(r"省委省政府")),
    (regex(r"县委、县政府"), regex(r"县委县政府")),
    (regex(r"区委、区政府"), regex(r"区委区政府")),
    (regex(r"党中央、国务院"), regex(r"党中央国务院")),
    (regex(r"微信公众号"), regex(r"微信公众平台")),
    (regex(r"账号"), regex(r"帐号")),
    (regex(r"新闻发布会"), regex(r"新闻发布例会")),
)


def _mixed(manuscript: Manuscript) -> Hits:
    for usual, other in _PAIRS:
        first, second = usual.search(manuscript.text), other.search(manuscript.text)
        if first and second:
            yield hit(second, f"“{first[0]}”和“{second[0]}”混用，请统一", first[0])


def _rules() -> Iterator[ScanRule]:
    for group in GROUPS:
        for row in group.rows:
            yield _rule(group, row)


RULES: tuple[ScanRule, ...] = (
    *_rules(),
    ScanRule(
        id="用语-前后不一",
        level="info",
        title="同一名称的写法前后一致",
        source="GB/T 15834—2011、公文写作惯例：全文统一",
        example="“市委、市政府”和“市委市政府”混用",
        find=_mixed,
    ),
)
