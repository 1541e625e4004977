// Who may not write may still select the words of the text, to remark on them: a disabled text
// area cannot be selected in, one that is read-only can.
const readOnly = () => {
  const box = document.querySelector('#draft-text textarea');
  if (!box || box.dataset.readOnly) return;
  box.dataset.readOnly = 'known';
  box.readOnly = box.disabled;
  box.disabled = false;
  Object.defineProperty(box, 'disabled', {
    get: () => box.readOnly,
    set: (is) => { box.readOnly = Boolean(is); },
  });
};
new MutationObserver(readOnly).observe(document.body, { childList: true, subtree: true });
readOnly();
