"""
The records of one installation: the corpus, the drafts, the verdicts, the offices, the audit
trail. Several processes may use one data folder or one server at once.
"""

from pathlib import Path
from typing import Self

from assistant.records.accounts import AccountRecords
from assistant.records.database import Database, open_database, open_in_memory
from assistant.records.drafts import DraftRecords
from assistant.records.messages import MessageRecords
from assistant.records.offices import OfficeRecords
from assistant.records.reports import CorpusRecords
from assistant.records.review import ReviewRecords
from assistant.records.verdicts import VerdictRecords


class Store(
    CorpusRecords,
    DraftRecords,
    VerdictRecords,
    OfficeRecords,
    MessageRecords,
    AccountRecords,
    ReviewRecords,
):
    """Satisfies every port that keeps something: reports, passages, drafts, verdicts, messages …"""

    def __init__(self, database: Database) -> None:
        CorpusRecords.__init__(self, database)
        DraftRecords.__init__(self, database)
        VerdictRecords.__init__(self, database)
        OfficeRecords.__init__(self, database)
        MessageRecords.__init__(self, database)
        AccountRecords.__init__(self, database)
        ReviewRecords.__init__(self, database)

    @classmethod
    def open(cls, home: Path, url: str = "") -> Self:
        """The store in the folder `home`, or at a PostgreSQL URL; StoreError if unusable."""
        return cls(open_database(home, url))

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that is gone when it is closed; for one thread."""
        return cls(open_in_memory())

    def close(self) -> None:
        self._database.close()
