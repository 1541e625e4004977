"""A person without a browser: signs in and lets parts of the page fire their events, over HTTP."""

import json
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

_WAIT = 120.0  # seconds for one answer, with everybody at work


@dataclass
class HttpUser:
    """Knows the page by its elem_ids, as Gradio tells them to a browser."""

    address: str
    name: str
    password: str
    parts: dict[str, Any] = field(default_factory=dict)  # what each part shows

    def __enter__(self) -> Self:
        self._client = httpx.Client(base_url=self.address, timeout=_WAIT)
        answer = self._client.post("/login", data={"name": self.name, "password": self.password})
        assert answer.status_code == 303, answer.text
        config = self._client.get("/config").json()
        self._names = {
            one["id"]: one["props"].get("elem_id") or str(one["id"]) for one in config["components"]
        }
        self.parts = {
            self._names[one["id"]]: one["props"].get("value") for one in config["components"]
        }
        self._calls = {
            (self._names.get(target, ""), event): one
            for one in config["dependencies"]
            for target, event in one["targets"]
        }
        self._session = uuid4().hex[:10]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def does(self, part: str, event: str, **values: Any) -> str:
        """Let `part` fire `event`, `values` typed before; what the status line says then."""
        self.parts |= {name.replace("_", "-"): value for name, value in values.items()}
        one = self._calls[part, event]
        sent = {
            "fn_index": one["id"],
            "session_hash": self._session,
            "data": [self.parts.get(self._names[number]) for number in one["inputs"]],
        }
        joined = self._client.post("/gradio_api/queue/join", json=sent)
        assert joined.status_code == 200, joined.text
        output = self._answer(joined.json()["event_id"])
        for number, shown in zip(one["outputs"], output["data"], strict=True):
            if isinstance(shown, dict) and shown.get("__type__") == "update" and "value" in shown:
                self.parts[self._names[number]] = shown["value"]
        return str(self.parts["status"])

    def _answer(self, event: str) -> dict[str, Any]:
        asked = {"session_hash": self._session}
        with self._client.stream("GET", "/gradio_api/queue/data", params=asked) as stream:
            for line in stream.iter_lines():
                told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("event_id") == event and told["msg"] == "process_completed":
                    assert told["success"], told
                    return dict(told["output"])
        raise AssertionError(f"the stream of {self.name} ended without an answer")
