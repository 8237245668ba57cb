"""What can go wrong, each with what to do next; the same errors from a register here and from one elsewhere."""

from __future__ import annotations

from typing import Any

from pacta.model import PactaError


class BadRequest(PactaError):  # noqa: N818 - these are named for what the user sees
    """The question means nothing as it was put."""


class NotThere(PactaError):  # noqa: N818
    """The register has nothing of this id, or whoever asks may not see it."""


class NotAllowed(PactaError):  # noqa: N818
    """Whoever asks has not the right that this needs."""


class NotLoggedIn(NotAllowed):
    """There is no token, or it is not, or no longer, valid."""


class Changed(PactaError):  # noqa: N818
    """Somebody was quicker: the thing is not as it was when it was read. ``current`` is what is there now."""

    def __init__(self, message: str, advice: str = "", current: Any = None) -> None:
        super().__init__(message, advice)
        self.current = current


class Unseen(PactaError):  # noqa: N818
    """A write that does not say what its sender has seen."""


class Expired(PactaError):  # noqa: N818
    """A list by relevance cannot be gone on with, since the register has changed."""


class TooMuch(PactaError):  # noqa: N818
    """The file or request is larger than the server takes."""


class TooMany(PactaError):  # noqa: N818
    """Too many requests. ``seconds`` until the next one is taken."""

    def __init__(self, message: str, advice: str = "", seconds: float = 60.0) -> None:
        super().__init__(message, advice)
        self.seconds = seconds


class Unavailable(PactaError):  # noqa: N818
    """The server or its register cannot be reached or opened now. ``seconds``: when to try again, if known."""

    def __init__(self, message: str, advice: str = "", seconds: float | None = None) -> None:
        super().__init__(message, advice)
        self.seconds = seconds


class Fault(PactaError):  # noqa: N818
    """A fault in Pacta, or an answer that is none of its."""
