"""Gradio's own files from memory: all of them, none of any other, and quickly again."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui import assets
from ui.assets import Assets

NAMES = sorted(one.name for one in assets._FOLDER.iterdir() if one.suffix in {".js", ".css"})


@pytest.fixture
def client() -> TestClient:
    """Nothing is behind: what Assets does not answer is not found."""
    return TestClient(Assets(Starlette()))


@pytest.mark.parametrize(
    "name", NAMES[:1] + NAMES[-1:] + [one for one in NAMES if "css" in one][:1]
)
def test_a_file_is_answered_as_it_is(client: TestClient, name: str) -> None:
    for _ in range(2):
        answer = client.get(f"/assets/{name}")
        assert answer.content == (assets._FOLDER / name).read_bytes()
        assert "immutable" in answer.headers["cache-control"]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        assert answer.headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/",
        "/assets/none.js",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2f..%2f..%2froutes.py",
        f"/assets/x/{NAMES[0]}",
        f"/{NAMES[0]}",
        "/assets/" + "a" * 5000,
        "/assets/\u202e.js",
    ],
)
def test_nothing_else_is(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_only_reading_is_answered(client: TestClient) -> None:
    assert client.post(f"/assets/{NAMES[0]}").status_code == 404
