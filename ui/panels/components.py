"""Components that every panel uses, in the styles of ui/page.css alone."""

from typing import Literal

import gradio as gr

from ui.views import panel_tabs

Variant = Literal["primary", "secondary", "stop"]
DROP_HEIGHT = 104

# Shows the panel of a tab: a word on #page, which ui/page.css reads. Arrow keys move along.
_TABS = """
const tabs = Array.from(element.querySelectorAll('[role=tab]'));
const show = (tab) => {
  element.closest('#page').dataset[tab.dataset.group] = tab.dataset.panel;
  tabs.forEach((one) => {
    one.setAttribute('aria-selected', one === tab);
    one.tabIndex = one === tab ? 0 : -1;
  });
};
tabs.forEach((tab, at) => {
  tab.addEventListener('click', () => show(tab));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next.focus();
    show(next);
  });
});
show(tabs[0]);
"""
# A finding or a number is a button: it selects its words in the text. Offsets count characters,
# a text area counts UTF-16 units. A collapsed selection first makes the browser scroll there.
SELECT_WORDS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-start]');
  const box = document.querySelector('#draft-text textarea');
  if (!button || !box) return;
  const characters = Array.from(box.value);
  const units = (count) => characters.slice(0, Number(count)).join('').length;
  const [start, end] = [units(button.dataset.start), units(button.dataset.end)];
  box.focus();
  box.setSelectionRange(start, end);
  box.scrollTop = (start / box.value.length) * box.scrollHeight - box.clientHeight / 2;
});
"""
# What a reader says of a finding goes along with the event.
JUDGE = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.judge');
  if (!button) return;
  const card = button.closest('[data-id]');
  const said = (name) => card.querySelector(`input[name=${name}]`)?.value ?? '';
  const [{ id }, { decision }] = [card.dataset, button.dataset];
  trigger('input', { id, decision, reason: said('reason'), scope: said('scope') });
});
"""


def html_part(elem_id: str, content: str = "", script: str | None = None) -> gr.HTML:
    """HTML of ui.views in the styles of ui/page.css alone."""
    return gr.HTML(content, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def button(words: str, elem_id: str, variant: Variant = "secondary") -> gr.Button:
    return gr.Button(words, variant=variant, size="md", elem_id=elem_id, min_width=70)


def tabs(elem_id: str, group: str, panels: dict[str, str]) -> None:
    """A row of tabs that shows one of `panels` (their names by word) of a group."""
    html_part(elem_id, panel_tabs(group, panels), _TABS)
