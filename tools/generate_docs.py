"""Writes the pages of ``docs/`` that are made from the program, or with ``--check`` says which are stale.

``docs/cli.md`` comes from the commands' own help, ``docs/rules.md`` from the rule tables, and the traced
sentence in ``docs/architecture.md`` and the entry in ``README.md`` from a real run over the demo corpus.
Scores may differ in the last digit between processors, so the comparison leaves decimals out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from trace_sentence import entry, trace

from pacta.cli.main import cli as program
from pacta.lexicon import Rule, load_table
from pacta.publish.dictionary import data_tables
from pacta.publish.package import table_page

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "src" / "pacta" / "lexicon" / "en"
DECIMALS = re.compile(r"\b[01]\.\d+")
MADE = "<!-- Made by `make docs`; change the program, not this page. -->\n"


def main() -> int:
    made = {ROOT / name: make() for name, make in MAKERS.items()}
    stale = [
        path for path, text in made.items() if not path.exists() or steady(path.read_text("utf-8")) != steady(text)
    ]
    if "--check" in sys.argv:
        print("\n".join(f"{path.name} is stale: run `make docs`" for path in stale) or "generated docs: up to date")
        return int(bool(stale))
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def steady(text: str) -> str:
    return DECIMALS.sub("#", text)


def command_reference() -> str:
    context = click.Context(program, info_name="pacta", **{**program.context_settings, "terminal_width": 100})
    parts = [MADE, "# Command line\n", *_command(program, context)]
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _command(child, click.Context(child, info_name=name, parent=context))


def rule_catalogue() -> str:
    tables = [path.stem for path in sorted(TABLES.glob("*.toml")) if "[[rule]]" in path.read_text(encoding="utf-8")]
    parts = [MADE, "# Rule catalogue\n", "English rules, table by table, in the order in which they are tried.\n"]
    for table in tables:
        parts.append(f"## {table}\n\n{_introduction(TABLES / f'{table}.toml')}\n")
        parts.extend(_rule(rule) for rule in load_table(table))
    return "\n".join(parts)


def _introduction(path: Path) -> str:
    """The comment at the head of a table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[: next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))]
    return " ".join(line.lstrip("# ") for line in head)


def _rule(rule: Rule) -> str:
    lines = [f"**`{rule.id}`** {rule.meaning}. *Source: {rule.source}.*"]
    if rule.examples:
        lines.append("  \nReads: " + " · ".join(map(_quoted, rule.examples)))
    if rule.counterexamples:
        lines.append("  \nNot: " + " · ".join(map(_quoted, rule.counterexamples)))
    return "".join(lines) + "\n"


def _quoted(example: str) -> str:
    return "`` " + example.replace("\n", "⏎").replace("\r", "") + " ``"


def data_dictionary() -> str:
    lead = "What `pacta export` writes: the tables, and what each column says. Dates are EDTF, precision kept.\n"
    pages = (line for table in data_tables().values() for line in table_page(table))
    return "\n".join([MADE, "# Data dictionary\n", lead, *pages, ""])


def architecture() -> str:
    return within("docs/architecture.md", "trace", trace())


def readme() -> str:
    return within("README.md", "entry", entry())


def within(name: str, mark: str, made: str) -> str:
    """The page with what stands between its two marks replaced."""
    begin, end = f"<!-- {mark}: begin -->\n", f"<!-- {mark}: end -->"
    before, found, rest = (ROOT / name).read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"{name} has lost its marks: {begin.strip()} and {end}")
    return before + begin + made + end + after


MAKERS: dict[str, Callable[[], str]] = {
    "README.md": readme,
    "docs/architecture.md": architecture,
    "docs/cli.md": command_reference,
    "docs/data.md": data_dictionary,
    "docs/rules.md": rule_catalogue,
}


if __name__ == "__main__":
    sys.exit(main())
