"""``pacta corpus``"""

from __future__ import annotations

import click

from pacta.cli.options import config_options, jobs_option
from pacta.model import Config, PactaError


@click.group("corpus")
def command() -> None:
    """Read a corpus that is too large for one sitting or one machine."""


@command.command("run")
@click.argument("source", metavar="INPUT")
@click.argument("output", metavar="OUTPUT")
@click.option("--cluster", metavar="ADDRESS", help="A Ray cluster: ray://..., or auto for one that runs here.")
@click.option("--link/--no-link", default=True, help="Leave linking to the register that the output is added to.")
@jobs_option
@config_options
def run_command(source: str, output: str, cluster: str | None, link: bool, jobs: int, config: Config) -> int:
    """Read and link INPUT into Parquet files under OUTPUT.

    INPUT is a file (JSONL, Parquet, WARC and the rest of what Pacta reads), a folder, or an address that fsspec
    knows (s3://...). OUTPUT gets a folder for each table: documents, statements, failures, threads, mentions,
    findings, entities, indicators. Stop at any time: the same command goes on from there. pacta add OUTPUT loads
    what was read into a register.
    """
    try:
        from pacta.app.corpus import read_corpus
    except ModuleNotFoundError as error:
        raise PactaError(
            f"Reading a corpus needs {error.name}.", 'Install it: pip install "pacta[corpus]"'
        ) from error

    def progress(step: str, done: int, of: int) -> None:
        if done < of:
            click.echo(f"{step}: {done:,} of {of:,} parts are done", err=True)

    made = read_corpus(source, output, config, cluster=cluster, workers=jobs, link=link, progress=progress)
    counts = ", ".join(f"{count:,} {table}" for table, count in made.counts.items())
    again = f", {made.resumed} of them before" if made.resumed else ""
    click.echo(f"{output}: {counts}, in {made.partitions} partitions{again}.")
    return 1 if made.counts["failures"] else 0
