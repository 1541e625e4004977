"""
Measure the page as people meet it: from the start of the process to a page that can be used, a
reload, and everyday clicks of each role until their effect is seen, in Chromium.

Called by `make bench`. It serves the samples from a data folder of its own, with a draft of every
section. A Gradio page of one button is measured beside it in the same run, as machines differ: what
that takes, no page of Gradio's can do without.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from page_clicks import ROLES, Click
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
HOME = Path(os.environ.get("NIANBAO_HOME", "~/.local/share/nianbao")).expanduser()
PASSWORD = "够长的密码2026"
PATIENCE = 20_000  # milliseconds until a click counts as not answered
READY, RELOAD = 3.0, 1.5  # seconds, the page's promise; that of a click is in page_clicks
STARTS = 3
REST = 700  # milliseconds between two clicks, for what the first one set going
EMPTY = """
import sys, gradio as gr
with gr.Blocks() as page:
    button, said = gr.Button("x", elem_id="button"), gr.HTML("0", elem_id="said")
    button.click(lambda was: str(int(was) + 1), said, said)
page.launch(server_port=int(sys.argv[1]), quiet=True)
"""
# Looked at before each painting: Playwright's waiting for a selector looks every half second.
SEEN = "there => document.querySelector(there)?.checkVisibility()"
# From the first event of a click or key until the changed page has been painted.
STOPWATCH = """
([changes, patience]) => {
  const look = new Function(`return ${changes}`);
  const before = look();
  let begun = null;
  const kinds = ['click', 'keydown'];
  const begin = (event) => { begun ??= event.timeStamp; };
  kinds.forEach((kind) => addEventListener(kind, begin, { capture: true }));
  window.watched = new Promise((seen) => {
    const armed = performance.now();
    const wait = () => {
      const isSeen = begun !== null && look() !== before;
      if (!isSeen && performance.now() - armed < patience) return requestAnimationFrame(wait);
      kinds.forEach((kind) => removeEventListener(kind, begin, { capture: true }));
      return requestAnimationFrame(() => seen(performance.now() - begun));
    };
    wait();
  });
}
"""


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=5, help="times that each click is made")
    words.add_argument("--only", default="", help="only the clicks whose role and name match this")
    options = words.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("找不到 chromium；请先安装")
    with (
        tempfile.TemporaryDirectory(prefix="nianbao-page-") as folder,
        sync_playwright() as playwright,
    ):
        home = Path(folder)
        _prepare(home)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            if not options.only:
                _measure_starts(browser, home)
            _measure_clicks(browser, home, options.rounds, options.only)
        finally:
            browser.close()
    print(f"\n机器负载（1、5、15分钟）\t{'、'.join(f'{one:.1f}' for one in os.getloadavg())}")


def _command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "assistant", "--home", str(home), *words]


def _prepare(home: Path) -> None:
    """Past reports, this year's figures, and a draft of every section."""
    if (HOME / "models").is_dir():
        (home / "models").symlink_to(HOME / "models")
    else:
        (home / "nianbao.toml").write_text('chat_model = "none"\n', encoding="utf-8")
    figures = str(SAMPLES / "示例市应急管理局_2026.xlsx")
    for words in (("ingest", str(SAMPLES)), ("draft", "--figures", figures)):
        subprocess.run(_command(home, *words), check=True, capture_output=True, cwd=ROOT)


# --- from the start to the page


