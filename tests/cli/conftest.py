from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pacta.cli.main import run, write_utf8

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def pacta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, in an empty folder: ``pacta("read", file)``. Line ends as written."""

    def called(*arguments: object, stdin: bytes = b"") -> Done:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.delenv("PACTA_REGISTER", raising=False)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            for name, stream in (("stdout", out), ("stderr", err)):
                write_utf8(stream)
                patch.setattr(sys, name, stream)
            code = run([str(argument) for argument in arguments])
        return Done(arguments, code, *(_written(stream) for stream in (out, err)))

    return called


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs the real program, in a C locale: slower, for what only a process of its own shows."""

    def called(*arguments: object) -> Done:
        environment = {key: value for key, value in os.environ.items() if key != "PACTA_REGISTER"}
        command = [sys.executable, "-m", "pacta", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, cwd=tmp_path, env=environment | {"LC_ALL": "C"}, check=False
        )
        return Done(command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return called


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode("utf-8")
