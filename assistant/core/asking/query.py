"""
The vocabulary of questions on figures: what may be asked of the cells, as frozen values.

Everything that `ask` computes is one of these; no query is ever written by a model.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.core.report import Citation
from assistant.core.tables.figures import Cell

Ask = Literal[
    "value",
    "sum",
    "mean",
    "difference",
    "rate",
    "share",
    "rank",
    "compare",  # two indicators of one year: 行政许可和行政处罚哪个多
    "trend",
    "having",
    "check",
]
Bound = Literal["above", "least", "most", "below"]
Order = Literal["most", "least"]
Topic = Literal["", "mentions", "problems", "improvements", "number", "text"]
WAN = 10_000


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What is counted, and of which whole a share is asked.

    `keys`: keys of a cell or of a sum with a name, likeliest first; the first that a year's form
    has is meant (editions differ). `loose`: the word that said so, if it may mean something else.
    """

    keys: tuple[str, ...]
    loose: str = ""
    whole: str = ""

    @property
    def key(self) -> str:
        return self.keys[0]


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a number must be: above 超过, at least 不少于, at most 不超过, below 不到."""

    bound: Bound
    value: Decimal
    words: str  # as it was asked: 超过50件

    def holds(self, value: Decimal) -> bool:
        if self.bound in ("above", "below"):
            return value > self.value if self.bound == "above" else value < self.value
        return value >= self.value if self.bound == "least" else value <= self.value


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A number that somebody says, to hear whether it is right."""

    value: Decimal
    words: str  # as written, with its unit
    way: int | None = None  # of a change: 1 a rise, -1 a fall, None not said

    def is_right(self, value: Decimal, unit: str, *, is_change: bool) -> bool | None:
        """Whether `value` is it, rounded as the claim is; None where their units do not compare."""
        if self.words.endswith("%") != (unit == "%"):
            return None
        said = self.value * (WAN if "万" in self.words and "万" not in unit else 1)
        if is_change and self.way is not None:
            value *= self.way
        elif is_change:
            value = abs(value)
        return value.quantize(said, ROUND_HALF_UP) == said


@dataclass(frozen=True, kw_only=True)
class FigureQuery:
    """One question to the cells."""

    ask: Ask
    measures: tuple[Measure, ...]
    added: bool = False  # several measures are asked as one sum
    order: Order = "most"
    places: int = 1  # of a ranking, how many are asked
    exists: bool = False  # asked whether there was any
    limit: Limit | None = None  # of what is asked of numbers: 超过50件的
    claim: Claim | None = None  # 收到96件对吗
    across: bool = False  # offices are asked for, not years


@dataclass(frozen=True, kw_only=True)
class Period:
    """The years that a question means."""

    years: tuple[int, ...] = ()  # rising
    base: int | None = None  # the year compared with
    named: bool = False  # the question says so; else the newest report is meant
    each: bool = False  # year by year is asked, not their sum
    open: bool = False  # 2019年以来: as far as there are reports
    read_as: str = ""  # how a relative word was understood: “去年”按2025年


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A number asked of the prose: what it counts, and in which unit ("" if none is said)."""

    subject: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question as code understands it; the previous one is the context of the next."""

    text: str
    agencies: tuple[str, ...] = ()  # whose reports; empty: nobody's in particular
    unclear: tuple[str, ...] = ()  # offices among which a person must choose
    unknown: str = ""  # an office that the question names and the corpus has not
    period: Period = field(default_factory=Period)
    figure: FigureQuery | None = None
    topic: Topic = ""
    subject: str = ""  # what is asked of the prose, without years, offices and question words
    wanted: tuple[Wanted, ...] = ()  # of the topic number: each number that is asked
    puzzling: str = ""  # words that no figure query can hold

    def with_text(self, text: str) -> "Question":
        return replace(self, text=text)


@dataclass(frozen=True, kw_only=True)
class PlacedCell:
    """A cell of the corpus with the report that it stands in."""

    report: str  # id
    agency: str
    year: int
    cell: Cell


@dataclass(frozen=True, kw_only=True)
class Point:
    """One value of a series; None where the report or its number is missing."""

    agency: str
    year: int
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A series of several years, to be drawn."""

    label: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class FigureAnswer:
    """What the cells say. `value` is None where they say no single number."""

    text: str
    value: Decimal | None = None
    unit: str = ""
    formula: str = ""
    cells: tuple[PlacedCell, ...] = ()
    trend: Trend | None = None
    answered: bool = True  # False: the cells cannot tell; the text says why


AnswerKind = Literal["figure", "passage", "none"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to a question, with all that it rests on."""

    text: str
    kind: AnswerKind
    value: Decimal | None = None
    unit: str = ""
    formula: str = ""
    citations: tuple[Citation, ...] = ()
    trend: Trend | None = None
    notices: tuple[str, ...] = ()
    question: Question | None = None
    seconds: float = 0.0