@contextmanager
def _served(command: Sequence[str], port: int) -> Iterator[None]:
    """A server that answers."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)
    try:
        while True:
            if process.poll() is not None:
                raise SystemExit("服务器没有起来")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                    answer.read()
                break
            except OSError:
                time.sleep(0.005)
        yield
    finally:
        process.terminate()
        process.wait()


def _measure_starts(browser: Browser, home: Path) -> None:
    pages = {
        "年报助手": (_command(home, "serve", "--fetch", "--port"), "#state p"),
        "空的 Gradio 页": ([sys.executable, "-c", EMPTY], "#button"),
    }
    measured: dict[str, list[list[float]]] = {name: [] for name in pages}
    for _ in range(STARTS):
        for name, (command, there) in pages.items():
            measured[name].append(_start(browser, command, there))
    steps = ("进程启动到服务器能答", "到网页能用", "刷新")
    ours, empty = (list(zip(*times, strict=True)) for times in measured.values())
    print(f"从启动到能用（秒，{STARTS}次）\t中位\t最慢\t空页中位\t之比")
    for step, mine, other, limit in zip(steps, ours, empty, (None, READY, RELOAD), strict=True):
        middle, theirs = statistics.median(mine), statistics.median(other)
        over = f"\t超过{limit}秒" if limit and max(mine) > limit else ""
        print(f"{step}\t{middle:.2f}\t{max(mine):.2f}\t{theirs:.2f}\t{middle / theirs:.1f}{over}")


def _start(browser: Browser, command: Sequence[str], there: str) -> list[float]:
    """Seconds from the start of the process to its first answer, to the page; of a reload."""
    port = _free_port()
    begun = time.perf_counter()
    with _served([*command, str(port)], port):
        answered = time.perf_counter() - begun
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_function(SEEN, arg=there)
        usable = time.perf_counter() - begun
        reloads = []
        for _ in range(5):
            page.wait_for_timeout(REST)
            begun = time.perf_counter()
            page.reload()
            page.wait_for_function(SEEN, arg=there)
            reloads.append(time.perf_counter() - begun)
        page.close()
    return [answered, usable, max(reloads)]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


# --- clicks


def _measure_clicks(browser: Browser, home: Path, rounds: int, only: str) -> None:
    names = [
        ("管某", "admin"),
        *((name, role) for name, role, _ in ROLES.values() if role != "admin"),
    ]
    for name, role in names:
        subprocess.run(
            _command(home, "users", "add", name, "--role", role),
            input=PASSWORD.encode(),
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
    empty = _empty_clicks(browser, rounds)
    theirs = statistics.median(empty)
    print(f"\n点一下，到看见（毫秒，至多{rounds}次）\t中位\t最慢\t与空页之比")
    print(f"空的 Gradio 页，一个按钮\t{theirs:.0f}\t{max(empty):.0f}\t1.0", flush=True)
    port = _free_port()
    with _served([*_command(home, "serve", "--port"), str(port)], port):
        for title, (name, _, clicks) in ROLES.items():
            page = _comes(browser, port, name)
            for one in clicks:
                called = f"{title}：{one.name}"
                if re.search(only, called):
                    _tell(called, one, _clicked(page, one, rounds), theirs)
            page.close()


def _comes(browser: Browser, port: int, name: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"http://127.0.0.1:{port}/")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("button")
    page.wait_for_selector("#state p")
    page.wait_for_timeout(REST)
    return page


def _clicked(page: Page, click: Click, rounds: int) -> list[float]:
    times: list[float] = []
    for at in range(min(rounds, click.rounds or rounds)):
        try:
            click.prepare(page, at)
            page.wait_for_timeout(REST)
            page.evaluate(STOPWATCH, [click.changes, PATIENCE])
            click.act(page, at)
        except TimeoutError as error:  # nothing there to be clicked
            print(f"{click.name}：点不了（{error.message.splitlines()[-1].strip()}）")
            return times
        times.append(float(page.evaluate("() => window.watched")))
        page.wait_for_timeout(REST)
    return times


def _tell(name: str, click: Click, times: Sequence[float], theirs: float) -> None:
    if not times:
        return
    middle = statistics.median(times)
    over = sum(one > click.limit for one in times)
    late = f"\t{over}次超过{click.limit}毫秒" if over else ""
    print(f"{name}\t{middle:.0f}\t{max(times):.0f}\t{middle / theirs:.1f}{late}", flush=True)


def _empty_clicks(browser: Browser, rounds: int) -> list[float]:
    port = _free_port()
    with _served([sys.executable, "-c", EMPTY, str(port)], port):
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#button")
        click = Click(
            name="",
            act=lambda page, _: page.click("#button"),
            changes="document.querySelector('#said').textContent",
        )
        times = _clicked(page, click, rounds)
        page.close()
    return times


if __name__ == "__main__":
    main()
