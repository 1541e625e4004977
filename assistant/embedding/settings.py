"""
Which embedding model is to be used.

Knows: folders and endpoints by name. Does not know: how any model is loaded or asked.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class EmbeddingSettings:
    """Which embedding model to use."""

    model: str = ""  # sentence-transformers folder or name, or the endpoint's name; empty: bundled
    endpoint: str = ""  # base URL of an OpenAI-compatible server; empty: compute here
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0  # seconds for one request
    query_prefix: str = ""  # what the model wants before a text, where it does not say so itself
    passage_prefix: str = ""

    @property
    def needs_hub(self) -> bool:
        """Whether the model is named by its name on a model hub."""
        return bool(self.model) and not self.endpoint and not Path(self.model).is_dir()
