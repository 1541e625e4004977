"""What a person may choose of the way a section is written: tone, length, seed."""

from dataclasses import dataclass
from typing import Literal, get_args

Tone = Literal["稳妥", "简明", "详实"]
Length = Literal["短", "中", "长"]
TONES: tuple[Tone, ...] = get_args(Tone)
LENGTHS: tuple[Length, ...] = get_args(Length)


@dataclass(frozen=True, kw_only=True)
class WritingOptions:
    """`seed` is of the chat model; the writer without one knows 短 only, which leaves out the
    set phrases that say nothing of the year.
    """

    tone: Tone = "稳妥"
    length: Length = "中"
    seed: int = 1
