"""
How two texts differ, to be read: one text with its changes, or both side by side.

What went is struck through and what came is underlined, so colours are not needed; a screen
reader is told in words. Pure, and escaped, as ui.views.
"""

from collections.abc import Mapping, Sequence

from assistant.core.comparing import line_up
from assistant.core.versions import Piece, PieceKind, pieces
from ui.views import escaped

_LONGEST_SAME = 160  # characters that stayed and are shown in full
_SHOWN = 60  # of longer ones at each end
_TAGS: dict[PieceKind, tuple[str, str]] = {"gone": ("del", "删去："), "new": ("ins", "加上：")}


def difference(old: str, new: str) -> str:
    """The new text, with what went and what came; long stretches that stayed are shortened."""
    found = pieces(old, new)
    if all(one.kind == "same" for one in found):
        return '<p class="none">没有差别</p>'
    return f'<div class="difference">{"".join(_marked(one, is_short=True) for one in found)}</div>'


def differences(heading: str, texts: Mapping[str, tuple[str, str]]) -> str:
    """The old and the new text of each part, by its name; parts without change are only counted."""
    changed = {name: both for name, both in texts.items() if both[0] != both[1]}
    shown = "".join(
        f"<h4>{escaped(name)}</h4>{difference(old, new)}" for name, (old, new) in changed.items()
    )
    same = len(texts) - len(changed)
    rest = f'<p class="none">{"其余" if changed else ""}{same}个部分没有差别</p>' if same else ""
    if len(texts) == 1:
        rest = "" if changed else '<p class="none">没有差别</p>'
    return f"<h3>{escaped(heading)}</h3>{shown}{rest}"


def side_by_side(heads: tuple[str, str], old: str, new: str) -> str:
    """Both texts, a line beside the line it became, with the words that differ marked."""
    olds, news = old.split("\n"), new.split("\n")
    rows = "".join(
        _row("" if a is None else olds[a], "" if b is None else news[b])
        for a, b in line_up(olds, news)
    )
    titles = "".join(f'<th scope="col">{escaped(head)}</th>' for head in heads)
    return (
        f'<div class="scroll"><table class="beside"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(old: str, new: str) -> str:
    found = pieces(old, new)
    left = _cell([one for one in found if one.kind != "new"])
    return f"<tr>{left}{_cell([one for one in found if one.kind != 'gone'])}</tr>"


def _cell(found: Sequence[Piece]) -> str:
    return f"<td>{''.join(_marked(one) for one in found)}</td>"


def _marked(piece: Piece, *, is_short: bool = False) -> str:
    text = piece.text
    if piece.kind == "same":
        is_long = is_short and len(text) > _LONGEST_SAME
        return escaped(f"{text[:_SHOWN]}……{text[-_SHOWN:]}" if is_long else text)
    tag, told = _TAGS[piece.kind]
    # A line end that came or went is nothing to see otherwise.
    words = text.replace("\n", "↵\n")
    return f'<{tag}><span class="spoken">{told}</span>{escaped(words)}</{tag}>'
