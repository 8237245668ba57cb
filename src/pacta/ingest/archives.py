"""Archives: their members one by one, in the archive's order, unpacked in memory and within limits.

Nothing is ever written to disk. Members with a path that climbs out of the archive, links, encrypted members
and archives inside archives are refused one by one; an archive that would unpack to too much, as a whole.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from pacta.ingest.formats import Format
from pacta.ingest.limits import MIB, Limits, in_words
from pacta.ingest.raw import Origin, too_large
from pacta.model import UnreadableInput

_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError,
            OSError, NotImplementedError, RuntimeError, ValueError, OverflowError)  # fmt: skip
_GET_AGAIN = "Get the archive again, or unpack it and give the files."
_UNPACK_YOURSELF = "Unpack it where you trust it and give the files that you need."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; ``problem`` says why it will not be read, else ``open`` gives its bytes."""

    name: str
    size: int  # unpacked, as the archive claims
    open: Callable[[], IO[bytes]]
    problem: str = ""


def archive_files(
    stream: BinaryIO, kind: Format, origin: Origin, limits: Limits, wanted: Callable[[str], bool]
) -> Iterator[tuple[Origin, bytes] | UnreadableInput]:
    """Origin and bytes of each member whose name is wanted; the archive's own failure comes last."""
    try:
        for member in _within_limits(_MEMBERS[kind](stream, origin, limits), origin, limits):
            if not _is_hidden(member.name) and wanted(member.name):
                yield _read(member, replace(origin, member=member.name), limits)
    except UnreadableInput as error:
        yield error
    except _DAMAGED as error:
        yield origin.unreadable(f"The archive is damaged or cut off ({error or type(error).__name__}).", _GET_AGAIN)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in _path(name).parts)


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _within_limits(members: Iterator[Member], origin: Origin, limits: Limits) -> Iterator[Member]:
    count = size = 0
    for member in members:
        count, size = count + 1, size + max(0, member.size)
        if count > limits.max_members:
            raise origin.unreadable(f"The archive has more than {limits.max_members} members.", _UNPACK_YOURSELF)
        if size > limits.max_unpacked:
            raise _unpacks_to_too_much(origin, limits)
        yield member


def _unpacks_to_too_much(origin: Origin, limits: Limits) -> UnreadableInput:
    return origin.unreadable(
        f"The archive unpacks to more than {in_words(limits.max_unpacked)}; the rest of it was not read.",
        _UNPACK_YOURSELF,
    )


def _read(member: Member, origin: Origin, limits: Limits) -> tuple[Origin, bytes] | UnreadableInput:
    path = _path(member.name)
    if ".." in path.parts or path.is_absolute() or ":" in "".join(path.parts[:1]):
        return origin.unreadable("Its path leads out of the archive, which looks hostile.", _UNPACK_YOURSELF)
    if member.problem:
        return origin.unreadable(member.problem, _UNPACK_YOURSELF)
    if member.size > limits.max_bytes:
        return too_large(origin, limits)
    try:
        with member.open() as file:
            data = file.read(limits.max_bytes + 1)
    except _TooMuch:
        raise
    except _DAMAGED as error:
        return origin.unreadable(f"It is damaged ({error or type(error).__name__}).", _GET_AGAIN)
    return too_large(origin, limits) if len(data) > limits.max_bytes else (origin, data)


_NAMELESS = "a member without a name"


def _zip_members(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Member]:
    archive = zipfile.ZipFile(stream)
    if len(archive.filelist) > limits.max_members:
        raise origin.unreadable(f"The archive has more than {limits.max_members} members.", _UNPACK_YOURSELF)
    if sum(info.file_size for info in archive.filelist) > limits.max_unpacked:
        raise _unpacks_to_too_much(origin, limits)
    for info in archive.filelist:
        if not info.filename:
            yield Member(_NAMELESS, 0, io.BytesIO, "It has no name.")
        elif not info.is_dir():
            problem = _zip_problem(info, limits)
            yield Member(info.filename, info.file_size, lambda info=info: archive.open(info), problem)  # type: ignore[misc]


def _zip_problem(info: zipfile.ZipInfo, limits: Limits) -> str:
    if info.flag_bits & 1:
        return "It is protected by a password."
    if info.file_size > MIB and info.file_size > limits.max_ratio * max(1, info.compress_size):
        return f"It unpacks to more than {limits.max_ratio} times its size, as an archive bomb does."
    return ""


def _tar_members(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Member]:
    with _unpacked(stream, origin, limits) as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
        for info in archive:
            if info.isfile():
                yield Member(info.name, info.size, lambda info=info: _tar_file(archive, info))  # type: ignore[misc]
            elif not info.isdir():
                yield Member(info.name, 0, io.BytesIO, "It is a link or a device, not a file.")


def _tar_file(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(info)
    if file is None:
        raise tarfile.ReadError("no data")
    return file


def _gzip_members(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Member]:
    """One packed file (``letters.jsonl.gz``), or a tar archive whose name does not say so."""
    name = PurePosixPath(PurePosixPath(origin.name).name)
    with _unpacked(stream, origin, limits) as plain:
        is_tar = plain.read(512)[257:262] == b"ustar"
    stream.seek(0)
    if is_tar:
        yield from _tar_members(stream, origin, limits)
        return
    with _unpacked(stream, origin, limits) as plain:
        yield Member(name.stem if name.suffix in _PACKERS else name.name, 0, lambda: plain)


_MEMBERS: dict[Format, Callable[[BinaryIO, Origin, Limits], Iterator[Member]]] = {
    "zip": _zip_members, "tar": _tar_members, "gzip": _gzip_members,
}  # fmt: skip
_PACKERS = (".gz", ".bz2", ".xz")


class _TooMuch(UnreadableInput):
    """The whole archive is refused, not just the member in which the limit was met."""


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than so many bytes: the guard against a small file of zeros."""

    def __init__(self, stream: IO[bytes], limit: int, refusal: UnreadableInput) -> None:
        self._stream, self._left, self._refusal = stream, limit, refusal

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch(self._refusal.path, self._refusal.message, self._refusal.advice)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _unpacked(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[IO[bytes]]:
    """The plain bytes behind gzip, bzip2, xz or nothing, no more than the limit allows."""
    head = stream.read(6)
    stream.seek(0)
    plain: IO[bytes] = stream
    if head.startswith(b"\x1f\x8b"):
        plain = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    elif head.startswith(b"BZh"):
        plain = bz2.BZ2File(stream)
    elif head.startswith(b"\xfd7zXZ"):
        plain = lzma.LZMAFile(stream)  # noqa: SIM115
    refusal = _unpacks_to_too_much(origin, limits)
    yield io.BufferedReader(_Bounded(plain, limits.max_unpacked, refusal), 64 * 1024)
