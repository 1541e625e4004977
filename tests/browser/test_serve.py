"""`nianbao serve` as a command: it says where, answers, is the only one on its port, and ends."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def serve(home: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", str(home), "serve", "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def test_it_tells_its_address_answers_and_ends_without_a_trace(home: Path, port: int) -> None:
    with serve(home, port) as process:
        assert first_line(process) == f"年报助手：http://127.0.0.1:{port}（按 Ctrl+C 停止）\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
            assert "zh-CN" in answer.read().decode()
        with serve(home, port) as second:
            assert second.wait(timeout=60) == 2
            assert "换一个端口" in first_line(second)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
