"""
The embedded chat model: a llama.cpp server inside this process, on loopback.

Knows: llama.cpp. Does not know: prompts, LangChain, settings.
"""

import os
import secrets
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import xllamacpp

from assistant.core.errors import ModelError

_PROMPT_CACHE_MIB = (
    256  # prompts of other sections, kept so that their prefix need not be read anew
)


class ModelServer:
    """
    Serves one .gguf file over the OpenAI protocol: started on first use, once; freed by `close`.

    The port is free and the key is random, so that other users of the computer cannot use it.
    Requests are answered one after another. Safe to share between threads.
    """

    def __init__(self, weights: Path, *, context: int = 8192, threads: int | None = None) -> None:
        """`context`: tokens of prompt and answer together; `threads`: all cores by default."""
        self.api_key = secrets.token_urlsafe(24)
        self._weights = weights
        self._context = context
        self._threads = threads or len(os.sched_getaffinity(0))
        self._server: xllamacpp.Server | None = None
        self._starting = threading.Lock()

    @property
    def url(self) -> str:
        """Base URL of the OpenAI protocol. The first use loads the weights (some seconds)."""
        with self._starting:
            if self._server is None:
                self._server = self._start()
            return f"{self._server.listening_address}/v1"

    @property
    def is_running(self) -> bool:
        return self._server is not None

    def close(self) -> None:
        """Free the memory; the next use of `url` starts it again.

        A request whose client is still there is answered to its end first.
        """
        with self._starting:
            self._server = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> xllamacpp.Server:
        params = xllamacpp.CommonParams()
        params.model.path = str(self._weights)
        params.n_ctx = self._context
        # Read into memory: mapped weights are evicted under pressure and decode ten times slower.
        params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
        params.cache_ram_mib = _PROMPT_CACHE_MIB
        params.cpuparams.n_threads = self._threads
        params.cpuparams_batch.n_threads = self._threads
        params.api_keys = [self.api_key]
        params.hostnames = ["127.0.0.1"]
        params.port = 0
        params.ui = False
        params.verbosity = -1
        try:
            return xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelError(
                f"大模型文件 {self._weights} 无法加载（{error}）；"
                "请检查内存是否足够，或重新运行 nianbao models fetch"
            ) from error
