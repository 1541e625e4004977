// Selects the words of a remark if its section is open; else, after the answer that opens it.
function selectWords(id, tries) {
  const place = document.querySelector(`#remark-list [data-id="${id}"] button[data-start]`);
  const { start, end } = place?.dataset ?? {};
  const text = document.querySelector('#draft-text textarea').value;
  // The list and the text may come one after the other.
  const isThere = place?.textContent === `“${[...text].slice(start, end).join('')}”`;
  if (isThere) window.editor.select(start, end);
  else if (tries) setTimeout(() => selectWords(id, tries - 1), 50);
  return isThere;
}
// What a reader answers to a remark goes along with the event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.remark');
  if (!button) return;
  const card = button.closest('[data-id]');
  const { id } = card.dataset;
  const { kind, section } = button.dataset;
  const isLink = kind === '去看';
  if (isLink && selectWords(id, 0)) return;
  const words = card.querySelector('input[name=words]')?.value ?? '';
  trigger('input', { id, kind, section, words });
  if (isLink) selectWords(id, 100);
});
