// Whether the box has the text that is kept, or another one that is not: the server names the former.
const tell = () => {
  const saved = element.querySelector('[data-saved]');
  const box = document.querySelector('#draft-text textarea');
  if (!saved || !box || !window.editor) return;
  saved.classList.toggle('changed', window.editor.nameOf(box.value) !== saved.dataset.saved);
};
document.addEventListener('input', (event) => event.target.closest('#draft-text') && tell());
document.addEventListener('text-shown', tell);
new MutationObserver(tell).observe(element, { childList: true, subtree: true, attributeFilter: ['data-saved'] });
tell();
