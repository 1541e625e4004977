"""The versions of the section and of the whole draft."""

import gradio as gr

from ui.handlers.versions import History
from ui.panels.components import button, html_part
from ui.wires import Parts, Wires


def lay_out() -> Parts:
    parts: Parts = {}
    with gr.Column(elem_id="versions"):
        with gr.Row(elem_id="version-choice"):
            parts["version"] = gr.Dropdown([], label="版本", elem_id="version", min_width=150)
            parts["version_other"] = gr.Dropdown(
                [("现在的文字", "")],
                value="",
                label="与它比较",
                elem_id="version-other",
                min_width=150,
            )
        parts["restore"] = button("还原到这一版", "restore-button")
        parts["difference"] = html_part("version-difference")
        with gr.Row(elem_id="version-naming"):
            parts["version_name"] = gr.Textbox(
                label="给版本起个名称",
                placeholder="如“送领导稿”",
                max_lines=1,
                elem_id="version-name",
                min_width=300,
            )
            parts["name_section"] = button("命名这一部分", "name-section-button")
            parts["name_whole"] = button("存为全文版本", "name-whole-button")
        parts["versions"] = html_part("version-list", "", "choose_version")
    return parts


def wire(wires: Wires) -> None:
    parts = wires.parts
    at = [parts["place"], parts["text"]]
    chosen, other, name = parts["version"], parts["version_other"], parts["version_name"]
    for event in (chosen.input, other.input):
        wires.join(event, lambda page: History(page).compare, [parts["place"], chosen, other])
    wires.join_said(parts["versions"].input, lambda page: History(page).chosen, [parts["place"]])
    wires.join(parts["restore"].click, lambda page: History(page).restore, [*at, chosen])
    named = [*at, name, chosen]
    wires.join(parts["name_section"].click, lambda page: History(page).name_section, named)
    wires.join(parts["name_whole"].click, lambda page: History(page).name_whole, [*at, name])
