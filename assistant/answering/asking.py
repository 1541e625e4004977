"""
A question to its answer: code decides whether the cells, the passages or both are asked.

Numbers are computed from cells (core.asking.figures) or read from a sentence that states them;
prose is the passages themselves, or a chat model's words over them whose quotes and numbers code
verifies (answering.prose). What the reports do not say is said to be missing, with what was
searched and what is there.

Earlier questions of a conversation are given as their texts: what they meant is found again, so
nothing but the texts need be kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from assistant.answering import telling
from assistant.answering.passages import PassageAnswers, Writer
from assistant.core.asking.figures import answer_figures
from assistant.core.asking.finding import Found, reasons
from assistant.core.asking.query import Answer, FigureAnswer, PlacedCell, Question
from assistant.core.asking.splitting import parts_of
from assistant.core.asking.understanding import Asker, Catalog, understand
from assistant.core.asking.words import asked_names
from assistant.core.evidence.fact import label_of
from assistant.core.evidence.names import Names
from assistant.core.ports import PassageIndex, ReportStore
from assistant.core.report import Citation, SectionKind

_SECTIONS: dict[str, SectionKind] = {"表二": "disclosure", "表三": "requests", "表四": "litigation"}
_MOST_CHOICES = 12  # offices among which a person is asked to choose


class Cutter(Protocol):
    """Cuts a text into words."""

    def of(self, text: str) -> list[str]: ...


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What answers are made with."""

    reports: ReportStore
    index: Callable[[], PassageIndex]  # made at first use: it loads the embedding model
    words: Callable[[], Cutter]
    writer: Callable[[], Writer] | None = None  # words prose answers, loaded at first use
    names: Names | None = None  # with the office's own words


class Asking:
    """Answers questions from the corpus."""

    def __init__(self, parts: Parts) -> None:
        self._reports = parts.reports
        self._writer = parts.writer
        self._passages = PassageAnswers(parts.reports, parts.index, parts.words)
        self._names = asked_names(parts.names)
        self._known: tuple[int, Catalog] | None = None

    def answer(
        self,
        question: str,
        asker: Asker | None = None,
        *,
        earlier: Sequence[str] = (),
        worded: bool = False,
    ) -> Answer:
        """The answer to `question`, with `earlier` ones of the conversation as its context.

        `asker` says whose report of which year is in work; `worded`: the chat model words
        prose answers over the passages; they are shown in any case.
        """
        begin = perf_counter()
        writer = self._writer() if worded and self._writer else None
        catalog = self._catalog()
        asker = _resolved(asker or Asker(), catalog)
        before: Question | None = None
        for text in earlier:
            for part in parts_of(text):
                before = understand(part, catalog, asker, before, self._names)
        answers: list[Answer] = []
        for part in parts_of(question):
            before = understand(part, catalog, asker, before, self._names)
            answers.append(self._answer(before, catalog, writer))
        return replace(_joined(answers), seconds=round(perf_counter() - begin, 3))

    def _catalog(self) -> Catalog:
        version = self._reports.corpus_version()
        if self._known is None or self._known[0] != version:
            entries = self._reports.reports()
            self._known = version, Catalog.of([(one.agency, one.year) for one in entries])
        return self._known[1]

    def _answer(self, question: Question, catalog: Catalog, writer: Writer | None) -> Answer:
        if not catalog.years:
            return telling.nothing(question, telling.EMPTY)
        if question.unknown:
            return telling.nothing(question, telling.no_office(question.unknown, catalog))
        if question.unclear:
            return telling.nothing(question, telling.which_office(question.unclear))
        if question.puzzling and not question.agencies:  # 宿迁2024年收到多少件申请
            return telling.nothing(question, telling.puzzling(question, catalog))
        if question.figure is not None:
            return self._figure(question, catalog)
        if not question.topic:
            return telling.nothing(question, telling.not_understood())
        answer = self._passages.answer(question, catalog, writer)
        if answer.kind == "none" and question.puzzling:
            return telling.nothing(question, telling.puzzling(question, catalog))
        return answer

    def _figure(self, question: Question, catalog: Catalog) -> Answer:
        question = _with_office(question, catalog)
        if question.unclear:
            return telling.nothing(question, telling.which_office(question.unclear))
        if not question.period.years:
            return telling.nothing(question, telling.no_years(question, catalog))
        found = answer_figures(question, catalog, self._reports)
        answer = _told(question, found)
        if telling.asks_why(question.text) and found.answered:
            answer = self._with_reasons(answer, question)
        return answer

    def _with_reasons(self, answer: Answer, question: Question) -> Answer:
        assert question.figure is not None
        labels = [label_of(measure.key) for measure in question.figure.measures]
        heads = [measure.key.split(".")[0] for measure in question.figure.measures]
        passages = self._reports.passages_of(
            agencies=question.agencies, years=question.period.years
        )
        found = reasons([*labels, *heads, *telling.SPOKEN.get(heads[0], ())], passages)
        text = answer.text + telling.reasons(found)
        cited = tuple(one.citation for one in found)
        return replace(answer, text=text, citations=(*answer.citations, *cited))


