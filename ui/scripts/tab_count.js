// How many cards of a panel are open, said on its tab: ui/styles shows data-count.
const panel = element.closest('[id$="-panel"]');
const tab = document.getElementById(panel.id.replace('-panel', '-tab'));
const count = () => {
  tab.dataset.count = panel.querySelectorAll('.finding:not(.waived, .info)').length;
};
new MutationObserver(count).observe(element, { childList: true, subtree: true, attributes: true, characterData: true });
count();
