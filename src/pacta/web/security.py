"""What every answer and every request must keep to, whatever page it is."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pacta.web.access.refusals import is_for_programs, refusal

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers would not say which page sent a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
METHODS = ("GET", "HEAD", "POST")


class Guard:
    """ASGI middleware: only known hosts (against DNS rebinding) and methods, headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        host = Headers(scope=scope).get("host", "")
        if host_name(host) not in self.hosts:
            return refusal(
                scope, 421, "This address is not one that Pacta serves.",
                "Open it as http://localhost, with the port that pacta serve printed.",
            )  # fmt: skip
        if scope["method"] not in METHODS and not is_for_programs(scope):  # those are told what each address takes
            message = "Pacta is read, or sent something; nothing else."
            return refusal(scope, 405, message, headers={"Allow": ", ".join(METHODS)})
        return None


def host_name(host: str) -> str:
    """The name in a Host header, without its port: "localhost:8000" -> "localhost", "[::1]:80" -> "[::1]"."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def is_loopback(host: str) -> bool:
    """True for names and addresses that lead to this machine itself: "localhost", "127.0.0.1", "::1"."""
    return host_name(host) in LOOPBACK or host == "::1"
