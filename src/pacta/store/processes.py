"""Which process is at work, so that one that was killed is not waited for for ever."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path


def this_process() -> str:
    """Machine, number and start of this process: no other ever has the same."""
    return f"{socket.gethostname()} {os.getpid()} {_start(os.getpid()) or ''}".strip()


def is_gone(process: str | None) -> bool:
    """True only if the process is known not to run any more; of other machines nothing is known."""
    machine, number, start = [*(process or "").split(" "), "", "", ""][:3]
    if machine != socket.gethostname() or not number.isdecimal() or sys.platform == "win32":
        return False
    if start:
        return _start(int(number)) != start
    try:
        os.kill(int(number), 0)  # sends nothing, asks only whether one could
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _start(number: int) -> str | None:
    """When the process began, in ticks since the system started: proc(5), field 22. None where there is none,
    or no such file system. The name, in brackets, may hold spaces and brackets itself."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return fields.rpartition(")")[2].split()[19]
