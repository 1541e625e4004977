"""
Chat models: the embedded one or any OpenAI-compatible endpoint, as one LangChain ChatOpenAI.

Whatever goes wrong comes out as ModelError with one line for the user, also in the middle of a
stream. Closing a stream stops the decoding at once, if the model is the last step of the chain:
a parser after it would read the rest of the answer for LangChain's own records.

Knows: endpoints, keys, time limits, grammars. Does not know: prompts, marks, figures.
"""

from __future__ import annotations  # LangChain's types are for the checker only

import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from assistant.core.errors import ModelError
from assistant.models.files import DEFAULT_CHAT_MODEL, chat_model_path
from assistant.models.line import Line

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI
    from openai import DefaultHttpxClient

    from assistant.models.server import ModelServer

NO_MODEL = "none"
GrammarDialect = Literal["auto", "llama.cpp", "vllm", "none"]

_PROBE = "甲乙丙"  # nobody answers this to the question below unless the grammar makes it


@dataclass(frozen=True, kw_only=True)
class ChatSettings:
    """Which chat model to use and how long to wait for it."""

    model: str = ""  # embedded: a name or a .gguf, empty: bundled; endpoint: its name; or "none"
    endpoint: str = ""  # base URL of an OpenAI-compatible server; empty: the embedded model
    api_key: str = field(default="", repr=False)
    timeout: float = 180.0  # seconds without an answer, or between two pieces of a stream
    context: int = 8192  # tokens of prompt and answer together (embedded)
    grammar: GrammarDialect = "auto"  # how the endpoint takes grammars; auto: ask it


class ChatConnection:
    """
    The way to the chat model of a run. Nothing is loaded or asked before the first use.

    Safe to share between threads; `close` (or leaving the `with`) frees the embedded model.
    """

    def __init__(self, settings: ChatSettings, home: Path) -> None:
        self._settings = settings
        self._home = home
        self._lock = threading.RLock()
        self._line = Line()
        self._server: ModelServer | None = None
        self._client: DefaultHttpxClient | None = None
        self._dialect: GrammarDialect = settings.grammar

    @property
    def is_configured(self) -> bool:
        """False where the settings say that there is no chat model."""
        return self._settings.model != NO_MODEL

    @property
    def is_embedded(self) -> bool:
        return self.is_configured and not self._settings.endpoint

    @property
    def where(self) -> str:
        """The model, for messages."""
        if self.is_embedded:
            return f"内置大模型 {self.name} "
        return f"大模型接口 {self._settings.endpoint}（模型 {self.name}）"

    @property
    def name(self) -> str:
        """Of the model, for the run record; empty where an endpoint has none set."""
        return self._settings.model or ("" if self._settings.endpoint else DEFAULT_CHAT_MODEL)

    def chat_model(self, **options: Any) -> ChatOpenAI:
        """
        The model with the options of one use: temperature, max_tokens, seed, extra_body …

        The embedded server is started here if it is not running. Raises ModelError where there is
        no model, or its file is missing or broken.
        """
        if not self.is_configured:
            raise ModelError(
                "没有启用大模型（设置为 none）；请使用 --writer carry，或在设置中填写模型"
            )
        # Imported here because they are slow and a run without the chat model needs none.
        from pydantic import SecretStr

        from assistant.models.checked import CheckedChat, http_client, waiting

        with self._lock:
            url, key = self._address()
            if self._client is None:
                # The embedded server must not be looked for behind the office's proxy.
                self._client = http_client(use_proxy=not self.is_embedded)
        return CheckedChat(
            where=self.where,
            line=self._line if self.is_embedded else None,  # an endpoint has its own
            model=self.name,
            base_url=url,
            api_key=SecretStr(key),
            timeout=waiting(self._settings.timeout),
            max_retries=0,  # a person waits; the writer falls back to carry
            http_client=self._client,
            http_socket_options=(),  # the client above has its own
            use_responses_api=False,
            **options,
        )

    def grammar_body(self, grammar: str) -> dict[str, Any]:
        """The `extra_body` that makes the endpoint decode by a GBNF grammar; {} if it cannot."""
        return _grammar_body(self._known_dialect(), grammar)

    @property
    def supports_grammar(self) -> bool:
        """Whether decoding can be constrained. An endpoint is asked once (it decodes 3 words)."""
        return self._known_dialect() != "none"

    def check(self) -> None:
        """Ask for one token; ModelError says what is wrong."""
        self.chat_model(max_tokens=1).invoke("你好")

    def close(self) -> None:
        """End every stream, free the embedded model."""
        with self._lock:
            if self._client is not None:  # first: the server finishes what somebody waits for
                self._client.close()
            if self._server is not None:
                self._server.close()
            self._client = self._server = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _address(self) -> tuple[str, str]:
        """Base URL and key; starts the embedded server."""
        if self._settings.endpoint:
            return self._settings.endpoint, self._checked_key()
        if self._server is None:
            from assistant.models.server import ModelServer

            weights = chat_model_path(self._home, self.name)
            self._server = ModelServer(weights, context=self._settings.context)
        return self._server.url, self._server.api_key

    def _checked_key(self) -> str:
        if not self.name:
            raise ModelError(f"{self._settings.endpoint} 没有指定模型；请在设置中填写模型名称")
        if not self._settings.api_key.isascii():
            raise ModelError(f"{self.where}的密钥含有中文或全角字符；请检查设置中的密钥")
        # Something must be given, else the library takes OPENAI_API_KEY from the environment.
        return self._settings.api_key or "-"

    def _known_dialect(self) -> GrammarDialect:
        if self.is_embedded:
            return "llama.cpp"
        with self._lock:
            if self._dialect == "auto":
                self._dialect = self._ask_dialect()
            return self._dialect

    def _ask_dialect(self) -> GrammarDialect:
        from assistant.models.errors import RequestRefused

        dialects: tuple[GrammarDialect, ...] = ("llama.cpp", "vllm")
        for dialect in dialects:
            body = _grammar_body(dialect, f'root ::= "{_PROBE}"')
            try:
                reply = self.chat_model(max_tokens=8, extra_body=body).invoke("一加一等于几？")
            except RequestRefused:
                continue
            if reply.text.strip() == _PROBE:
                return dialect
        return "none"


def _grammar_body(dialect: GrammarDialect, grammar: str) -> dict[str, Any]:
    if dialect == "llama.cpp":
        return {"grammar": grammar}
    if dialect == "vllm":
        return {"structured_outputs": {"grammar": grammar}}
    return {}
