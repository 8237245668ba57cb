"""Archives: members are documents; hostile, damaged and swollen archives are refused within limits."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest
from builders import tarred, zipped

from pacta.ingest import Limits, read_bytes, read_inputs
from pacta.model import Document, UnreadableInput

FILES = {"2025/b.txt": b"They agreed.", "2025/a.html": b"<html><body><p>We agreed.</p></body></html>"}


def outcomes(data: bytes, name: str, tmp_path, **limits: int) -> list[Document | UnreadableInput]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_inputs([str(path)], limits=Limits(**limits)))


def refusals(found: list[Document | UnreadableInput]) -> list[UnreadableInput]:
    errors = [one for one in found if isinstance(one, UnreadableInput)]
    assert all(error.message and error.advice for error in errors)
    return errors


ARCHIVES = [
    pytest.param(zipped(FILES), "a.zip", id="zip"),
    pytest.param(tarred(FILES), "a.tar.gz", id="tar.gz"),
    pytest.param(tarred(FILES), "a.tgz", id="tgz"),
    pytest.param(tarred(FILES, "w:bz2"), "a.tar.bz2", id="tar.bz2"),
    pytest.param(tarred(FILES, "w:xz"), "a.tar.xz", id="tar.xz"),
    pytest.param(tarred(FILES, "w:"), "a.tar", id="tar"),
    pytest.param(tarred(FILES), "a.gz", id="tar under a bare gz"),
    pytest.param(zipped(FILES), "archive", id="zip without ending"),
]


@pytest.mark.parametrize(("data", "name"), ARCHIVES)
def test_members_are_documents_in_the_order_of_the_archive(data: bytes, name: str, tmp_path) -> None:
    documents = outcomes(data, name, tmp_path)
    assert [d.source.member for d in documents if isinstance(d, Document)] == list(FILES)
    assert [d.text for d in documents if isinstance(d, Document)] == ["They agreed.", "We agreed."]


def test_a_member_is_the_same_document_as_the_file() -> None:
    assert read_bytes(zipped(FILES), "a.zip")[0].id == read_bytes(FILES["2025/b.txt"], "b.txt")[0].id


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_table_is_unpacked(pack, tmp_path) -> None:
    ending = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    (document,) = outcomes(pack(json.dumps({"text": "We agreed."}).encode()), f"t.jsonl.{ending}", tmp_path)
    assert isinstance(document, Document)
    assert (document.text, document.source.member) == ("We agreed.", "t.jsonl#row 1")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_sidecar_inside_speaks_of_its_neighbour(pack, tmp_path) -> None:
    files = {"b.txt": b"They agreed.", "b.txt.meta.yaml": b"title: A note\n"}
    (document,) = outcomes(pack(files), "a.zip" if pack is zipped else "a.tar.gz", tmp_path)
    assert isinstance(document, Document) and document.given.title == "A note"


def test_hidden_members_are_passed_over(tmp_path) -> None:
    files = {"__MACOSX/._b.txt": b"\x00\x05", ".DS_Store": b"\x00", "b.txt": b"They agreed."}
    assert len(outcomes(zipped(files), "a.zip", tmp_path)) == 1


@pytest.mark.parametrize("name", ["../b.txt", "/etc/b.txt", "x/../../b.txt", "C:\\b.txt", "..\\b.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_paths_that_climb_out_are_refused_and_the_rest_read(pack, name: str, tmp_path) -> None:
    found = outcomes(
        pack({name: b"bad", "good.txt": b"We agreed."}), "a.zip" if pack is zipped else "a.tgz", tmp_path
    )
    (error,) = refusals(found)
    assert "hostile" in error.message and name in error.path and len(found) == 2


def test_links_in_a_tar_are_refused(tmp_path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("passwords.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    (error,) = refusals(outcomes(stream.getvalue(), "a.tar", tmp_path))
    assert "link" in error.message


def test_a_member_that_swells_too_much_is_refused_and_the_rest_read(tmp_path) -> None:
    found = outcomes(zipped({"zeros.txt": b"0" * 8_000_000, "b.txt": b"They agreed."}), "a.zip", tmp_path)
    (error,) = refusals(found)
    assert "bomb" in error.message and len(found) == 2


def test_a_zip_bomb_is_refused_as_a_whole(tmp_path) -> None:
    data = zipped({f"{n}.txt": b"0" * 100_000 for n in range(30)})
    (error,) = refusals(outcomes(data, "a.zip", tmp_path, max_unpacked=1_000_000))
    assert "unpacks to more" in error.message


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_tar_bomb_is_stopped_at_the_limit(mode: str, tmp_path) -> None:
    data = tarred({"a.txt": b"We agreed.", "zeros.txt": b"0" * 20_000_000}, mode)
    found = outcomes(data, "a.tar.gz", tmp_path, max_unpacked=1_000_000)
    assert any("unpacks to more" in error.message for error in refusals(found))
    assert len([one for one in found if isinstance(one, Document)]) <= 1


def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path) -> None:
    (error,) = refusals(outcomes(gzip.compress(b"0" * 30_000_000), "a.txt.gz", tmp_path, max_bytes=1_000_000))
    assert "larger than" in error.message


def test_too_many_members_are_refused(tmp_path) -> None:
    data = zipped({f"{n}.txt": b"We agreed." for n in range(30)})
    (error,) = refusals(outcomes(data, "a.zip", tmp_path, max_members=20))
    assert "more than 20 members" in error.message


def test_an_archive_inside_an_archive_is_refused_and_the_rest_read(tmp_path) -> None:
    found = outcomes(zipped({"inner.zip": zipped(FILES), "b.txt": b"They agreed."}), "a.zip", tmp_path)
    (error,) = refusals(found)
    assert "inside an archive" in error.message and len(found) == 2


@pytest.mark.parametrize(("data", "name"), ARCHIVES[:5])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_truncated_archive_is_refused(data: bytes, name: str, share: float, tmp_path) -> None:
    errors = refusals(outcomes(data[: int(len(data) * share)], name, tmp_path))
    assert errors and "damaged" in errors[-1].message


def test_a_member_behind_a_password_is_refused(tmp_path) -> None:
    data = bytearray(zipped({"b.txt": b"They agreed."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    (error,) = refusals(outcomes(bytes(data), "a.zip", tmp_path))
    assert "password" in error.message


def test_a_member_without_a_name_is_refused_and_the_rest_read(tmp_path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(), b"They agreed.")
        archive.writestr("b.txt", b"We agreed to open the bridge.")
    data = stream.getvalue().replace(b"NoName", b"\0" * 6)
    found = outcomes(data, "a.zip", tmp_path)
    (error,) = refusals(found)
    assert "no name" in error.message and len(found) == 2


def test_a_member_with_damaged_bytes_is_refused_and_the_rest_read(tmp_path) -> None:
    data = bytearray(zipped({"a.txt": b"We agreed to open the bridge.", "b.txt": b"They agreed."}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("a.txt").header_offset + 30 + len("a.txt")
    data[place : place + 8] = b"\xff" * 8
    found = outcomes(bytes(data), "a.zip", tmp_path)
    assert len(refusals(found)) == 1 and len(found) == 2


def test_read_bytes_raises_for_the_first_bad_member(refusal) -> None:
    assert "picture" in refusal(zipped({"a.png": b"\x89PNG\r\n\x1a\n"}), "a.zip").message
