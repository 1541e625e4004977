// The reading window: a dialog of the browser, so Esc closes it, the keyboard stays inside while it
// is open, and the focus goes back to where it was.
const dialog = document.createElement('dialog');
dialog.id = 'reading';
dialog.setAttribute('aria-labelledby', 'reader-title');
(document.querySelector('.gradio-container') ?? document.body).append(dialog);

document.addEventListener('click', (event) => {
  const button = event.target.closest('button.cited, button.compare-years');
  if (!button) return;
  trigger(button.matches('.cited') ? 'input' : 'select', JSON.parse(button.dataset.source));
});
dialog.addEventListener('click', (event) => {
  if (event.target === dialog || event.target.closest('button.close')) dialog.close();
  const jump = event.target.closest('button[data-jump]');
  if (jump) show(dialog.querySelector(`[data-section="${jump.dataset.jump}"]`), 'start');
});
dialog.addEventListener('change', (event) => {
  if (!event.target.matches('select')) return;
  const lists = dialog.querySelectorAll('.choices select');
  trigger('select', Object.fromEntries(Array.from(lists, (one) => [one.name, one.value])));
});

function show(target, block) {
  const pages = dialog.querySelector('.pages');
  if (!target || !pages) return;
  const from = pages.getBoundingClientRect();
  const at = target.getBoundingClientRect();
  const margin = block === 'center' ? Math.max(0, (from.height - at.height) / 2) : 0;
  pages.scrollTop += at.top - from.top - margin;
  pages.scrollLeft += Math.max(0, at.right - from.right + 40);
}

// The window takes what was sent out of the component, which then has nothing to tidy up.
watch('value', () => {
  if (!element.querySelector('.reader')) return;
  const asked = document.activeElement?.name;
  dialog.replaceChildren(...element.querySelectorAll('.reader'));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(asked ? `select[name="${asked}"]` : '#reader-title')?.focus();
  const cited = dialog.querySelector('mark') ?? dialog.querySelector('[data-cited]');
  show(cited, 'center');
});
