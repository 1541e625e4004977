"""
Plain stand-ins at our own seams: an embedder without a model, an endpoint without a server farm.

Knows: the ports, the OpenAI protocol. Does not know: any test.
"""

import hashlib
import json
import math
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.core.editing.requests import Kind, Request

_DIMENSION = 64


class WordEmbedder:
    """The port Embedder by pairs of characters: texts with words in common are near."""

    name = "word pairs"

    def __init__(self) -> None:
        self.embedded: list[str] = []  # what was asked, in order

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return _vector(text)


def _vector(text: str) -> list[float]:
    counts = [0.0] * _DIMENSION
    for first, second in zip(text, text[1:] or text, strict=False):
        digest = hashlib.sha256((first + second).encode()).digest()
        counts[digest[0] % _DIMENSION] += 1
    length = math.hypot(*counts) or 1.0
    return [count / length for count in counts]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the endpoint says to one request."""

    text: str = ""
    status: int = 200
    body: str | None = None  # instead of the usual answer, as it is
    delay: float = 0.0  # seconds before the answer, and between the pieces of a stream


@dataclass
class Endpoint:
    """A running OpenAI-compatible endpoint on loopback, with what it was asked."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sent: int = 0  # pieces of streams that were sent


@contextmanager
def endpoint(answer: Callable[[dict[str, Any]], Answer]) -> Iterator[Endpoint]:
    """Serve chat completions (also as a stream) and embeddings by `answer`, for one test."""
    seen = Endpoint(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.requests.append(asked)
            seen.keys.append(self.headers.get("Authorization", ""))
            said = answer(asked)
            if asked.get("stream") and said.status == 200 and said.body is None:
                self._stream(said)
                return
            time.sleep(said.delay)
            body = said.body if said.body is not None else json.dumps(_usual(asked, said))
            self._head(said.status, "application/json" if body.startswith("{") else "text/html")
            self._sent(body.encode())

        def _stream(self, said: Answer) -> None:
            self._head(200, "text/event-stream")
            for piece in said.text:
                time.sleep(said.delay)
                if not self._sent(_event({"content": piece})):
                    return
                seen.sent += 1
            self._sent(_event({}, finish="stop") + b"data: [DONE]\n\n")

        def _sent(self, piece: bytes) -> bool:
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                return False
            return True

        def _head(self, status: int, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        seen.url = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()


def scripted(*answers: Answer | str) -> Callable[[dict[str, Any]], Answer]:
    """One answer after the other."""
    left = [Answer(text=one) if isinstance(one, str) else one for one in answers]
    return lambda _asked: left.pop(0)


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return b"data: " + json.dumps(_object("chat.completion.chunk", [choice])).encode() + b"\n\n"


def _usual(asked: dict[str, Any], said: Answer) -> dict[str, Any]:
    if said.status != 200:
        return {"error": {"message": said.text, "type": "error"}}
    if "input" in asked:
        return {"object": "list", "model": "m", "data": _vectors(asked["input"])}
    message = {"role": "assistant", "content": said.text}
    return _object("chat.completion", [{"index": 0, "message": message, "finish_reason": "stop"}])


def _vectors(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Last first: a client has to look at the index."""
    vectors = [
        {"object": "embedding", "index": index, "embedding": _vector(text)}
        for index, text in enumerate(texts)
    ]
    return vectors[::-1]


def _object(kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "1", "object": kind, "created": 0, "model": "m", "choices": choices}


class ScriptedRewriter:
    """The port Rewriter: one scripted wording after the other, a character at a time."""

    def __init__(self, *wordings: str) -> None:
        self.left = list(wordings)
        self.asked: list[tuple[str, str, tuple[str, ...]]] = []  # sentence, kind, marks
        self.closed = 0  # wordings that nobody read to their end

    def wordings(
        self, sentence: str, marks: Sequence[str], request: Request
    ) -> Iterator[Generator[str]]:
        self.asked.append((sentence, request.kind, tuple(marks)))
        while self.left:
            yield self._wording(self.left.pop(0))

    def made_by(self, kind: Kind) -> Mapping[str, object]:
        return {"model": "脚本", "prompts": [f"rewrite_{kind}/1"]}

    def _wording(self, text: str) -> Generator[str]:
        try:
            for at in range(1, len(text) + 1):
                yield text[:at]
        except GeneratorExit:
            self.closed += 1
            raise
