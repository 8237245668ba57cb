"""``pacta demo``"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import click

from pacta.cli.add import finish, link_new
from pacta.cli.options import open_register
from pacta.cli.serve import browser_option, host_option, port_option
from pacta.model import PactaError


@click.command("demo")
@click.option("--register", "-r", help="Where to keep the demo register (default: your data folder).")
@host_option
@port_option
@browser_option
@click.option("--serve/--no-serve", "serving", default=True, help="Open it, or only make the register.")
@click.option("--copy-to", type=click.Path(path_type=Path), help="Only copy the demo documents into this folder.")
def command(register: str | None, host: str, port: int, browser: bool, serving: bool, copy_to: Path | None) -> int:
    """Read the bundled demo corpus and open it in the browser.

    Eight documents about the partnership of two invented states. A second time it only opens them.
    """
    from pacta.app.add import add_inputs
    from pacta.cli.options import config_of
    from pacta.cli.progress import showing
    from pacta.cli.serve import serve
    from pacta.demo import CORPUS, PARTIES

    if copy_to is not None:
        return _copy(CORPUS, PARTIES, copy_to)
    place = register or str(demo_register())
    with open_register(place, create=True) as opened:
        with showing("Reading", [str(CORPUS)]) as progress:
            summary = add_inputs(opened, [str(CORPUS)], config=config_of(str(PARTIES)), progress=progress)
        link_new(opened, summary)
    code = finish(summary, place)
    return serve(place, host, port, browser) if serving and not summary.interrupted else code


def _copy(corpus: Path, parties: Path, folder: Path) -> int:
    """To try the commands on, and to look at."""
    if folder.exists():
        raise PactaError(f"{folder} is there already.", "Name a folder that is not.")
    shutil.copytree(corpus, folder / "documents")
    shutil.copy(parties, folder)
    click.echo(f"{folder / 'documents'} has the documents, {folder / parties.name} the states that they invent.")
    return 0


def demo_register() -> Path:
    """In the user's data folder (XDG Base Directory Specification); where there is none, in a temporary one."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "pacta"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        home = Path(tempfile.mkdtemp(prefix="pacta-"))
    return home / "demo.db"
