"""
A proposal as HTML: the paragraphs that it changes, what goes struck through, what comes underlined.

Pure, and escaped. Knows: hunks. Does not know: Gradio, who proposed.
"""

from collections.abc import Sequence

from assistant.core.editing.hunks import Hunk
from ui.views.frame import escaped

_AROUND = 60  # characters of a long paragraph that are shown on each side of a hunk


def proposal(text: str, hunks: Sequence[Hunk]) -> str:
    """Each hunk among the words around it in `text`, with its own two buttons."""
    pieces: list[str] = []
    at = 0
    for number, hunk in enumerate(hunks):
        pieces += [_between(text[at : hunk.start], is_first=number == 0), _hunk(number, hunk)]
        at = hunk.end
    pieces.append(_tail(text[at:]))
    return f'<div class="proposal" lang="zh-CN">{"".join(pieces)}</div>'


def _hunk(number: int, hunk: Hunk) -> str:
    old = f"<del>{escaped(hunk.old)}</del>" if hunk.old else ""
    new = f"<ins>{escaped(hunk.new)}</ins>" if hunk.new else ""
    told = f"第{number + 1}处"
    buttons = "".join(
        f'<button type="button" data-hunk="{number}" data-accept="{accept}" '
        f'aria-label="{words}{told}">{words}</button>'
        for accept, words in (("1", "采纳"), ("0", "放弃"))
    )
    return f'<span class="hunk" role="group" aria-label="{told}">{old}{new}{buttons}</span>'


def _between(words: str, *, is_first: bool) -> str:
    """The words before a hunk: of its paragraph, and none from the middle of long ones."""
    if is_first:
        return escaped(_last(words.rpartition("\n")[2]))
    if len(words) <= 2 * _AROUND:
        return escaped(words)
    begin, end = _first(words.partition("\n")[0]), _last(words.rpartition("\n")[2])
    return f"{escaped(begin)}<br>{escaped(end)}"


def _tail(words: str) -> str:
    return escaped(_first(words.partition("\n")[0]))


def _first(words: str) -> str:
    return words if len(words) <= _AROUND else f"{words[:_AROUND]}……"


def _last(words: str) -> str:
    return words if len(words) <= _AROUND else f"……{words[-_AROUND:]}"
