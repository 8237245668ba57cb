"""Sources as a bibliography: BibTeX for papers, CITATION.cff for the data set itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from pacta.publish.dataset import Dataset

Record = dict[str, Any]
ESCAPED = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(documents: Iterable[Record]) -> Iterator[str]:
    """An ``@misc`` entry for each row of the table of documents; the key is the document's id.

    Institutions that publish stand as author, in braces of their own so that nobody takes them for persons."""
    for record in documents:
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
        yield f"@misc{{{record['id']},\n{fields}}}\n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    author = record["outlet"] or "; ".join(record["parties"])
    if author:
        yield "author", f"{{{{{_escaped(author)}}}}}"
    yield "title", f"{{{{{_escaped(record['title'])}}}}}"
    date = record["date"] or ""
    if match := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", date):
        year, month, day = match.groups()
        yield "year", f"{{{year}}}"
        if month and 1 <= int(month) <= 12:
            yield "month", MONTHS[int(month) - 1]
        if day:
            yield "day", f"{{{int(day)}}}"
    if record["doc_type"]:
        yield "howpublished", f"{{{_escaped(record['doc_type'].capitalize())}}}"
    if record["place"]:
        yield "address", f"{{{_escaped(record['place'])}}}"
    if record["url"]:
        yield "url", f"{{{record['url'].translate(str.maketrans({'{': '%7B', '}': '%7D'}))}}}"
    yield "note", f"{{SHA-256 {record['sha256']}}}"


def citation_file(data: Dataset) -> str:
    """CITATION.cff 1.2.0 of an exported data set. It carries no day of release: the same data, the same bytes."""
    described = {
        "cff-version": "1.2.0",
        "message": "Please cite the sources (sources.bib) and this data set.",
        "title": f"Register of statements between states: {data.selection}",
        "type": "dataset",
        "authors": [{"name": "Pacta", "alias": f"version {data.version}"}],
        "version": data.version,
        "abstract": " ".join(f"{label}: {words}." for label, words in data.about()),
    }
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=100)


def _escaped(words: str) -> str:
    return " ".join(words.split()).translate(ESCAPED)
