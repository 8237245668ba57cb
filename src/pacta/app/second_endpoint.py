"""An endpoint that speaks the chat completions protocol: one question, one answer, with limits on everything.

The protocol is the one of OpenAI's chat completions, which most servers of language models speak, those that run
on one's own machine included. Redirects are not followed: the text goes to the address that the user named.
"""

from __future__ import annotations

import ipaddress
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from pacta import __version__
from pacta.model import PactaError
from pacta.second_reader import Message

LONGEST = 2_000_000  # bytes of an answer
TRIES = 3
LONGEST_PAUSE = 30.0  # seconds between tries, whatever the server asks for
PASSING = (408, 409, 425, 429, 500, 502, 503, 504)
REFUSED = {
    401: "Check the key in PACTA_SECOND_READER_KEY.",
    403: "Check the key in PACTA_SECOND_READER_KEY, and that it may use this model.",
    404: "Check the address (it ends in /v1 with most servers) and the name of the model.",
}


class NoAnswer(PactaError):  # noqa: N818 - named for what the user sees
    """The endpoint gave no answer to one question. ``hopeless``: nor will it to any other."""

    def __init__(self, message: str, advice: str = "", *, hopeless: bool = False) -> None:
        super().__init__(message, advice)
        self.hopeless = hopeless


@dataclass(frozen=True, slots=True)
class Reply:
    """The words of an answer and the tokens that it cost, as the endpoint counts them (0 where it does not)."""

    words: str
    tokens_in: int = 0
    tokens_out: int = 0
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where questions go. ``seconds`` is the most that one answer may take, however slowly it drips in."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise PactaError(f"{self.url!r} is no web address.", "Name it like http://localhost:11434/v1.")
        if parts.username or parts.password:
            raise PactaError("The address holds a password.", "Put the key into PACTA_SECOND_READER_KEY.")

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def is_here(self) -> bool:
        """Whether it is this very machine."""
        name = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"

    @property
    def is_readable_on_the_way(self) -> bool:
        return urlsplit(self.url).scheme == "http" and not self.is_here

    def ask(self, asked: list[Message]) -> Reply:
        """The answer. Raises `NoAnswer` after the last try."""
        for trial in range(1, TRIES + 1):
            try:
                status, headers, body = self._post(asked)
            except httpx.HTTPError as error:
                failure = NoAnswer(f"{self.host} cannot be asked ({_reason(error)}).", "Is the server running?")
                wait = 2.0**trial
            else:
                if status == 200:
                    return _reply(body, self.host)
                failure = _refusal(status, self.host)
                wait = _retry_after(headers.get("retry-after"), 2.0**trial)
            if failure.hopeless or trial == TRIES:
                break
            time.sleep(min(wait, LONGEST_PAUSE))
        raise failure

    def _post(self, asked: list[Message]) -> tuple[int, httpx.Headers, bytes]:
        question = {"model": self.model, "messages": asked, "temperature": 0, "seed": 1, "stream": False}
        headers = {"user-agent": f"pacta/{__version__}"} | (
            {"authorization": f"Bearer {self.key}"} if self.key else {}
        )
        deadline, body = time.monotonic() + self.seconds, bytearray()
        with httpx.Client(timeout=self.seconds, follow_redirects=False, trust_env=False) as client:
            url = f"{self.url.rstrip('/')}/chat/completions"
            with client.stream("POST", url, json=question, headers=headers) as answer:
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > LONGEST or time.monotonic() > deadline:
                        raise httpx.ReadTimeout("the answer is too long or too slow")
                return answer.status_code, answer.headers, bytes(body)


def _reply(body: bytes, host: str) -> Reply:
    try:
        plain = json.loads(body)
        words = plain["choices"][0]["message"]["content"]
        usage = plain.get("usage") or {}
        if not isinstance(words, str):
            raise TypeError("no words")
        return Reply(words, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NoAnswer(f"{host} does not answer as a language model does.", "Check the address.") from error


def _count(usage: Any, name: str) -> int:
    count = usage.get(name) if isinstance(usage, dict) else 0
    return count if type(count) is int and count > 0 else 0


def _refusal(status: int, host: str) -> NoAnswer:
    if status in PASSING:
        return NoAnswer(f"{host} is busy or failing ({status}).", "Run the same command again later.")
    advice = REFUSED.get(status, "Check the address and the name of the model.")
    return NoAnswer(f"{host} refuses ({status}).", advice, hopeless=True)


def _retry_after(said: str | None, otherwise: float) -> float:
    return float(said) if said and said.isdigit() else otherwise


def _reason(error: httpx.HTTPError) -> str:
    return "it took too long" if isinstance(error, httpx.TimeoutException) else str(error) or type(error).__name__
