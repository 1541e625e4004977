"""
A static embedding distilled from an embedding model: a vector a word, and a text is their mean.

The words of a corpus, and their characters for words that it has not, are embedded once; what all
have in common (the mean and the first principal component) is taken out, and a word weighs the
less the more often it stands (Arora, Liang and Ma, "A simple but tough-to-beat baseline for
sentence embeddings", ICLR 2017). The result is a sentence-transformers model in a folder, for the
setting `embedding`: thousands of passages a second where the model itself makes a few.

Knows: sentence-transformers, tokenizers. Does not know: passages, caches.
"""

import math
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import rjieba
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer, models, normalizers

from assistant.core.patterns import regex
from assistant.core.ports import Embedder

_UNKNOWN = "\ue000"  # a character of nobody's: what the corpus never had
_RARE = 1e-3  # Arora's a: a word of this share weighs half
_WORD = regex(r"\w")

Matrix = NDArray[np.float32]


def distil(texts: Iterable[str], embedder: Embedder, folder: Path) -> int:
    """Write the static model of these texts' words to `folder`; how many words it has."""
    counts = _counted(texts)
    words = list(counts)
    vectors = _without_common(np.array(embedder.embed_passages(words), dtype=np.float32))
    total = sum(counts.values())
    shares = np.array([counts[word] / total for word in words], dtype=np.float32)
    weighted = vectors * (_RARE / (_RARE + shares))[:, None]
    nothing = np.full((1, weighted.shape[1]), 1e-4, dtype=np.float32)  # a vector has a direction
    module = StaticEmbedding(
        _tokenizer(words, shares), embedding_weights=np.concatenate([nothing, weighted])
    )
    os.makedirs(folder, exist_ok=True)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return len(words)


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Words and characters with how often they stand; a character of a word counts too."""
    cutter = rjieba.Jieba()
    counts: Counter[str] = Counter()
    for text in texts:
        for word in cutter.cut(text.lower()):
            if _WORD.search(word):
                counts[word] += 1
                counts.update(set(word) - {word})
    return counts


def _without_common(vectors: Matrix) -> Matrix:
    """What tells the words apart, at length 1."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    own = centred - np.outer(centred @ directions[0], directions[0])
    result: Matrix = own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-6)
    return result


def _tokenizer(words: Sequence[str], shares: NDArray[np.float32]) -> Tokenizer:
    """Cuts a text into the likeliest of these words; what is none of them is unknown."""
    vocabulary = [(_UNKNOWN, -30.0)]
    vocabulary += [(word, math.log(share)) for word, share in zip(words, shares, strict=True)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    return tokenizer
