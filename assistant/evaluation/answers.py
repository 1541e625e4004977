"""
The benchmark of answers: numbers with known cells, prose questions, questions without an answer.

The reports of a folder and the samples are one corpus, so that short names are shared. Numeric
questions are made from the tables (asked_figures.py); the tables are those of figures/ where the
folder has them, which people have checked, else as read. Prose and unanswerable questions are
written by hand (answers.tsv).

right: value, unit and every cell as expected; where a table does not tell the number, that nothing
is given. refused: of the unanswerable ones, kind none. guessed: a number given to one of them.
verbatim: quotes that stand so in their report.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from assistant.answering.asking import Asking, Parts
from assistant.core.asking.query import Answer
from assistant.core.codec import figures_from_json
from assistant.core.errors import FiguresError
from assistant.core.ports import Embedder
from assistant.core.report import Report, is_same_agency
from assistant.core.tables.cells import find_key
from assistant.core.tables.figures import Figures
from assistant.evaluation.asked_figures import Made, Tables, made_questions
from assistant.evaluation.prose import read_reports
from assistant.index.retrieval import open_index
from assistant.index.words import Words
from assistant.records.store import Store
from corpus.split import split_report

_DATA = Path(__file__).parent
_SAMPLES = _DATA.parent.parent / "corpus" / "samples"
_TRUTH = ("figures", "source")  # folders of tables as JSON
_PLACE = "（"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A question written by hand; without office and words there is no answer to it."""

    text: str
    agency: str
    years: tuple[int, ...]
    words: str  # that must be quoted, or the number stated (=260)
    group: str

    @property
    def has_answer(self) -> bool:
        return bool(self.agency)


def written_questions() -> list[Written]:
    """Every line of answers.tsv."""
    lines = (_DATA / "answers.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        Written(
            text=row[0],
            agency=row[1],
            years=tuple(int(year) for year in row[2].split(",") if year),
            words=row[3],
            group=row[4],
        )
        for row in rows
    ]


def evaluate(reports: Path) -> dict[str, Any]:
    """Metrics by kind of question, and what went wrong."""
    from assistant.embedding.embedder import CachedEmbedder
    from assistant.embedding.settings import EmbeddingSettings

    with tempfile.TemporaryDirectory(prefix="nianbao") as home:
        return measure(reports, CachedEmbedder(EmbeddingSettings(), Path(home)))


def measure(reports: Path, embedder: Embedder) -> dict[str, Any]:
    """The same with another embedding model."""
    corpus = read_reports(_SAMPLES) | read_reports(reports)
    with tempfile.TemporaryDirectory(prefix="nianbao") as scratch:
        store = Store.open(Path(scratch))
        for (agency, year), report in corpus.items():
            report_id = f"{agency}{year}"
            store.add_report(report_id, report, split_report(report, report_id))
        index = open_index(Path(scratch), store, embedder)
        index.repair()
        asking = Asking(Parts(reports=store, index=lambda: index, words=Words))
        try:
            return _measured(asking, corpus, _tables(corpus, (_SAMPLES, reports)))
        finally:
            store.close()


def _tables(corpus: Mapping[tuple[str, int], Report], folders: Sequence[Path]) -> Tables:
    """The tables that answers are held against: checked ones where there are some."""
    checked = [one for folder in folders for one in _checked(folder)]
    found: dict[tuple[str, int], Figures] = {}
    for (agency, year), report in corpus.items():
        truth = (o for o in checked if o.year == year and is_same_agency(o.agency, agency))
        found[agency, year] = next(truth, report.figures)
    return found


def _checked(folder: Path) -> Iterator[Figures]:
    for name in _TRUTH:
        for file in sorted((folder / name).glob("*.json")):
            try:
                yield figures_from_json(json.loads(file.read_text(encoding="utf-8")))
            except FiguresError:
                continue  # a file of another kind


def _measured(
    asking: Asking, corpus: Mapping[tuple[str, int], Report], tables: Tables
) -> dict[str, Any]:
    made = made_questions(tables)
    numeric = [(one, asking.answer(one.text)) for one in made]
    offices = {agency for agency, _ in corpus}
    written = [one for one in written_questions() if not one.agency or one.agency in offices]
    by_hand = [(one, asking.answer(one.text)) for one in written]
    answers = [answer for _, answer in (*numeric, *by_hand)]
    quotes = [cited for answer in answers for cited in answer.citations]
    spoilt = [cited.quote[:40] for cited in quotes if not _is_verbatim(cited, corpus)]
    return {
        "numeric": _numeric(numeric),
        "prose": _prose([pair for pair in by_hand if pair[0].has_answer]),
        "unanswerable": _unanswerable([pair for pair in by_hand if not pair[0].has_answer]),
        "quotes": {"cases": len(quotes), "verbatim": len(quotes) - len(spoilt), "spoilt": spoilt},
        "seconds": {
            "median": round(median(one.seconds for one in answers), 4),
            "worst": max(one.seconds for one in answers),
        },
    }


