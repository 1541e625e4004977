// Gradio tells of typing only when a key writes a Latin letter, so not of Chinese, pasting or
// deleting: `input` comes after a moment without typing, `submit` after a rest worth saving.
let pause, rest;
document.addEventListener('input', (event) => {
  if (!event.target.closest('#draft-text')) return;
  clearTimeout(pause);
  clearTimeout(rest);
  pause = setTimeout(() => trigger('input'), 300);
  rest = setTimeout(() => trigger('submit'), 5000);
});
