"""
Verdicts in the database: what persons said of findings, by office and year, in the order given.

Knows: the columns. Does not know: which verdict stands (assistant.core.verdicts).
"""

from sqlalchemy import insert, select

from assistant.core.verdicts import FindingKey, Verdict
from assistant.records.database import Database
from assistant.records.schema import VERDICTS

_PLAIN = ("decision", "reason", "scope", "author", "about", "created")


class VerdictRecords:
    """Satisfies core.ports.VerdictStore, with `record` of DraftRecords."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_verdict(self, agency: str, year: int, verdict: Verdict) -> None:
        row = {name: getattr(verdict, name) for name in _PLAIN}
        row |= {"agency": agency, "year": year}
        row |= {"problem": verdict.key.problem, "values": verdict.key.values}
        with self._database.writing() as connection:
            connection.execute(insert(VERDICTS).values(row))

    def verdicts(self, agency: str, year: int) -> tuple[Verdict, ...]:
        here = (VERDICTS.c.agency == agency) & (VERDICTS.c.year == year)
        query = select(VERDICTS).where(here).order_by(VERDICTS.c.position)
        with self._database.reading() as connection:
            return tuple(
                Verdict(
                    key=FindingKey(problem=row["problem"], values=row["values"]),
                    **{name: row[name] for name in _PLAIN},
                )
                for row in connection.execute(query).mappings()
            )
