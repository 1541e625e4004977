"""
What everybody starts with: LangChain's splitter, its Chroma store and the same embedding model.

Whole reports are cut by RecursiveCharacterTextSplitter with the stops of Chinese, and the nearest
pieces are asked for by vector alone; with limits, through Chroma's own filter on metadata.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.core.ports import Embedder, Filter
from assistant.core.report import Report

_SIZE, _OVERLAP = 500, 30  # characters; of 200, 300 and 500 the one that found most
_STOPS = ["\n\n", "\n", "。", "；", "，", ""]


class PlainSearch:
    """Pieces of reports in Chroma, found by their vectors."""

    def __init__(
        self, reports: Iterable[Report], embedder: Embedder, folder: Path, size: int = _SIZE
    ) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=size, chunk_overlap=_OVERLAP, separators=_STOPS, keep_separator="end"
        )
        pieces = [
            (text, {"agency": report.agency, "year": report.year})
            for report in reports
            for text in splitter.split_text(_text(report))
        ]
        self._store = plain_store(embedder, folder)
        self._store.add_texts([text for text, _ in pieces], [place for _, place in pieces])

    def find(self, question: str, where: Filter, k: int) -> list[tuple[str, str, int]]:
        """Text, office and year of at most k pieces, nearest first."""
        found = self._store.similarity_search(question, k=k, filter=as_chroma(where))
        return [(one.page_content, one.metadata["agency"], one.metadata["year"]) for one in found]


def plain_store(embedder: Embedder, folder: Path) -> Any:
    """langchain_chroma.Chroma in a folder, as its documentation makes it."""
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Adapted(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder.embed_passages(texts)

        def embed_query(self, text: str) -> list[float]:
            return embedder.embed_query(text)

    return Chroma(
        collection_name="plain",
        embedding_function=Adapted(),
        persist_directory=str(folder),
        client_settings=Settings(anonymized_telemetry=False, is_persistent=True),
    )


def as_chroma(where: Filter) -> dict[str, Any] | None:
    """Limits in the words of Chroma's filter on metadata."""
    limits: list[dict[str, Any]] = []
    for name, one, several in (
        ("agency", where.agency, where.agencies),
        ("year", where.year, where.years),
    ):
        if allowed := [*([one] if one else []), *several]:
            limits.append({name: {"$in": allowed}})
    if not limits:
        return None
    return limits[0] if len(limits) == 1 else {"$and": limits}


def _text(report: Report) -> str:
    paragraphs: Sequence[str] = [
        line for section in report.sections for line in (section.heading, *section.paragraphs)
    ]
    return "\n".join((report.title, *paragraphs))
