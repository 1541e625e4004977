"""
Offices in the database: the settings of each agency and its own template.

Knows: which settings are kept as text. Does not know: what they mean.
"""

import json
from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select

from assistant.clock import now
from assistant.core.layout import layout_from, own_values
from assistant.core.office import Office
from assistant.records.database import Database
from assistant.records.schema import OFFICES

_BESIDE = frozenset({"agency", "layout", "template"})  # fields with a column of their own
_TEXTS = tuple(field.name for field in fields(Office) if field.name not in _BESIDE)


class OfficeRecords:
    """Satisfies core.ports.OfficeStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offices(self) -> tuple[Office, ...]:
        """Every agency that has settings, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(OFFICES).order_by(OFFICES.c.agency)).mappings()
            return tuple(_office_of(row) for row in rows)

    def save_office(self, office: Office) -> None:
        """The settings of an agency in place of those it had."""
        row = {
            "agency": office.agency,
            "texts": json.dumps({name: getattr(office, name) for name in _TEXTS}),
            "layout": json.dumps(own_values(office.layout)),
            "template": office.template,
            "changed": now(),
        }
        with self._database.writing() as connection:
            connection.execute(delete(OFFICES).where(OFFICES.c.agency == office.agency))
            connection.execute(insert(OFFICES).values(row))


def _office_of(row: RowMapping) -> Office:
    texts: dict[str, Any] = json.loads(row["texts"])
    return Office(
        agency=row["agency"],
        **{name: str(texts.get(name, "")) for name in _TEXTS},
        layout=layout_from(json.loads(row["layout"])),
        template=row["template"],
    )
