"""
Buttons that open a past report, on any panel: at the place of a citation, or beside another year.

Pure, and escaped. Knows: citations. Does not know: Gradio; ui/scripts/reader.js sends
what a button holds to ui.reading.
"""

import json
from collections.abc import Mapping, Sequence

from assistant.core.report import SECTION_TITLES, Citation
from ui.views.frame import escaped


def cited_button(cited: Citation, words: str) -> str:
    """Opens the report at the place that a citation names."""
    held = {name: str(value) for name, value in vars(cited).items() if value}
    return _button("cited", held, words)


def report_button(report_id: str, words: str, label: str) -> str:
    """Opens a whole report; `label` is what a screen reader says of it."""
    return _button("cited", {"report": report_id}, words, label)


def compare_button(words: str, **chosen: str) -> str:
    """Opens two years side by side: of an `agency`, the `last` of them, as far as is chosen."""
    return _button("compare-years", chosen, words)


def past_passages(citations: Sequence[Citation]) -> str:
    """The past wording that a section goes by."""
    if not citations:
        return '<p class="none">这一部分没有往年文字可供参照</p>'
    quotes = "".join(
        f"<li>{cited_button(one, f'{one.agency} {one.year}年 · {SECTION_TITLES[one.section]}')}"
        f"<blockquote>{escaped(one.quote)}</blockquote></li>"
        for one in citations
    )
    return f'<h3>往年写法（点开看全文）</h3><ol class="past">{quotes}</ol>'


def _button(kind: str, held: Mapping[str, str], words: str, label: str = "") -> str:
    source = escaped(json.dumps(held, ensure_ascii=False))
    named = f' aria-label="{escaped(label)}"' if label else ""
    return (
        f'<button type="button" class="{kind}" data-source="{source}"{named}>'
        f"{escaped(words)}</button>"
    )
