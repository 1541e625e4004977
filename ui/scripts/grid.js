// The form of this year's figures: moving between cells, typing, pasting, and sending each change
// with the text that stood there before. The server's answer is the form itself, drawn anew over
// the same elements; `sync` then brings the boxes in line and adds up (grid_sums.js).
const grid = () => element.querySelector('.grid');
const cells = () => Array.from(element.querySelectorAll('input[data-key]'));
const isOpen = () => document.querySelector('#may-fill textarea')?.value === 'yes';
const waiting = new Map(); // what was typed and not yet sent: key -> {old, new}
let turn = 0, sent = null, current = null, settle = 0;

// --- sending: one change at a time, in order

function send(change) {
  sent = { turn: ++turn, ...change };
  trigger('input', sent);
  sent.timer = setTimeout(answered, 15000, null); // no answer: what was typed is sent again
}

function flush() {
  if (sent || !waiting.size || !isOpen()) return;
  const typed = Array.from(waiting, ([key, one]) => ({ key, ...one }));
  waiting.clear();
  send({ act: 'fill', cells: typed });
}

function act(change) {
  flush();
  if (sent) setTimeout(act, 50, change);
  else if (isOpen()) send(change);
}

function answered(number) {
  if (!sent || (number !== null && number !== sent.turn)) return;
  clearTimeout(sent.timer);
  if (number === null && sent.act === 'fill') {
    sent.cells.forEach(({ key, ...one }) => waiting.has(key) || waiting.set(key, one));
  }
  sent = null;
  if (number !== null) flush();
  clearTimeout(settle);
  settle = setTimeout(() => trigger('submit'), 1200); // the text is checked when typing rests
}

function keep(input) {
  const typed = input.value.trim();
  if (typed === input.defaultValue) waiting.delete(input.dataset.key);
  else waiting.set(input.dataset.key, { old: input.defaultValue, new: typed });
  input.classList.toggle('unsaved', typed !== input.defaultValue);
  flush();
}

// --- after each answer

function sync() {
  answered(Number(grid()?.dataset.turn ?? -1));
  const onTheWay = new Set(waiting.keys());
  if (sent?.act === 'fill') sent.cells.forEach(({ key }) => onTheWay.add(key));
  for (const input of cells()) {
    const { key, refused } = input.dataset;
    const isBeing = input === document.activeElement && input.value !== input.shown;
    if (!onTheWay.has(key) && !refused && !isBeing) {
      if (input.value !== input.defaultValue) input.value = input.defaultValue;
      input.classList.remove('unsaved');
    }
    // The drawing has put another text under the caret: typing replaces it, as on arrival.
    const isNew = input.value === input.defaultValue && input.value !== input.shown;
    if (input === document.activeElement && isNew) input.select();
    input.shown = input.value;
  }
  for (const box of element.querySelectorAll('[data-list] input, [data-list] textarea')) {
    if (box !== document.activeElement && !box.closest('tr, li').classList.contains('unsaved')) {
      box.value = box.defaultValue;
    }
  }
  lock();
  element.sums.add(cells());
  tell();
}

function lock() {
  const isLocked = !isOpen();
  element.querySelectorAll('.grid input:not(.lasts), .grid textarea').forEach((one) => {
    one.readOnly = isLocked;
  });
  element.querySelectorAll('.grid [data-do]:not([data-do=next])').forEach((one) => { one.disabled = isLocked; });
  grid()?.classList.toggle('with-lasts', element.querySelector('.lasts')?.checked ?? false);
}

function tell(refusal) {
  const bar = element.querySelector('.bar .at');
  if (!bar) return;
  const isThere = current?.isConnected;
  const words = refusal ?? (isThere ? element.sums.told(current) : bar.dataset.hint);
  bar.classList.toggle('wrong', Boolean(refusal) || Boolean(isThere && current.matches('.error')));
  if (bar.textContent !== words) bar.textContent = words;
}

// --- moving

function line(input, step) {
  const { table, row, column } = input.dataset;
  const there = cells().filter((one) => one.dataset.table === table);
  const rows = Array.from(new Set(there.map((one) => Number(one.dataset.row))));
  const next = rows[rows.indexOf(Number(row)) + step];
  if (next === undefined) return null;
  const inRow = there.filter((one) => Number(one.dataset.row) === next);
  return inRow.findLast((one) => Number(one.dataset.column) <= Number(column)) ?? inRow[0];
}

function beside(input, step) {
  const all = cells();
  return all[all.indexOf(input) + step];
}

const atEdge = (input, end) =>
  input.selectionEnd - input.selectionStart === input.value.length
  || (input.selectionStart === input.selectionEnd && input.selectionStart === (end ? input.value.length : 0));

function target(event, input) {
  switch (event.key) {
    case 'ArrowDown': return line(input, 1);
    case 'ArrowUp': return line(input, -1);
    case 'ArrowRight': return atEdge(input, true) ? beside(input, 1) : null;
    case 'ArrowLeft': return atEdge(input, false) ? beside(input, -1) : null;
    case 'Enter': return event.shiftKey
      ? line(input, -1) ?? beside(input, -1) : line(input, 1) ?? beside(input, 1);
    default: return null;
  }
}

