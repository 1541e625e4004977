// Shows the panel of a tab: a word on #page, which ui/styles reads. Arrow keys move along.
// Panels that are filled when they are opened ask for it.
const tell = (tab) => 'told' in tab.dataset && trigger('input', { panel: tab.dataset.panel });
const tabs = Array.from(element.querySelectorAll('[role=tab]'));
const show = (tab) => {
  element.closest('#page').dataset[tab.dataset.group] = tab.dataset.panel;
  tabs.forEach((one) => {
    one.setAttribute('aria-selected', one === tab);
    one.tabIndex = one === tab ? 0 : -1;
  });
};
tabs.forEach((tab, at) => {
  tab.addEventListener('click', () => {
    show(tab);
    tell(tab);
  });
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next.focus();
    show(next);
    tell(next);
  });
});
show(tabs[0]);
