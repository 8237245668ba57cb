"""Answers of a second reader, kept in a folder: the same question to the same model is paid for once."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from pacta.app.second_endpoint import Endpoint, Reply
from pacta.model import digest
from pacta.second_reader import Message


def default_folder() -> Path:
    """In the user's cache folder, by the convention of the desktop (XDG)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pacta" / "second-reader"


class Cache:
    """One JSON file a question. A damaged file is as good as none."""

    def __init__(self, folder: Path, endpoint: Endpoint) -> None:
        self.folder, self.endpoint = folder, endpoint

    def known(self, asked: list[Message]) -> Reply | None:
        try:
            kept = json.loads(self._file(asked).read_text(encoding="utf-8"))
            return Reply(str(kept["words"]), int(kept["tokens_in"]), int(kept["tokens_out"]), cached=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, asked: list[Message], reply: Reply) -> None:
        """Written beside its place and moved there, so that a half-written file is never read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        plain = {"words": reply.words, "tokens_in": reply.tokens_in, "tokens_out": reply.tokens_out}
        with tempfile.NamedTemporaryFile("w", dir=self.folder, delete=False, encoding="utf-8") as file:
            json.dump(plain, file)
        Path(file.name).replace(self._file(asked))

    def _file(self, asked: list[Message]) -> Path:
        question = json.dumps([self.endpoint.url, self.endpoint.model, asked])
        return self.folder / f"{digest(question)}.json"
