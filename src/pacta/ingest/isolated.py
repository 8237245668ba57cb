"""PDF and DOCX are parsed in a process of their own, with limits on memory and time.

These formats are programs in disguise and their parsers are large; a hostile or broken file may crash,
hang or swell that process, never ours. The answer comes back as JSON, which cannot carry code.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from pacta.ingest.limits import Limits, in_words
from pacta.ingest.parsed import Parsed
from pacta.model import CleaningStep, Given, LayoutMark, Span, UnreadableInput

_REPAIR = "Open it in the program that made it and save it again, or give its text."


def parse_isolated(data: bytes, kind: str, path: str, limits: Limits) -> Parsed:
    """Parse a "pdf" or "docx" file. Raises UnreadableInput for whatever goes wrong with it."""
    command = [sys.executable, "-P", "-m", "pacta.ingest.isolated", kind, str(limits.parse_memory)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.parse_seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"Reading it took longer than {limits.parse_seconds} seconds and was stopped."
        raise UnreadableInput(path, message, "Split it, or give its text.") from error
    answer = _answer(child.stdout)
    if "text" in answer:
        return _restored(answer)
    if child.returncode == _OUT_OF_MEMORY:
        message = f"Reading it needs more than {in_words(limits.parse_memory)} of memory."
        raise UnreadableInput(path, message, _REPAIR)
    message = answer.get("message") or f"It made its parser fail (exit {child.returncode}): damaged or hostile."
    raise UnreadableInput(path, message, answer.get("advice") or _REPAIR)


_OUT_OF_MEMORY = 3


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _restored(answer: dict[str, Any]) -> Parsed:
    given = dict(answer["given"])
    given["date"] = date.fromisoformat(given["date"]) if given["date"] else None
    for name in ("parties", "speakers"):
        given[name] = tuple(given[name])
    given["origins"] = tuple((name, origin) for name, origin in given["origins"])
    return Parsed(
        answer["text"],
        answer["media_type"],
        answer["encoding"],
        Given(**given),
        tuple(LayoutMark(Span(**mark.pop("span")), **mark) for mark in answer["layout"]),
        tuple(CleaningStep(step["name"], tuple(map(tuple, step["edits"]))) for step in answer["cleaning"]),
        tuple(answer["warnings"]),
    )


def _limit_memory(size: int) -> None:
    try:
        import resource  # Unix only; elsewhere the time limit must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parse(kind: str, data: bytes) -> Parsed:
    if kind == "pdf":
        from pacta.ingest.pdf import parse_pdf as parse
    else:
        from pacta.ingest.docx import parse_docx as parse
    return parse(data, "")


def main() -> int:
    """The child: a file on standard input, JSON on standard output."""
    kind, memory = sys.argv[1], int(sys.argv[2])
    data = sys.stdin.buffer.read()
    _limit_memory(memory)
    try:
        answer = asdict(_parse(kind, data))
    except UnreadableInput as error:
        answer = {"message": error.message, "advice": error.advice}
    except MemoryError:
        return _OUT_OF_MEMORY
    sys.stdout.write(json.dumps(answer, default=str))
    return 0


if __name__ == "__main__":
    sys.exit(main())
