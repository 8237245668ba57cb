"""Pacta reads what states say to each other and keeps the record.

    >>> import pacta
    >>> reading = pacta.read("joint-statement.txt", date="2025-05-09")
    >>> for statement in reading.annotations.statements:
    ...     print(statement.kind, reading.document.quote(statement.quote))

`pacta.read` takes a file or a text. `pacta.open` opens a register of this machine, `pacta.Client` one that a server
keeps; both have the same verbs (`pacta.AnyRegister`). `pacta.app` has the use cases behind the command line.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["AnyRegister", "Client", "Reading", "__version__", "open", "read"]

_PLACES = {
    "read": ("pacta.app.reading", "read"),
    "Reading": ("pacta.app.reading", "Reading"),
    "open": ("pacta.app.library.local", "open_register"),
    "Client": ("pacta.client", "Client"),
    "AnyRegister": ("pacta.client.verbs", "AnyRegister"),
}


def __getattr__(name: str) -> Any:
    """Loaded on first use: ``import pacta`` stays instant."""
    if name in _PLACES:
        module, its = _PLACES[name]
        return getattr(import_module(module), its)
    raise AttributeError(f"module 'pacta' has no attribute {name!r}")
