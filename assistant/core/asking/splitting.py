"""A message that asks several things, cut into questions; each is the context of the next."""

import re

_CUT = re.compile(r"(?<=[？?；;])|[，,](?=其中|另外|还有|再问)")
_SHORTEST = 2
_LONGEST = 2000  # characters; more is no question
_MOST = 8  # questions in one message
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z\d]")


def parts_of(message: str) -> tuple[str, ...]:
    """The questions of a message in order; at least one, which may be empty."""
    found = [part.strip() for part in _CUT.split(message[:_LONGEST])]
    kept = [part for part in found if len(_WORD.findall(part)) >= _SHORTEST]
    return tuple(kept[:_MOST]) or (message[:_LONGEST].strip(),)
