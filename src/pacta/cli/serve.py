"""``pacta serve``"""

from __future__ import annotations

import socket
import threading
import webbrowser
from dataclasses import dataclass
from typing import Any

import click

from pacta.cli.options import open_register, register_option
from pacta.model import PactaError

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
browser_option = click.option(
    "--browser/--no-browser", default=True, help="Open the browser, or only print the address."
)
READY = 0.8  # seconds from here to a server that answers, about


@click.command("serve")
@register_option
@host_option
@port_option
@browser_option
@click.option(
    "--name", "names", multiple=True, help="A name under which browsers elsewhere reach this machine (repeatable)."
)
@click.option("--team", is_flag=True, help="Everybody logs in, also on this machine. Beyond it they always do.")
@click.option(
    "--plain-http",
    is_flag=True,
    help="Take passwords over connections without encryption: only in a network you trust.",
)
@click.option(
    "--proxy",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The reverse proxy whose word counts on who asks, and over which protocol.",
)
def command(register: str, host: str, port: int, browser: bool, **options: Any) -> int:
    """Open the register in the browser. Ctrl-C ends it."""
    open_register(register).close()
    return serve(register, host, port, browser, Serving(**options))


@dataclass(frozen=True, slots=True)
class Serving:
    """How a register is served to others."""

    names: tuple[str, ...] = ()
    team: bool = False
    plain_http: bool = False
    proxy: str = "127.0.0.1"

    def is_for_team(self, host: str) -> bool:
        """Beyond the loopback people have to log in."""
        from pacta.web.security import is_loopback

        return self.team or not all(is_loopback(name) for name in (host, *self.names))


def serve(register: str, host: str, port: int, browser: bool, serving: Serving = Serving()) -> int:
    """Prints the address, opens the browser, and serves until Ctrl-C."""
    import uvicorn

    from pacta.web import create_app

    team = serving.is_for_team(host)
    if team:
        _need_people(register)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    click.echo(f"Serving {register} at {address} (Ctrl-C to stop)")
    if browser:
        timer = threading.Timer(READY, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
    app = create_app(register, hosts=(host, *serving.names), team=team, plain_http=serving.plain_http)
    config = uvicorn.Config(app, log_level="warning", forwarded_allow_ips=serving.proxy, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _need_people(register: str) -> None:
    """Raises PactaError where nobody could log in."""
    from pacta.app.people import has_people

    with open_register(register) as opened:
        if not has_people(opened):
            raise PactaError(
                "Beyond this machine Pacta serves only people who log in, and this register has no accounts.",
                f"Make the first one: pacta people add NAME --role admin --register {register}",
            )


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own: the port is known before the address is printed, and taken ones are told."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        advice = "Another program may use the port: choose one with --port, or --port 0 for any."
        raise PactaError(f"Cannot listen on {host}:{port} ({error.strerror or error}).", advice) from error
