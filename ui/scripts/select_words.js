// A finding or a number is a button: it selects its words in the text.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-start]');
  if (button) window.editor.select(button.dataset.start, button.dataset.end);
});
