"""The body of a form: read within limits of size, time and number of fields, before any page sees it."""

from __future__ import annotations

from urllib.parse import parse_qsl

import anyio
from starlette.datastructures import Headers, ImmutableMultiDict
from starlette.types import Message, Receive

LARGEST = 512 * 1024  # bytes
SECONDS = 30.0
FIELDS = 500
FORM = "application/x-www-form-urlencoded"
TOO_LARGE = "That is more than a form of Pacta holds."


class BadBody(Exception):  # noqa: N818 - an answer to the sender
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


async def read_body(receive: Receive, headers: Headers, largest: int = LARGEST, seconds: float = SECONDS) -> bytes:
    """Raises `BadBody` for one that is too large or too slow."""
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:12]) > largest:
        raise BadBody(413, TOO_LARGE)
    parts, size = [], 0
    try:
        with anyio.fail_after(seconds):
            while True:
                message = await receive()
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > largest:
                    raise BadBody(413, TOO_LARGE)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError as error:
        raise BadBody(408, "The form did not arrive in time.") from error


def parse_form(body: bytes, headers: Headers) -> ImmutableMultiDict[str, str]:
    """The fields of a form as browsers send it. Raises `BadBody` for anything else."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise BadBody(415, "Pacta takes plain forms only.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
    except ValueError as error:
        raise BadBody(400, "The form cannot be read.") from error
    return ImmutableMultiDict([(key, value.replace("\r\n", "\n").replace("\0", "")) for key, value in pairs])


def replayed(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body that has been read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
