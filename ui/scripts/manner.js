// Tone and length open under their button, which shows what is chosen.
const opener = element.querySelector('button');
const choices = () => document.getElementById('manner');
const open = (is) => {
  opener.setAttribute('aria-expanded', is);
  choices().classList.toggle('open', is);
  if (is) choices().querySelector('input:checked, input')?.focus();
};
const isOpen = () => opener.getAttribute('aria-expanded') === 'true';
const name = () => {
  const chosen = [...choices().querySelectorAll('input:checked')].map((one) => one.closest('label').innerText.trim());
  if (chosen.length) opener.textContent = `${chosen.join('·')} ▾`;
};
opener.addEventListener('click', () => open(!isOpen()));
document.addEventListener('change', (event) => {
  if (event.target.closest('#manner')) requestAnimationFrame(name);
});
document.addEventListener('pointerdown', (event) => {
  if (isOpen() && !event.target.closest('#manner, #manner-button')) open(false);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !isOpen()) return;
  open(false);
  opener.focus();
});
