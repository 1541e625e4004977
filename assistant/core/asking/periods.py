"""
The years that a question means: named, open (2019年以来), relative (去年), compared (比上年).

Relative words count from a present: the year in work where it is given, else the year after the
newest report, because reports of a year are written in the next. What a relative word was taken
for is told with the answer.

Knows: years in questions. Does not know: what is asked.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.core.asking.query import Period
from assistant.core.patterns import regex
from assistant.core.prose.numerals import CHINESE_DIGITS, plain

_YEAR = (
    rf"(?:(?<![\d.,])(?:(?:19|20)\d{{2}}|[一二][{CHINESE_DIGITS}○]{{3}}(?=年))"
    r"(?![\d.,%万亿件条个次人元份项])|(?<![\d.,])[012]\d(?=年度?(?![来内间期后前多以])))(?:年度?(?!报(?!告)))?"
)
_WORD = (
    r"大前年度?|前年度?|去年度?|上一?年度?|前一年度?|今年度?|本年度?|当年|下一?年度?|次年|第二年|明年"
    r"|头一年"
)
_ONE = rf"(?:{_YEAR}|{_WORD})"
_PREVIOUS = ("上年", "上一年", "前一年", "头一年")
_NEXT = ("下年", "下一年", "次年", "第二年", "明年")
_SAME_TIME = r"(?:同期|的?数(?:据|字)?)?"
_BASE = regex(
    rf"(?P<how>比起|(?<!占)比|较之?|相比于?|相较于?|与|和|同|跟)(?P<year>{_ONE}){_SAME_TIME}"
    r"(?P<like>相比较?|比较|相较|比|对比)?(?:起来)?"
)
_FROM_TO = regex(rf"从(?P<first>{_ONE})(?:到|至|—|-)(?P<last>{_ONE})")
_RANGE = regex(rf"(?P<first>{_ONE})(?:[-—–~～]+|至|到)(?P<last>{_ONE})(?:期间|之间|间)?")
_OPEN = regex(
    rf"(?:自|从)?(?P<year>{_ONE})(?P<how>以来|至今|到现在|到今年|起|开始|及以后|之后|以后|之前|以前)"
)
_RECENT = regex(
    r"(?:(?:最近|近|过去|这|前)(?P<count>[一二两三四五六七八九十]|\d{1,2})年(?:来|里|间|内)?|(?P<since>[二两三四五六七八九十])年[来里])"
)
_ALL = regex(
    r"近几年来?|这几年来?|这些年来?|最近几年|历年来?|往年|各年度?|每一?年|逐年|所有年份|全部年份|哪一?年"
    r"|哪几年|哪些年份?|哪个年份|哪几个年份|一直以来|历次|年年|多年来|几年来|分年度|一年年|连续几年"
)
_SINGLE = regex(_ONE)
_DIGIT = {character: index % 10 for index, character in enumerate("零一二三四五六七八九〇")}
_DIGIT |= {"○": 0, "两": 2, "十": 10}
_EACH = regex(
    r"各年度?|每一?年|逐年|历年|分别|分年度|一年年|年年|[这近]几年|各(?:有|是|为)?多少|各几"
)
_COMPARED = regex(r"多|少|增|减|升|降|差|变|涨|比|率|幅|高|低")


@dataclass(frozen=True, kw_only=True)
class Present:
    """What years count from: the reports there are and the year in work."""

    years: tuple[int, ...]  # of the reports, rising
    this_year: int | None = None
    before: Period | None = None  # of the question before: what 上年 and 下一年 count from

    @property
    def newest(self) -> int | None:
        return max(self.years, default=None)

    @property
    def present(self) -> int | None:
        if self.this_year is not None:
            return self.this_year
        return None if self.newest is None else self.newest + 1


@dataclass(frozen=True, kw_only=True)
class ReadPeriod:
    """The years of a question, and the question without the words that said so."""

    period: Period
    rest: str


def period_of(question: str, present: Present) -> ReadPeriod:
    """The years that `question` means. An empty period names none."""
    reader = _Reader(plain(question), present)
    period = reader.read()
    return ReadPeriod(period=period, rest=reader.text)


class _Reader:
    """Takes the words of years out of a question one kind after the other."""

    def __init__(self, text: str, present: Present) -> None:
        self.text = text
        self.present = present
        self.said: list[str] = []
        self.compares = bool(_COMPARED.search(text))
        self.each = bool(_EACH.search(text))
        self.open = False
        self.anchor = _first_year(text)

    def read(self) -> Period:
        base_word = self._base()
        years: set[int] = set()
        named = False
        if moved := self._take(_FROM_TO):
            first, last = self._year(moved["first"]), self._year(moved["last"])
            if first is not None and last is not None:
                if self.compares and not self.each:
                    return self._period((last,), base=first, named=True)
                years |= set(range(min(first, last), max(first, last) + 1))
                named = True
        for pattern in (_OPEN, _RANGE, _RECENT):
            while found := self._take(pattern):
                named = True
                self.open = self.open or pattern is not _RANGE
                years |= set(self._span(pattern, found))
        if self._take(_ALL):
            named = self.open = True
            years |= set(self.present.years) if not years else set()
        while found := self._take(_SINGLE):
            if (year := self._year(found[0])) is not None:
                years.add(year)
                named = True
        return self._compared(years, base_word, named=named)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The next match, cut out of the text."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found

    def _base(self) -> re.Match[str] | None:
        """比上年: the year compared with. 2023年和2024年 alone are two years."""
        for found in _BASE.finditer(self.text):
            if found["how"] in ("与", "和", "同", "跟") and not found["like"]:
                continue
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
            return found
        return None

    def _compared(self, years: set[int], base: re.Match[str] | None, *, named: bool) -> Period:
        if base is None:
            return self._period(tuple(sorted(years)), named=named)
        if not years:
            start = self._default()
            years = set() if start is None else {start}
        word = base["year"]
        anchor = max(years, default=None)
        if _bare(word) in _PREVIOUS or (_bare(word) == "去年" and named):
            other = None if anchor is None else anchor - 1
        else:
            other = self._year(word)
        if other is not None and len(years) == 1 and base["how"] in ("与", "和", "同", "跟"):
            low, high = sorted((other, *years))
            return self._period((high,), base=low, named=True)
        return self._period(tuple(sorted(years)), base=other, named=named)

    def _default(self) -> int | None:
        """The year of a comparison that names only the other one."""
        if self.present.before and self.present.before.years:
            return self.present.before.years[-1]
        if self.present.this_year in self.present.years:
            return self.present.this_year
        return self.present.newest

    def _span(self, pattern: re.Pattern[str], found: re.Match[str]) -> Collection[int]:
        newest = self.present.newest
        if pattern is _RECENT:
            said = found["count"] or found["since"]
            count = int(said) if said.isdigit() else _DIGIT[said]
            if newest is None:
                return ()
            self.said.append(f"“{found[0]}”按{newest - count + 1}—{newest}年")
            return range(newest - count + 1, newest + 1)
        if pattern is _RANGE:
            first, last = self._year(found["first"]), self._year(found["last"])
            if first is None or last is None:
                return ()
            return range(min(first, last), max(first, last) + 1)
        year = self._year(found["year"])
        if year is None:
            return ()
        if found["how"] in ("之前", "以前"):
            return [one for one in self.present.years if one < year]
        start = year + 1 if found["how"] in ("之后", "以后") else year
        return range(start, max(newest or start, start) + 1)

    def _year(self, word: str) -> int | None:
        """A year as a number; a relative one is noted."""
        bare = _bare(word)
        digits = bare.rstrip("年")
        if digits and all(one.isdigit() or one in _DIGIT for one in digits):
            value = int("".join(str(_DIGIT.get(one, one)) for one in digits))
            return value if value > 99 else 2000 + value
        year = self._relative(bare)
        if year is not None:
            self.said.append(f"“{word}”按{year}年")
        return year

    def _relative(self, word: str) -> int | None:
        before = self.present.before
        nearby = self.anchor or (before.years[-1] if before and before.years else None)
        if word in _PREVIOUS and nearby is not None:
            return nearby - 1
        if word in _NEXT and nearby is not None:
            return nearby + 1
        if word in ("当年", "本年") and nearby is not None:
            return nearby
        present = self.present.present
        if present is None:
            return None
        back = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0, "本年": 0, "当年": 0}
        return present - back.get(word, 1 if word in _PREVIOUS else -1)

    def _period(
        self, years: tuple[int, ...], *, base: int | None = None, named: bool = False
    ) -> Period:
        return Period(
            years=years,
            base=base,
            named=named,
            each=self.each,
            open=self.open,
            read_as="，".join(dict.fromkeys(self.said)),
        )


def _bare(word: str) -> str:
    return word.strip().removesuffix("度")


def _first_year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d{2}(?=年|\D|$)", text)
    return int(found[0]) if found else None
