"""``pacta review``: judging statements and findings, one at a time, and the log of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pacta.cli.options import open_register, register_option
from pacta.cli.reviewing import said_options, value_options
from pacta.model import KINDS

if TYPE_CHECKING:
    from pacta.app.review import Said
    from pacta.review import Judgement


@click.group("review")
def command() -> None:
    """Judge what was read: accept, correct, reject, add; dismiss findings; see who did what.

    Every judgement is an entry of a log that is only appended to; to undo is a new entry. What the machine read
    is kept beside what reviewers say.
    """


@command.command("accept")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@said_options
@register_option
def accept(ids: tuple[str, ...], said: Said, register: str) -> None:
    """Say that statements are right as they were read."""
    _judge_all(register, ids, "accept", said)


@command.command("reject")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@said_options
@register_option
def reject(ids: tuple[str, ...], said: Said, register: str) -> None:
    """Say that these are no statements. Lists leave them out; --review rejected shows them."""
    _judge_all(register, ids, "reject", said)


@command.command("correct")
@click.argument("id_", metavar="ID")
@value_options
@said_options
@register_option
def correct(id_: str, given: dict[str, Any], said: Said, register: str) -> None:
    """Correct what was read in a statement: kind, firmness, whose words, who acts, by when, which words.

    Words (--cue, --content, --item, --deadline-words) are given as they stand in the document.
    """
    from pacta.app import review
    from pacta.app.review_words import placed_values

    with open_register(register) as opened:
        values = placed_values(opened, id_, given)
        _tell(review.judge(opened, id_, "correct", said, values))


@command.command("comment")
@click.argument("id_", metavar="ID")
@said_options
@register_option
def comment(id_: str, said: Said, register: str) -> None:
    """Say something of a statement (--reason) without judging it."""
    _judge_all(register, (id_,), "comment", said)


@command.command("assign")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--to", "assignee", metavar="NAME", help="Who shall look at it; without, nobody in particular.")
@said_options
@register_option
def assign(ids: tuple[str, ...], assignee: str | None, said: Said, register: str) -> None:
    """Assign statements to a reviewer: pacta review queue --assignee NAME lists them."""
    _judge_all(register, ids, "assign", said, {"to": assignee})


@command.command("add")
@click.argument("document")
@click.option("--words", required=True, help="The statement's words, as they stand in the document.")
@value_options
@said_options
@register_option
def add(document: str, words: str, given: dict[str, Any], said: Said, register: str) -> None:
    """Add a statement that was missed. DOCUMENT is its id; --kind says what it is."""
    from pacta.app import review
    from pacta.app.review_words import placed_in

    if "kind" not in given:
        raise click.UsageError(f"Say what it is: --kind {'|'.join(KINDS)}.")
    with open_register(register) as opened:
        span, values, cue = placed_in(opened, document, words, given)
        entry = review.add_statement(opened, document, span, said, values, cue)
    click.echo(f"{entry.target} was added ({entry.id}).")


@command.command("split")
@click.argument("id_", metavar="ID")
@click.option("--part", "parts", multiple=True, required=True, help="Words of one part (give two or more).")
@said_options
@register_option
def split(id_: str, parts: tuple[str, ...], said: Said, register: str) -> None:
    """Make several statements of one."""
    from pacta.app import review
    from pacta.app.review_words import near_statement

    with open_register(register) as opened:
        pieces = [{"words": near_statement(opened, id_, words)} for words in parts]
        _tell(review.split(opened, id_, said, pieces))


@command.command("merge")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@said_options
@register_option
def merge(ids: tuple[str, ...], said: Said, register: str) -> None:
    """Make one statement of several: the first, with the content of all."""
    from pacta.app import review

    with open_register(register) as opened:
        _tell(review.merge(opened, list(ids), said))


@command.command("dismiss")
@click.argument("finding")
@said_options
@register_option
def dismiss(finding: str, said: Said, register: str) -> None:
    """Dismiss a finding of pacta check, with a reason (--reason)."""
    from pacta.app.review_links import find_finding, judge_finding

    with open_register(register) as opened:
        _tell(judge_finding(opened, find_finding(opened, finding), "dismiss", said))


@command.command("same")
@click.argument("a")
@click.argument("b")
@said_options
@register_option
def same(a: str, b: str, said: Said, register: str) -> None:
    """Say that two names are of one and the same: linking keeps to it. A and B are ids of entities."""
    _judge_names(register, a, b, "same", said)


@command.command("different")
@click.argument("a")
@click.argument("b")
@said_options
@register_option
def different(a: str, b: str, said: Said, register: str) -> None:
    """Say that two names are of two. pacta review names lists those on which linking abstained."""
    _judge_names(register, a, b, "different", said)


@command.command("rename")
@click.argument("entity")
@click.argument("name")
@said_options
@register_option
def rename(entity: str, name: str, said: Said, register: str) -> None:
    """Say under which NAME an entity is shown, whatever texts call it."""
    from pacta.app import linked
    from pacta.app.review_links import name_entity

    with open_register(register) as opened:
        _tell(name_entity(opened, linked.entity(opened, entity), name, said))


@command.command("move")
@click.argument("mention")
@click.option("--to", "thread", metavar="THREAD", help="Id of the thread; without, a thread of its own.")
@said_options
@register_option
def move(mention: str, thread: str | None, said: Said, register: str) -> None:
    """Move a mention (the id of its statement) to another thread. Nothing else of either thread moves."""
    from pacta.app.linked import refresh
    from pacta.app.review_moves import move_mention

    with open_register(register) as opened:
        refresh(opened)
        _tell(move_mention(opened, mention, thread, said))


@command.command("undo")
@click.argument("entry")
@said_options
@register_option
def undo(entry: str, said: Said, register: str) -> None:
    """Take an entry back; what stood before stands again. pacta review history ID shows the entries."""
    from pacta.app import review

    with open_register(register) as opened:
        _tell(review.undo(opened, entry, said))


def _judge_names(register: str, a: str, b: str, verdict: Any, said: Said) -> None:
    from pacta.app.linked import entity
    from pacta.app.review_links import judge_entities

    with open_register(register) as opened:
        _tell(judge_entities(opened, entity(opened, a), entity(opened, b), verdict, said))


def _judge_all(
    register: str, ids: tuple[str, ...], verdict: Any, said: Said, values: dict[str, Any] | None = None
) -> None:
    from pacta.app import review

    with open_register(register) as opened:
        for id_ in ids:
            _tell(review.judge(opened, id_, verdict, said, values))


def _tell(entry: Judgement) -> None:
    click.echo(f"{entry.target} {entry.verdict} by {entry.reviewer} ({entry.id}).")


def _register_more() -> None:
    from pacta.cli import review_log, second_reader

    for one in (*review_log.COMMANDS, *second_reader.COMMANDS):
        command.add_command(one)


_register_more()
