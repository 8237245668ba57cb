"""How much of an input is read. Each limit that is hit is named in the error."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are bytes, times are seconds. ``max_ratio`` is unpacked size over packed size."""

    max_bytes: int = 64 * MIB  # one document, one sidecar, one table row
    max_members: int = 20_000  # of one archive
    max_unpacked: int = 1024 * MIB  # all members of one archive together
    max_ratio: int = 200  # of one archive member larger than 1 MiB
    parse_seconds: int = 120  # one PDF or DOCX file, in its own process
    parse_memory: int = 2048 * MIB  # address space of that process
    connect_seconds: float = 10.0
    fetch_seconds: float = 60.0  # one address with all its redirects
    max_redirects: int = 5
    allow_private: bool = False  # fetch from addresses of the local network too


DEFAULT_LIMITS = Limits()


def in_words(size: int) -> str:
    """``67108864`` -> ``64 MiB``: sizes as people read them."""
    for unit, factor in (("GiB", 1024 * MIB), ("MiB", MIB), ("KiB", 1024)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"
