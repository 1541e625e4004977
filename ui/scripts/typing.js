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

// Leaving the box saves it; a button that sends the text along saves it too, and need not wait.
const SAVES = '#save-button, #submit-button, #accept-button, #findings button:not(.jump)';
document.addEventListener('blur', (event) => {
  const isBox = event.target instanceof Element && event.target.closest('#draft-text');
  if (isBox && event.relatedTarget?.closest(SAVES)) event.stopImmediatePropagation();
}, true);
