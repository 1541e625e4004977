"""
What a question limits itself to: the years and the offices that it names.

Reports of one office differ from year to year in little but their numbers, so a passage of another
year than the one asked for is worse than none: a year in the question is a hard limit.

Knows: how years are written in questions. Does not know: what is asked, passages.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.core.office_names import OfficeNames
from assistant.core.patterns import regex
from assistant.core.prose.numerals import CHINESE_DIGITS, plain

_FULL = rf"(?:(?:19|20)\d{{2}}|[一二][{CHINESE_DIGITS}]{{3}}(?=\s*年))"
_SHORT = r"(?<![\d.,])[012]\d(?=\s*年度?(?![来内间期后前多以]))"  # 23年, not 10年来
_COUNTED = r"(?!\s*[\d.,%万亿件条个次人元份项])"  # 2023件 is no year
_YEAR = rf"(?:(?<![\d.,])(?:{_FULL})|{_SHORT})"
_NAMED = regex(
    rf"(?P<first>{_YEAR})\s*(?:年度?)?"
    rf"(?:\s*(?:[-—–~～至到]+)\s*(?P<last>{_YEAR})\s*(?:年度?)?)?{_COUNTED}"
    r"(?P<open>\s*(?:以来|至今|到现在|起|之后|以后|之前|以前))?"
)
_RECENT = regex(r"(?:最近|近)(?P<count>[二两三四五六七八九十2-9])年")
_RELATIVE = regex(
    r"(?<![比较与同])(?:(?P<before>前年)|(?P<last>去年|上一?年)|(?P<this>今年|本年))度?"
    r"(?!同期|相比|结转|转)"
)
_DIGIT = {character: index % 10 for index, character in enumerate("零一二三四五六七八九〇")}
_DIGIT |= {"○": 0, "两": 2, "十": 10}
_SPACE = regex(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The limits that a question names; an empty one is no limit."""

    years: tuple[int, ...] = ()  # rising; those asked for, whether the corpus has them or not
    offices: tuple[str, ...] = ()  # full names
    words: tuple[str, ...] = ()  # that said so, in the order of the question
    rest: str = ""  # the question without them


def scope_of(
    question: str, *, names: OfficeNames, years: Collection[int], this_year: int | None = None
) -> Scope:
    """The years and offices that `question` names.

    `years` are those of the corpus: 2019年以来 and 近三年 mean these only. `this_year` is what
    去年 and 今年 count from; without it they name no year.
    """
    text = plain(question)
    found = [*_named_years(text, years), *_relative_years(text, years, this_year)]
    offices = names.named_in(question)
    spans = sorted([(s, e) for s, e, _ in found] + [(one.start, one.end) for one in offices])
    return Scope(
        years=tuple(sorted({year for _, _, meant in found for year in meant})),
        offices=tuple(dict.fromkeys(name for one in offices for name in one.offices)),
        words=tuple(question[start:end].strip() for start, end in spans),
        rest=_without(question, spans),
    )


_Span = tuple[int, int, tuple[int, ...]]


def _named_years(text: str, known: Collection[int]) -> Iterator[_Span]:
    for found in _NAMED.finditer(text):
        first = _year(found["first"])
        last = _year(found["last"]) if found["last"] else first
        if open_ := (found["open"] or "").strip():
            meant = tuple(year for year in known if _is_meant(year, last, open_))
        else:
            meant = tuple(range(min(first, last), max(first, last) + 1))
        yield found.start(), found.end(), meant


def _is_meant(year: int, named: int, open_: str) -> bool:
    if open_ in ("之前", "以前"):
        return year < named
    return year > named or (year == named and open_ not in ("之后", "以后"))


def _relative_years(text: str, known: Collection[int], this_year: int | None) -> Iterator[_Span]:
    for found in _RECENT.finditer(text):
        count = int(found["count"]) if found["count"].isdigit() else _DIGIT[found["count"]]
        yield found.start(), found.end(), tuple(sorted(set(known))[-count:])
    if this_year is None:
        return
    for found in _RELATIVE.finditer(text):
        back = 2 if found["before"] else 1 if found["last"] else 0
        yield found.start(), found.end(), (this_year - back,)


def _year(written: str) -> int:
    """2023, 二〇二三 or 23 as a year."""
    value = int("".join(str(_DIGIT.get(character, character)) for character in written))
    return value if value > 99 else 2000 + value


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = max(at, end)
    return _SPACE.sub(" ", "".join([*kept, text[at:]])).strip()
