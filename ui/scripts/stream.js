// Runs before Gradio does: how calls and their answers go over the wire.
//
// Gradio's server ends the stream of answers as soon as it knows of no open call, and Gradio's
// script asks for a new one only when it has seen the end: a call made in between is never
// answered. And when the connection breaks, Gradio's script loads the page anew, and what was
// typed is gone. So Gradio's script gets one stream that neither ends nor breaks, and behind it a
// real one is open as long as a call is.
(() => {
  const BROKEN = '与年报助手的连接断了；您的文字还在框中，请稍候再试';
  const ask = window.fetch;
  const bytes = new TextEncoder();
  const unanswered = new Set(); // calls, by the server's names for them
  const early = new Set(); // answered before the server's name for them came
  let answers; // what asks for the real stream, and what takes its events
  let isFollowing = false;

  const tell = (event) => answers.into.enqueue(bytes.encode(`data: ${JSON.stringify(event)}\n\n`));

  function answered(call) {
    if (!unanswered.delete(call)) early.add(call);
  }

  function called(call) {
    if (early.delete(call)) return;
    unanswered.add(call);
    follow();
  }

  // Hands over one event; true if it says that the stream ends.
  function pass(event) {
    if (event.msg === 'close_stream') return true;
    if (event.msg === 'process_completed') answered(event.event_id);
    tell(event);
    return false;
  }

  // Hands over what comes until the server says that the stream ends.
  async function listen() {
    const answer = await ask(answers.request.clone());
    if (!answer.ok) throw new Error(answer.statusText);
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await pieces.read();
      if (done) throw new Error(BROKEN);
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      const isOver = events.map((event) => pass(JSON.parse(event.replace(/^data:/, ''))));
      if (isOver.includes(true)) return;
    }
  }

  async function follow() {
    if (isFollowing || !answers) return;
    isFollowing = true;
    try {
      while (unanswered.size) await listen();
    } catch {
      for (const call of unanswered) {
        tell({ msg: 'unexpected_error', event_id: call, success: false, message: BROKEN });
      }
      unanswered.clear();
    }
    isFollowing = false;
  }

  function endless(request) {
    const start = (into) => {
      answers = { request, into };
      follow();
    };
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(new ReadableStream({ start }), { headers });
  }

  async function join(call) {
    try {
      const answer = await ask(...call);
      if (answer.ok) called((await answer.clone().json()).event_id);
      return answer;
    } catch {
      return Response.json({ detail: BROKEN }, { status: 504 });
    }
  }

  window.fetch = (...call) => {
    const { pathname } = new URL(call[0].url ?? call[0], location.href);
    if (pathname.endsWith('/queue/join')) return join(call);
    const isAnswers = pathname.endsWith('/queue/data') && call[0] instanceof Request;
    return isAnswers ? Promise.resolve(endless(call[0])) : ask(...call);
  };
})();
