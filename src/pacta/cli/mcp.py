"""``pacta mcp``"""

from __future__ import annotations

import click

from pacta.cli.options import open_register, register_option


@click.command("mcp")
@click.option(
    "--http", is_flag=True, help="Serve over HTTP, on this machine only, instead of standard input and output."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8750, show_default=True, help="For --http.")
@register_option
def command(http: bool, port: int, register: str) -> int:
    """Serve the register to an assistant (Model Context Protocol): search, read, commitments, threads, findings,
    figures. Answers are quotations with their place, or "not in the register". Nothing leaves this machine but to
    the assistant that asks."""
    from pacta.mcp import make_server

    with open_register(register) as opened:
        server = make_server(opened)
        if http:
            click.echo(f"http://127.0.0.1:{port}/mcp (Ctrl-C ends it)", err=True)
            server.run("streamable-http", host="127.0.0.1", port=port)
        else:
            server.run("stdio")
    return 0
