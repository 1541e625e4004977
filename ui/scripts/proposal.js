// Which piece of a proposal is taken or dropped goes along with the event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-hunk]');
  if (button) trigger('input', { hunk: Number(button.dataset.hunk), accept: button.dataset.accept === '1' });
});
