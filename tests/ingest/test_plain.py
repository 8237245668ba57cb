"""Plain text: UTF-8 stays as it is; other encodings are recognised; what is no text is refused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.ingest import Limits, read_bytes, read_inputs
from pacta.ingest.decoding import decode
from pacta.model import UnreadableInput, document_id

SENTENCE = "The two sides agreed to open the bridge by 2030 – “without delay”.\r\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_text_of_a_utf8_file_is_the_decoded_file(text: str) -> None:
    data = (text + SENTENCE).encode()
    (document,) = read_bytes(data, "a.txt")
    assert document.text == data.decode("utf-8")
    assert document.source.raw == data


def test_line_ends_byte_order_mark_and_odd_controls_stay(one) -> None:
    data = b"\xef\xbb\xbf" + (SENTENCE * 3 + "a\x0cb\x07c\u2028d\r").encode()
    assert one(data, "a.txt").text == data.decode("utf-8")


def test_source_says_where_the_bytes_came_from(one) -> None:
    data = SENTENCE.encode()
    document = one(data, "folder/a.txt")
    digest = hashlib.sha256(data).hexdigest()
    assert document.id == document_id(digest)
    source = document.source
    assert (source.path, source.sha256, source.size) == ("folder/a.txt", digest, len(data))
    assert (source.media_type, source.encoding, source.member) == ("text/plain", "utf-8", None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read(one, encoding: str) -> None:
    assert one((SENTENCE * 5).encode(encoding), "a.txt").text == SENTENCE * 5


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The communiqué of the Élysée – “agreed” on café prices, naïve façades and coöperation. " * 5),
        ("cp1251", "Стороны договорились о сотрудничестве в области энергетики и торговли до 2030 года. " * 5),
    ],
)
def test_other_encodings_are_recognised_with_a_warning(one, encoding: str, text: str) -> None:
    document = one(text.encode(encoding), "a.txt")
    assert document.text == text
    assert any("not UTF-8" in warning for warning in document.warnings)


def test_text_cut_off_inside_a_character_is_read_with_a_warning(one) -> None:
    document = one((SENTENCE + "Việt").encode()[:-2], "a.txt")
    assert document.text == SENTENCE + "Vi\ufffd"
    assert document.warnings


def test_garbled_text_is_read_with_a_warning(one) -> None:
    document = one("The sidesâ€™ ministers met.".encode(), "a.txt")
    assert any("garbled" in warning for warning in document.warnings)


@pytest.mark.parametrize("data", [b"", b"   \r\n\t "])
def test_empty_files_are_refused(refusal, data: bytes) -> None:
    assert "empty" in refusal(data, "a.txt").message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password"),
        (b"{\\rtf1\\ansi Agreed.}", "Rich Text"),
        (b"SQLite format 3\x00" + bytes(100), "database"),
        (b"\x7fELF" + bytes(100), "program"),
    ],
)
def test_binary_data_is_refused_with_its_kind(refusal, data: bytes, reason: str) -> None:
    assert reason in refusal(data, "a.txt").message


def test_a_text_above_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    def forbidden(*_: object) -> None:
        raise AssertionError("the file was read")

    monkeypatch.setattr("pacta.ingest.inputs.read_stream", forbidden)
    (found,) = read_inputs([str(path)])
    assert isinstance(found, UnreadableInput)
    assert "64 MiB" in found.message and found.advice and found.path == str(path)


def test_the_limit_is_the_callers(refusal) -> None:
    assert "10 bytes" in refusal(b"Agreed to open the bridge.", "a.txt", limits=Limits(max_bytes=10)).message


def test_one_line_of_five_megabytes_goes_through(one) -> None:
    data = b"agreed and " * 500_000
    assert len(one(data, "a.txt").text) == len(data)


def test_damaged_utf8_is_refused_with_the_place_since_its_quotations_would_be_false() -> None:
    data = "Both sides – Arland and Việt Nam – agreed ".encode() + b"\xff\xfe\x80\x81 to meet in May."
    with pytest.raises(UnreadableInput, match=r"damaged UTF-8: byte \d+"):
        read_bytes(data, "damaged.txt")


@pytest.mark.parametrize("declared", ["no-such", "utf\x008", "idna", "undefined", "hex"])
def test_an_encoding_that_a_server_names_wrongly_is_not_followed(declared: str) -> None:
    text = "Заявление двух сторон о сотрудничестве в области энергетики и торговли. " * 20
    assert decode(text.encode("cp1251"), "page.html", declared).text == text


def test_an_encoding_that_no_words_confirm_is_not_guessed() -> None:
    short = "Обе стороны договорились построить мост.".encode("koi8-r")
    with pytest.raises(UnreadableInput, match="encoding that is not recognised"):
        read_bytes(short, "short.txt")


def test_an_older_encoding_that_its_words_confirm_is_read_with_a_warning() -> None:
    (document,) = read_bytes("Les deux parties ont décidé de bâtir un pont à Genève.".encode("cp1252"), "old.txt")
    assert "décidé de bâtir" in document.text
    assert any("cp1252" in warning for warning in document.warnings)
