// A version in the list is a button that shows how it differs from the present text.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-version]');
  if (button) trigger('input', { version: button.dataset.version });
});
