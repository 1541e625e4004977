// Runs before Gradio does. Gradio speaks the language that the browser asks for; this page is
// Chinese for everyone.
Object.defineProperty(navigator, 'language', { value: 'zh-CN' });
Object.defineProperty(navigator, 'languages', { value: ['zh-CN'] });

// What Gradio says in English only: to screen readers, and in the notices that it shows itself.
const LABELS = {
  'Click to upload or drop files': '点击或拖放文件上传',
  'File upload': '选择文件',
  Close: '关闭',
  Clear: '清除',
  'Remove this file': '移除这个文件',
};
const NOTICES = [
  [/exceed the maximum allowed size/, '文件超过 20 MB，没有上传；请去掉图片或另存后再上传'],
  [/Connection to the server was lost/, '与年报助手的连接断了，正在重新连接；您的文字还在框中'],
  [/Connection errored out/, '与年报助手的连接断了；您的文字还在框中，请稍候再试'],
  [/^Error$/, '没有做成'],
  [/^Warning$/, '提示'],
  [/^Info$/, '提示'],
  [/^\s*[A-Za-z].{7,}/, '这一步没有做成；您的文字还在框中，请再试一次或刷新页面'],
];

function inChinese(element) {
  const label = LABELS[element.getAttribute('aria-label')];
  if (label) element.setAttribute('aria-label', label);
  if (!element.matches('.toast-title, [data-testid=toast-text]')) return;
  const said = element.textContent.trim();
  const found = NOTICES.find(([pattern]) => pattern.test(said));
  if (found && said !== found[1]) element.textContent = found[1];
}

// Who was away too long is told so, and can sign in again beside what is still in the box.
const ask = window.fetch;
window.fetch = async (...call) => {
  const answer = await ask(...call);
  if (answer.status === 401) showSignedOut();
  return answer;
};

function showSignedOut() {
  if (document.getElementById('signed-out')) return;
  const told = document.createElement('div');
  told.id = 'signed-out';
  told.setAttribute('role', 'alert');
  told.innerHTML =
    '登录已过期，最近的改动可能还没有保存；文字还在框中。请<a href="/login" target="_blank">在新窗口登录</a>，' +
    '再回到这里继续。<button type="button">知道了</button>';
  told.querySelector('button').addEventListener('click', () => told.remove());
  document.body.prepend(told);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      inChinese(node);
      node.querySelectorAll('[aria-label], .toast-title, [data-testid=toast-text]').forEach(inChinese);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
