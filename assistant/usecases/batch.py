"""
The use case of many exports: every accepted draft into one folder, again at no cost.

Knows: which draft of an office and year counts, what was written before. Does not know: formats.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.core.accounts import User, require
from assistant.core.errors import ExportError, NianbaoError
from assistant.core.patterns import regex
from assistant.core.ports import DraftEntry, DraftStore
from assistant.core.publication import Publication
from assistant.usecases.publishing import Publishing, Wish

RECORD = ".nianbao-export.json"  # what each file of the folder was written from
_NO_NAME = regex(r'[\x00-\x1f/\\:*?"<>|]')  # what a file's name cannot hold somewhere


Outcome = Literal["written", "unchanged", "failed"]


@dataclass(frozen=True, kw_only=True)
class ExportStep:
    """One draft of many."""

    done: int
    total: int
    file: str
    outcome: Outcome
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where the reports go, in which format, and whether one with 【待补充】 in it may."""

    folder: Path
    suffix: str
    refuses_marks: bool = False


def export_all(
    drafts: DraftStore, publishing: Publishing, target: Target, *, by: User
) -> Iterator[ExportStep]:
    """Each accepted draft as `office_year` in the folder, the newest of an office and year.

    A file that is there and was written from the same is left as it is, so a run that was
    interrupted goes on where it stopped. One that fails is told and the others are written.
    """
    require(by, "export")
    folder, wish = target.folder, Wish(refuses_marks=target.refuses_marks)
    _make(folder)
    written = _read_record(folder / RECORD)
    chosen = _accepted(drafts)
    for number, entry in enumerate(chosen, start=1):
        name = _NO_NAME.sub("_", f"{entry.agency}_{entry.year}") + target.suffix
        outcome: Outcome = "written"
        told = ""
        try:
            source = fingerprint(publishing.publication(drafts.draft(entry.id)))
            if written.get(name) == source and (folder / name).is_file():
                outcome = "unchanged"
            else:
                publishing.export(entry.id, folder / name, by=by, wish=wish)
                written[name] = source
                _write_record(folder / RECORD, written)
        except NianbaoError as error:
            outcome, told = "failed", str(error)
        yield ExportStep(done=number, total=len(chosen), file=name, outcome=outcome, error=told)


def fingerprint(publication: Publication) -> str:
    """Of everything that decides the bytes of a file."""
    template = publication.office.template if publication.office else b""
    return hashlib.sha256(repr(publication).encode() + template).hexdigest()


def _accepted(drafts: DraftStore) -> list[DraftEntry]:
    newest: dict[tuple[str, int], DraftEntry] = {}
    for entry in drafts.drafts():
        if entry.state == "定稿":
            newest.setdefault((entry.agency, entry.year), entry)
    return sorted(newest.values(), key=lambda entry: (entry.agency, entry.year))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}：不能建立文件夹（{error.strerror}）；请换一个位置") from error


def _read_record(path: Path) -> dict[str, str]:
    """What was written; nothing if the record is not there or torn, which only costs time."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _write_record(path: Path, written: dict[str, str]) -> None:
    beside = path.with_suffix(".tmp")
    try:
        beside.write_text(json.dumps(written, ensure_ascii=False, indent=0), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"{path}：写不进去（{error.strerror}）；请检查磁盘和权限") from error
