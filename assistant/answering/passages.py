"""
Answers from passages: numbers that prose states, mentions over the years, problems and
improvements, and whatever else a passage says.

Code finds and quotes; a chat model, where one is given, only words what was found
(answering.prose) and is believed only if its quotes and numbers are in the passages.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering import telling
from assistant.answering.numbers import told_numbers
from assistant.core.asking.book import years_in_words
from assistant.core.asking.finding import (
    Found,
    Subject,
    about,
    evidence,
    improvements,
    mentions,
    problems,
    subject,
)
from assistant.core.asking.offices import Catalog
from assistant.core.asking.query import Answer, Question, Wanted
from assistant.core.asking.stated import Stated, statements
from assistant.core.asking.wanted import noun_of, without_doing
from assistant.core.asking.words import content_of
from assistant.core.errors import ModelError
from assistant.core.ports import Filter, PassageIndex, ReportStore
from assistant.core.prose.likeness import same_words
from assistant.core.report import Passage, SectionKind

_PLACES = 30  # of a ranking that are looked through for evidence
_MOST_QUOTED = 5
_OF_PEOPLE = frozenset({"人", "人次", "名"})  # 举办培训多少人次 is told as 参训96人次
_MOST_MENTIONS = 12  # quotes; every year is told


class Words(Protocol):
    def of(self, text: str) -> list[str]: ...


class Writer(Protocol):
    """Words an answer over numbered quotes."""

    def write(self, question: str, found: Sequence[Found]) -> tuple[str, tuple[str, ...]]:
        """The answer and notices; "" where the model's words do not hold."""
        ...


class PassageAnswers:
    """Answers a question that has a topic."""

    def __init__(
        self,
        reports: ReportStore,
        index: Callable[[], PassageIndex],
        words: Callable[[], Words],
    ) -> None:
        self._reports = reports
        self._index = index
        self._words = words

    def answer(self, question: Question, catalog: Catalog, writer: Writer | None) -> Answer:
        question = _limited(question, catalog)
        if question.unclear:
            return telling.nothing(question, telling.which_office(question.unclear))
        if absent := _absent(question, catalog):
            return telling.nothing(question, absent)
        if question.topic == "number":
            return self._number(question, catalog) or self._none(question, catalog)
        if question.topic == "mentions":
            return self._mentions(question, catalog)
        if question.topic in ("problems", "improvements"):
            found = self._section_5(question)
        else:
            found = self._text(question)
        if not found:
            return self._none(question, catalog)
        return _quoting(question, found, writer)

    def _scope(self, question: Question, section: SectionKind | None = None) -> tuple[Passage, ...]:
        """Every passage that the question may mean."""
        return self._reports.passages_of(
            agencies=question.agencies or None,
            years=question.period.years or None,
            section=section,
        )

    def _asked(self, question: Question, passages: Sequence[Passage]) -> Subject:
        words = content_of(self._words().of(question.subject))
        return subject(words, passages)

    def _none(self, question: Question, catalog: Catalog) -> Answer:
        noun = noun_of(question.subject)
        if named := self._named(noun, question):
            return _quoting(question, named, None, telling.no_more_than(question, noun))
        count = len(self._scope(question))
        about_what = f"“{question.subject}”" if question.subject else "这个问题"
        text = f"资料中没有找到关于{about_what}的内容。{telling.searched(question, count, catalog)}"
        return telling.nothing(question, text)

    def _named(self, noun: str, question: Question) -> tuple[Found, ...]:
        """The sentences in which the noun asked for stands, word for word."""
        nouns = {*noun.split(), *question.puzzling.split()}
        if not noun:
            return ()
        asked = Subject(weights={same_words(one): 1 / len(nouns) for one in nouns})
        found = mentions(asked, self._scope(question))
        return tuple(sorted(found, key=lambda one: -one.passage.year)[:_MOST_QUOTED])

    # numbers

    def _number(self, question: Question, catalog: Catalog) -> Answer | None:
        """The numbers that the prose states, by year; None if no sentence names any."""
        years = question.period.years or catalog.years_of(question.agencies)[-1:]
        base = question.period.base
        wanted = tuple(dict.fromkeys((*years, *((base,) if base else ()))))
        scopes = {
            year: self._reports.passages_of(agencies=question.agencies or None, years=(year,))
            for year in wanted
        }
        stated = {
            one: {year: self._stated(one, question, scopes[year]) for year in wanted}
            for one in question.wanted
        }
        if not any(any(one.values()) for one in stated.values()):
            return self._of_the_next(question, years[-1])
        return told_numbers(replace(question, period=replace(question.period, years=years)), stated)

    def _of_the_next(self, question: Question, year: int) -> Answer | None:
        """What the next year's report says it was before: 由31%提高到46%; None if it does not."""
        passages = self._reports.passages_of(agencies=question.agencies or None, years=(year + 1,))
        found = [
            one
            for wanted in question.wanted
            for one in self._stated(wanted, question, passages)[:1]
            if one.earlier
        ]
        if not found:
            return None
        changed = "；".join(f"由{one.earlier}变为{one.words}" for one in found)
        head = f"{year}年的报告没有写到；{year + 1}年的报告写明{changed}。\n"
        return _quoting(question, [one.found for one in found], None, head)

    def _stated(
        self, wanted: Wanted, question: Question, passages: Sequence[Passage]
    ) -> Sequence[Stated]:
        """What may be the number wanted; nothing if no word of it says what it counts."""
        content = content_of(self._words().of(wanted.subject))
        if not content:
            return ()
        found = statements(wanted.subject, wanted.unit, passages)
        if not found and (
            noun := without_doing(wanted.subject)
        ):  # 举办, where the report says 召开
            found = statements(noun, wanted.unit, passages)
        if not found and wanted.unit in _OF_PEOPLE:
            found = statements("".join(content), wanted.unit, passages)
        # 收了多少申请: a word that no cell is named by must stand in the sentence itself.
        return [one for one in found if _holds(one, question.puzzling)]

    # mentions

    def _mentions(self, question: Question, catalog: Catalog) -> Answer:
        passages = self._scope(question)
        asked = self._asked(question, passages)
        found = mentions(asked, passages)
        if not found:
            return self._none(question, catalog)
        years = sorted({one.passage.year for one in found})
        offices = sorted({one.passage.agency for one in found})
        silent = (
            [year for year in catalog.years_of(question.agencies) if year not in years]
            if len(offices) == 1 and not question.period.named
            else []
        )
        first = _one_each(found)
        head = f"提到“{question.subject}”的有{years_in_words(years)}（共{len(found)}处）"
        tail = f"；{years_in_words(silent)}的报告没有提到" if silent else ""
        shown = first[:_MOST_MENTIONS]
        text = f"{head}{tail}。\n{telling.quoted(shown, with_office=len(offices) > 1)}"
        return Answer(
            text=text,
            kind="passage",
            citations=tuple(one.citation for one in shown),
            question=question,
        )

    # problems and improvements

    def _section_5(self, question: Question) -> tuple[Found, ...]:
        passages = self._scope(question, "problems")
        find = improvements if question.topic == "improvements" else problems
        found = find(passages)
        rest = content_of(self._words().of(_without_topic(question)))
        if not rest:
            return found
        narrowed = about(subject(rest, passages), found)
        if narrowed:
            return narrowed
        everything = self._scope(question)
        return evidence(subject(rest, everything), everything)[:_MOST_QUOTED]

    # anything else

    def _text(self, question: Question) -> tuple[Found, ...]:
        scope = self._scope(question)
        asked = self._asked(question, scope)
        if asked.is_empty:
            return ()
        ranked: dict[str, Passage] = {}
        for agency in question.agencies or (None,):
            for year in question.period.years or (None,):
                where = Filter(agency=agency, year=year)
                for hit in self._index().retrieve(question.subject, where=where, k=_PLACES):
                    ranked |= {one.id: one for one in (hit.passage, *hit.also)}
        inside = {passage.id for passage in scope}
        found = evidence(asked, [one for one in ranked.values() if one.id in inside])
        best = sorted(found, key=lambda one: -one.cover)
        return tuple(best[:_MOST_QUOTED])


