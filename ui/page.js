// Runs before Gradio does. Gradio speaks the language that the browser asks for; this page is
// Chinese for everyone.
Object.defineProperty(navigator, 'language', { value: 'zh-CN' });
Object.defineProperty(navigator, 'languages', { value: ['zh-CN'] });

// What Gradio says to screen readers in English only.
const CHINESE = {
  'Click to upload or drop files': '点击或拖放文件上传',
  'File upload': '选择文件',
  Close: '关闭',
  Clear: '清除',
  'Remove this file': '移除这个文件',
};
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (!(node instanceof Element)) continue;
      for (const one of [node, ...node.querySelectorAll('[aria-label]')]) {
        const chinese = CHINESE[one.getAttribute('aria-label')];
        if (chinese) one.setAttribute('aria-label', chinese);
      }
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
