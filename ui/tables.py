"""
The figures of a year as the form looks: three tables, indicators and notes, as HTML.

Knows: boxes of assistant.core.tables.printed. Does not know: how a figure is found or checked.
"""

from collections.abc import Iterable, Sequence

from assistant.core.tables.changes import CellChange
from assistant.core.tables.figures import Figures
from assistant.core.tables.printed import Box, PrintedTable, printed_tables
from assistant.core.tables.slots import slots_of
from ui.views import escaped

TITLES = {
    "表二": "二、主动公开政府信息情况",
    "表三": "三、收到和处理政府信息公开申请情况",
    "表四": "四、政府信息公开行政复议、行政诉讼情况",
}
_TAGS = {"band": "th", "head": "th", "side": "th", "cell": "td"}


def figures_tables(figures: Figures) -> str:
    """The tables of the form with their numbers, then what the office added to them."""
    tables = "".join(form_table(table) for table in printed_tables(figures))
    return tables + _indicators(figures) + _notes(figures)


def changed_cells(figures: Figures, changes: Sequence[CellChange]) -> str:
    """Which cells an upload changed, to unfold; nothing if it changed none."""
    if not changes:
        return ""
    slots = slots_of(figures)
    rows = "".join(
        f'<tr><th scope="row">{escaped(slots[one.key].name if one.key in slots else one.key)}</th>'
        f"<td>{escaped(one.old or '空白')}</td><td>{escaped(one.new or '空白')}</td></tr>"
        for one in changes
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("格", "上传前", "上传后"))
    return (
        f"<details><summary>这次上传改了 {len(changes)} 格</summary><table><thead><tr>{heads}</tr>"
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


def _indicators(figures: Figures) -> str:
    if not figures.indicators:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escaped(one.label)}</th>'
        f"<td>{one.value.normalize():f}</td><td>{escaped(one.unit)}</td></tr>"
        for one in figures.indicators
    )
    return f'<table class="indicators"><caption>指标</caption><tbody>{rows}</tbody></table>'


def _notes(figures: Figures) -> str:
    items = _items(figures.notes)
    return f"<h3>要点</h3><ol>{items}</ol>" if items else ""


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{escaped(text)}</li>" for text in texts)
