// What stands behind the text box: a copy of its text, laid out alike, whose numbers are coloured.
// The text itself stays in a plain text area, so typing, undo, input methods and screen readers
// work as they do everywhere. The colours come from the table of numbers and the findings beside
// the text, which say which text they are of; what was typed since moves or drops them.
const SLACK = 0.3; // pixels
const RECENT = 8; // texts typed lately, to know the one that an answer is of
const NUMBERS = ['supported', 'mismatch', 'stale', 'unsupported'];
const KINDS = [...NUMBERS, 'warning', 'error', 'mark', 'chosen'];
const LIKE_TEXT = [
  'fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'fontVariant', 'lineHeight', 'letterSpacing',
  'wordSpacing', 'textIndent', 'textAlign', 'textTransform', 'direction', 'tabSize', 'wordBreak',
  'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft',
  'borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth',
];
const OPEN_MARK = /【待(?:补充|核实)[^】\n]{0,200}】/g;

const layer = Object.assign(document.createElement('div'), { id: 'text-layer' });
layer.setAttribute('aria-hidden', 'true');
const card = Object.assign(document.createElement('div'), { id: 'number-card', hidden: true });
card.setAttribute('role', 'status');
document.body.append(card);

let checked = { text: '', spans: [] }; // the text that was checked last, and what was found there
let recent = [];
let drawn = null; // the text that the layer shows, and its spans
let lines = []; // the layer's blocks
let chosen = null; // from where to where words are chosen, while another box asks about them
let shown = null; // the span whose card is open

const textBox = () => document.querySelector('#draft-text textarea');

// CRC-32 of the text in UTF-8, as the server names a text that it has checked.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
function nameOf(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 255];
  return String((crc ^ 0xffffffff) >>> 0);
}

// --- what was found, and where it stands now

function takeAnswer() {
  const [numbers, findings] = ['#numbers', '#findings'].map((id) => document.querySelector(`${id} [data-checked]`));
  const box = textBox();
  if (!box) return;
  const name = numbers?.dataset.checked;
  if (!name || findings?.dataset.checked !== name) {
    checked = { text: box.value, spans: [] };
  } else {
    const text = [box.value, ...recent].find((one) => nameOf(one) === name);
    if (text === undefined) return; // of a text that is gone: its colours would be wrong
    checked = { text, spans: spansOf(text, numbers, findings) };
  }
  draw(true);
}

function spansOf(text, numbers, findings) {
  const units = unitsOf(text);
  const at = (button) => [units(button.dataset.start), units(button.dataset.end)];
  const stated = [...numbers.querySelectorAll('tr button[data-start]')].map((button) => {
    const row = button.closest('tr');
    const [start, end] = at(button);
    return { start, end, kind: row.className, told: row };
  });
  const places = new Set(stated.map((one) => `${one.start},${one.end}`));
  const found = [...findings.querySelectorAll('.finding:not(.waived):not(.info) .jump')].map((button) => {
    const [start, end] = at(button);
    const level = button.closest('.error') ? 'error' : 'warning';
    return { start, end, kind: level, told: button };
  });
  return [...stated, ...found.filter((one) => !places.has(`${one.start},${one.end}`))];
}

// Offsets of the server count characters, those of a text area UTF-16 units.
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return Number;
  const places = [0];
  for (const character of text) places.push(places.at(-1) + character.length);
  return (count) => places[Math.min(Number(count), places.length - 1)];
}

// The spans in a text typed on since: those of changed lines are dropped until they are checked
// anew, as a number may mean another thing now; those behind move.
function moved(text) {
  const old = checked.text;
  if (text === old) return checked.spans;
  const most = Math.min(text.length, old.length);
  let head = 0;
  while (head < most && text[head] === old[head]) head += 1;
  let tail = 0;
  while (tail < most - head && text.at(-1 - tail) === old.at(-1 - tail)) tail += 1;
  const start = old.lastIndexOf('\n', head - 1) + 1;
  const stop = old.indexOf('\n', old.length - tail);
  const end = stop < 0 ? old.length : stop;
  const by = text.length - old.length;
  return checked.spans.flatMap((one) => {
    if (one.end <= start) return [one];
    return one.start >= end && end < old.length ? [{ ...one, start: one.start + by, end: one.end + by }] : [];
  });
}

