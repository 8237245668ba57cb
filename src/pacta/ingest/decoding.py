"""Bytes to text. UTF-8 is taken as it is; other encodings are recognised, and what is no text is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from pacta.model import UnreadableInput

SAMPLE = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_MOJIBAKE = re.compile("â€[™œ\u009d\u0099\u009c“”]|Ã[©¨¡¶¼¤]|Â[ \u00a0]")
# East Asian encodings, told by the form of their bytes: the guesser knows no words of theirs.
_BY_FORM = frozenset({"cp932", "euc_jp", "gb18030", "gbk", "big5", "cp949", "euc_kr"})
_SAVE_AS_UTF8 = "Open it in the program that made it and save it as UTF-8 text."


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of the bytes. ``declared`` is what a server or the page itself says.

    Raises UnreadableInput for empty, binary and hopelessly mis-encoded data.
    """
    if not data.strip():
        raise UnreadableInput(path, "The file is empty.", "Check that it was saved or downloaded completely.")
    decoded = _by_mark(data) or _as_utf8(data) or _as_declared(data, declared)
    if decoded is None:
        _refuse_damaged(data, path)
        decoded = _guessed(data)
    if decoded is None:
        raise UnreadableInput(
            path, "The file is binary data, or text in an encoding that is not recognised.", _SAVE_AS_UTF8
        )
    _refuse_binary(decoded.text, path)
    if _MOJIBAKE.search(decoded.text):
        garbled = "Some characters look garbled (such as â€™ for ’): the text was wrongly re-encoded before."
        return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, garbled))
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 say what they are; UTF-16 without its mark shows in the zero bytes of its letters."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_replacement(data, encoding)
    sample = data[:SAMPLE]
    for zeros, letters, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        many = sample[zeros::2].count(0) > 0.4 * len(sample[zeros::2])
        if len(sample) >= 8 and many and not sample[letters::2].count(0):
            return _with_replacement(data, encoding)
    return None


def _with_replacement(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, _lost(text.count("\ufffd")))


def _as_utf8(data: bytes) -> Decoded | None:
    """UTF-8, also when it is cut off in the middle of a character or has a few bad bytes."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    lost, multibyte = text.count("\ufffd"), sum(byte >= 0xC2 for byte in data[:SAMPLE])
    cut_off = lost == 1 and text.endswith("\ufffd")
    if cut_off or lost * 20 < multibyte:
        return Decoded(text, "utf-8", _lost(lost))
    return None


def _refuse_damaged(data: bytes, path: str) -> None:
    """UTF-8 with bytes that are no characters: read as anything else, its quotations would be false."""
    sample = data[:SAMPLE]
    if any(not c.isascii() for c in sample.decode("utf-8", errors="ignore")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            message = (
                f"The file is damaged UTF-8: byte {error.start + 1:,} and others are no part of any character."
            )
            raise UnreadableInput(path, message, "Get the file again from its source, or mend it.") from error


def _lost(count: int) -> tuple[str, ...]:
    return (f"{count} bytes could not be decoded and read as \ufffd.",) if count else ()


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        return Decoded(data.decode(declared), declared) if declared else None
    except (LookupError, ValueError):  # no encoding of that name, no such bytes in it, or a name that cannot be one
        return None


def _guessed(data: bytes) -> Decoded | None:
    encoding = _likely(charset_normalizer.from_bytes(data[:SAMPLE]))
    if encoding is None:
        return None
    text = data.decode(encoding, errors="replace")
    warning = f"The text is not UTF-8; it was read as {encoding}."
    return Decoded(text, encoding, (warning, *_lost(text.count("\ufffd"))))


def _likely(matches: charset_normalizer.CharsetMatches) -> str | None:
    """The best match, but Windows-1252, the commonest by far, where it does as well."""
    best = matches.best()
    if best is None:
        return None
    if not best.coherence and best.encoding not in _BY_FORM:
        return "cp1252" if best.encoding == "cp1252" else None
    for match in matches:
        if "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos:
            return "cp1252"
    return best.encoding


def _refuse_binary(text: str, path: str) -> None:
    sample = text[:SAMPLE]
    control = len(_CONTROL.findall(sample))
    if control > 0.1 * len(sample) or sample.count("\ufffd") > 0.1 * len(sample):
        advice = "Give the text as TXT, Markdown, HTML, PDF or DOCX."
        raise UnreadableInput(path, "The file is binary data, not text.", advice)
