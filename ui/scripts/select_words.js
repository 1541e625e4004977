// A finding or a number is a button: it selects its words in the text. Offsets count characters,
// a text area counts UTF-16 units. A collapsed selection first makes the browser scroll there.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-start]');
  const box = document.querySelector('#draft-text textarea');
  if (!button || !box) return;
  const characters = Array.from(box.value);
  const units = (count) => characters.slice(0, Number(count)).join('').length;
  const [start, end] = [units(button.dataset.start), units(button.dataset.end)];
  box.focus();
  box.setSelectionRange(start, end);
  box.scrollTop = (start / box.value.length) * box.scrollHeight - box.clientHeight / 2;
});
