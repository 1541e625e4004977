// What a reader says of a finding goes along with the event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.judge');
  if (!button) return;
  const card = button.closest('[data-id]');
  const said = (name) => card.querySelector(`input[name=${name}]`)?.value ?? '';
  const [{ id }, { decision }] = [card.dataset, button.dataset];
  trigger('input', { id, decision, reason: said('reason'), scope: said('scope') });
});