def _resolved(asker: Asker, catalog: Catalog) -> Asker:
    """The office in work by its full name, however it was given."""
    if not asker.agency or asker.agency in catalog.years:
        return asker
    named = catalog.names.named_in(asker.agency)
    if len(named) == 1 and len(named[0].offices) == 1:
        return replace(asker, agency=named[0].offices[0])
    return asker


def _with_office(question: Question, catalog: Catalog) -> Question:
    """The question with its office: named, or the only one that has reports of the years."""
    query = question.figure
    over_offices = query and (query.ask == "rank" or (query.ask == "having" and query.across))
    if question.agencies or over_offices:
        return question
    wanted = set(question.period.years) if question.period.named else set()
    having = [one for one, years in catalog.years.items() if not wanted or wanted & set(years)]
    if len(having) == 1:
        return replace(question, agencies=tuple(having))
    if not having:
        return replace(question, agencies=(), period=replace(question.period, years=()))
    return replace(question, unclear=tuple(having[:_MOST_CHOICES]))


def _told(question: Question, found: FigureAnswer) -> Answer:
    text = found.text
    if question.period.read_as and found.answered:
        text += f"（{question.period.read_as}理解。）"
    return Answer(
        text=text,
        kind="figure" if found.answered else "none",
        value=found.value if found.answered else None,
        unit=found.unit if found.answered else "",
        formula=found.formula if found.answered else "",
        citations=tuple(_cell_citation(one) for one in found.cells),
        trend=found.trend,
        question=question,
    )


def _cell_citation(one: PlacedCell) -> Citation:
    """A cell as a citation: what is printed in it, which cell it is, where it stands."""
    cell = one.cell
    return Citation(
        report=one.report,
        agency=one.agency,
        year=one.year,
        section=_SECTIONS[cell.table],
        quote=cell.raw,
        cell=f"{cell.name}（{cell.place}）" if cell.place else cell.name,
    )


def _joined(answers: Sequence[Answer]) -> Answer:
    """The answers to the parts of one question as one; a single number only of a single part."""
    if len(answers) == 1:
        return answers[0]
    told = [one for one in answers if one.kind != "none"] or list(answers)
    kinds = {one.kind for one in told}
    numbers = [one for one in told if one.value is not None]
    only = numbers[0] if len(numbers) == 1 else None
    return Answer(
        text="\n".join(one.text for one in answers),
        kind="figure" if "figure" in kinds else told[0].kind,
        value=only.value if only else None,
        unit=only.unit if only else "",
        formula="；".join(one.formula for one in told if one.formula),
        citations=tuple(dict.fromkeys(cited for one in told for cited in one.citations)),
        trend=next((one.trend for one in told if one.trend), None),
        notices=tuple(notice for one in answers for notice in one.notices),
        question=answers[-1].question,
    )


__all__ = ["Asking", "Found", "Parts"]
