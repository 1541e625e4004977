"""Nothing leaves the machine: the variables that say so, and the guard that the tests run under."""

import socket

import pytest

from assistant.environment import QUIET, apply_quiet


@pytest.mark.parametrize(("hub", "offline"), [(False, "1"), (True, "0")])
def test_telemetry_is_off_and_downloads_only_where_wanted(hub: bool, offline: str) -> None:
    environ = {"LANGSMITH_TRACING": "true", "HOME": "/home/a"}
    apply_quiet(environ, hub=hub)
    assert environ == {**QUIET, "HF_HUB_OFFLINE": offline, "HOME": "/home/a"}
    assert environ["LANGSMITH_TRACING"] == "false"


@pytest.mark.parametrize("host", ["192.0.2.1", "elsewhere.example"])
def test_a_test_cannot_reach_another_computer(host: str) -> None:
    with pytest.raises(RuntimeError, match="only loopback"):
        socket.create_connection((host, 80), timeout=1)
