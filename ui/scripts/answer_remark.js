// What a reader answers to a remark goes along with the event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.remark');
  if (!button) return;
  const card = button.closest('[data-id]');
  const { kind, section } = button.dataset;
  const words = card.querySelector('input[name=words]')?.value ?? '';
  trigger('input', { id: card.dataset.id, kind, section, words });
});
