"""
Where each sentence of a text comes from, as HTML.

Pure, and escaped. Does not know: Gradio, the workflow.
"""

from collections.abc import Sequence

from assistant.core.origins import ORIGIN_NAMES, RunRecord, SentenceOrigin
from ui.views.frame import escaped

_SHORT = 24  # characters of a sentence that name it


def origins(sentences: Sequence[SentenceOrigin], record: RunRecord | None) -> str:
    """Each sentence that stands as a writer wrote it: its source, with the past words to unfold."""
    if not sentences:
        return '<p class="none">这一部分没有由助手写成的句子，文字都是人写的</p>'
    items = "".join(_item(one) for one in sentences)
    return (
        f"<details><summary>逐句来历：{len(sentences)}句由助手写成{_made(record)}；"
        f'没有列出的句子是人写的或改过的</summary><ol class="origins">{items}</ol></details>'
    )


def _item(one: SentenceOrigin) -> str:
    words = one.text if len(one.text) <= _SHORT else f"{one.text[:_SHORT]}……"
    origin, cited = one.origin, one.origin.citation
    parts = [ORIGIN_NAMES[origin.kind]]
    if cited is not None and origin.kind in ("past", "peer"):
        parts = [f"{cited.agency}{cited.year}年报告"]
    if origin.model:
        parts.append(f"大模型{origin.model}改写")
    if origin.note:
        parts.append(f"“{origin.note}”")
    quote = f"<blockquote>{escaped(cited.quote)}</blockquote>" if cited is not None else ""
    return (
        f'<li><button type="button" data-start="{one.start}" data-end="{one.end}">'
        f"{escaped(words)}</button><span>{escaped('，'.join(parts))}</span>{quote}</li>"
    )


def _made(record: RunRecord | None) -> str:
    if record is None:
        return ""
    chosen = [str(record.settings.get(name, "")) for name in ("tone", "length")]
    told = "·".join(one for one in chosen if one)
    return f"（{escaped(told)}，{record.seconds:.0f}秒）" if told else ""
