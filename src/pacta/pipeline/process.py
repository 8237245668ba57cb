"""Another process of ours that is asked through pipes: what it is asked goes pickled to its standard input, what
it answers comes back on its standard output. It may die, hang or swell; the one that asks goes on.

A program of its own rather than a fork: nothing is inherited but the pipes, it works from any caller's script,
Ctrl-C on the terminal does not reach it, and it ends when its standard input does. One thread each, so that
several of them share the cores without a quarrel.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Timer
from typing import IO, Any

ONE_THREAD = ("PACTA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
SECONDS = 300.0  # that a reading may take at most ...
SECONDS_EACH = 0.01  # ... and for each code point: ten times and more what is usual
# Out of reach of the terminal's Ctrl-C.
APART: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}


class DiedError(Exception):
    """The process has ended by itself, was killed, or had no memory left. ``code``: as `subprocess` gives it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    def reason(self) -> str:
        how = f"signal {-self.code}" if self.code < 0 else f"exit {self.code}"
        return f"The process that read it died twice ({how})."


class TooSlowError(Exception):
    """The process was stopped because it took longer than ``seconds``."""

    advice = "Split it, and report it: no document should take so long."

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def reason(self) -> str:
        return f"Reading it took longer than {self.seconds:.0f} seconds and was stopped."


class Process:
    """The other process, seen from here. Not for several threads at once."""

    def __init__(self, module: str) -> None:
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TOKENIZERS_PARALLELISM": "false"}
        threads = {name: os.environ.get(name, "1") for name in ONE_THREAD}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, **path, **threads}, **APART,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process.returncode is not None

    def ask(self, question: Any) -> None:
        """Raises DiedError if nobody listens any more."""
        try:
            assert self._process.stdin is not None
            pickle.dump(question, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError as error:
            raise DiedError(self._process.wait()) from error

    def answer(self, seconds: float) -> Any:
        """What it says next. Raises DiedError, and TooSlowError after so many seconds."""
        assert self._process.stdout is not None
        timer = Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            if not timer.is_alive():
                raise TooSlowError(seconds) from error
            raise DiedError(self._process.wait()) from error
        finally:
            timer.cancel()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kills the process and waits until nothing is left of it."""
        self._process.kill()
        self._process.communicate()


class Asked:
    """The process itself: what it is asked, and its way to answer."""

    def __init__(self) -> None:
        self._answers: IO[bytes] = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library may print is no answer

    def question(self) -> Any:
        """The next one; ends the process if nobody asks any more."""
        try:
            return pickle.load(sys.stdin.buffer)
        except EOFError:
            os._exit(0)

    def answer(self, value: Any) -> None:
        try:
            pickle.dump(value, self._answers, pickle.HIGHEST_PROTOCOL)
            self._answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody is left to hear of it


def seconds_for(length: int) -> float:
    """How long a reading of so many code points may take."""
    return SECONDS + SECONDS_EACH * length
