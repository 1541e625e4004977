"""
What was said in chats, in the database: one row a message, never changed.

Knows: threads and their order. Does not know: what a message means.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import insert, select

from assistant.clock import now
from assistant.core.ports import Message
from assistant.records.database import Database
from assistant.records.schema import MESSAGES


class MessageRecords:
    """Satisfies core.ports.MessageStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def say(
        self,
        thread: str,
        role: Literal["person", "assistant"],
        text: str,
        *,
        author: str,
        detail: Mapping[str, Any] | None = None,
    ) -> Message:
        """Add a message to the end of a thread."""
        row = {
            "thread": thread,
            "role": role,
            "author": author,
            "text": text,
            "detail": json.dumps(detail or {}, ensure_ascii=False),
            "created": now(),
        }
        with self._database.writing() as connection:
            made = connection.execute(insert(MESSAGES).values(row).returning(MESSAGES)).mappings()
            return _message(made.one())

    def messages(self, thread: str, *, limit: int = 200) -> Sequence[Message]:
        """The last messages of a thread, the oldest first."""
        query = (
            select(MESSAGES)
            .where(MESSAGES.c.thread == thread)
            .order_by(MESSAGES.c.position.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [_message(row) for row in connection.execute(query).mappings()][::-1]


def _message(row: Mapping[Any, Any]) -> Message:
    return Message(
        id=row["position"],
        thread=row["thread"],
        role=row["role"],
        author=row["author"],
        text=row["text"],
        created=row["created"],
        detail=json.loads(row["detail"]),
    )
