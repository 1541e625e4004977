// A question to try is asked as if it had been typed; a new answer is shown from its question on.
element.addEventListener('click', (event) => {
  const example = event.target.closest('button.example');
  const box = document.querySelector('#ask-box textarea');
  if (!example || !box) return;
  box.value = example.textContent;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  setTimeout(() => document.querySelector('#ask-button').click(), 50);
});
const showLast = () => {
  const log = element.querySelector('.log');
  const last = element.querySelector('.exchange:last-child');
  if (log && last) log.scrollTop = last.offsetTop - log.offsetTop;
};
watch('value', () => requestAnimationFrame(showLast));
new IntersectionObserver(showLast).observe(element);
