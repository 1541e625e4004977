"""
Passages as Chroma keeps them: text, vector, and metadata of plain values.

Knows: the fields of a record, filters in Chroma's words, the stamp of a collection.
Does not know: ranking, embedding, how Chroma is opened.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import uuid4

import chromadb
import numpy as np
from chromadb.api.types import Where

from assistant.core.ports import Filter
from assistant.core.report import Passage, SectionKind

LAYOUT = "1"  # of a record; another number has the index made anew
_PAGE = 5000  # records read at once
_SEPARATOR = "\x1f"  # between headings

Stamp = tuple[str, int]  # changes with every change of a collection


def missing(collection: chromadb.Collection, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Those that the collection has not."""
    there = set(collection.get(ids=[passage.id for passage in passages], include=[])["ids"])
    return tuple(passage for passage in passages if passage.id not in there)


def write(
    collection: chromadb.Collection,
    passages: Sequence[Passage],
    vectors: Sequence[Sequence[float]],
) -> None:
    """Add passages with their vectors; one that is there already stays as it is."""
    collection.add(
        ids=[passage.id for passage in passages],
        embeddings=np.array(vectors, dtype=np.float32),
        documents=[passage.text for passage in passages],
        metadatas=[_metadata(passage) for passage in passages],
    )


def read(collection: chromadb.Collection, ids: list[str] | None = None) -> Iterator[Passage]:
    """The passages with these ids, in any order, or all of them."""
    offset = 0
    while True:
        found = collection.get(
            ids=ids, include=["documents", "metadatas"], limit=_PAGE, offset=offset
        )
        texts, metadatas = found["documents"] or [], found["metadatas"] or []
        for one, text, metadata in zip(found["ids"], texts, metadatas, strict=True):
            yield _passage(one, text, cast(dict[str, Any], metadata))
        if len(found["ids"]) < _PAGE:
            return
        offset += _PAGE


def condition(where: Filter) -> Where | None:
    """The filter in Chroma's words; None if it limits nothing."""
    limits: list[Where] = []
    if where.agency is not None:
        limits.append({"agency": where.agency})
    if where.year is not None:
        limits.append({"year": where.year})
    if where.section is not None:
        limits.append({"section": where.section})
    if len(limits) > 1:
        return {"$and": limits}
    return limits[0] if limits else None


def set_stamp(collection: chromadb.Collection) -> None:
    """Tell every process that the collection has changed."""
    collection.modify(metadata={**collection.metadata, "stamp": uuid4().hex})


def stamp_of(collection: chromadb.Collection) -> Stamp:
    # The count too: a process killed between writing and stamping leaves the old stamp.
    return str(collection.metadata.get("stamp", "")), collection.count()


def _metadata(passage: Passage) -> dict[str, str | int]:
    return {
        "report": passage.report,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section,
        "headings": _SEPARATOR.join(passage.headings),
        "start": passage.start,
        "end": passage.end,
    }


def _passage(passage_id: str, text: str, metadata: dict[str, Any]) -> Passage:
    return Passage(
        id=passage_id,
        report=metadata["report"],
        agency=metadata["agency"],
        year=metadata["year"],
        section=cast(SectionKind, metadata["section"]),
        headings=tuple(metadata["headings"].split(_SEPARATOR)),
        text=text,
        start=metadata["start"],
        end=metadata["end"],
    )
