"""
An optional cross-encoder that reads question and passage together and orders the best anew.

Any sentence-transformers CrossEncoder in a folder; there is none by default, because none is
bundled. It is loaded when the first question is asked; if it cannot be, the order stays and the
reason is told by whoever asked.

Knows: sentence-transformers. Does not know: passages, how they were found.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.core.errors import ModelError


class Reranker:
    """A cross-encoder by its folder. Safe to share between threads."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder).expanduser()
        self._loading = threading.Lock()
        self._model: Any = None

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        """Places of the texts, the best first; ModelError if the model cannot be used."""
        if len(texts) < 2:
            return list(range(len(texts)))
        try:
            scores = self._loaded().predict(
                [(question, text) for text in texts], show_progress_bar=False
            )
            ranked = [float(score) for score in scores]
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise self._unusable(error) from error
        return sorted(range(len(texts)), key=lambda place: -ranked[place])

    def _loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                if not self._folder.is_dir():
                    raise ModelError(
                        f"重排模型的文件夹 {self._folder} 不存在；请检查 reranker 设置，或留空不用"
                    )
                from sentence_transformers import CrossEncoder  # slow: torch

                self._model = CrossEncoder(str(self._folder), device="cpu", local_files_only=True)
            return self._model

    def _unusable(self, error: Exception) -> ModelError:
        reason = " ".join(str(error).split())[:120]
        return ModelError(
            f"重排模型 {self._folder} 用不了（{reason}）；请检查 reranker 设置，或留空不用"
        )
