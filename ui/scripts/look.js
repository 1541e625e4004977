// Which report is to be looked at goes along with the event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-look]');
  if (button) trigger('input', { look: button.dataset.look });
});
