"""
Past reports on the page: opened at what a source names, and two texts side by side.

What a button or a list sends comes from anyone, so it is read as strictly as a file: a source that
no answer ever named opens its report without a mark, or is refused.

Knows: the use cases of reading, what the page shows. Does not know: Gradio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import get_args

from assistant.core.comparing import rows_of
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex
from assistant.core.report import Citation, SectionKind
from ui.handlers.page import Page, read_text
from ui.place import Place
from ui.screen import Changes, show
from ui.views import reader
from ui.views.frame import SHORT_NAMES

_SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)
_YEAR = regex(r"[0-9]{1,4}")
_LONGEST = 4000  # characters of what a button holds; a quote has at most some hundreds
_NO_WORDS = "没有收到要看哪一份；请刷新页面后再试"


@dataclass(frozen=True)
class Shelf:
    """The reading window of one user."""

    page: Page

    def open(self, place: object, asked: object) -> Changes:  # noqa: ARG002  # every handler
        """The report that a source is of, at the place that it names."""
        cited = _citation(_read(asked))
        reading = self.page.workflow.reading
        if cited.quote or cited.cell:
            opened = reading.open_cited(cited, by=self.page.by)
        else:
            opened = reading.open(cited.report, by=self.page.by)
        shown = opened.report
        title = f"{shown.agency} {shown.year}年报告"
        return _shown(title, reader.report(opened), reader.contents(shown))

    def two_years(self, place: object, asked: object) -> Changes:
        """A section of two years of an office; what is not chosen is the newest there is."""
        choice = self._choice(Place.read(place), _read(asked))
        found = self.page.workflow.reading.compare(
            choice.agency, choice.years, choice.section, by=self.page.by
        )
        heads = (f"{found.years[0]}年", f"{found.years[1]}年")
        content = reader.compared(found.rows, heads)
        return _shown("两年对照", content, reader.chooser(choice))

    def beside_last_year(self, place: object, text: object) -> Changes:
        """The text in the box beside what the last report has there."""
        at = Place.read(place)
        draft, words = self.page.read(at), read_text(text)
        if not words.strip():
            raise NotAllowed("这一部分还没有文字，没有可以对照的；请先起草")
        past = self.page.workflow.outline(draft).get(at.section, ())
        if not past:
            raise NotAllowed("往年报告里没有这一部分，没有可以对照的文字")
        old = [line for one in past for line in one.quote.split("\n")]
        rows = rows_of(old, [line for line in words.split("\n") if line.strip()])
        heads = (f"{past[0].year}年报告", f"{draft.year}年草稿")
        title = f"与上年对照：{SHORT_NAMES[at.section]}"
        return _shown(title, reader.compared(rows, heads))

    def _choice(self, at: Place, asked: Mapping[str, str]) -> reader.Choice:
        offices: dict[str, tuple[int, ...]] = {}
        for one in self.page.workflow.reading.reports(by=self.page.by):
            offices[one.agency] = (*offices.get(one.agency, ()), one.year)
        if not offices:
            raise NotAllowed("资料库里还没有往年报告，没有可以对照的")
        own = self.page.read(at).agency if at.draft else ""
        several = [one for one, years in offices.items() if len(years) > 1]
        usual = own if own in several else next(iter(several), next(iter(offices)))
        agency = asked.get("agency", usual)
        if agency not in offices:
            raise NotAllowed("资料库里没有这个单位的报告；请在“单位”中选择")
        section = asked.get("section", "overview")
        if section not in _SECTIONS:
            raise NotAllowed("没有这一部分；请在“部分”中选择")
        return reader.Choice(
            offices=offices, agency=agency, years=_years(asked, offices[agency]), section=section
        )


def _years(asked: Mapping[str, str], there: Sequence[int]) -> tuple[int, int]:
    """The two years that are asked for; else the last one, or the newest, and the one before."""
    wanted = [asked.get(name, "") for name in ("first", "last")]
    first, last = (int(one) if one.isdecimal() else 0 for one in wanted)
    if first in there and last in there:
        return first, last
    if last not in there:
        last = max(there)
    before = [one for one in there if one < last]
    return max(before, default=min(there)), last


def _shown(title: str, content: str, tools: str = "") -> Changes:
    return show(reader=reader.reader(title, content, opened=token_hex(4), tools=tools))


def _read(asked: object) -> dict[str, str]:
    """What a button holds: short texts by name; NotAllowed if it is another thing."""
    values = asked if isinstance(asked, dict) else None
    if values is None or not all(
        isinstance(one, str) and len(one) <= _LONGEST for pair in values.items() for one in pair
    ):
        raise NotAllowed(_NO_WORDS)
    return {name: value for name, value in values.items() if value}


def _citation(asked: Mapping[str, str]) -> Citation:
    year, section = asked.get("year", ""), asked.get("section", "overview")
    if "report" not in asked or section not in _SECTIONS or not _YEAR.fullmatch(year or "0"):
        raise NotAllowed(_NO_WORDS)
    return Citation(
        report=asked["report"],
        agency=asked.get("agency", ""),
        year=int(year or 0),
        section=section,
        quote=asked.get("quote", ""),
        passage=asked.get("passage", ""),
        cell=asked.get("cell", ""),
    )