// --- drawing

function draw(isNew = false) {
  const box = textBox();
  if (!box) return;
  attach(box);
  const text = box.value;
  if (drawn && drawn.text === text && !isNew) return;
  const spans = [...moved(text)];
  for (const mark of text.matchAll(OPEN_MARK)) {
    spans.push({ start: mark.index, end: mark.index + mark[0].length, kind: 'mark', told: null });
  }
  if (chosen) spans.push({ start: chosen[0], end: chosen[1], kind: 'chosen', told: null });
  // Each with its line end, as lines are laid out with theirs in the text area; the last has none.
  const written = `${text}\u200b`.split(/(?<=\n)/);
  let at = 0;
  drawn = { text, spans, starts: written.map((line) => (at += line.length) - line.length) };
  show(written);
  paint(spans);
  layer.scrollTop = box.scrollTop;
  if (shown) showCard(null);
}

// A line is a block of its own, and only those that changed are laid out anew: typing in 20,000
// characters stays quick.
function show(written) {
  let head = 0;
  const same = (one, other) => one !== undefined && one === other;
  while (same(written[head], lines[head])) head += 1;
  let tail = 0;
  const most = Math.min(written.length, lines.length) - head;
  while (tail < most && same(written.at(-1 - tail), lines.at(-1 - tail))) tail += 1;
  const behind = layer.children[lines.length - tail] ?? null;
  for (let old = layer.children[head]; old && old !== behind; old = layer.children[head]) old.remove();
  for (const line of written.slice(head, written.length - tail)) {
    layer.insertBefore(Object.assign(document.createElement('div'), { textContent: line }), behind);
  }
  lines = written;
}

// Painted, not put into elements: an element around a number would be shaped for itself, and a
// line could break a character earlier than in the text area.
function paint(spans) {
  if (!window.Highlight) return; // an old browser: the cards beside the text tell the same
  for (const kind of KINDS) {
    const ranges = spans.filter((one) => one.kind === kind).map((one) => rangeOf(one.start, one.end));
    CSS.highlights.set(`text-${kind}`, new Highlight(...ranges));
  }
}

