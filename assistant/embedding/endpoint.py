"""An OpenAI-compatible embeddings endpoint."""

from collections.abc import Sequence

import openai

from assistant.embedding.settings import EmbeddingSettings
from assistant.models.errors import model_errors, wrong_form

_BATCH = 32  # texts in a request: what small servers take


class EndpointModel:
    """Vectors from a server; ModelError says what is wrong with it."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._settings = settings
        self._where = f"向量接口 {settings.endpoint}（模型 {settings.model}）"
        self._client = openai.OpenAI(
            base_url=settings.endpoint,
            api_key=settings.api_key or "-",
            timeout=settings.timeout,
            max_retries=1,
        )

    def embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        prefix = self._settings.query_prefix if is_query else self._settings.passage_prefix
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            batch = [prefix + text for text in texts[start : start + _BATCH]]
            vectors += self._ask(batch)
        return vectors

    def _ask(self, texts: list[str]) -> list[list[float]]:
        with model_errors(self._where):
            answer = self._client.embeddings.create(
                model=self._settings.model, input=texts, encoding_format="float"
            )
            vectors = [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
            raise wrong_form(self._where)
        return vectors
