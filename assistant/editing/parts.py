"""What conversations are made with besides the use cases: the messages, and a chat model's help."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.core.ports import MessageStore
from assistant.editing.rewrite import Rewriter


@dataclass(frozen=True, kw_only=True)
class EditingParts:
    """`rewriter` and `guess` are None where there is no chat model."""

    messages: MessageStore
    rewriter: Callable[[], Rewriter] | None = None  # made at first use: it loads the model
    guess: Callable[[str], str] | None = None  # the name of an intent for a line that none fits
