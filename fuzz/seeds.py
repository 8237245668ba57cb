"""What the fuzzers start from: small sound inputs of each kind, and words that the reader's rules know."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from functools import cache

import docx
import pyarrow
import pyarrow.parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = "word/document.xml"  # of a DOCX package
TEXT = """Joint Statement of the Republic of Orvelia and the Kingdom of Kadavia

Temesh, 12 May 2026

1. President Ana Torel and King Osmun met on May 8-11. The two sides agreed to raise trade to US$6 billion,
up almost 20 percent on the past year, by 2030, and to:
(a) open a consulate in late 2026; and
(b) train more than 3,000 students for the 2026-2030 period.

PRESIDENT TOREL: We will continue to support ASEAN. "They must act," he said, as interpreted.
"""
HTML = f"""<html><head><title>T</title></head><body><nav>Home</nav><article><h1>J</h1><p>{TEXT}</p>
<table><tr><td>1</td></tr></table><ul><li>We will:<ul><li>go</li></ul></li></ul></article></body></html>"""


def seeds_of(target: str) -> list[bytes]:
    """Inputs that the target reads well."""
    text = TEXT.encode()
    made = {
        "html": [HTML.encode()],
        "markdown": [f"---\ntitle: T\ndate: 2026-05-12\n---\n# J\n\n{TEXT}\n\n- one\n- two\n".encode()],
        "plain": [text, TEXT.encode("utf-16"), "Заявление сторон. ".encode("cp1251") * 20],
        "docx": [_part(_docx(), BODY)],
        "pdf": [_pdf()],
        "jsonl": [
            json.dumps({"id": "a", "text": TEXT, "date": "2026-05-12"}).encode() + b"\n",
            b'{"html": "<p>We agreed.</p>", "url": "http://a.org/", "id": 1}\n{"text": null}\n[1]\n\n{"text": "W',
            b'[{"body": "We will.", "parties": ["ORV"]}, {"content": ""}, 3]',
        ],
        "csv": [
            b"id,title,text\n1,T,\"We agreed, and will go.\"\n", b"text;date\n\"We will\ngo\";2026-05-12\n;\n",
            b"\xef\xbb\xbfbody\turl\nWe will go.\thttp://a.org/\n", b"a,b\n1,2\n", b'text\n"We',
        ],
        "parquet": [_parquet()],
        "warc": [_warc(packed=False), _warc(packed=True)],
        "zip": [_zip({"a.txt": text, "b.html": HTML.encode()}), _zip(_odd(text))],
        "tar": [_tar({"a.txt": text}), _tar(_odd(text), packed=False), gzip.compress(text, mtime=0)],
        "sidecar": [
            b'title = "T"\ndate = "2026-05-12"\n', b'{"title": "T"}', b"title: T\n",
            b"date: 2026-05-12\nparties: [ORV, KDV]\nspeakers: A. Torel\ndoc_type: plan\nlanguage: en\nurl: x\n",
            b'date = "in May"\n', b'doc_type = "leaflet"\n', b"parties = 3\n", b"colour = 1\n", b"[1, 2]",
        ],
    }  # fmt: skip
    if target == "any":
        return [*(seed for name, seeds in made.items() if name != "docx" for seed in seeds), _docx()]
    return made.get(target, [text])


def docx_of(body: bytes) -> bytes:
    """A sound package with this as its body: a package whose bytes are changed is hardly ever a package."""
    with zipfile.ZipFile(io.BytesIO(_docx())) as package:
        return _zip({name: body if name == BODY else package.read(name) for name in package.namelist()})


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)


@cache
def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Joint Statement", 1)
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line)
    document.add_paragraph("one", style="List Number")
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        "<< /Length 58 >>\nstream\nBT /F1 12 Tf 1 0 0 1 72 700 Tm (The sides agreed.) Tj ET    \nendstream",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _odd(text: bytes) -> dict[str, bytes]:
    """Members that an archive should not have, and a file with its sidecar."""
    return {
        "a.txt": text, "a.txt.toml": b'title = "T"\n', "b.txt.json": b"[", "../c.txt": text, "/d.txt": text,
        "folder/": b"", "e.png": b"\x89PNG", "inner.zip": _zip({"f.txt": text}), "__MACOSX/g.txt": text, "h": b"",
    }  # fmt: skip


def _tar(files: dict[str, bytes], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0) if packed else out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a"], "text": [TEXT], "date": ["2026-05-12"]}), out)
    return out.getvalue()


def _warc(*, packed: bool) -> bytes:
    out = io.BytesIO()
    writer, head = WARCWriter(out, gzip=packed), {"WARC-Date": "2026-05-12T00:00:00Z"}
    answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "http://example.org/", "response", io.BytesIO(HTML.encode()), http_headers=answer,
            warc_headers_dict=head | {"WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>"},
        )
    )  # fmt: skip
    return out.getvalue()


WORDS = (
    "agreed to", "will", "shall", "reaffirmed", "welcomed", "urged", "the two sides", "President", "by 2030",
    "next year", "May 8-11", "2026-2030", "late 2023", "US$6 billion", "almost 20 percent", "more than", "side",
    "the Republic of", "PRESIDENT X:", "(a)", "1.", "•", "“", "”", "said", "http://", "\u200b", "\ufeff", "\u0000",
    "\r\n", "\u2028", "ﬁ", "İ", "\U0001f600", "e\u0301", "<!--", "]]>", "<script>", "&#x110000;", "%PDF-",
    "PK\x03\x04", "/ObjStm", "w:numPr",
)  # fmt: skip
