"""
The use case of the audit trail: read and written to a file, by those who manage.

Knows: how a line is written. Does not know: how lines are kept, screens.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from pathlib import Path

from assistant.core.accounts import User, require
from assistant.core.errors import ExportError
from assistant.core.ports import EVERYTHING, AuditEntry, AuditFilter, DraftStore
from assistant.core.trail import detail_of

STATE_STEPS = ("送审", "退回", "定稿")
_HEADS = ("时间", "谁", "做了什么", "对象", "详情")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@dataclass(frozen=True)
class Auditing:
    """Over the append-only trail of the drafts' store."""

    drafts: DraftStore

    def read(self, wanted: AuditFilter = EVERYTHING, *, by: User) -> Sequence[AuditEntry]:
        """The last steps that anybody took, the newest first."""
        require(by, "manage")
        return self.drafts.audit(wanted)

    def write(self, path: Path, wanted: AuditFilter = EVERYTHING, *, by: User) -> int:
        """Every line that is wanted into a .csv to be read (with BOM, as Excel wants it), or into a
        .json with all that was recorded.
        """
        require(by, "manage")
        entries = self.drafts.audit(replace(wanted, limit=None))
        if path.suffix == ".csv":
            path.write_text(_csv(entries), encoding="utf-8-sig", newline="")
        elif path.suffix == ".json":
            lines = [vars(one) for one in entries]
            path.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            raise ExportError(f"{path.name}：操作记录只能导出为 .csv 或 .json")
        detail = {"file": path.name, "lines": len(entries)}
        self.drafts.record(by.name, "导出操作记录", "audit:", detail)
        return len(entries)

    def last_step(self, draft_id: str) -> AuditEntry | None:
        """Who brought the draft to the state it is in, when and (退回) why; None: nobody yet."""
        wanted = AuditFilter(subject=f"draft:{draft_id}", actions=STATE_STEPS, limit=1)
        return next(iter(self.drafts.audit(wanted)), None)


def _csv(entries: Sequence[AuditEntry]) -> str:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(_HEADS)
    rows.writerows(map(_row, entries))
    return written.getvalue()


def _row(entry: AuditEntry) -> Iterator[str]:
    moment = datetime.fromisoformat(entry.created).astimezone()
    when, detail = f"{moment:%Y-%m-%d %H:%M:%S}", detail_of(entry)
    for one in (when, entry.actor, entry.action, entry.subject, detail):
        yield f"'{one}" if one.startswith(_FORMULA) else one
