"""
What a question asks, decided by code: a figure query if every word of it is understood as one,
else a subject to look for in the prose.

    offices ─► names of the form ─► years ─► what is asked ─► what is left over

Nothing is guessed: a word that is left over makes a figure query impossible, an office that the
corpus has not is named, and a short name of two offices is left to a person.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.core.asking import words
from assistant.core.asking.limits import NONE, claim_of, limit_of, masked_claim, masked_limit
from assistant.core.asking.measures import (
    as_change_of_items,
    groups_apart,
    measures_of,
    terms_in,
    whole_of,
)
from assistant.core.asking.offices import MASK, Asker, Catalog, Offices, offices_of
from assistant.core.asking.periods import Present, period_of
from assistant.core.asking.query import (
    Ask,
    FigureQuery,
    Measure,
    Order,
    Period,
    Question,
    Topic,
    Wanted,
)
from assistant.core.asking.wanted import as_followed, unit_asked, wanted_in
from assistant.core.evidence.names import Names, Term
from assistant.core.patterns import regex
from assistant.core.prose.numerals import plain

__all__ = ["Asker", "Catalog", "understand"]

_SPACE_BETWEEN = regex(r"(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff\d])")
EVERYTHING = Measure(keys=("",))  # of a check: every sum of the form
_CHAIN_YEAR = regex(
    r"(?:与|和|同|跟)?(?:下一?年|次年|第二年|上一?年|去年|前一年)度?(?:的|能|都|是否)*"
)
_ASK_WORDS = regex(
    "|".join(
        pattern.pattern.replace("?P<order>", "?:")
        for pattern in (
            words.CHECK,
            words.RATE,
            words.DIFFERENCE,
            words.TREND,
            words.MEAN,
            words.SUM,
            words.EXISTS,
            words.SHARE,
            words.PERCENT,
            words.VALUE,
            words.ACROSS,
        )
    )
    + r"|最[多高大少低小]|从[多高大少低小]到[多高大少低小]|排名|排序|排第几|第几|排行|名次"
    r"|前(?:[二三四五六七八九十两]|\d{1,2})(?:名|位|个|家)?|哪一?年|是哪|为什么|为何|什么原因|原因"
)
_TWO = 2
_WHETHER_MORE = regex(r"是否(?=比)")
# One indicator against another: 处罚比许可多几件.
_AGAINST = regex(rf"{MASK}(?:案件|申请)?的?比{MASK}")
_OF_TWO = regex(rf"{MASK}[^{MASK}]*(?:哪一?[个项类种样]|谁|哪边)|[多少]还是{MASK}")
_COUNTED = dict(enumerate("两三四五六七八九十", 2))  # by how many years
_OVER_YEARS = ("rank", "trend", "mean", "having", "check")  # asked of every year there is
_LEAST = frozenset("少低小")
_DIGITS = {character: index for index, character in enumerate("零一二三四五六七八九十")} | {"两": 2}


def understand(
    text: str,
    catalog: Catalog,
    asker: Asker | None = None,
    previous: Question | None = None,
    names: Names | None = None,
) -> Question:
    """What `text` asks, in the light of the question before it.

    `names`: what the words of the form mean; those that everybody uses if none are given.
    """
    asker = asker or Asker()
    plain_text = words.CARRIED_TO.sub("结转下年度", _SPACE_BETWEEN.sub("", plain(text.strip())))
    plain_text = _WHETHER_MORE.sub("", plain_text.replace("是不是", "是否"))
    office = offices_of(plain_text, catalog, asker, previous)
    present = Present(
        years=catalog.years_of(office.agencies),
        this_year=asker.this_year or asker.year,
        before=previous.period if previous else None,
    )
    reading = _Reading(office, present, asker, previous, names or words.asked_names())
    question = reading.question()
    return replace(question, text=text)


class _Reading:
    """One question, read step by step."""

    def __init__(
        self,
        offices: Offices,
        present: Present,
        asker: Asker,
        previous: Question | None,
        names: Names,
    ) -> None:
        self.offices = offices
        self.previous = previous
        self.asker = asker
        whole = offices.rest
        self.is_check = bool(words.CHECK.search(whole))
        self.present = present
        self.limit = limit_of(whole)
        self.claim = claim_of(whole) if self.limit is None else None
        self.terms = terms_in(whole, names)
        masked = masked_limit(_masked(whole, self.terms))
        masked = masked_claim(masked) if self.claim else masked
        negated = words.NEGATED.search(masked)
        if negated and self.limit is None and words.WHICH.search(masked):
            self.limit, negated = NONE, None
        self.asked_text = masked
        if self.is_check:
            masked = _CHAIN_YEAR.sub(" ", masked)
        masked = words.MEAN.sub(lambda mean: MASK * len(mean[0]), masked)
        read = period_of(masked.replace(MASK, "\x01"), self.present)
        self.period = read.period
        self.left = words.left_over(_ASK_WORDS.sub(" ", read.rest.replace("\x01", " ")))
        if self.left == _COUNTED.get(len(self.period.years)):  # 2023到2025年三年平均
            self.left = ""
        if negated:  # 没有答复的: the name means the opposite here
            self.left = f"{negated[0]} {self.left}".strip()
        bare = period_of(whole.replace(MASK, " "), self.present)
        self.prose = bare.rest
        self.whole = whole.replace(MASK, " ")
        self.measures = measures_of(self.terms, whole, previous.figure if previous else None)
        self.asked = self._asked()

    def question(self) -> Question:
        """A figure query if the words allow one, else a subject of the prose."""
        subject = words.subject_of(self.prose)
        topic = self._topic(subject)
        figure = None if topic in ("mentions", "problems", "improvements") else self._figure()
        if figure is None and not topic and subject:
            asks_number = words.NUMBER.search(self.prose) or self.asked == "rank"
            topic = "number" if asks_number else "text"
            if asks_number and self.period.base is not None:  # 访问量比上年增加多少
                subject = words.subject_of(words.GREW.sub(" ", self.prose)) or subject
        if figure is not None:
            topic, subject = "", ""
        question = Question(
            text="",
            agencies=self.offices.agencies,
            unclear=self.offices.unclear,
            unknown=self.offices.unknown,
            period=self._years(figure),
            figure=figure,
            topic=topic,
            subject=subject,
            wanted=self._wanted(subject) if topic == "number" else (),
            puzzling=self.left if self.measures and topic == "number" else "",
        )
        if figure is None and self.previous is not None:
            return self._followed(question)
        return question

    # what is asked of the figures

    def _asked(self) -> Ask | None:
        text = self.asked_text
        if self.is_check:
            return "check"
        if self.limit is not None:
            return "having"
        if words.RANK.search(text):
            return "rank"
        if self._is_share():
            return "share"
        if words.RATE.search(text) or self._claims_a_rate():
            return "rate"
        if words.PERCENT.search(text):  # 比2023年增加还是减少了，百分之几
            compares = words.DIFFERENCE.search(text) or self.period.base is not None
            return "rate" if compares else "share"
        if words.DIFFERENCE.search(text) or self.period.base is not None:
            return "difference"
        if words.MEAN.search(text):
            return "mean"
        if words.TREND.search(text):
            return "trend"
        if words.SUM.search(text):
            return "sum"
        if words.VALUE.search(text) or words.EXISTS.search(text) or words.EVER.search(text):
            return "value"
        return None

    def _claims_a_rate(self) -> bool:
        is_percent = self.claim is not None and self.claim.words.endswith("%")
        return is_percent and bool(words.DIFFERENCE.search(self.asked_text) or self.period.base)

    def _is_share(self) -> bool:
        is_rate = any(term.name("rate") for term in self.terms)
        return is_rate or bool(words.SHARE.search(self.asked_text))

    def _figure(self) -> FigureQuery | None:
        if self.left:
            return None
        before = self.previous.figure if self.previous else None
        measures = self.measures
        if not measures and self.is_check and not self.terms and not before:
            return FigureQuery(ask="check", measures=(EVERYTHING,))
        if not measures:
            if before is None or self.terms or before.measures == (EVERYTHING,):
                return None
            measures = before.measures
        if self.limit and "%" in self.limit.words and not self._is_share():
            return None
        if "都" in self.asked_text and self._asks_existence():
            return None  # whether all of them: a count does not tell
        asked = self.asked or (before.ask if before else "value")
        if self.asked in ("rank", "difference", "value", None) and (two := self._two(measures)):
            measures, asked = two, "compare"
        elif asked == "compare" and len(measures) != _TWO:
            asked = "value"  # 不予公开呢？ after two that were compared
        if not self.measures and asked == "value" and before is not None and not self._says_value():
            asked = before.ask
        compares = asked in ("difference", "rate") and self.period.base is None
        if compares and (items := as_change_of_items(measures, self.whole)):
            measures, asked = items, "value"
        if asked == "share" or (asked in ("rank", "having") and self._is_share()):
            measures = self._shares(measures)
            if not measures:
                return None
        return FigureQuery(
            ask=asked,
            measures=measures,
            added=bool(words.SUM.search(self.asked_text)) and len(measures) > 1,
            order=self._order(),
            places=self._places(),
            exists=asked == "value" and self._asks_existence(),
            limit=self.limit,
            claim=self.claim,
            across=bool(words.ACROSS.search(self.asked_text)),
        )

    def _two(self, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        """The two indicators compared, not years or offices: 许可和处罚哪个多; else ()."""
        text = self.asked_text
        two = groups_apart(measures)
        if len(two) != _TWO or self.period.base is not None or self._is_share():
            return ()
        if len(self.offices.agencies) > 1 or words.WHICH.search(text) or words.GROWTH.search(text):
            return ()
        return two if _OF_TWO.search(text) or _AGAINST.search(text) else ()

    def _says_value(self) -> bool:
        return bool(words.VALUE.search(self.asked_text))

    def _asks_existence(self) -> bool:
        return (
            self.claim is None
            and not self._says_value()
            and bool(words.EXISTS.search(self.asked_text) or words.EVER.search(self.asked_text))
        )

    def _shares(self, measures: Sequence[Measure]) -> tuple[Measure, ...]:
        """Each measure with its whole: named behind 占, else the usual one."""
        text = _masked(self.offices.rest, ())
        at = text.find("占")
        behind = [term for term in self.terms if at >= 0 and term.start > at]
        if behind and len(behind) == len(self.terms) and self.previous and self.previous.figure:
            whole = measures_of(behind, "")  # 占办结的比例呢？ of what was asked before
            parts = self.previous.figure.measures
            return tuple(replace(one, whole=whole[0].key) for one in parts if len(whole) == 1)
        if behind and len(behind) < len(self.terms):
            whole = measures_of(behind, "")
            parts = measures_of([term for term in self.terms if term not in behind], "")
            if len(whole) == 1 and parts:
                return tuple(replace(one, whole=whole[0].key) for one in parts)
            return ()
        found = tuple(replace(one, whole=one.whole or whole_of(one)) for one in measures)
        return found if all(one.whole for one in found) else ()

    def _order(self) -> Order:
        found = words.RANK.search(self.asked_text)
        if found is None:
            return "most"
        if found["up"]:
            return "least"
        said = found["order"] or found["plain"] or found["more"] or found["who"] or ""
        return "least" if said in _LEAST and said else "most"

    def _places(self) -> int:
        found = words.PLACES.search(self.asked_text)
        if found is None:
            return 1
        return int(found["count"]) if found["count"].isdigit() else _DIGITS[found["count"]]

    # years

    def _years(self, figure: FigureQuery | None) -> Period:
        """The years meant: named, of the question before, of the page, or the newest report's."""
        period = self.period
        before = self.previous.period if self.previous else None
        if not period.named and before is not None and before.years:
            if period.base is not None:
                return replace(period, years=period.years or before.years, named=before.named)
            over_years = figure is not None and (
                figure.ask in ("trend", "mean")
                or (figure.ask in ("rank", "having") and bool(self.offices.agencies))
            )
            if not (over_years and len(before.years) == 1):
                return self._with_base(replace(before, read_as=""), figure)
        if period.years:
            return self._with_base(period, figure)
        every = figure is not None and (
            figure.ask in _OVER_YEARS or (figure.exists and "过" in self.asked_text)
        )
        if every:
            return replace(period, years=self.present.years)
        if self.asker.year is not None:
            return self._with_base(replace(period, years=(self.asker.year,), named=True), figure)
        newest = self.present.newest
        if figure is None or newest is None:
            return period
        return self._with_base(replace(period, years=(newest,)), figure)

    def _with_base(self, period: Period, figure: FigureQuery | None) -> Period:
        """A change compares two years: two that are named, else the year before."""
        compares = figure is not None and figure.ask in ("difference", "rate")
        if self._between_offices():
            return period
        if not compares or period.base is not None or period.each:
            return period
        if len(period.years) > 1:
            return replace(period, years=period.years[-1:], base=period.years[0])
        return replace(period, base=period.years[0] - 1)

    def _between_offices(self) -> bool:
        """Whether two offices are compared and not two years: 洪泽比淮安多多少."""
        text = self.asked_text
        return (
            len(self.offices.agencies) == _TWO
            and len(self.period.years) <= 1
            and self.asked == "difference"
            and bool(words.APART.search(text))
            and not words.GROWTH.search(text)
        )

    # prose

    def _topic(self, subject: str) -> Topic:
        is_promise = words.PROMISED.search(self.whole)
        if words.IMPROVEMENTS.fullmatch(subject) or (
            is_promise and words.IMPROVEMENTS.search(subject)
        ):
            return "mentions" if words.MENTIONS.search(self.whole) else "improvements"
        if words.MENTIONS.search(self.whole) or words.MENTIONED.search(self.whole):
            return "" if self._is_pure_figure() else "mentions"
        if self._is_pure_figure():
            return ""
        if words.NUMBER.search(self.prose):
            return ""
        if words.IMPROVEMENTS.search(subject):
            return "improvements"
        if words.PROBLEMS.search(subject):
            return "problems"
        return ""

    def _wanted(self, subject: str) -> tuple[Wanted, ...]:
        """The numbers asked of the prose; of two years that are compared, one."""
        if self.period.base is not None:
            return (Wanted(subject=subject, unit=unit_asked(self.prose)),)
        return wanted_in(self.prose, subject)

    def _is_pure_figure(self) -> bool:
        return bool(self.measures) and not self.left

    def _followed(self, question: Question) -> Question:
        """A question on prose that leaves out what the one before said: 那2023年呢？"""
        before = self.previous
        assert before is not None
        if followed := as_followed(question.wanted, before.wanted):  # 多少人参加？ of a training
            return replace(question, subject=followed[0].subject, wanted=followed)
        if question.subject or question.topic or not before.topic:
            if question.topic == "text" and before.topic == "mentions":
                return replace(question, topic="mentions")
            return question
        return replace(question, topic=before.topic, subject=before.subject, wanted=before.wanted)


def _masked(text: str, terms: Sequence[Term]) -> str:
    for term in terms:
        text = text[: term.start] + MASK * (term.end - term.start) + text[term.end :]
    return text
