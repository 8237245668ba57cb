"""``pacta watch``"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pacta.cli.options import config_options, open_register, register_option
from pacta.cli.output import printable
from pacta.model import PactaError

if TYPE_CHECKING:
    from pacta.app.watch import Watcher
    from pacta.model import Config
    from pacta.store import Register


@click.command("watch")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("--once", is_flag=True, help="One round over what is due, then end.")
@click.option(
    "--warc", type=click.Path(file_okay=False, path_type=Path), default=None,
    help="Folder for the WARC files of what was seen (default: the register's name with .warc; --no-warc: none).",
)  # fmt: skip
@click.option("--no-warc", is_flag=True, help="Keep no WARC files.")
@click.option("--pause", type=click.FloatRange(0.0), default=5.0, show_default=True,
              help="Seconds between two requests to one host; its robots.txt may ask for more.")  # fmt: skip
@click.option("--private", is_flag=True, help="Also addresses of this machine and its network.")
@register_option
@config_options
def command(
    sources: tuple[str, ...], once: bool, warc: Path | None, no_warc: bool, pause: float, private: bool,
    register: str, config: Config,
) -> int:  # fmt: skip
    """Watch feeds and pages, and add what is new or has changed.

    FILE is a TOML list of sources ([[source]] with url, and where wanted every, outlet, type, language). Robots
    files are obeyed, unchanged pages are not sent again, each host is given time. What was seen is kept as WARC.
    Stop at any time; the next start goes on from there. Fetches from the network: nothing else in Pacta does so
    without an address.
    """
    folder = None if no_warc else warc or _beside(register)
    failed = 0
    with open_register(register, create=True) as opened:
        watcher = _watcher(opened, sources, folder, pause, private, config)
        while True:
            failed += _round(watcher)
            if once:
                return 1 if failed else 0
            _sleep_until(watcher.next_due())


def _watcher(
    register: Register, sources: tuple[str, ...], folder: Path | None, pause: float, private: bool, config: Config
) -> Watcher:
    """Raises PactaError where the packages that watching needs are not installed."""
    try:
        from pacta.app.watch import Watcher, sources_in
        from pacta.app.watch.archive import Archive
        from pacta.app.watch.manners import Manners
    except ImportError as error:
        raise PactaError("Watching needs further packages.", "Install them: pip install 'pacta[watch]'.") from error
    from pacta.ingest.limits import Limits

    manners = Manners(Limits(allow_private=private), pause)
    return Watcher(register, sources_in(sources), manners, Archive(folder) if folder else None, config)


def _beside(register: str) -> Path:
    return Path("pacta.warc") if "://" in register else Path(register).with_suffix(".warc")


def _round(watcher: Watcher) -> int:
    failed = 0
    for outcome in watcher.round():
        failed += outcome.what == "failed"
        reason = f" {outcome.reason}" if outcome.reason else ""
        click.echo(f"{outcome.what}: {printable(outcome.url)}{printable(reason)}", err=outcome.what == "failed")
    return failed


def _sleep_until(due: datetime | None) -> None:
    if due is None:
        return
    left = (due - datetime.now(UTC)).total_seconds()
    if left > 0:
        click.echo(f"Next at {due:%Y-%m-%d %H:%M} UTC. Ctrl-C ends it.", err=True)
        time.sleep(left)
