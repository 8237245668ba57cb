"""The errors of the use cases as those that the library and the API name (`pacta.client.errors`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pacta.app import rights
from pacta.app.cursors import BadCursor, OutOfDate
from pacta.app.library.values import judgement_value
from pacta.app.review import Conflict
from pacta.client import errors
from pacta.model import PactaError

MISSING = re.compile("There is no (?:document|statement|thread|finding|name|entity|entry|indicator|mechanism) ")
NAMED = (
    errors.BadRequest, errors.NotThere, errors.NotAllowed, errors.Changed, errors.Unseen, errors.Expired,
    errors.TooMuch, errors.TooMany, errors.Unavailable, errors.Fault,
)  # fmt: skip
ADVICE = "It may have been read again since, or you may not see it. Look for it in the lists or by search."


@contextmanager
def named_errors() -> Iterator[None]:
    """Whatever goes wrong inside is raised as one of `pacta.client.errors`."""
    try:
        yield
    except NAMED:
        raise
    except PactaError as error:
        raise named(error) from error


def named(error: PactaError) -> PactaError:
    """The error under the name that tells what kind it is."""
    if isinstance(error, NAMED):
        return error
    if isinstance(error, rights.NotAllowed):
        return errors.NotAllowed(error.message, error.advice)
    if isinstance(error, Conflict):
        return errors.Changed(error.message, error.advice, judgement_value(error.theirs))
    if isinstance(error, OutOfDate):
        return errors.Expired(error.message, error.advice)
    if isinstance(error, BadCursor):
        return errors.NotThere(error.message, error.advice)
    if error.message.startswith("More than one "):
        return errors.NotThere(error.message, error.advice)
    if MISSING.match(error.message):
        return errors.NotThere(error.message, ADVICE)
    if "in use by another program" in error.message:
        return errors.Unavailable(error.message, error.advice, 5.0)
    return errors.BadRequest(error.message, error.advice)