function lineOf(at) {
  let [low, high] = [0, drawn.starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (drawn.starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The characters from `start` to `end` (UTF-16 units) of the drawn text.
function rangeOf(start, end) {
  const range = document.createRange();
  const point = (at) => {
    const line = lineOf(at);
    const node = layer.children[line].firstChild;
    return [node, Math.min(at - drawn.starts[line], node.length)];
  };
  range.setStart(...point(start));
  const [node, offset] = point(Math.max(start, end - 1));
  range.setEnd(node, Math.min(offset + 1, node.length));
  return range;
}

function attach(box) {
  if (layer.parentElement === box.parentElement) return;
  box.before(layer);
  const fit = () => {
    const style = getComputedStyle(box);
    for (const name of LIKE_TEXT) layer.style[name] = style[name];
    Object.assign(layer.style, {
      left: `${box.offsetLeft}px`, top: `${box.offsetTop}px`,
      width: style.width, height: style.height,
      // Each mark is rounded up a little; without this a full line would break a character early.
      paddingRight: `${parseFloat(style.paddingRight) - SLACK}px`,
    });
    layer.scrollTop = box.scrollTop;
  };
  new ResizeObserver(fit).observe(box);
  box.addEventListener('scroll', () => {
    layer.scrollTop = box.scrollTop;
    showCard(null);
  });
  fit();
}

// Where the character at `at` (UTF-16 units) of the drawn text stands in the window.
function placeOf(at) {
  const range = rangeOf(at, at + 1);
  return range.getClientRects()[0] ?? range.getBoundingClientRect();
}

// --- the card of a number, under the mouse or the caret

function showCard(span) {
  if (shown === span) return;
  shown = span;
  card.hidden = !span;
  if (!span) return;
  card.className = span.kind;
  card.replaceChildren(...told(span));
  const box = placeOf(span.start);
  const left = Math.min(box.left, innerWidth - card.offsetWidth - 8);
  const below = box.bottom + 6;
  const fits = below + card.offsetHeight < innerHeight;
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${fits ? below : box.top - card.offsetHeight - 6}px`;
}

function told(span) {
  const line = (words, name) => Object.assign(document.createElement('div'), { className: name, textContent: words });
  if (!NUMBERS.includes(span.kind)) return [line(span.told.textContent, 'basis')];
  const [verdict, basis] = span.told.querySelectorAll('td');
  // Of the nodes, as a table in a closed panel has no lines.
  const lines = [...basis.childNodes].filter((node) => node.length).map((node) => line(node.data, 'basis'));
  return [line(`${span.told.querySelector('button').textContent}：${verdict.textContent}`, 'verdict'), ...lines];
}

const withCard = (one) => one && one.told;

function spanUnder(x, y) {
  const block = document.elementsFromPoint(x, y).find((one) => one.parentElement === layer);
  if (!block) return null;
  const line = [...layer.children].indexOf(block);
  const [from, to] = [drawn.starts[line], drawn.starts[line + 1] ?? Infinity];
  const isIn = ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom;
  const isUnder = (one) => [...rangeOf(one.start, one.end).getClientRects()].some(isIn);
  return drawn.spans.find((one) => withCard(one) && one.start < to && from < one.end && isUnder(one)) ?? null;
}

let looking = 0;
document.addEventListener('pointermove', (event) => {
  if (looking || !drawn) return;
  looking = requestAnimationFrame(() => {
    looking = 0;
    const isOver = event.target === textBox();
    if (isOver || shown) showCard(isOver ? spanUnder(event.clientX, event.clientY) : spanAtCaret());
  });
});

function spanAtCaret() {
  const box = textBox();
  if (!drawn || document.activeElement !== box || box.selectionStart !== box.selectionEnd) return null;
  const at = box.selectionStart;
  return drawn.spans.find((one) => one.start <= at && at <= one.end && withCard(one)) ?? null;
}

document.addEventListener('selectionchange', () => {
  if (document.activeElement === textBox() && drawn?.text === textBox().value) showCard(spanAtCaret());
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') showCard(null);
});

// --- what the other scripts use

window.editor = {
  draw,
  nameOf,
  // The words that are painted in one way.
  painted: (kind) => drawn.spans.filter((one) => one.kind === kind).map((one) => drawn.text.slice(one.start, one.end)),
  // Paint words as chosen; none with null.
  choose(span) {
    chosen = span;
    draw(true);
  },
  // Select words and scroll them into the middle; places count characters of the text.
  select(start, end) {
    const box = textBox();
    if (!box) return;
    draw();
    const units = unitsOf(box.value);
    box.focus({ preventScroll: true });
    box.setSelectionRange(units(start), units(end));
    const { top } = placeOf(units(start));
    box.scrollTop += top - box.getBoundingClientRect().top - box.clientHeight / 2;
    box.scrollIntoView({ block: 'nearest' });
  },
  place: placeOf,
};

document.addEventListener('input', (event) => {
  if (event.target !== textBox()) return;
  recent = [event.target.value, ...recent].slice(0, RECENT);
  draw();
});

function watchAnswers() {
  const parts = ['numbers', 'findings'].map((id) => document.getElementById(id));
  if (!parts.every(Boolean) || !textBox()) {
    requestAnimationFrame(watchAnswers);
    return;
  }
  let soon = 0;
  const later = () => {
    cancelAnimationFrame(soon);
    soon = requestAnimationFrame(takeAnswer);
  };
  // Gradio keeps the elements that are alike: of another text, the name alone may change.
  const seen = { childList: true, subtree: true, attributeFilter: ['data-checked'] };
  for (const part of parts) new MutationObserver(later).observe(part, seen);
  takeAnswer();
}
watchAnswers();
