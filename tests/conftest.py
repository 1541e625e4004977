"""
What every test may rely on: no network but loopback, and the real models where a test is slow.

Knows: pytest, the models' folder. Does not know: any one module's tests.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from assistant.embedding.embedder import CachedEmbedder
from assistant.embedding.settings import EmbeddingSettings
from assistant.environment import apply_quiet
from assistant.models.chat import ChatConnection, ChatSettings
from assistant.records.store import Store

SHARED = Path(__file__).parent.parent.parent / "shared"
_LOOPBACK = ("127.", "::1", "localhost")
_DEFAULT_HOME = "~/.local/share/nianbao"

# A busy machine fails no property test.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

apply_quiet()  # before a test imports what reads it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason=f"the real reports are not there: {SHARED}")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail whatever opens a connection to another computer, or asks for its address."""
    real_connect = socket.socket.connect
    real_lookup = socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        _check_local(self.family, address)
        real_connect(self, address)

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            _check_local(socket.AF_INET, (host,))
        return real_lookup(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket, "getaddrinfo", lookup)
        yield


def _check_local(family: int, address: Any) -> None:
    inet = family in (socket.AF_INET, socket.AF_INET6)
    if inet and not str(address[0]).startswith(_LOOPBACK):
        raise RuntimeError(f"a test wanted to reach {address!r}; only loopback is allowed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports; for tests marked `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Where `make setup` put the weights."""
    home = Path(os.environ.get("NIANBAO_HOME", _DEFAULT_HOME)).expanduser()
    return home / "models"


@pytest.fixture
def home(tmp_path: Path, models_folder: Path) -> Path:
    """An empty data folder that has the models."""
    made = tmp_path / "home"
    made.mkdir()
    (made / "models").symlink_to(models_folder)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chat_server(models_folder: Path) -> Iterator[ChatConnection]:
    """The embedded chat model, started by the first test that talks to it; for slow tests."""
    with ChatConnection(ChatSettings(), models_folder.parent) as chat:
        yield chat


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> CachedEmbedder:
    """The bundled embedding model with an empty cache; for slow tests."""
    return CachedEmbedder(EmbeddingSettings(), tmp_path_factory.mktemp("embedder"))
