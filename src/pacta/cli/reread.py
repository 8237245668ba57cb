"""``pacta reread``"""

from __future__ import annotations

import click

from pacta.cli.add import finish, link_new
from pacta.cli.options import config_options, jobs_option, open_register, register_option
from pacta.model import Config


@click.command("reread")
@click.option("--all", "everything", is_flag=True, help="Also what this version has read under these settings.")
@register_option
@config_options
@jobs_option
def command(everything: bool, register: str, config: Config, jobs: int) -> int:
    """Read the documents of the register again with this version of Pacta.

    What is still found keeps its id; what is no longer found is removed.
    """
    from pacta.app.add import reread
    from pacta.cli.progress import showing

    with open_register(register) as opened:
        with showing("Reading again") as progress:
            summary = reread(opened, config, progress, everything=everything, jobs=jobs)
        link_new(opened, summary)
    return finish(summary, register)
