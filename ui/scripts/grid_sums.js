// What the form adds up while somebody types: the equations of the rules, as the server sends them.
// A blank is not a 0. Messages of findings come from the server and are shown at their cells.
element.sums = {};
const NUMBER = /^([+\-−]?)(\d+(?:\.\d+)?)(?:亿元|万元|元|万件|万|件|条|项|个|次|宗|%)?$/;
const exact = (number) => Math.round(number * 1e6) / 1e6;
let found = new Map(); // by cell: what does not add up
let totals = new Map(); // by cell: what its parts add up to

function number(text) {
  const plain = (text ?? '').normalize('NFKC').replace(/[,\s]/g, '');
  const match = NUMBER.exec(plain);
  return match ? (match[1] === '-' || match[1] === '−' ? -1 : 1) * Number(match[2]) : null;
}

function side(terms, byKey) {
  let total = null;
  for (const [key, sign, isLast] of terms) {
    const input = byKey.get(key);
    const value = number(isLast ? input?.dataset.last : input?.value);
    if (value !== null) total = (total ?? 0) + sign * value;
  }
  return total === null ? null : exact(total);
}

// As assistant.core.rules.sums.compare: where a whole side is blank nothing is judged.
// Nor is anything where a value of last year is not known: it is not a 0.
function judge(one, byKey) {
  const lasts = one.sides.flat().filter(([, , isLast]) => isLast);
  if (lasts.some(([key]) => number(byKey.get(key)?.dataset.last) === null)) return;
  const [left, right] = one.sides.map((terms) => side(terms, byKey));
  const isTotal = one.sides[1].length === 1 && one.owner === one.sides[1][0][0];
  if (isTotal && left !== null && !one.last && !totals.has(one.owner)) totals.set(one.owner, left);
  if ((left === null && right === null) || (right === null && one.sides[1].length === 1)) return;
  if (left === null && one.last) return;
  const difference = exact((left ?? 0) - (right ?? 0));
  if (!difference) return;
  const text = left === null && one.sides[1].length === 1
    ? `写了${right}，各分项却都是空白`
    : `${one.names[0]} ${left ?? 0}，${one.names[1]} ${right ?? 0}，相差 ${difference}`;
  const list = found.get(one.owner) ?? [];
  found.set(one.owner, [...list, { ...one, left: left ?? 0, difference, text }]);
}

function marksOf(input) {
  return input.dataset.marks ? JSON.parse(input.dataset.marks) : [];
}

// What is wrong at a cell, the worst first: sums as they are now, the rest as the server said.
function wrongs(input, rules) {
  const marks = marksOf(input);
  const waived = new Set(marks.filter((one) => one.waived).map((one) => one.rule));
  const live = (found.get(input.dataset.key) ?? []).filter((one) => !waived.has(one.rule));
  const said = marks.filter((one) => !one.waived && !rules.has(one.rule));
  const order = ['error', 'warning', 'info'];
  return [...live, ...said].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

function hintOf(input, wrong) {
  const differing = wrong.find((one) => one.difference !== undefined);
  if (differing) return `应${differing.left} 差${differing.difference}`;
  const total = totals.get(input.dataset.key);
  return !input.value.trim() && total !== undefined ? `和 ${total}` : '';
}

element.sums.add = (inputs) => {
  const data = element.querySelector('.grid')?.dataset.equations;
  if (!data) return;
  const equations = JSON.parse(data);
  const byKey = new Map(inputs.map((one) => [one.dataset.key, one]));
  const rules = new Set(equations.map((one) => one.rule));
  found = new Map();
  totals = new Map();
  equations.forEach((one) => judge(one, byKey));
  for (const input of inputs) {
    const wrong = wrongs(input, rules);
    const refused = input.dataset.refused;
    const level = refused ? 'error' : wrong[0]?.level ?? '';
    for (const one of ['error', 'warning', 'info']) {
      input.classList.toggle(one, one === level);
      input.parentElement.classList.toggle(one, one === level);
    }
    input.setAttribute('aria-invalid', level === 'error');
    input.title = [refused, ...wrong.map((one) => one.text)].filter(Boolean).join('\n');
    input.parentElement.querySelector('.hint').textContent = hintOf(input, wrong);
  }
};

element.sums.suggested = (input) => totals.get(input.dataset.key) ?? null;

// The line above the form: the cell, both years, what is wrong there.
element.sums.told = (input) => {
  const { name, last } = input.dataset;
  const [now, before] = [number(input.value), number(last)];
  const parts = [`${name}：${input.value.trim() || '空白'}`];
  if (last) parts.push(`上年${last}`);
  if (now !== null && before !== null) {
    const difference = exact(now - before);
    const share = before ? `（${exact(Math.round((difference / before) * 1000) / 10)}%）` : '';
    parts.push(difference ? `比上年${difference > 0 ? '增' : '减'}${Math.abs(difference)}${share}` : '与上年相同');
  }
  const total = totals.get(input.dataset.key);
  if (total !== undefined && total !== now) parts.push(`各项之和${total}`);
  return [parts.join('，'), input.title].filter(Boolean).join('。').replaceAll('\n', '；');
};