element.addEventListener('keydown', (event) => {
  const input = event.target.closest('input[data-key]');
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
  if (isUndo && (!input || input.value === input.defaultValue) && !event.target.closest('[data-list]')) {
    event.preventDefault();
    act({ act: 'undo' });
  }
  if (!input || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === '=' && isOpen()) {
    event.preventDefault();
    sum(input);
  }
  if (event.key === 'Escape') {
    input.value = input.defaultValue;
    changed(input);
    input.select();
  }
  const next = target(event, input);
  if (event.key === 'Enter') {
    event.preventDefault();
    keep(input);
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
});

element.addEventListener('focusin', (event) => {
  const input = event.target.closest('input[data-key]');
  if (!input) return;
  current = input;
  input.shown = input.value;
  input.select();
  tell();
});
element.addEventListener('focusout', (event) => {
  const input = event.target.closest('input[data-key]');
  if (input && input.value.trim() !== input.defaultValue && !input.dataset.refused) keep(input);
});

// --- typing

let rest = 0;
function changed(input) {
  delete input.dataset.refused;
  element.sums.add(cells());
  tell();
  clearTimeout(rest);
  rest = setTimeout(keep, 800, input);
}
element.addEventListener('input', (event) => {
  const input = event.target.closest('input[data-key]');
  if (input) changed(input);
  if (event.target.closest('[data-list]')) element.lists.changed(event.target);
});
element.addEventListener('change', (event) => {
  if (event.target.matches('.lasts')) lock();
  if (event.target.closest('[data-list]')) element.lists.keep(event.target.closest('[data-list]'), act);
});

function sum(input) {
  const suggested = element.sums.suggested(input);
  if (suggested === null) {
    tell(`${input.dataset.name} 不是合计格，或各分项还是空白`);
    return;
  }
  input.value = suggested;
  changed(input);
  keep(input);
}

// Blank cells become 0, but for totals whose parts add up to something else.
function zeros(inputs) {
  const blank = inputs.filter((one) => !one.value.trim() && !Number(element.sums.suggested(one)));
  if (!blank.length) tell('没有空格要填');
  else act({ act: 'zero', cells: blank.map((one) => ({ key: one.dataset.key, old: '', new: '0' })) });
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  const does = button.dataset.do;
  const isThere = current?.isConnected;
  if (does === 'next') nextFinding();
  if (does === 'undo') act({ act: 'undo' });
  if (does === 'table') zeros(cells().filter((one) => one.dataset.table === button.dataset.table));
  if (does === 'remove') element.lists.remove(button, act);
  if (does !== 'sum' && does !== 'row') return;
  if (!isThere) return void tell('请先点一下要填的格');
  if (does === 'sum') sum(current);
  const { table, row } = current.dataset;
  if (does === 'row') zeros(cells().filter((one) => one.dataset.table === table && one.dataset.row === row));
  current.focus();
});

// --- pasting a block from a spreadsheet: all of it fits, or nothing is changed

element.addEventListener('paste', (event) => {
  const input = event.target.closest('input[data-key]');
  const text = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (!input || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  if (!isOpen()) return;
  const block = text.split('\n').map((one) => one.split('\t'));
  const changes = [];
  for (let at = 0, first = input; at < block.length; at += 1, first = line(first, 1)) {
    const inRow = first && cells().filter(
      (one) => one.dataset.table === first.dataset.table && one.dataset.row === first.dataset.row,
    );
    const from = first ? inRow.indexOf(first) : 0;
    const left = first ? inRow.length - from : 0;
    if (block[at].length > left) {
      tell(`从“${input.dataset.name}”起放不下粘贴的第${at + 1}行（${block[at].length}格，只剩${left}格）；没有改动`);
      return;
    }
    block[at].forEach((value, place) => {
      const cell = inRow[from + place];
      changes.push({ key: cell.dataset.key, old: cell.defaultValue, new: value.trim().slice(0, 200) });
    });
  }
  act({ act: 'paste', cells: changes });
});

// --- from a finding to its cell

// The finding behind the one shown last, with its cell; after the last the first again.
let lastShown = '';
function nextFinding() {
  const all = Array.from(element.querySelectorAll('.finding:not(.waived, .info) button[data-cell]'));
  if (!all.length) return void tell('这些问题不在某一格里，请看上面的“数据勾稽”');
  const next = all[(all.findIndex((one) => one.closest('.finding').dataset.id === lastShown) + 1) % all.length];
  lastShown = next.closest('.finding').dataset.id;
  next.click();
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-cell]');
  if (!button) return;
  const cell = cells().find((one) => one.dataset.name === button.dataset.cell);
  document.getElementById('figures-tab')?.click();
  if (cell) setTimeout(() => { cell.scrollIntoView({ block: 'center' }); cell.focus(); }, 0);
});

watch('value', () => queueMicrotask(sync));
document.addEventListener('may-fill', () => { lock(); flush(); });
sync();
