"""Errors say what is wrong with which input, and what to do next."""

from __future__ import annotations

FAULT = "This is a fault in Pacta; please report it with the document."  # advice where reading itself fails


class PactaError(Exception):
    """Base of all errors that are meant for the user's eyes."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class UnreadableInput(PactaError):  # noqa: N818 - named for what the user sees
    """One input that could not be read; the others go on."""

    def __init__(self, path: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.path = path
