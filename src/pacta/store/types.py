"""Column types that read the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Text, TypeDecorator

REPLACEMENT = "\ufffd"
SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


class Json(TypeDecorator[Any]):
    """JSON as ASCII text: every character goes through, control characters included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Packed(TypeDecorator[bytes]):
    """Bytes, deflated."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value, 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.decompress(value)


class PackedText(TypeDecorator[str]):
    """A whole document's text, deflated UTF-8. Lone surrogates, which broken input may hold, survive."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"), 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else zlib.decompress(value).decode("utf-8", "surrogatepass")


class Words(TypeDecorator[str]):
    """Words of a document, to show and to search. What a database cannot hold as text (a lone surrogate, and on
    PostgreSQL NUL) is replaced, one code point for one, on all of them alike, so that a register can move from
    one to another; the exact text is in ``documents.text``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        value = value.replace("\0", REPLACEMENT)
        return value if value.isascii() else SURROGATE.sub(REPLACEMENT, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value
