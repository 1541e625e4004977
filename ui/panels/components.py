"""Components that every panel uses, in the styles of ui/styles alone."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

import gradio as gr

from ui.views.frame import panel_tabs

Variant = Literal["primary", "secondary", "stop"]
DROP_HEIGHT = 104


_SCRIPTS = Path(__file__).parent.parent / "scripts"


def html_part(elem_id: str, content: str = "", *scripts: str) -> gr.HTML:
    """HTML of the views in the styles of ui/styles alone; `scripts` of ui/scripts, by name.

    They run once in the browser, with `element` and `trigger` of the component.
    """
    texts = [(_SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in scripts]
    joined = "\n".join(f"{{\n{text}}}" for text in texts) or None
    return gr.HTML(content, elem_id=elem_id, js_on_load=joined, apply_default_css=False)


def button(words: str, elem_id: str, variant: Variant = "secondary") -> gr.Button:
    return gr.Button(words, variant=variant, size="md", elem_id=elem_id, min_width=70)


def tabs(
    elem_id: str, group: str, panels: dict[str, str], *, told: Collection[str] = ()
) -> gr.HTML:
    """A row of tabs that shows one of `panels` (their names by word) of a group.

    Its event `input` says which of `told` a person has opened.
    """
    return html_part(elem_id, panel_tabs(group, panels, told), "tabs")
