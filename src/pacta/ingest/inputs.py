"""What the user names: files, folders, globs, addresses, standard input; lazily and in a stable order."""

from __future__ import annotations

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from pacta.ingest.formats import STREAMED, by_name
from pacta.ingest.given import SIDECAR_ENDINGS, WrongField, is_sidecar, named_by, outranking, parse_sidecar
from pacta.ingest.limits import DEFAULT_LIMITS, MIB, Limits, in_words
from pacta.ingest.raw import Origin, read_within, too_large
from pacta.ingest.reading import Read, read_stream
from pacta.model import Given, UnreadableInput

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # of an address
_PERMISSION = "Give yourself the right to read it, or copy it to where you have it."


def read_inputs(
    paths: Iterable[str], given: Given = Given(), *, limits: Limits = DEFAULT_LIMITS, stdin: BinaryIO | None = None
) -> Iterator[Read]:
    """The documents behind the paths, in order; an UnreadableInput for each that cannot be read.

    A path is a file, a folder (read with all that is in it, but for hidden files), a pattern (``*.html``,
    ``**``), an archive, a table of documents, an ``http(s)://`` address or ``-`` for standard input.
    ``given`` outranks sidecar files, which outrank what the files say of themselves.
    """
    said = named_by(given, "option")
    for path in paths:
        origin = Origin(path, given=said)
        if path == "-":
            yield from _read_standard_input(origin, stdin or sys.stdin.buffer, limits)
        elif _SCHEME.match(path):
            yield from _read_address(origin, limits)
        else:
            yield from _read_path(origin, limits)


def _read_standard_input(origin: Origin, stdin: BinaryIO, limits: Limits) -> Iterator[Read]:
    try:
        data = read_within(stdin, origin, limits)
    except UnreadableInput as error:
        yield error
        return
    yield from read_stream(io.BytesIO(data), origin, limits)


def _read_address(origin: Origin, limits: Limits) -> Iterator[Read]:
    from pacta.ingest.urls import fetch  # the network library takes its time to load

    try:
        page = fetch(origin, limits)
    except UnreadableInput as error:
        yield error
        return
    yield from read_stream(io.BytesIO(page.data), page.origin, limits)


def _read_path(origin: Origin, limits: Limits) -> Iterator[Read]:
    path = origin.path
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        matches = _matches(path)
        if not matches:
            yield _missing(origin, error)
        for match in matches:
            if not is_sidecar(match):
                yield from _read_path(replace(origin, path=match), limits)
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(origin, limits)
    else:
        yield from _read_file(origin, limits)


def _matches(pattern: str) -> list[str]:
    if not glob.has_magic(pattern) or "\0" in pattern:
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - pathlib would not keep the path as given


def _missing(origin: Origin, error: Exception) -> UnreadableInput:
    if isinstance(error, PermissionError):
        return origin.unreadable("You may not read it.", _PERMISSION)
    if isinstance(error, ValueError):
        return origin.unreadable("It is not a possible file name.", "Check the spelling.")
    what = "No file matches the pattern." if glob.has_magic(origin.path) else "There is no such file or folder."
    return origin.unreadable(what, "Check the spelling and the folder that you are in.")


def _read_folder(origin: Origin, limits: Limits) -> Iterator[Read]:
    """Files first by folder, then by name. Hidden ones, sidecars and the pictures and styles that browsers
    save beside a page (``page_files/``) are passed over."""
    failures: list[OSError] = []
    for folder, folders, files in os.walk(origin.path, onerror=failures.append):
        pages = {Path(name).stem for name in files if by_name(name) == "html"}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_beside(name, pages))
        yield from _denied(origin, failures)
        for name in sorted(files):
            found = replace(origin, path=os.path.join(folder, name))  # noqa: PTH118 - the path as it was given
            if not name.startswith(".") and not is_sidecar(name) and _is_regular(found.path):
                yield from _read_file(found, limits) if _is_wanted(found) else [_not_wanted(found)]
    yield from _denied(origin, failures)


def _is_regular(path: str) -> bool:
    """Pipes and devices are read only where the user names them; a dead link is reported as a missing file."""
    return Path(path).is_file() or not Path(path).exists()


def _is_beside(folder: str, pages: set[str]) -> bool:
    return folder.endswith(("_files", ".files")) and folder[:-6] in pages


def _denied(origin: Origin, failures: list[OSError]) -> Iterator[UnreadableInput]:
    while failures:
        error = failures.pop(0)
        found = replace(origin, path=str(error.filename or origin.path))
        yield found.unreadable(f"The folder cannot be read ({error.strerror}).", _PERMISSION)


def _is_wanted(origin: Origin) -> bool:
    """In a folder only what says that it is a document; named by itself, any file is tried."""
    return by_name(origin.path) is not None or not Path(origin.path).suffix


def _not_wanted(origin: Origin) -> UnreadableInput:
    message = f"{Path(origin.path).suffix} is not an ending of a document that Pacta reads."
    return origin.unreadable(message, "If it is text, name the file itself, or move it out of the folder.")


def _read_file(origin: Origin, limits: Limits) -> Iterator[Read]:
    try:
        origin = replace(origin, given=outranking(origin.given, _beside(origin.path)))
        with Path(origin.path).open("rb") as file:
            yield from _read_open(file, origin, limits)
    except WrongField as error:
        yield origin.unreadable(error.message, error.advice)
    except PermissionError:
        yield origin.unreadable("You may not read it.", _PERMISSION)
    except OSError as error:
        yield origin.unreadable(f"It cannot be opened ({error.strerror or error}).", "Check the file and its disk.")


def _read_open(file: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Read]:
    """Archives and tables are streamed from the disk; what cannot be sought (a pipe) is read first."""
    status = os.fstat(file.fileno())
    kind = by_name(origin.path)
    if not stat.S_ISREG(status.st_mode):
        try:
            data = read_within(file, origin, limits)
        except UnreadableInput as error:
            yield error
            return
        yield from read_stream(io.BytesIO(data), origin, limits)
    elif status.st_size > limits.max_bytes and kind not in STREAMED:
        yield too_large(origin, limits)
    else:
        yield from read_stream(file, origin, limits)


def _beside(path: str) -> Given:
    """What the sidecar of a file says; nothing where there is none. Raises WrongField."""
    for ending in SIDECAR_ENDINGS:
        sidecar = Path(path + ending)
        if sidecar.is_file():
            if sidecar.stat().st_size > MIB:
                raise WrongField(f"The sidecar {sidecar.name} is larger than {in_words(MIB)}.", "Shorten it.")
            return parse_sidecar(sidecar.read_bytes(), sidecar.name)
    return Given()
