"""Texts to vectors: cache and endpoint with stand-ins, and (slow) the bundled model."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import ModelError, StoreError
from assistant.core.ports import Embedder
from assistant.embedding.cache import VectorCache
from assistant.embedding.embedder import BUNDLED, CACHE_FILE, CachedEmbedder
from assistant.embedding.settings import EmbeddingSettings
from tests.fakes import Answer, WordEmbedder, endpoint, scripted

TEXTS = ["收到政府信息公开申请", "主动公开信息", "收到政府信息公开申请"]


def of(url: str, home: Path, **settings: Any) -> CachedEmbedder:
    return CachedEmbedder(EmbeddingSettings(endpoint=url, model="m", **settings), home)


def test_an_endpoint_embeds_each_text_once_and_in_order(tmp_path: Path) -> None:
    expected = WordEmbedder().embed_passages(TEXTS)
    with endpoint(lambda _asked: Answer()) as server:
        embedder: Embedder = of(server.url, tmp_path, api_key="k")
        first = embedder.embed_passages(TEXTS)
        again = of(server.url, tmp_path).embed_passages(TEXTS[::-1])
        assert [one["input"] for one in server.requests] == [TEXTS[:2]]
        assert server.keys == ["Bearer k"]
    assert [pytest.approx(vector, abs=1e-6) for vector in expected] == first
    assert again == first[::-1]


def test_queries_and_passages_have_their_own_prefix_and_vectors(tmp_path: Path) -> None:
    with endpoint(lambda _asked: Answer()) as server:
        embedder = of(server.url, tmp_path, query_prefix="问：", passage_prefix="文：")
        embedder.embed_query("公开")
        embedder.embed_passages(["公开"])
        assert [one["input"] for one in server.requests] == [["问：公开"], ["文：公开"]]
        assert embedder.dimension == 64
        assert embedder.name != of(server.url, tmp_path).name


def test_many_texts_go_in_several_requests(tmp_path: Path) -> None:
    texts = [f"第{number}条" for number in range(70)]
    with endpoint(lambda _asked: Answer()) as server:
        vectors = of(server.url, tmp_path).embed_passages(texts)
        assert [len(one["input"]) for one in server.requests] == [32, 32, 6]
    assert vectors == [
        pytest.approx(vector, abs=1e-6) for vector in WordEmbedder().embed_passages(texts)
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=401, text="bad key"), "密钥"),
        (Answer(body='{"data": []}'), "格式"),
        (Answer(body="<html></html>"), "格式"),
        (Answer(body='{"data": [{"index": 0, "embedding": [1.0]}]}'), "格式"),
    ],
    ids=["key", "nothing", "html", "too few"],
)
def test_a_failing_endpoint_is_one_line(answer: Answer, said: str, tmp_path: Path) -> None:
    with endpoint(scripted(answer)) as server, pytest.raises(ModelError) as error:
        of(server.url, tmp_path).embed_passages(TEXTS)
    assert said in str(error.value)
    assert server.url in str(error.value)
    assert "\n" not in str(error.value)


def test_an_endpoint_without_a_model_is_refused(tmp_path: Path) -> None:
    settings = EmbeddingSettings(endpoint="http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match="没有指定模型"):
        CachedEmbedder(settings, tmp_path).embed_query("公开")


def test_half_characters_do_no_harm(tmp_path: Path) -> None:
    with endpoint(lambda _asked: Answer()) as server:
        embedder = of(server.url, tmp_path)
        assert embedder.embed_query("公开\ud800") == embedder.embed_query("公开\ud800")


def test_a_damaged_cache_is_named(tmp_path: Path) -> None:
    (tmp_path / CACHE_FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError, match=CACHE_FILE) as error:
        CachedEmbedder(EmbeddingSettings(), tmp_path).embed_query("公开")
    assert "\n" not in str(error.value)


def _put(file: Path, start: int) -> None:
    cache = VectorCache(file)
    for number in range(start, start + 50):
        cache.put("m", {f"{number}": [float(number), 0.5]})


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / CACHE_FILE
    start = multiprocessing.get_context("spawn").Process
    writers = [start(target=_put, args=(file, first)) for first in (0, 25)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    found = VectorCache(file).get("m", [str(number) for number in range(80)])
    assert found == {str(number): [float(number), 0.5] for number in range(75)}


def test_more_texts_than_one_statement_takes(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / CACHE_FILE)
    vectors = {str(number): [float(number)] for number in range(1200)}
    cache.put("m", vectors)
    assert cache.get("m", list(vectors)) == vectors
    assert cache.get("another", list(vectors)) == {}


@pytest.mark.parametrize(
    ("settings", "name", "needs_hub"),
    [
        (EmbeddingSettings(), BUNDLED, False),
        (EmbeddingSettings(model="org/model"), "org/model", True),
        (EmbeddingSettings(model="m", endpoint="http://e/v1"), "m@http://e/v1", False),
    ],
)
def test_the_name_tells_the_model(
    settings: EmbeddingSettings, name: str, needs_hub: bool, tmp_path: Path
) -> None:
    assert CachedEmbedder(settings, tmp_path).name == name
    assert settings.needs_hub == needs_hub


# From here on real models.


@pytest.mark.slow
def test_the_bundled_model_ranks_by_meaning(embedder: CachedEmbedder) -> None:
    passages = [
        "全年新收政府信息公开申请三件，均为自然人提出。",
        "开展政务公开业务培训，提升工作人员能力。",
        "网站发布应急预案和安全生产执法信息。",
    ]
    vectors = embedder.embed_passages(passages)
    query = embedder.embed_query("一共收到几件依申请公开的申请")
    scores = [sum(a * b for a, b in zip(query, vector, strict=True)) for vector in vectors]
    assert scores.index(max(scores)) == 0
    assert embedder.dimension == 384
    assert [sum(a * a for a in vector) for vector in vectors] == pytest.approx([1, 1, 1], abs=1e-5)


@pytest.mark.slow
def test_the_same_text_gives_the_same_vector_without_the_cache(
    embedder: CachedEmbedder, tmp_path: Path
) -> None:
    text = "公开" * 300  # more than one window of 512 tokens
    alone = CachedEmbedder(EmbeddingSettings(), tmp_path).embed_passages([text])
    assert embedder.embed_passages(["短", text, "另一段"])[1] == alone[0]
    assert embedder.embed_query(text) != alone[0]


@pytest.mark.slow
def test_a_folder_of_sentence_transformers_is_a_model(tmp_path: Path) -> None:
    folder = tmp_path / "模型"
    _save_small_model(folder)
    embedder = CachedEmbedder(EmbeddingSettings(model=str(folder)), tmp_path)
    assert embedder.name.startswith("模型@")
    assert embedder.dimension == 8
    assert embedder.embed_query("公开") == embedder.embed_passages(["公开"])[0]
    name = embedder.name
    (folder / "README.md").write_text("changed", encoding="utf-8")
    assert CachedEmbedder(EmbeddingSettings(model=str(folder)), tmp_path).name != name


def _save_small_model(folder: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {"[UNK]": 0, "公": 1, "开": 2}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    weights = torch.arange(24, dtype=torch.float32).reshape(3, 8)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(
        str(folder)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["an/unknown-model", "an empty folder"])
def test_a_model_that_cannot_be_loaded_is_one_line(name: str, tmp_path: Path) -> None:
    if " " in name:
        name = str(tmp_path / name)
        Path(name).mkdir()
    with pytest.raises(ModelError, match="无法加载") as error:
        CachedEmbedder(EmbeddingSettings(model=name), tmp_path).embed_query("公开")
    assert name in str(error.value)
    assert "\n" not in str(error.value)
