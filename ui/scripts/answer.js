// What a person answers to an open mark, or a number to be put right, goes along with the event.
element.addEventListener('click', (event) => {
  const fix = event.target.closest('button[data-correct]');
  if (fix) trigger('edit', { id: fix.dataset.correct });
  const button = event.target.closest('button[data-decide]');
  if (button) answer(button);
});
element.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !event.target.matches('.answers input')) return;
  const scope = event.target.closest('details') ?? event.target.closest('.answers');
  answer(scope.querySelector('button[data-decide="填入"], button[data-decide="改写"]'));
});
function answer(button) {
  const card = button.closest('[data-quote]');
  const { quote, at } = card.dataset;
  const words = card.querySelector('input[name=words]')?.value ?? '';
  trigger('submit', { quote, start: Number(at), decision: button.dataset.decide, words });
}

// The list is shown anew in the boxes that stand there: what was typed for a mark is not for another.
const typedFor = new WeakMap();
const markOf = (box) => {
  const { quote } = box.closest('[data-quote]')?.dataset ?? {};
  return [quote, box.ariaLabel, element.querySelectorAll('.open-mark').length].join();
};
element.addEventListener('input', (event) => {
  if (event.target.matches('.answers input')) typedFor.set(event.target, markOf(event.target));
});
new MutationObserver(() => {
  for (const box of element.querySelectorAll('.answers input')) {
    if (box.value && typedFor.get(box) !== markOf(box)) box.value = '';
  }
}).observe(element, { childList: true, subtree: true, attributes: true });
