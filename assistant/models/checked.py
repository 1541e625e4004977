"""
LangChain's ChatOpenAI with our errors.

Knows: LangChain, the OpenAI client. Does not know: which endpoint, which prompt.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import openai
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from pydantic import ConfigDict

from assistant.models.errors import model_errors, wrong_form
from assistant.models.line import Line

_CONNECT_SECONDS = 5.0


class CheckedChat(ChatOpenAI):
    """A ChatOpenAI that, used synchronously, raises ModelError when the endpoint fails."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    where: str  # begins the messages
    line: Line | None = None  # before a model that answers one at a time

    @property
    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self.line is None else self.line.turn()

    def _get_request_payload(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        payload: dict[str, Any] = super()._get_request_payload(*args, **kwargs)
        if "max_completion_tokens" in payload:  # its old name is what every server knows
            payload["max_tokens"] = payload.pop("max_completion_tokens")
        return payload

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        with self._turn, model_errors(self.where):
            return super()._generate(messages, stop, run_manager, **kwargs)

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        with self._turn, model_errors(self.where):
            chunk = None
            for chunk in super()._stream(*args, **kwargs):
                yield chunk
        if chunk is None:
            raise wrong_form(self.where)


def waiting(seconds: float) -> openai.Timeout:
    """Long for an answer, short for a connection."""
    return openai.Timeout(seconds, connect=_CONNECT_SECONDS)


def http_client(*, use_proxy: bool) -> openai.DefaultHttpxClient:
    """Connections to one endpoint, to be closed at the end."""
    return openai.DefaultHttpxClient(trust_env=use_proxy)
