"""A process that reads documents for another one: each comes pickled on standard input, what was read in it goes
back on standard output. One thread each, so that several of them share the cores without a quarrel.

A program of its own rather than a fork of ours: nothing is inherited but the pipes, it works from any caller's
script, Ctrl-C on the terminal does not reach it, and it ends when its standard input does.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Timer
from typing import Any

from pacta.app.views import Failure
from pacta.model import Annotations, Config, Document

ONE_THREAD = ("PACTA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
SECONDS = 300.0  # that a reading may take at most ...
SECONDS_EACH = 0.01  # ... and for each code point: ten times and more what is usual
Answer = Annotations | Failure
# Out of reach of the terminal's Ctrl-C.
APART: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}


class Worker:
    """The other process, seen from here. Not for several threads at once."""

    def __init__(self, config: Config) -> None:
        command = [sys.executable, "-P", "-m", "pacta.app.worker"]
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TOKENIZERS_PARALLELISM": "false"}
        threads = {name: os.environ.get(name, "1") for name in ONE_THREAD}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **path, **threads}, **APART
        )
        self._config: Config | None = config  # goes with the first document

    def read(self, document: Document) -> Answer:
        """What is read in the document. Raises WorkerDiedError if the process ends before it has answered."""
        seconds = SECONDS + SECONDS_EACH * len(document.text)
        timer = Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            return self._ask((self._config, document))
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            if not timer.is_alive():
                return Failure(document.source.path, f"Reading it took longer than {seconds:.0f} seconds and was "
                               "stopped.", "Split it, and report it: no document should take so long.")  # fmt: skip
            raise WorkerDiedError(self._process.wait()) from error
        finally:
            timer.cancel()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kills the process and waits until nothing is left of it."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, question: Any) -> Answer:
        assert self._process.stdin is not None and self._process.stdout is not None
        pickle.dump(question, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()
        self._config = None
        answer: Answer = pickle.load(self._process.stdout)
        return answer


class WorkerDiedError(Exception):
    """The process has ended by itself, was killed, or had no memory left. ``code``: as `subprocess` gives it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main() -> int:
    """The process itself: a question, an answer, until nobody asks any more."""
    from pacta.app.reading import read_or_fail

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library may print is no answer
    config = Config()
    try:
        while True:
            given, document = pickle.load(sys.stdin.buffer)
            config = given or config
            found = read_or_fail(document, config)
            answer = found if isinstance(found, Failure) else found.annotations
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is left to hear of it


if __name__ == "__main__":
    sys.exit(main())
