"""Small files of every format, built in memory."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

import docx

Page = Sequence[tuple[float, float, float, str]]  # x, y, font size, words


def pdf(pages: Sequence[Page], title: str = "") -> bytes:
    """A PDF of printed lines in Helvetica."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        lines = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET" for x, y, size, words in page
        )
        content = len(bodies) + 1
        bodies.append(f"<< /Length {len(lines)} >>\nstream\n{lines}\nendstream")
        kids.append(f"{content + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    bodies.append(f"<< /Title ({_escaped(title)}) >>")
    return _assembled(bodies)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(bodies: Sequence[str], trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    info = f"/Info {len(bodies)} 0 R"
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {info} {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def locked_pdf() -> bytes:
    """A PDF whose encryption dictionary no empty password opens."""
    key = "<" + "ab" * 32 + ">"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 0 /Kids [] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
        "<< >>",
    ]
    return _assembled(bodies, f"/Encrypt 3 0 R /ID [<{'00' * 16}> <{'00' * 16}>]")


def word(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    """A DOCX file of (words, style) paragraphs."""
    document = docx.Document()
    document.core_properties.title = title
    for words, style in paragraphs:
        document.add_paragraph(words, style=style or None)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()
