"""
The figures of a year as the form looks: three tables, indicators and notes, as HTML.

Knows: boxes of assistant.core.tables.printed. Does not know: how a figure is found or checked.
"""

from collections.abc import Iterable

from assistant.core.tables.figures import Figures
from assistant.core.tables.printed import Box, PrintedTable, printed_tables
from ui.views import escaped

_TITLES = {
    "表二": "二、主动公开政府信息情况",
    "表三": "三、收到和处理政府信息公开申请情况",
    "表四": "四、政府信息公开行政复议、行政诉讼情况",
}
_TAGS = {"band": "th", "head": "th", "side": "th", "cell": "td"}


def figures_tables(figures: Figures) -> str:
    """The tables of the form with their numbers, then what the office added to them."""
    tables = "".join(_table(table) for table in printed_tables(figures))
    return tables + _indicators(figures) + _notes(figures)


def _table(table: PrintedTable) -> str:
    widths = "".join(
        f'<col style="width:{100 * width / sum(table.widths):.2f}%">' for width in table.widths
    )
    lines = "".join(f"<tr>{''.join(map(_box, line))}</tr>" for line in table.lines())
    return (
        f'<div class="scroll"><table class="form"><caption>{_TITLES[table.name]}</caption>'
        f"<colgroup>{widths}</colgroup><tbody>{lines}</tbody></table></div>"
    )


def _box(box: Box) -> str:
    tag = _TAGS[box.kind]
    spans = "".join(
        f' {name}="{size}"'
        for name, size in (("rowspan", box.height), ("colspan", box.width))
        if size > 1
    )
    return f'<{tag} class="{box.kind}"{spans}>{escaped(box.text)}</{tag}>'


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
