"""Requests to a server of Pacta: tokens, patience, answers that have not changed, and errors with their names."""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from pacta import __version__
from pacta.client import errors
from pacta.model import PactaError

PREFIX = "/api/v1"
AGAIN = frozenset({429, 502, 503, 504})  # may be asked again
LONGEST_WAIT = 60.0  # seconds before one more try
HELD = 256  # answers
LARGE = 2_000_000  # bytes; larger answers are not held
PROOF = "X-Form-Token"
Plain = str | int | float | bool | None  # what httpx takes as a parameter
NAMED: Mapping[int, type[PactaError]] = {
    400: errors.BadRequest, 401: errors.NotLoggedIn, 403: errors.NotAllowed, 404: errors.NotThere,
    410: errors.Expired, 413: errors.TooMuch, 415: errors.BadRequest, 422: errors.BadRequest, 428: errors.Unseen,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    tag: str | None


class Http:
    """One server. ``tries`` of a request in all; ``sleep`` is what waits between them."""

    def __init__(
        self,
        address: str,
        token: str | None,
        *,
        timeout: float,
        tries: int,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise errors.BadRequest(f"{address[:80]!r} is no address of a server.", "Give https://host[:port].")
        if token and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise errors.BadRequest("A token is not sent over http to another machine.", "Use https.")
        headers = {"User-Agent": f"pacta/{__version__}", "Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        self.address, self.tries, self.sleep, self.has_token = address.rstrip("/"), tries, sleep, bool(token)
        self.session = httpx.Client(
            base_url=self.address + PREFIX, headers=headers, timeout=timeout, transport=transport,
            follow_redirects=False,
        )  # fmt: skip
        self._held: OrderedDict[str, Answer] = OrderedDict()
        self._proof: str | None = None

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Answer:
        """An answer that has not changed since it was last given comes from here."""
        url = str(self.session.build_request("GET", path, params=_pairs(params)).url)
        held = self._held.get(url)
        answer = self._send("GET", path, params=_pairs(params), headers={"If-None-Match": held.tag} if held else {})
        if answer.status_code == 304 and held is not None:
            self._held.move_to_end(url)
            return held
        return self._hold(url, Answer(answer.content, answer.headers.get("etag")))

    def post(self, path: str, **sent: Any) -> Answer:
        """With the proof that a program without a token needs."""
        headers = dict(sent.pop("headers", {}))
        if not self.has_token:
            self._proof = self._proof or self._send("GET", "/session").json()["form_token"]
            headers[PROOF] = self._proof
        answer = self._send("POST", path, headers=headers, **sent)
        return Answer(answer.content, answer.headers.get("etag"))

    def close(self) -> None:
        self.session.close()

    def _hold(self, url: str, answer: Answer) -> Answer:
        if answer.tag and len(answer.body) <= LARGE:
            self._held[url] = answer
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return answer

    def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """Asks again, more and more patiently, where the server says so or cannot be reached. What writes is sent
        again only where it cannot have been done."""
        for left in range(self.tries - 1, -1, -1):
            try:
                answer = self.session.request(method, path, **sent)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if not left:
                    raise self._unreachable(error) from error
                self.sleep(_pause(self.tries - left))
                continue
            except httpx.HTTPError as error:
                if method != "GET" or not left:
                    raise self._unreachable(error) from error
                self.sleep(_pause(self.tries - left))
                continue
            if answer.status_code not in AGAIN or not left:
                return _checked(answer)
            self.sleep(_waiting_time(answer, self.tries - left))
        raise AssertionError("a request has at least one try")

    def _unreachable(self, error: Exception) -> PactaError:
        reason = str(error) or type(error).__name__
        return errors.Unavailable(
            f"{self.address} cannot be reached ({reason}).", "Check the address, and that pacta serve runs there."
        )


def _checked(answer: httpx.Response) -> httpx.Response:
    """Raises what the server says as one of `pacta.client.errors`."""
    status = answer.status_code
    if status in (200, 201, 304):
        return answer
    told = _problem(answer)
    message, advice = told.get("detail") or f"The server answered {status}.", told.get("advice") or ""
    if status == 412:
        raise errors.Changed(message, advice, told.get("current"))
    if status == 429:
        raise errors.TooMany(message, advice, _waiting_time(answer, 1))
    if status in (502, 503, 504):
        raise errors.Unavailable(message, advice, _waiting_time(answer, 1))
    if status in NAMED:
        raise NAMED[status](message, advice)
    if 300 <= status < 400:
        raise errors.Unavailable(f"The server sends elsewhere ({status}).", "Give the address where it answers.")
    raise errors.Fault(message, advice or "Report it to whoever keeps the server.")


def _problem(answer: httpx.Response) -> dict[str, Any]:
    if not answer.headers.get("content-type", "").startswith("application/problem+json"):
        return {}
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _waiting_time(answer: httpx.Response, tried: int) -> float:
    """What the server asks for, within reason; else by the number of tries."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(float(asked[:9]), LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(asked).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return _pause(tried)
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _pause(tried: int) -> float:
    """Half a second, one, two ..., a little otherwise for each of many clients."""
    return float(min(0.5 * 2 ** (tried - 1), LONGEST_WAIT) * random.uniform(0.8, 1.2))


def _pairs(params: Mapping[str, Any] | None) -> list[tuple[str, Plain]]:
    pairs: list[tuple[str, Plain]] = []
    for name, value in (params or {}).items():
        if value is None or value == "":
            continue
        several = value if isinstance(value, list | tuple | set | frozenset) else (value,)
        pairs += [(name, str(each).lower() if isinstance(each, bool) else str(each)) for each in several]
    return pairs
