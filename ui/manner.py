"""
How a section is to be written, as a person chooses it on the page: writer, tone, length.

Knows: the choices. Does not know: Gradio, writers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from assistant.core.errors import NotAllowed
from assistant.core.writing.options import LENGTHS, TONES, WritingOptions
from assistant.usecases.workflow import WriterName

WRITERS: dict[str, WriterName] = {"沿用上年写法": "carry", "大模型改写": "model"}
DEFAULT = WritingOptions()


@dataclass(frozen=True, kw_only=True)
class Manner:
    writer: WriterName
    options: WritingOptions

    @classmethod
    def read(cls, chosen: Sequence[object]) -> Self:
        """What the browser sent: writer, tone, length; NotAllowed if one is no choice."""
        writer, tone, length = (*chosen, None, None, None)[:3]
        if not isinstance(writer, str) or writer not in WRITERS:
            raise NotAllowed("没有这种写法；请在“写法”中选择")
        if tone not in TONES or length not in LENGTHS:
            raise NotAllowed("没有这种语气或篇幅；请在“语气和篇幅”中选择")
        return cls(writer=WRITERS[writer], options=WritingOptions(tone=tone, length=length))
