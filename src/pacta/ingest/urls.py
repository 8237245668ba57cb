"""Addresses that the user gives: fetched over HTTP, with limits, and never from the local network.

Each hop's host is resolved here, its addresses are checked, and the connection goes to the very address that
was checked, so that a name that resolves differently a moment later cannot lead elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from pacta import __version__
from pacta.ingest.limits import Limits
from pacta.ingest.raw import Origin, RawInput, too_large

_AGAIN = "Try again later, or save the page in the browser and give the file."
_REDIRECTS = (301, 302, 303, 307, 308)


class _LocalAddress(Exception):  # noqa: N818 - a finding, not a failure
    """The host is on the local network, or on no network at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said at the end of all redirects: ``url`` is where that was, ``body`` is unpacked."""

    url: str
    status: int
    reason: str
    headers: httpx.Headers
    body: bytes


def fetch(origin: Origin, limits: Limits) -> RawInput:
    """The bytes behind an address. Raises UnreadableInput for whatever goes wrong on the way."""
    answer = exchange(origin, limits)
    if answer.status != 200:
        reason = f"{answer.status} {answer.reason}".strip()
        raise origin.unreadable(f"The server answered {reason}.", "Check the address in the browser.")
    return raw_input(origin, answer)


def exchange(
    origin: Origin,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    before: Callable[[str], None] = lambda url: None,
) -> Answer:
    """The server's answer, whatever its status. ``before`` is called with the address of each hop and may raise.
    Raises UnreadableInput where there is no answer, or none that may be taken."""
    deadline = time.monotonic() + limits.fetch_seconds
    try:
        with _client(limits, deadline) as client:
            client.headers.update(headers or {})
            return _follow(client, origin, limits, before)
    except _LocalAddress as error:
        raise origin.unreadable(
            f"The address leads to {error}, inside this machine or its network, and was not fetched.",
            "If you trust it, save the page in the browser and give the file.",
        ) from error
    except httpx.TimeoutException as error:
        raise _too_slow(origin, limits) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise origin.unreadable(f"The address cannot be fetched ({reason}).", _AGAIN) from error


def _too_slow(origin: Origin, limits: Limits) -> Exception:
    return origin.unreadable(f"The address did not answer within {limits.fetch_seconds:g} seconds.", _AGAIN)


def _follow(client: httpx.Client, origin: Origin, limits: Limits, before: Callable[[str], None]) -> Answer:
    """One hop after the other; each is checked like the first."""
    url = origin.path
    for _ in range(limits.max_redirects + 1):
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            message = f"It leads to {url!r}, which is no web address."
            raise origin.unreadable(message, "Give an http or https address.")
        before(url)
        with client.stream("GET", url) as answer:
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                url = urljoin(url, answer.headers["location"])
                continue
            body = _body(answer, origin, limits) if answer.status_code == 200 else b""
            return Answer(url, answer.status_code, answer.reason_phrase, answer.headers, body)
    raise origin.unreadable(f"It was redirected more than {limits.max_redirects} times.", "Give the final address.")


def raw_input(origin: Origin, answer: Answer) -> RawInput:
    """The body with what the server said of it."""
    described = httpx.Response(answer.status, headers=answer.headers)
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    given = origin.given
    if given.url is None:
        given = replace(given, url=origin.path, origins=(*given.origins, ("url", "address")))
    origin = replace(origin, given=given, media_type=media_type or None, charset=described.charset_encoding)
    return RawInput(origin, answer.body)


def _body(answer: httpx.Response, origin: Origin, limits: Limits) -> bytes:
    """The body, unpacked, within the limit of size."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > limits.max_bytes:
            raise too_large(origin, limits)
    return b"".join(parts)


def _client(limits: Limits, deadline: float) -> httpx.Client:
    transport = httpx.HTTPTransport(trust_env=False, retries=0)
    transport._pool = httpcore.ConnectionPool(  # the one place where httpx lets us choose the address
        ssl_context=httpx.create_ssl_context(), network_backend=_CheckedBackend(limits.allow_private, deadline)
    )
    pause = httpx.Timeout(min(limits.connect_seconds, limits.fetch_seconds))
    headers = {"user-agent": f"pacta/{__version__}", "accept-encoding": "gzip, deflate"}
    return httpx.Client(transport=transport, timeout=pause, headers=headers, trust_env=False)


class _CheckedBackend(httpcore.SyncBackend):
    """Resolves, checks and connects in one step."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        self._allow_private, self._deadline = allow_private, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = checked_address(host, port, allow_private=self._allow_private)
        stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """Ends every read and write at one deadline, so that a server that trickles cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole address is over")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def checked_address(host: str, port: int, *, allow_private: bool) -> str:
    """The first address of the host, if all of its addresses are public. Raises httpcore.ConnectError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the host {host} is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise _LocalAddress(address)
    return addresses[0]


def _is_public(address: str) -> bool:
    """Neither private, loopback, link-local, multicast nor reserved, also behind IPv6 forms of IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return _is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast
