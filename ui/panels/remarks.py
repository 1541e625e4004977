"""What reviewers remark of the text."""

import gradio as gr

from ui.handlers.review import Review
from ui.panels.components import button, html_part
from ui.wires import Parts, Wires

# What is selected in the text goes along with the remark.
_SELECTED = """(place, text, selection, words) => {
  const box = document.querySelector('#draft-text textarea');
  return [place, text, box ? `${box.selectionStart},${box.selectionEnd}` : '', words];
}"""


def lay_out() -> Parts:
    with gr.Column(visible=False, elem_id="remarking") as remarking:
        words = gr.Textbox(
            label="批注（先在正文中选中要说的文字）",
            placeholder="如：请核对办结数",
            lines=2,
            max_lines=4,
            elem_id="remark-words",
        )
        add = button("写批注", "remark-button", "primary")
    return {
        "remarking": remarking,
        "remark_words": words,
        "remark": add,
        "remarks": html_part("remark-list", "", "select_words", "answer_remark", "tab_count"),
    }


def lay_out_notice() -> Parts:
    """The draft's state and what waits, over the text."""
    return {"notice": html_part("notice", "", "answer_remark", "read_only")}


def wire(wires: Wires) -> None:
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    said = [*at, parts["selection"], parts["remark_words"]]
    wires.join(parts["remark"].click, lambda page: Review(page).remark, said, js=_SELECTED)
    for cards in (parts["remarks"], parts["notice"]):
        wires.join_said(cards.input, lambda page: Review(page).answer, at)
