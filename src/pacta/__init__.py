"""Pacta reads what states say to each other and keeps the record.

    >>> import pacta
    >>> reading = pacta.read("joint-statement.txt", date="2025-05-09")
    >>> for statement in reading.annotations.statements:
    ...     print(statement.kind, reading.document.quote(statement.quote))

`pacta.read` takes a file or a text; `pacta.app` has the use cases behind the command line.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Reading", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """`read` and `Reading`, loaded on first use: ``import pacta`` stays instant."""
    if name in ("read", "Reading"):
        return getattr(import_module("pacta.app.reading"), name)
    raise AttributeError(f"module 'pacta' has no attribute {name!r}")
