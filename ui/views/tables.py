"""
The tables of a year as the form prints them, and what an upload changed in them, as HTML.

Knows: boxes of assistant.core.tables.printed. Does not know: how a figure is found or checked.
"""

from assistant.core.tables.changes import changes_between
from assistant.core.tables.figures import Figures
from assistant.core.tables.printed import Box, PrintedTable
from assistant.core.tables.slots import slots_of
from ui.views.frame import escaped

TITLES = {
    "表二": "二、主动公开政府信息情况",
    "表三": "三、收到和处理政府信息公开申请情况",
    "表四": "四、政府信息公开行政复议、行政诉讼情况",
}
_TAGS = {"band": "th", "head": "th", "side": "th", "cell": "td"}


def changed(before: Figures | None, after: Figures) -> str:
    """What an upload changed, to unfold; nothing if it changed nothing or is the first."""
    if before is None or before == after:
        return ""
    slots = slots_of(after)
    cells = [
        (slots[one.key].name if one.key in slots else one.key, one.old or "空白", one.new or "空白")
        for one in changes_between(before, after)
    ]
    lists = [
        (name, f"{len(old)}项", f"{len(new)}项")
        for name, old, new in (
            ("指标", before.indicators, after.indicators),
            ("要点", before.notes, after.notes),
        )
        if old != new
    ]
    rows = "".join(
        f'<tr><th scope="row">{escaped(name)}</th>'
        f"<td>{escaped(old)}</td><td>{escaped(new)}</td></tr>"
        for name, old, new in (*cells, *lists)
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("格", "上传前", "上传后"))
    return (
        f"<details><summary>这次上传改了 {len(cells)} 格</summary><table><thead><tr>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table></details>"
    )


def form_table(table: PrintedTable, cited: str = "") -> str:
    """One table as printed; the cell with the key `cited` is marked."""
    widths = "".join(
        f'<col style="width:{100 * width / sum(table.widths):.2f}%">' for width in table.widths
    )
    lines = "".join(
        f"<tr>{''.join(_box(box, cited) for box in line)}</tr>" for line in table.lines()
    )
    return (
        '<div class="scroll" tabindex="0"><table class="form">'
        f"<caption>{TITLES[table.name]}</caption>"
        f"<colgroup>{widths}</colgroup><tbody>{lines}</tbody></table></div>"
    )


def _box(box: Box, cited: str) -> str:
    tag = _TAGS[box.kind]
    is_cited = box.key and box.key == cited
    text = f"<mark>{escaped(box.text) or '（空白）'}</mark>" if is_cited else escaped(box.text)
    return f'<{tag} class="{box.kind}"{spanned(box)}>{text}</{tag}>'


def spanned(box: Box) -> str:
    """The attributes of a box over several rows or columns."""
    return "".join(
        f' {name}="{size}"'
        for name, size in (("rowspan", box.height), ("colspan", box.width))
        if size > 1
    )