def _numeric(pairs: Sequence[tuple[Made, Answer]]) -> dict[str, Any]:
    kinds = dict.fromkeys(one.kind for one, _ in pairs)
    wrong = [
        f"{one.text} → {answer.text[:80]}" for one, answer in pairs if not _is_right(one, answer)
    ]
    guessed = [one.text for one, answer in pairs if _is_guess(one, answer)]
    return {
        "cases": len(pairs),
        "wordings": len({one.wording for one, _ in pairs}),
        "right": len(pairs) - len(wrong),
        "by_kind": {
            kind: {
                "cases": sum(one.kind == kind for one, _ in pairs),
                "right": sum(one.kind == kind and _is_right(one, answer) for one, answer in pairs),
            }
            for kind in kinds
        },
        "wrong_numbers": guessed,
        "wrong": wrong,
    }


def _is_right(one: Made, answer: Answer) -> bool:
    """Value, unit and every cell; or nothing where the tables do not tell."""
    if one.value is None:
        return answer.value is None
    if answer.value != one.value or answer.unit != one.unit:
        return False
    cited = {(_key(c.cell), c.year) for c in answer.citations if c.agency == one.agency}
    if one.kind in ("排名", "增减", "增幅", "几年合计"):
        return all((key, year) in cited for key in one.keys for year in one.years)
    return one.keys <= {key for key, _ in cited} and {year for _, year in cited} == one.years


def _is_guess(one: Made, answer: Answer) -> bool:
    """A number that is not the one asked for."""
    return answer.value is not None and answer.value != one.value


def _key(cell: str) -> str:
    """The key of a cell as cited: 表三 一、…·总计（第3页…）."""
    table, _, rest = cell.partition(" ")
    row, _, column = rest.rpartition("·")
    column = column.partition(f"{_PLACE}第")[0].partition("（Sheet")[0]
    return find_key(table, row, column)  # type: ignore[arg-type]  # as printed by Cell.name


def _prose(pairs: Sequence[tuple[Written, Answer]]) -> dict[str, Any]:
    wrong = [
        f"{one.text} → {answer.text[:80]}" for one, answer in pairs if not _answers(one, answer)
    ]
    groups = dict.fromkeys(one.group for one, _ in pairs)
    return {
        "cases": len(pairs),
        "right": len(pairs) - len(wrong),
        "by_group": {
            group: {
                "cases": sum(one.group == group for one, _ in pairs),
                "right": sum(one.group == group and _answers(one, a) for one, a in pairs),
            }
            for group in groups
        },
        "wrong": wrong,
    }


def _answers(one: Written, answer: Answer) -> bool:
    """Quotes of the office and of each year meant hold the words; a number is the one stated."""
    if answer.kind != "passage":
        return False
    mine = [cited for cited in answer.citations if cited.agency == one.agency]
    if len(mine) < len(answer.citations) or {c.year for c in mine} != set(one.years):
        return False
    if one.words.startswith("="):
        return answer.value == Decimal(one.words[1:])
    return all(any(one.words in c.quote for c in mine if c.year == year) for year in one.years)


def _unanswerable(pairs: Sequence[tuple[Written, Answer]]) -> dict[str, Any]:
    answered = [f"{one.text} → {a.text[:80]}" for one, a in pairs if a.kind != "none"]
    groups = dict.fromkeys(one.group for one, _ in pairs)
    return {
        "cases": len(pairs),
        "refused": len(pairs) - len(answered),
        "by_group": {
            group: {
                "cases": sum(one.group == group for one, _ in pairs),
                "refused": sum(one.group == group and a.kind == "none" for one, a in pairs),
            }
            for group in groups
        },
        "guessed": [one.text for one, answer in pairs if answer.value is not None],
        "answered": answered,
    }


def _is_verbatim(cited: Any, corpus: Mapping[tuple[str, int], Report]) -> bool:
    report = corpus[cited.agency, cited.year]
    if cited.cell:
        return any(cell.raw == cited.quote for cell in report.figures.cells)
    section = report.section(cited.section)
    return section is not None and cited.quote in "\n".join(section.paragraphs)


# --- for people


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    numeric, prose, none = metrics["numeric"], metrics["prose"], metrics["unanswerable"]
    lines = [f"{'数字问题':<12}{numeric['cases']:>6}{'答对':>6}{numeric['right']:>6}"]
    lines += [
        f"  {kind:<10}{one['cases']:>6}{one['right']:>12}"
        for kind, one in numeric["by_kind"].items()
    ]
    lines += [
        f"  问法 {numeric['wordings']} 种；给出错数 {len(numeric['wrong_numbers'])}",
        f"{'正文问题':<12}{prose['cases']:>6}{'答对':>6}{prose['right']:>6}",
    ]
    lines += [
        f"  {group:<10}{one['cases']:>6}{one['right']:>12}"
        for group, one in prose["by_group"].items()
    ]
    lines += [f"{'没有答案的':<11}{none['cases']:>6}{'拒答':>6}{none['refused']:>6}"]
    lines += [
        f"  {group:<10}{one['cases']:>6}{one['refused']:>12}"
        for group, one in none["by_group"].items()
    ]
    quotes, seconds = metrics["quotes"], metrics["seconds"]
    lines += [
        f"  其中给出数的 {len(none['guessed'])}",
        f"引文 {quotes['cases']} 处，逐字相符 {quotes['verbatim']} 处",
        f"用时：中位 {seconds['median']} 秒，最长 {seconds['worst']} 秒",
    ]
    wrong = (*numeric["wrong"], *prose["wrong"], *none["answered"])
    lines += [f"  未答对：{one}" for one in wrong]
    return "\n".join(lines)
