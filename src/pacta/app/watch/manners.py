"""Good manners towards a server: what its robots.txt forbids is left, and it is not asked too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from pacta.ingest.limits import Limits
from pacta.ingest.raw import Origin
from pacta.ingest.urls import exchange
from pacta.model import UnreadableInput

AGENT = "pacta"
PAUSE = 5.0  # seconds between two requests to one host, unless its robots.txt asks for more
LONGEST_PAUSE = 120.0  # that a robots.txt can ask for; a host that wants more is asked that seldom


class Manners:
    """Knows each host's robots.txt, and when the host was asked last. ``clock`` and ``sleep`` are the machine's."""

    def __init__(
        self,
        limits: Limits,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits, self.pause, self.clock, self.sleep = limits, pause, clock, sleep
        self._rules: dict[str, Protego | None] = {}  # None: everything is forbidden
        self._asked: dict[str, float] = {}

    def new_round(self) -> None:
        """A robots.txt that could not be read is asked for again; those that could are known."""
        self._rules = {host: rules for host, rules in self._rules.items() if rules is not None}

    def before(self, url: str) -> None:
        """Waits until the host may be asked. Raises UnreadableInput if it does not want to be."""
        host = _host(url)
        rules = self._rules_of(host)
        if rules is None:
            message = f"{host}/robots.txt cannot be read now, so nothing of that host is fetched."
            raise UnreadableInput(url, message, "It is tried again the next time.")
        if not rules.can_fetch(url, AGENT):
            message = f"{host}/robots.txt asks programs not to fetch it."
            raise UnreadableInput(url, message, "Ask the site's owner, or save the page and give the file.")
        self._wait(host, max(self.pause, min(float(rules.crawl_delay(AGENT) or 0), LONGEST_PAUSE)))

    def _wait(self, host: str, pause: float) -> None:
        asked = self._asked.get(host)
        left = 0.0 if asked is None else asked + pause - self.clock()
        if left > 0:
            self.sleep(left)
        self._asked[host] = self.clock()

    def _rules_of(self, host: str) -> Protego | None:
        if host not in self._rules:
            self._rules[host] = self._read(host)
        return self._rules[host]

    def _read(self, host: str) -> Protego | None:
        """As RFC 9309 has it: a file that is not there allows everything, a server that fails forbids it."""
        self._wait(host, self.pause)
        try:
            answer = exchange(Origin(urljoin(host, "/robots.txt")), self.limits)
        except UnreadableInput:
            return None
        if answer.status >= 500 or answer.status == 429:
            return None
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
