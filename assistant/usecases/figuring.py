"""
The use cases of this year's figures: a form begun, typed into, taken from a file, given back as a
workbook; and the last change taken back.

Whoever changes something names what stood there before, so two persons at one form never
overwrite each other silently. Every state is kept.

Knows: drafts and their figures. Does not know: rules, texts, screens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, Revision
from assistant.core.errors import NotAllowed
from assistant.core.ports import DraftStore
from assistant.core.tables.changes import (
    CellChange,
    changes_between,
    last_of,
    raw_of,
    read_typed,
    replaced,
    taken_back,
    with_cells,
)
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.form import TableName, edition_for
from assistant.core.tables.slots import empty_form, slots_of
from corpus.figures_file import write_figures

_MOST_LISTED = 300
_UPLOAD = "上传"
_LONGEST_NOTE, _LONGEST_LABEL = 1000, 60
Previous = Callable[[Figures], Figures | None]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A draft over figures from a file, and those that it had before; None if it is new."""

    draft: Draft
    before: Figures | None = None


class Figuring:
    """The figures of an office and a year, as the draft over them has them."""

    def __init__(self, drafts: DraftStore, previous: Previous) -> None:
        self._drafts = drafts
        self._previous = previous  # last year's figures as the corpus has them

    def find(self, agency: str, year: int) -> Draft | None:
        """The newest draft of an office and a year."""
        for entry in self._drafts.drafts():
            if entry.agency == agency and entry.year == year:
                return self._drafts.draft(entry.id)
        return None

    def begin(self, agency: str, year: int, *, by: User) -> Draft:
        """A draft over an empty form, with the office's own rows of last year."""
        require(by, "write")
        if self.find(agency, year) is not None:
            raise NotAllowed(f"已经有{agency}{year}年的数据，没有新建；请直接填写")
        edition = edition_for(year)
        bare = Figures(agency=agency, year=year, edition=edition, cells=())
        previous = self._previous(bare)
        empty = empty_form(agency, year, edition, like=previous)
        return self._created(empty, previous, by, "新建")

    def take(self, figures: Figures, *, by: User) -> Taken:
        """The draft of this office and year over figures from a file, made if there is none.

        Its texts stay, and its indicators and notes where the file has none. NotAllowed if it was
        sent for review or accepted.
        """
        require(by, "write")
        previous = self._previous(figures)
        known = self.find(figures.agency, figures.year)
        if known is None:
            return Taken(draft=self._created(figures, previous, by, "数据"))

        def change(there: Figures) -> Figures:
            return replace(
                figures,
                indicators=figures.indicators or there.indicators,
                notes=figures.notes or there.notes,
            )

        draft = self._changed(known.id, change, by, _UPLOAD)
        if previous is not None and previous != draft.previous:
            draft = self._drafts.set_previous(draft.id, previous)
        return Taken(draft=draft, before=known.figures)

    def fill(
        self, draft_id: str, changes: Sequence[CellChange], *, by: User, note: str = "填写"
    ) -> Draft:
        """What a person typed or pasted into cells: all of it, or nothing.

        NotAllowed names a cell whose text is no number, StaleRevision one that somebody changed.
        """
        require(by, "write")
        slots = slots_of(self._drafts.draft(draft_id).figures)
        read = [
            replace(one, new=read_typed(one.new, slots[one.key].name if one.key in slots else ""))
            for one in changes
        ]
        return self._changed(draft_id, lambda there: with_cells(there, read), by, note)

    def fill_zeros(self, draft_id: str, keys: Sequence[str], *, by: User) -> Draft:
        """0 into those of these cells that are blank."""
        require(by, "write")

        def change(there: Figures) -> Figures:
            blank = [key for key in keys if not raw_of(there, key)]
            return with_cells(there, [CellChange(key=key, old="", new="0") for key in blank])

        return self._changed(draft_id, change, by, "补0")

    def table_keys(self, draft: Draft, table: TableName) -> tuple[str, ...]:
        """The cells of a table of the form."""
        return tuple(key for key, slot in slots_of(draft.figures).items() if slot.table == table)

    def set_indicators(
        self, draft_id: str, old: Sequence[Indicator], new: Sequence[Indicator], *, by: User
    ) -> Draft:
        """Other indicators; StaleRevision unless `old` are those that are there."""
        require(by, "write")
        _check_list([one.label for one in new], "指标", _LONGEST_LABEL)

        def change(there: Figures) -> Figures:
            replaced(there.indicators, old, new)
            return replace(there, indicators=tuple(new))

        return self._changed(draft_id, change, by, "指标")

    def set_notes(
        self, draft_id: str, old: Sequence[str], new: Sequence[str], *, by: User
    ) -> Draft:
        """Other notes; StaleRevision unless `old` are those that are there."""
        require(by, "write")
        _check_list(new, "要点", _LONGEST_NOTE)

        def change(there: Figures) -> Figures:
            replaced(there.notes, old, new)
            return replace(there, notes=tuple(new))

        return self._changed(draft_id, change, by, "要点")

    def add_sourced(self, draft: Draft, revision: Revision, sourced: Figures, *, by: User) -> Draft:
        """A text with numbers that a person typed, and the `sourced` figures that say them too:
        both or none.

        StaleRevision if the text, the indicators or the notes are no longer those of `draft`.
        """
        require(by, "write")
        seen = draft.figures
        _check_list([one.label for one in sourced.indicators], "指标", _LONGEST_LABEL)
        _check_list(sourced.notes, "要点", _LONGEST_NOTE)

        def change(there: Figures) -> Figures:
            replaced(there.indicators, seen.indicators, sourced.indicators)
            replaced(there.notes, seen.notes, sourced.notes)
            return replace(there, indicators=sourced.indicators, notes=sourced.notes)

        done = self._drafts.add_sourced(draft.id, revision, change)
        detail = {"section": revision.section, "note": revision.note}
        self._drafts.record(by.name, "保存", f"draft:{draft.id}", detail)
        self._drafts.record(by.name, "数据答复", f"draft:{draft.id}")
        return done

    def undo(self, draft_id: str, *, by: User, upload: bool = False) -> Draft:
        """The figures without the last change of `by`; what others changed since stays.

        StaleRevision if they changed it in the very cells; NotAllowed if there is no change, or
        an `upload` is to be undone and the last change is another one.
        """
        require(by, "write")
        last = last_of(self._drafts.figures_marks(draft_id), by.name)
        if upload and last.note != _UPLOAD:
            raise NotAllowed("上传之后您又改过数据；请用“撤销”一次一次退回")
        before = self._drafts.figures_at(draft_id, last.number - 1)
        after = self._drafts.figures_at(draft_id, last.number)

        def change(there: Figures) -> Figures:
            return taken_back(there, before=before, after=after)

        return self._changed(draft_id, change, by, "撤销", undoes=last.number)

    def write_workbook(self, path: Path, draft: Draft) -> None:
        """The figures as the workbook that can be filled on and read in again, last year beside."""
        write_figures(path, draft.figures, draft.previous)

    def _created(self, figures: Figures, previous: Figures | None, by: User, note: str) -> Draft:
        draft = self._drafts.create_draft(figures, previous=previous)
        self._drafts.record(by.name, note, f"draft:{draft.id}")
        return draft

    def _changed(
        self,
        draft_id: str,
        change: Callable[[Figures], Figures],
        by: User,
        note: str,
        *,
        undoes: int = 0,
    ) -> Draft:
        seen: list[Figures] = []

        def noted(there: Figures) -> Figures:
            seen.append(there)
            return change(there)

        draft = self._drafts.change_figures(
            draft_id, noted, author=by.name, note=note, undoes=undoes
        )
        if draft.figures == seen[-1]:
            return draft
        cells = changes_between(seen[-1], draft.figures)
        detail = {"cells": len(cells), **_first(draft.figures, cells)}
        self._drafts.record(by.name, f"数据{note}", f"draft:{draft_id}", detail)
        return draft


def _first(figures: Figures, cells: Sequence[CellChange]) -> dict[str, str]:
    """The first changed cell in words, for the audit trail."""
    if not cells:
        return {}
    one = cells[0]
    slot = slots_of(figures).get(one.key)
    name = slot.name if slot else one.key
    return {"first": f"{name}：{one.old or '空白'}→{one.new or '空白'}"}


def _check_list(texts: Sequence[str], name: str, longest: int) -> None:
    if len(texts) > _MOST_LISTED:
        raise NotAllowed(f"{name}有{len(texts)}条，超过{_MOST_LISTED}条；没有写入")
    for number, text in enumerate(texts, 1):
        if not text.strip() or len(text) > longest:
            raise NotAllowed(f"第{number}条{name}是空的或超过{longest}字；没有写入")
