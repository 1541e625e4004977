"""
How two texts differ, to be read: one text with its changes, or both side by side.

What went is struck through and what came is underlined, so colours are not needed; a screen
reader is told in words. Pure, and escaped.
"""

from collections.abc import Mapping, Sequence

from assistant.core.comparing import Row, Stretch, stretches
from assistant.core.patterns import regex
from ui.views.frame import escaped

_LONGEST_SAME = 160  # characters that stayed and are shown in full
_SHOWN = 60  # of longer ones at each end
_NUMBER = regex(r"[0-9０-９]")
_GONE, _CAME = ("del", "删去："), ("ins", "加上：")  # the tag, and what is read out


def difference(old: str, new: str) -> str:
    """The new text, with what went and what came; long stretches that stayed are shortened."""
    if old == new:
        return '<p class="none">没有差别</p>'
    return f'<div class="difference">{"".join(map(_marked, stretches(old, new)))}</div>'


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


def side_by_side(heads: tuple[str, str], rows: Sequence[Row]) -> str:
    """Two texts in two columns, each paragraph beside what became of it."""
    titles = "".join(f'<th scope="col">{escaped(head)}</th>' for head in heads)
    lines = "".join(_row(row) for row in rows)
    return (
        f'<div class="scroll" tabindex="0"><table class="beside"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def is_of_numbers(stretch: Stretch) -> bool:
    """Whether numbers became others: both sides have some."""
    return bool(_NUMBER.search(stretch.old) and _NUMBER.search(stretch.new))


def _row(row: Row) -> str:
    state = "changed" if any(one.changed for one in row) else "same"
    old = "".join(_side(one, one.old, _GONE) for one in row)
    new = "".join(_side(one, one.new, _CAME) for one in row)
    return f'<tr class="{state}"><td>{old}</td><td>{new}</td></tr>'


def _side(stretch: Stretch, text: str, kind: tuple[str, str]) -> str:
    if not stretch.changed:
        return escaped(text)
    return _tagged(kind, text, ' class="number"' if is_of_numbers(stretch) else "")


def _marked(stretch: Stretch) -> str:
    """What went before what came; of what stayed at length only the ends."""
    text = stretch.new
    if stretch.changed:
        return _tagged(_GONE, stretch.old) + _tagged(_CAME, text)
    is_long = len(text) > _LONGEST_SAME
    return escaped(f"{text[:_SHOWN]}……{text[-_SHOWN:]}" if is_long else text)


def _tagged(kind: tuple[str, str], text: str, attribute: str = "") -> str:
    if not text:
        return ""
    tag, told = kind
    # A line end that came or went is nothing to see otherwise.
    words = text.replace("\n", "↵\n")
    return f'<{tag}{attribute}><span class="spoken">{told}</span>{escaped(words)}</{tag}>'
