"""
Snapshots and vectors kept in files, so that a new process has them at once.

A state is a folder of arrays, each read only where it is needed (mapped into memory), and is never
changed: another state is another folder, and one small file names the one that holds. What is kept
is a copy of what can be made again, so whatever is wrong with it, it is as if it were not there.

Knows: files. Does not know: what the arrays mean.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Postings
from assistant.index.snapshot import Names, Rows, Snapshot
from assistant.index.words import CUT

_LAYOUT = f"1 {CUT}"  # of the files; another one is made anew
_CODES = ("sections", "agencies", "words")

Arrays = dict[str, NDArray[Any]]


class Kept:
    """Named sets of arrays in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, name: str, arrays: Mapping[str, NDArray[Any]], notes: object) -> None:
        """Keep a set under a name in place of an older one; if it cannot be, nothing is kept."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=self._folder))
            try:
                for part, array in arrays.items():
                    np.save(fresh / f"{part}.npy", array, allow_pickle=False)
                text = json.dumps({"layout": _LAYOUT, "notes": notes}, ensure_ascii=False)
                (fresh / "notes.json").write_text(text, encoding="utf-8")
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            self._point(name, fresh)
        except OSError:  # no space, no permission: the next process will have to make it again
            return

    def load(self, name: str) -> tuple[Arrays, object] | None:
        """The set kept under a name; None if there is none of this layout that is whole."""
        try:
            folder = self._folder / (self._folder / name).read_text(encoding="utf-8")
            content = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
            if content["layout"] != _LAYOUT:
                return None
            arrays = {
                file.stem: np.load(file, mmap_mode="c", allow_pickle=False)
                for file in folder.glob("*.npy")
            }
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return arrays, content["notes"]

    def _point(self, name: str, fresh: Path) -> None:
        """From now on `fresh` holds; what held before is deleted."""
        pointer = self._folder / name
        before = pointer.read_text(encoding="utf-8") if pointer.exists() else ""
        note = fresh.with_name(f"{fresh.name}.new")
        note.write_text(fresh.name, encoding="utf-8")
        os.replace(note, pointer)
        if before and before != fresh.name:
            shutil.rmtree(self._folder / before, ignore_errors=True)


def save_snapshot(kept: Kept, snapshot: Snapshot) -> None:
    rows, names, postings = snapshot.rows, snapshot.names, snapshot.postings
    arrays: Arrays = {one.name: getattr(rows, one.name) for one in fields(Rows)}
    arrays |= {"wordings": names.wordings, "sentences": names.sentences}
    arrays |= {
        "posting_starts": postings.starts,
        "posting_passages": postings.passages,
        "posting_scores": postings.scores,
    }
    kept.save("corpus", arrays, {kind: list(getattr(names, kind)) for kind in _CODES})


def load_snapshot(kept: Kept) -> Snapshot | None:
    loaded = kept.load("corpus")
    if loaded is None:
        return None
    arrays, notes = loaded
    try:
        codes = {kind: {name: code for code, name in enumerate(notes[kind])} for kind in _CODES}  # type: ignore[index]
        rows = Rows(**{one.name: arrays[one.name] for one in fields(Rows)})
        names = Names(**codes, wordings=arrays["wordings"], sentences=arrays["sentences"])
        postings = Postings(
            starts=arrays["posting_starts"],
            passages=arrays["posting_passages"],
            scores=arrays["posting_scores"],
            size=len(rows.ids),
        )
    except (KeyError, TypeError):
        return None
    return Snapshot(rows, names, postings)