def _holds(stated: Stated, words: str) -> bool:
    return all(word in stated.found.quote for word in words.split())


def _limited(question: Question, catalog: Catalog) -> Question:
    """The question with the only office that can be meant; numbers need one."""
    if question.agencies or question.topic in ("mentions", "text"):
        return question
    years = question.period.years if question.period.named else ()
    having = [
        agency for agency, there in catalog.years.items() if not years or set(years) & set(there)
    ]
    if len(having) == 1:
        return replace(question, agencies=tuple(having))
    return replace(question, unclear=tuple(having)) if having else question


def _absent(question: Question, catalog: Catalog) -> str:
    """That the office or the years asked for are not in the corpus at all."""
    for agency in question.agencies:
        if agency not in catalog.years:
            return telling.no_office(agency, catalog)
    there = catalog.years_of(question.agencies)
    years = question.period.years
    if years and not set(years) & set(there):
        return telling.no_years(question, catalog)
    return ""


_TOPIC_WORDS = (
    "改进措施",
    "整改措施",
    "改进",
    "整改",
    "措施",
    "下一步",
    "打算",
    "问题",
    "不足",
    "短板",
    # whether what was announced was done
    "承诺",
    "答应",
    "计划",
    "落实",
    "做到",
    "完成",
    "兑现",
    "没有",
    "了没",
    "今年",
    "去年",
)


def _without_topic(question: Question) -> str:
    """What a question on problems or improvements says beside that: of which matter."""
    text = question.subject
    for word in _TOPIC_WORDS:
        text = text.replace(word, " ")
    return text


def _one_each(found: Sequence[Found]) -> list[Found]:
    """The first mention of each year and office, the latest year first; then the others."""
    ordered = sorted(found, key=lambda one: (-one.passage.year, one.passage.agency))
    first: dict[tuple[str, int], Found] = {}
    for one in ordered:
        first.setdefault((one.passage.agency, one.passage.year), one)
    rest = [one for one in ordered if one not in first.values()]
    return [*first.values(), *rest]


def _worded(
    question: Question, found: Sequence[Found], writer: Writer
) -> tuple[str, tuple[str, ...]]:
    """The model's words; none, and why, where it cannot be asked."""
    try:
        return writer.write(question.text, found)
    except ModelError as error:
        return "", (f"只给原文：{error}",)


def _quoting(
    question: Question, found: Sequence[Found], writer: Writer | None, head: str = ""
) -> Answer:
    offices = {one.passage.agency for one in found}
    text = head + telling.quoted(found, with_office=len(offices) > 1 or not question.agencies)
    notices: tuple[str, ...] = ()
    if writer is not None:
        written, notices = _worded(question, found, writer)
        text = f"{written}\n\n{text}" if written else text
    if question.period.read_as:
        text += f"\n（{question.period.read_as}理解。）"
    return Answer(
        text=text,
        kind="passage",
        citations=tuple(one.citation for one in found),
        notices=notices,
        question=question,
    )
