"""
Whether figures agree: from one year to the next (结转, 现行有效), and within a year.

Sources: tables/equations.py, which the rules and the workbook use too. Nothing is judged that is
not printed: a report that is missing, or a blank, is said.
"""

from decimal import Decimal

from assistant.core.asking.book import Book, combined, unanswered
from assistant.core.asking.query import FigureAnswer, Question
from assistant.core.asking.reckoning import Amount, Missing, number
from assistant.core.evidence.fact import TOTAL
from assistant.core.tables.equations import Equation, sums
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import edition_for

CARRIED_ON, CARRIED_OVER = "结转下年", "上年结转"
_DOCUMENTS = ("规章", "行政规范性文件")


def check(question: Question, book: Book) -> FigureAnswer:
    """Each measure of each office and year against what it should equal."""
    query = question.figure
    assert query is not None, "a figure question"
    found: list[FigureAnswer] = []
    for agency in question.agencies:
        found += _carried(question, book, agency)
        for measure in query.measures:
            row = measure.key.rpartition(".")[0]
            if row in (CARRIED_ON, CARRIED_OVER):
                continue
            if row in _DOCUMENTS:
                found += [_in_force(book, agency, year, row) for year in question.period.years]
            else:
                found += [_within(book, agency, year, row) for year in question.period.years]
    return combined(found) if found else FigureAnswer(text="没有可以核对的数。", answered=False)


def check_keys(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """The cells that checking these needs; None: every cell of the form."""
    rows = {key.rpartition(".")[0] for key in keys}
    if rows <= {CARRIED_ON, CARRIED_OVER, *_DOCUMENTS}:
        columns = {key.rpartition(".")[2] for key in keys}
        return (
            *(f"{row}.{column}" for row in (CARRIED_ON, CARRIED_OVER) for column in columns),
            *(f"{row}.{one}" for row in _DOCUMENTS for one in ("制发", "废止", "现行有效")),
        )
    return None


def _carried(question: Question, book: Book, agency: str) -> list[FigureAnswer]:
    """结转下年度 of a year against 上年结转 of the next; each pair of years once."""
    query, years = question.figure, question.period.years
    assert query is not None
    starts: dict[str, set[int]] = {}
    for measure in query.measures:
        row, _, column = measure.key.rpartition(".")
        if row == CARRIED_OVER:
            own = {year - 1 for year in years}
        elif row == CARRIED_ON:
            pairs = {year for year in years if year + 1 in years}
            own = pairs if pairs and not question.period.named else set(years)
        else:
            continue
        # Both named, 2023年结转下年的和2024年上年结转的: the years that both mean.
        starts[column] = (starts[column] & own or own) if column in starts else own
    return [
        _pair(book, agency, year, column)
        for column, found in starts.items()
        for year in sorted(found)
    ]


def _pair(book: Book, agency: str, year: int, column: str) -> FigureAnswer:
    left = book.of_keys(agency, year, (f"{CARRIED_ON}.{column}",))
    right = book.of_keys(agency, year + 1, (f"{CARRIED_OVER}.{column}",))
    if isinstance(left, Missing):
        return unanswered(agency, year, left)
    told = f"{agency}{year}年{left.label}{left.text}"
    if isinstance(right, Missing):
        why = unanswered(agency, year + 1, right).text
        return FigureAnswer(
            text=f"{told}；{why}无法核对下一年。",
            value=left.value,
            unit=left.unit,
            cells=left.cells,
        )
    delta = right.value - left.value
    said = "对得上" if not delta else f"对不上，差{number(delta)}{left.unit}"
    return FigureAnswer(
        text=f"{told}，{year + 1}年{right.label}{right.text}，{said}。",
        value=left.value,
        unit=left.unit,
        formula=f"{year}年结转下年度{number(left.value)}"
        f"{'=' if not delta else '≠'}{year + 1}年上年结转{number(right.value)}",
        cells=(*left.cells, *right.cells),
    )


def _in_force(book: Book, agency: str, year: int, row: str) -> FigureAnswer:
    """Last year's 现行有效 with what was made and repealed against this year's."""
    wanted = ((year - 1, "现行有效"), (year, "制发"), (year, "废止"), (year, "现行有效"))
    found = [(at, book.of_keys(agency, at, (f"{row}.{key}",))) for at, key in wanted]
    for at, one in found:
        if isinstance(one, Missing):
            return unanswered(agency, at, one)
    last, made, gone, now = (one for _, one in found if isinstance(one, Amount))
    due = last.value + made.value - gone.value
    said = "对得上" if due == now.value else f"对不上，差{number(now.value - due)}{now.unit}"
    formula = (
        f"上年现行有效{number(last.value)}+制发{number(made.value)}−废止{number(gone.value)}"
        f"={number(due)}"
    )
    return FigureAnswer(
        text=f"{agency}{year}年{now.label}{now.text}；{formula}，{said}。",
        value=now.value,
        unit=now.unit,
        formula=formula,
        cells=(*last.cells, *made.cells, *gone.cells, *now.cells),
    )


def _within(book: Book, agency: str, year: int, row: str) -> FigureAnswer:
    """The sums of one year's tables; of one row, those that it stands in."""
    if not book.has(agency, year):
        return FigureAnswer(text=f"{book.no_report(agency, (year,))}。", answered=False)
    cells = book.cells.get((agency, year), {})
    figures = Figures(
        agency=agency,
        year=year,
        edition=edition_for(year),
        cells=tuple(one.cell for one in cells.values()),
    )
    judged = [
        (equation, delta)
        for equation in sums(figures)
        if not row or _concerns(equation, row)
        if (delta := _delta(figures, equation)) is not None
    ]
    broken = [(equation, delta) for equation, delta in judged if delta]
    shown = [equation.owner for equation, _ in broken] or [
        equation.owner for equation, _ in judged if equation.owner.endswith(f".{TOTAL}")
    ]
    told = f"{agency}{year}年核对了{len(judged)}处勾稽关系"
    if not judged:
        return FigureAnswer(text=f"{agency}{year}年的表里没有可以核对的数。", answered=False)
    text = f"{told}，都对得上。"
    if broken:
        listed = "；".join(
            f"{cells[one.owner].cell.name}，左右差{number(delta)}" for one, delta in broken
        )
        text = f"{told}，有{len(broken)}处对不上：{listed}。"
    return FigureAnswer(
        text=text, cells=tuple(cells[key] for key in dict.fromkeys(shown) if key in cells)
    )


def _concerns(equation: Equation, row: str) -> bool:
    terms = (*equation.left, *equation.right)
    return any(term.key.rpartition(".")[0] == row for term in terms)


def _delta(figures: Figures, equation: Equation) -> Decimal | None:
    """Right less left; None where a cell that belongs to it is not there or holds no number."""
    sides = []
    for terms in (equation.left, equation.right):
        numbers = [
            found * term.sign for term in terms if (found := figures.number(term.key)) is not None
        ]
        if len(numbers) < len(terms):
            return None
        sides.append(sum(numbers, Decimal(0)))
    return sides[1] - sides[0]
