"""A server on loopback that speaks the chat completions protocol, well or badly, as a test tells it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], "Said"]


@dataclass(frozen=True)
class Said:
    """What the server says: the content of the message, or a raw body; with a status, headers and a delay."""

    content: str = ""
    status: int = 200
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        usage = {"prompt_tokens": 100, "completion_tokens": 20}
        choice = {"index": 0, "message": {"role": "assistant", "content": self.content}, "finish_reason": "stop"}
        return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()


@dataclass
class ModelServer:
    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


def statements(*rows: dict[str, Any]) -> Said:
    return Said(json.dumps({"statements": list(rows)}))


def row(words: str, cue: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"words": words, "cue": cue, "kind": kind, "firmness": None, "voice": None, "actors": []} | more


def passage_of(asked: dict[str, Any]) -> str:
    """The words between the markers of a question."""
    content: str = asked["messages"][1]["content"]
    return content.split(">\n", 1)[1].rsplit("\n</", 1)[0]


@contextmanager
def model_server(answer: Answer) -> Iterator[ModelServer]:
    served = ModelServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            served.asked.append(asked)
            served.keys.append(self.headers.get("authorization"))
            said = answer(asked)
            time.sleep(said.seconds)
            body = said.body()
            self.send_response(said.status)
            for name, value in ({"content-length": str(len(body))} | said.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
