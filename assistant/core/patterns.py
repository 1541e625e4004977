"""
Regular expressions that are compiled when they are first used.

There are some eight hundred, of which a command or the opening page uses a tenth; to compile all of
them took a third of a short command's time (docs/architecture.md, "How quick the page is").

Knows: re. Does not know: what any of them means.
"""

import re
from functools import cached_property
from typing import Any, cast


def regex(words: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but later: a wrong expression raises re.error at its first use."""
    return cast("re.Pattern[str]", _Later(words, flags))


class _Later:
    """Stands for a pattern; what is asked of it once is kept, so the next time costs nothing."""

    def __init__(self, words: str, flags: int) -> None:
        self._given = (words, flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        asked = getattr(self._compiled, name)
        setattr(self, name, asked)
        return asked

    def __reduce__(self) -> tuple[Any, ...]:
        """To copy or pickle, as `re` does it: what it is made of."""
        return regex, self._given
