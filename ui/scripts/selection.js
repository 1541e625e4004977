// A small box at the end of what is selected in the text: asks what to do with it. It comes after
// the text in the order of the Tab key; Escape closes it. The words stay painted while it is used.
const box = element.querySelector('.choosing');
const own = box.querySelector('input');
const text = () => document.querySelector('#draft-text textarea');
let span = null;

const close = (isBack) => {
  if (!span) return;
  span = null;
  box.hidden = true;
  window.editor.choose(null);
  if (isBack) text().focus();
};

function open() {
  const area = text();
  const { selectionStart: start, selectionEnd: end } = area;
  if (area.disabled || area.readOnly || start === end || !area.value.slice(start, end).trim()) return close();
  span = [start, end];
  window.editor.choose(span);
  box.hidden = false;
  own.value = '';
  const place = window.editor.place(end - 1);
  const around = area.getBoundingClientRect();
  const top = Math.min(Math.max(place.bottom, around.top) + 6, innerHeight - box.offsetHeight - 8);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(8, Math.min(place.right, around.right - box.offsetWidth))}px`;
}

function ask(words) {
  if (!span || !words.trim()) return;
  window.editor.asked = { line: words, span: span.join(',') };
  close();
  trigger('submit');
}

box.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) ask(button.dataset.words ?? own.value);
});
own.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.isComposing) ask(own.value);
});
// Mouse and keys that end a selection; what else moves it closes the box.
document.addEventListener('pointerup', (event) => {
  if (event.target === text()) setTimeout(open);
});
document.addEventListener('keyup', (event) => {
  if (event.target === text() && (event.shiftKey || event.key === 'Shift' || event.key === 'a')) open();
});
document.addEventListener('pointerdown', (event) => {
  if (span && !event.target.closest('.choosing')) close();
});
document.addEventListener('input', (event) => {
  if (event.target === text()) close();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close(true);
  if (event.key !== 'Tab' || !span) return;
  if (event.target === text() && !event.shiftKey) {
    event.preventDefault();
    box.querySelector('button').focus();
  }
});
document.addEventListener('scroll', (event) => {
  if (event.target === text()) close();
}, true);
document.addEventListener('focusin', (event) => {
  if (span && !event.target.closest('.choosing') && event.target !== text()) close();
});
