// Now and then, and when the window is looked at again: what others did to the open draft. It is
// only told; the page shows it when somebody wants to see it, so nothing that is typed is disturbed.
const EVERY = 45000, LEAST = 5000; // milliseconds
let asked = 0, closed = '';

const bar = Object.assign(document.createElement('div'), { id: 'news-bar', hidden: true });
bar.setAttribute('role', 'status');
const button = (words, act) => {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
  made.addEventListener('click', act);
  return made;
};
const words = document.createElement('span');
bar.append(words, button('看最新的', () => see()), button('知道了', () => close()));
document.body.append(bar);

const close = () => {
  closed = bar.dataset.step;
  bar.hidden = true;
};
const see = () => {
  if (isBusy()) return;
  bar.hidden = true;
  trigger('input', {});
};

// While a section is being written, and the stop button can be used, nothing is shown anew.
const isBusy = () => document.querySelector('#stop-button')?.disabled === false;

async function ask() {
  const at = document.querySelector('#place textarea')?.value ?? '';
  if (at.startsWith('/') || document.hidden || isBusy() || Date.now() - asked < LEAST) return;
  asked = Date.now();
  const answer = await fetch(`/news?at=${encodeURIComponent(at)}`).catch(() => null);
  if (!answer?.ok) return;
  const { step = '', told = '' } = await answer.json();
  const seen = document.querySelector('#notice [data-step]')?.dataset.step ?? '';
  const isNew = Boolean(told) && step !== seen && step !== closed;
  bar.dataset.step = step;
  if (isNew) words.textContent = told;
  bar.hidden = !isNew;
}
setInterval(ask, EVERY);
document.addEventListener('visibilitychange', ask);
window.addEventListener('focus', ask);
