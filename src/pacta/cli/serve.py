"""``pacta serve``"""

from __future__ import annotations

import socket
import threading
import webbrowser

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
def command(register: str, host: str, port: int, browser: bool, names: tuple[str, ...]) -> int:
    """Open the register in the browser. Ctrl-C ends it."""
    open_register(register).close()
    return serve(register, host, port, browser, names)


def serve(register: str, host: str, port: int, browser: bool, names: tuple[str, ...] = ()) -> int:
    """Prints the address, opens the browser, and serves until Ctrl-C."""
    import uvicorn

    from pacta.web import create_app

    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    click.echo(f"Serving {register} at {address} (Ctrl-C to stop)")
    if browser:
        timer = threading.Timer(READY, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
    server = uvicorn.Server(uvicorn.Config(create_app(register, hosts=(host, *names)), log_level="warning"))
    server.run(sockets=[listener])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own: the port is known before the address is printed, and taken ones are told."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        advice = "Another program may use the port: choose one with --port, or --port 0 for any."
        raise PactaError(f"Cannot listen on {host}:{port} ({error.strerror or error}).", advice) from error
