"""Run `nianbao` in this process, in a data folder of its own, without any model."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import app
from assistant.__main__ import main
from assistant.records.store import Store
from assistant.settings import Settings
from tests.cli.ran import Ran, Run
from tests.parts import PlainIndex, ScriptedWriter, workflow_over


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `nianbao` in a data folder of its own, with an index that needs no model."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "passage_index", lambda _settings, store: PlainIndex(store))

    def run(*words: object) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:  # argparse's way
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Ran(code=code, out=captured.out, err=captured.err)

    return run


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[[ScriptedWriter], None]:
    """Let `draft --writer model` use this writer."""

    def use(writer: ScriptedWriter) -> None:
        @contextlib.contextmanager
        def opened(settings: Settings, *, in_memory: bool = False) -> Iterator[Any]:
            store = Store.in_memory() if in_memory else Store.open(settings.home)
            yield workflow_over(store, writer)
            store.close()

        monkeypatch.setattr(app, "open_workflow", opened)

    return use
