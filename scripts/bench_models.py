"""Measure the models on this computer: `make bench-models`. Prints one line a measure."""

import os
import tempfile
import time
from pathlib import Path

from assistant.environment import apply_quiet

apply_quiet()

from assistant.embedding.embedder import CachedEmbedder  # noqa: E402
from assistant.embedding.settings import EmbeddingSettings  # noqa: E402
from assistant.models.chat import ChatConnection, ChatSettings  # noqa: E402

HOME = Path(os.environ.get("NIANBAO_HOME", "~/.local/share/nianbao")).expanduser()
PARAGRAPH = "本单位坚持以公开为常态、不公开为例外，完善制度，压实责任，规范公开属性认定和审查程序。"
GRAMMAR = "root ::= [^0-9\\[\\]]+"


def main() -> None:
    _chat()
    _embedding()


def _chat() -> None:
    with ChatConnection(ChatSettings(), HOME) as chat:
        begun = time.perf_counter()
        model = chat.chat_model(
            temperature=0.3, max_tokens=120, extra_body=chat.grammar_body(GRAMMAR)
        )
        _say("大模型启动", time.perf_counter() - begun, "秒")
        prompt = f"请把下面的材料改写成一段公文：\n{PARAGRAPH * 10}"
        for name in ("首次提示", "相同提示（缓存）"):
            begun = time.perf_counter()
            pieces = [time.perf_counter() for piece in model.stream(prompt) if piece.text]
            _say(f"{name}到第一个词", pieces[0] - begun, "秒")
            _say("输出", (len(pieces) - 1) / (pieces[-1] - pieces[0]), "词元/秒")


def _embedding() -> None:
    passages = [f"第{number}段：{PARAGRAPH * 4}" for number in range(40)]
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(EmbeddingSettings(), Path(scratch))
        begun = time.perf_counter()
        embedder.embed_query("预热")
        _say("向量模型启动", time.perf_counter() - begun, "秒")
        for name in ("新段落", "缓存中的段落"):
            begun = time.perf_counter()
            embedder.embed_passages(passages)
            _say(f"{name}（{len(passages[0])}字）", 40 / (time.perf_counter() - begun), "段/秒")
        begun = time.perf_counter()
        embedder.embed_query("收到多少件政府信息公开申请")
        _say("新查询", 1000 * (time.perf_counter() - begun), "毫秒")


def _say(what: str, value: float, unit: str) -> None:
    print(f"{what}\t{value:.1f} {unit}", flush=True)


if __name__ == "__main__":
    main()
