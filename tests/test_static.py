"""A static model distilled from an embedding model."""

from pathlib import Path

import numpy as np
import pytest

from assistant.embedding.embedder import CachedEmbedder
from assistant.embedding.settings import EmbeddingSettings
from tests.made import HashEmbedder

TEXTS = [
    "全年新收政府信息公开申请，均依法按时答复。",
    "政务新媒体账号关停整合，专人值守。",
    "举办业务培训，培训业务骨干。",
    "公开申请由办公室统一受理。",
]


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> CachedEmbedder:
    from assistant.embedding.static import distil  # slow: torch

    home = tmp_path_factory.mktemp("static")
    words = distil(TEXTS, HashEmbedder(), home / "model")
    assert words > 30
    return CachedEmbedder(EmbeddingSettings(model=str(home / "model")), home)


@pytest.mark.slow
def test_texts_with_words_in_common_are_near(static: CachedEmbedder) -> None:
    vectors = np.array(static.embed_passages(TEXTS))
    near = vectors @ np.array(static.embed_query("申请的答复"))
    assert near.argmax() in (0, 3)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "xyz 没见过", "\ud800", "😀", "。" * 10_000, "申" * 10_000])
def test_any_text_has_a_vector(static: CachedEmbedder, text: str) -> None:
    assert np.isfinite(static.embed_query(text)).all()


@pytest.mark.slow
def test_it_is_another_model_by_name(static: CachedEmbedder, tmp_path: Path) -> None:
    from assistant.embedding.static import distil

    distil([*TEXTS, "另外一些词语。"], HashEmbedder(), tmp_path / "model")
    other = CachedEmbedder(EmbeddingSettings(model=str(tmp_path / "model")), tmp_path)
    assert other.name != static.name
