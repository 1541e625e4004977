// Why a button may not be used now, where a pointer and a screen reader find it.
const told = () => {
  for (const { dataset, textContent } of element.querySelectorAll('[data-for]')) {
    const button = document.getElementById(dataset.for);
    if (!button) continue;
    button.title = textContent;
    if (textContent) button.setAttribute('aria-description', textContent);
    else button.removeAttribute('aria-description');
  }
};
new MutationObserver(told).observe(element, { childList: true, subtree: true, attributes: true, characterData: true });
told();
