"""
Whose reports a question means: an office that it names, the one in work, or none that there is.

A short name of two offices is left to a person; an office that the corpus has not is named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.core.asking import words
from assistant.core.asking.query import Question
from assistant.core.office_names import Named, OfficeNames
from assistant.core.patterns import regex

_OURS = regex(r"我[局区市县委厅办]|本[局区市县委厅]|本机关|本单位|我单位|我们单位|我们|咱们")
_OFFICE = regex(
    r"(?P<name>[\u4e00-\u9fff]{1,12}?(?:人民政府|区政府|市政府|县政府|省政府|政府办公厅|管委会|委员会|街道办|"
    r"[^格布全当大邮结一各哪每个出书棋残时首死年]局|[^公常年]委|(?<!年)厅))(?=[\u4e00-\u9fff\d\s]|$|[？?，,。、])"
)
_NO_OFFICE = regex(
    r"(?:^|[我本各全哪])[区市县局委]|市委|区委|县委|党委|政府信息|人大常委|全国人大|政府网站|政府常务|政府规章|大厅|客厅"
)
_GOVERNMENT = regex(
    r"(?P<level>[省市区县])(?:人民)?政府(?!规章|网站|常务|文件|公报|门户|办|新闻|部门|工作|领导|信息|及|令)"
)
_TOGETHER = ("", " ", "的", "市", "区", "县")  # between a region and an office in it
MASK = "\x00"  # in place of words that are understood


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks: the office and year in work, where the page or an option says so."""

    agency: str = ""
    year: int | None = None  # of the report that is asked about, if the question names none
    this_year: int | None = None  # what 去年 counts from; else the year behind the newest report


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Which reports there are: the years of each office, rising."""

    years: Mapping[str, tuple[int, ...]]
    names: OfficeNames = field(compare=False)

    @classmethod
    def of(cls, reports: Sequence[tuple[str, int]]) -> "Catalog":
        years: dict[str, set[int]] = {}
        for agency, year in reports:
            years.setdefault(agency, set()).add(year)
        return cls(
            years={agency: tuple(sorted(own)) for agency, own in years.items()},
            names=OfficeNames(years),
        )

    def years_of(self, agencies: Sequence[str]) -> tuple[int, ...]:
        """The years of these offices' reports, of all offices if none are given; rising."""
        wanted = agencies or tuple(self.years)
        return tuple(sorted({year for one in wanted for year in self.years.get(one, ())}))


@dataclass(frozen=True, kw_only=True)
class Offices:
    """Whose reports a question means, and the question without their names."""

    agencies: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    unknown: str = ""
    rest: str = ""


def offices_of(text: str, catalog: Catalog, asker: Asker, previous: Question | None) -> Offices:
    named = [_exact(one, text) for one in catalog.names.named_in(text)]
    rest = text
    for one in named:
        rest = rest[: one.start] + MASK * (one.end - one.start) + rest[one.end :]
    unknown = _unknown_office(rest)
    if stranger := _stranger(named, text):
        return Offices(unknown=stranger, rest=rest)
    if named:
        named = _most_exact(named, text)
        unclear = next((one.offices for one in named if len(one.offices) > 1), ())
        if unclear and asker.agency in unclear:
            unclear = ()
            agencies = [asker.agency]
        else:
            agencies = [one.offices[0] for one in named if len(one.offices) == 1]
        return Offices(
            agencies=tuple(dict.fromkeys(agencies)), unclear=unclear, unknown=unknown, rest=rest
        )
    own = _OURS.search(rest)
    if own:
        rest = _OURS.sub(lambda ours: MASK * len(ours[0]), rest)
    if government := _GOVERNMENT.search(rest):
        return _government(government, rest, catalog, asker)
    if asker.agency:
        return Offices(agencies=(asker.agency,), unknown=unknown, rest=rest)
    if previous is not None and previous.agencies and not words.ACROSS.search(rest):
        return Offices(agencies=previous.agencies, unknown=unknown, rest=rest)
    if len(catalog.years) == 1:
        return Offices(agencies=tuple(catalog.years), unknown=unknown, rest=rest)
    unclear = tuple(catalog.years) if own else ()
    return Offices(unclear=unclear, unknown=unknown, rest=rest)


def _government(found: re.Match[str], rest: str, catalog: Catalog, asker: Asker) -> Offices:
    """市政府 without its city: the only government of that level, or the one in work."""
    level = re.compile(rf"{found['level']}(?:人民政府(?:办公厅|办公室)?)?$")
    meant = tuple(one for one in catalog.years if level.search(one))
    meant = (asker.agency,) if asker.agency in meant else meant
    rest = rest[: found.start()] + MASK * len(found[0]) + rest[found.end() :]
    if not meant:
        return Offices(unknown=found[0], rest=rest)
    if len(meant) > 1:
        return Offices(unclear=meant, rest=rest)
    return Offices(agencies=meant, rest=rest)


def _exact(named: Named, text: str) -> Named:
    """上海市, where an office is called just so, means that one."""
    said = text[named.start : named.end]
    return replace(named, offices=(said,)) if said in named.offices else named


def _most_exact(named: list[Named], text: str) -> list[Named]:
    """Of names that stand together (淮安 洪泽区) those that the others do not contain."""
    kept = [
        one
        for at, one in enumerate(named)
        if not (
            at + 1 < len(named)
            and text[one.end : named[at + 1].start] in _TOGETHER
            and all(set(one.offices) != {o} and _is_within(o, one) for o in named[at + 1].offices)
        )
    ]
    return kept or named


def _stranger(named: list[Named], text: str) -> str:
    """淮安市水利局, where the corpus has 淮安市 and a 水利局 of another place."""
    for one, other in pairwise(named):
        if one.end == other.start and not any(_is_within(o, one) for o in other.offices):
            return text[one.start : other.end]
    return ""


def _is_within(office: str, region: Named) -> bool:
    """Whether an office lies in the region that another one governs: 洪泽区 in 淮安市."""
    return any(
        office.startswith(one.removesuffix("人民政府")) and office != one for one in region.offices
    )


def _unknown_office(text: str) -> str:
    """An office that the question names and the corpus has not: …市财政局."""
    for found in _OFFICE.finditer(text.replace(MASK, " ")):
        name = found["name"]
        if not _NO_OFFICE.search(name) and len(name) > 2:
            return name
    return ""
