// Indicators and notes: a list is sent whole, with the list that stood there before. The last,
// empty line is a new one; a line that is not complete waits.
element.lists = {};
const rowsOf = (list) => Array.from(list.querySelectorAll('tbody tr, li'));
const texts = (row) => Array.from(row.querySelectorAll('input, textarea'), (one) => one.value.trim());

function read(list) {
  const isNotes = list.dataset.list === 'notes';
  return rowsOf(list).map(texts).filter((row) => (isNotes ? row[0] : row[0] && row[1]))
    .map((row) => (isNotes ? row[0].replace(/\s+/g, ' ') : row));
}

element.lists.changed = (box) => box.closest('tr, li').classList.add('unsaved');

element.lists.keep = (list, act) => {
  const [now, saved] = [read(list), list.dataset.saved];
  if (JSON.stringify(now) === JSON.stringify(JSON.parse(saved))) return;
  for (const row of rowsOf(list)) {
    const [first, value] = texts(row);
    if (list.dataset.list === 'notes' || Boolean(first) === Boolean(value)) row.classList.remove('unsaved');
  }
  act({ act: list.dataset.list, old: JSON.parse(saved), new: now });
};

element.lists.remove = (button, act) => {
  const list = button.closest('[data-list]');
  button.closest('tr, li').querySelectorAll('input, textarea').forEach((one) => { one.value = ''; });
  element.lists.keep(list, act);
};
