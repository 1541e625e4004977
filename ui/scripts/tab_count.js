// How many wait, said on the tab of the panel: ui/styles shows data-count.
const count = () => {
  const said = element.querySelector('[data-tab][data-count]');
  const tab = said && document.getElementById(said.dataset.tab);
  if (tab) tab.dataset.count = said.dataset.count;
};
new MutationObserver(count).observe(element, { childList: true, subtree: true });
count();
