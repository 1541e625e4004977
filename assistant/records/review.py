"""
What persons add to a draft without changing it, in the database: named versions, remarks.

Knows: the columns. Does not know: who may add what, where a remark's words stand.
"""

import json
from collections import defaultdict
from dataclasses import asdict, replace

from sqlalchemy import RowMapping, insert, select

from assistant.core.reviewing import ReviewRemark, ReviewStep
from assistant.core.versions import NamedVersion
from assistant.records.database import Database
from assistant.records.schema import REMARK_STEPS, REMARKS, VERSIONS

_REMARK = ("section", "start", "end", "quote", "source", "text", "author", "created")
_STEP = ("kind", "text", "author", "created")


class ReviewRecords:
    """Satisfies core.ports.VersionStore and RemarkStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_version(self, draft_id: str, version: NamedVersion) -> NamedVersion:
        """It, with its id."""
        row = {
            "draft": draft_id,
            "name": version.name,
            "section": version.section,
            "numbers": json.dumps(dict(version.numbers)),
            "author": version.author,
            "created": version.created,
        }
        with self._database.writing() as connection:
            made = connection.execute(insert(VERSIONS).values(row).returning(VERSIONS.c.position))
            return replace(version, id=made.scalar_one())

    def versions(self, draft_id: str) -> tuple[NamedVersion, ...]:
        """Of a draft, the oldest first."""
        query = select(VERSIONS).where(VERSIONS.c.draft == draft_id).order_by(VERSIONS.c.position)
        with self._database.reading() as connection:
            return tuple(_version(row) for row in connection.execute(query).mappings())

    def add_remark(self, draft_id: str, remark: ReviewRemark) -> ReviewRemark:
        """It, with its id."""
        row = {"draft": draft_id, **{name: getattr(remark, name) for name in _REMARK}}
        with self._database.writing() as connection:
            made = connection.execute(insert(REMARKS).values(row).returning(REMARKS.c.position))
            return replace(remark, id=made.scalar_one())

    def add_step(self, remark_id: int, step: ReviewStep) -> None:
        with self._database.writing() as connection:
            connection.execute(insert(REMARK_STEPS).values(remark=remark_id, **asdict(step)))

    def remarks(self, draft_id: str) -> tuple[ReviewRemark, ...]:
        """On a draft, the oldest first, each with its steps."""
        here = REMARKS.c.draft == draft_id
        steps = select(REMARK_STEPS).join(REMARKS).where(here).order_by(REMARK_STEPS.c.position)
        came: dict[int, list[ReviewStep]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(steps).mappings():
                came[row["remark"]].append(ReviewStep(**{name: row[name] for name in _STEP}))
            query = select(REMARKS).where(here).order_by(REMARKS.c.position)
            return tuple(
                ReviewRemark(
                    id=row["position"],
                    steps=tuple(came[row["position"]]),
                    **{name: row[name] for name in _REMARK},
                )
                for row in connection.execute(query).mappings()
            )


def _version(row: RowMapping) -> NamedVersion:
    return NamedVersion(
        id=row["position"],
        name=row["name"],
        author=row["author"],
        created=row["created"],
        section=row["section"],
        numbers=json.loads(row["numbers"]),
    )
