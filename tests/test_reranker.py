"""The optional cross-encoder: a tiny one made here, and what is said where there is none."""

from pathlib import Path

import pytest

from assistant.core.errors import ModelError
from assistant.index.reranker import Reranker
from assistant.index.retrieval import open_index
from assistant.records.store import Store
from tests.made import ANYWHERE, HashEmbedder, make_report, save

TEXTS = ["举办业务培训两次。", "政务新媒体账号关停整合。", "收到申请，均已答复。"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of one small layer, with weights by chance."""
    import transformers  # slow, as is the other import: a quick run of the tests needs none

    place = tmp_path_factory.mktemp("reranker")
    characters = dict.fromkeys("".join(TEXTS))
    vocabulary = place / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]))
    transformers.BertTokenizer(str(vocabulary)).save_pretrained(place)
    config = transformers.BertConfig(
        vocab_size=len(characters) + 5,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=1.0,
    )
    config.num_labels = 1
    transformers.BertForSequenceClassification(config).save_pretrained(place)
    return place


def scores(folder: Path, question: str, texts: list[str]) -> list[float]:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), device="cpu")
    return [float(one) for one in model.predict([(question, text) for text in texts])]


@pytest.mark.slow
def test_the_model_orders(folder: Path) -> None:
    expected = scores(folder, "培训", TEXTS)
    order = Reranker(str(folder)).order("培训", TEXTS)
    assert [expected[place] for place in order] == sorted(expected, reverse=True)


@pytest.mark.parametrize("texts", [[], ["一段"]])
def test_what_has_one_order_needs_no_model(texts: list[str]) -> None:
    assert Reranker("nowhere").order("培训", texts) == list(range(len(texts)))


@pytest.mark.slow
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path) -> None:
    for folder in ("nowhere", str(tmp_path)):
        with pytest.raises(ModelError, match="reranker") as caught:
            Reranker(folder).order("培训", TEXTS)
        assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_search_uses_it_and_goes_on_without_it(folder: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    save(store, "a1", make_report(2023))
    told: list[str] = []
    found = {}
    for name in ("", str(folder), "nowhere"):
        reranker = Reranker(name) if name else None
        index = open_index(tmp_path, store, HashEmbedder(), reranker=reranker, notice=told.append)
        index.repair()
        hits = index.retrieve("培训", where=ANYWHERE, k=3)
        found[name] = [hit.passage.text for hit in hits]
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    everything = [passage.text for passage in store.passages()]
    ordered = sorted(zip(scores(folder, "培训", everything), everything, strict=True), reverse=True)
    assert found[str(folder)] == [text for _, text in ordered[:3]]
    assert found["nowhere"] == found[""]
    assert len(told) == 1
    assert "没有重排" in told[0]
    store.close()
