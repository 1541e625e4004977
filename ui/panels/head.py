"""The head of the page, and what the browser keeps."""

from typing import Any

import gradio as gr

from ui.panels.components import html_part
from ui.place import Place
from ui.wires import Parts, Wires

# Only if the section is still open: an answer may come after the reader has turned the page.
_TAKE_KEPT = """(place, kept) => {
  const where = (one) => one.split('/').slice(0, 2).join('/');
  return where(place) === where(kept) ? kept : place;
}"""
_SHOW_IN_ADDRESS = """(place) => {
  const address = new URL(window.location.href);
  const draft = place.split('/')[0];
  if (draft) address.searchParams.set('draft', draft); else address.searchParams.delete('draft');
  window.history.replaceState(null, '', address);
}"""
_DOWNLOAD = "() => { setTimeout(() => document.querySelector('#file').click(), 0); }"


def lay_out() -> Parts:
    with gr.Row(elem_id="head"):
        html_part("title", "<h1>年报助手</h1>")
        state = html_part("state")
        status = html_part("status")
        who = html_part("who")
        why = html_part("why", "", "why")
        news = html_part("news", "", "news")
    # What the browser keeps: hidden, but part of the page.
    return {
        "state": state,
        "status": status,
        "who": who,
        "why": why,
        "news": news,
        "place": gr.Textbox(str(Place()), visible="hidden", elem_id="place", label="位置"),
        "kept": gr.Textbox(visible="hidden", elem_id="kept", label="已存"),
        "file": gr.DownloadButton("下载", visible="hidden", elem_id="file"),
    }


def wire(wires: Wires) -> None:
    parts = wires.parts
    place = parts["place"]
    wires.join(parts["news"].input, lambda page: page.catch_up, [place, parts["text"]])
    in_browser: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts["kept"].change(None, [place, parts["kept"]], place, js=_TAKE_KEPT, **in_browser)
    place.change(None, place, None, js=_SHOW_IN_ADDRESS, **in_browser)
    parts["file"].change(None, None, None, js=_DOWNLOAD, **in_browser)
