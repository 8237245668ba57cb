"""Markdown: the text is the file; marks and front matter become layout and metadata."""

from __future__ import annotations

from datetime import date

import pytest

from pacta.model import Document

NOTE = """---
title: Joint note
date: 2025-05-09
parties: [Norland, Sudland]
type: whatever
---

# Joint note

The two sides **agreed**:

- to open the bridge;
- to meet again.

## Figures

| Year | Trade |
|------|-------|
| 2024 | 18    |

> We will not wait.
"""


def marked(document: Document, role: str) -> list[str]:
    return [document.quote(mark.span) for mark in document.layout if mark.role == role]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_is_the_file_itself(one, newline: str) -> None:
    data = NOTE.replace("\n", newline).encode()
    assert one(data, "a.md").text == data.decode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_cover_the_blocks_that_they_name(one, newline: str) -> None:
    document = one(NOTE.replace("\n", newline).encode(), "a.md")
    assert marked(document, "title") == ["# Joint note"]
    assert marked(document, "heading") == ["## Figures"]
    assert marked(document, "list-item") == ["- to open the bridge;", "- to meet again."]
    assert marked(document, "quote") == ["> We will not wait."]
    assert marked(document, "table")[0].startswith("| Year")
    (front,) = marked(document, "furniture")
    assert front.startswith("---") and front.endswith("---") and "Norland" in front


def test_front_matter_is_given_with_its_origin(one) -> None:
    given = one(NOTE.encode(), "a.md").given
    assert (given.title, given.date, given.parties) == ("Joint note", date(2025, 5, 9), ("Norland", "Sudland"))
    assert dict(given.origins) == dict.fromkeys(("title", "date", "parties"), "front matter")


def test_a_bad_field_of_front_matter_is_a_warning(one) -> None:
    document = one(b"---\ntitle: A\ndate: last spring\n---\n\nAgreed.\n", "a.md")
    assert document.given.date is None and document.given.title == "A"
    assert any("last spring" in warning for warning in document.warnings)


@pytest.mark.parametrize("front", ["a: [", "- a\n- b", "!!python/object:os.system x", "a: &a [*a]"])
def test_front_matter_that_is_no_metadata_is_harmless(one, front: str) -> None:
    assert one(f"---\n{front}\n---\n\nAgreed.\n".encode(), "a.md").text.endswith("Agreed.\n")


def test_a_rule_is_no_front_matter(one) -> None:
    document = one(b"The sides met.\n\n---\n\nThey agreed.\n", "a.md")
    assert document.layout == ()


def test_deep_nesting_and_long_lines_go_through(one) -> None:
    data = (">" * 5000 + " agreed\n\n" + "- " * 3000 + "x\n\n" + "agreed " * 200_000).encode()
    assert one(data, "a.md").text == data.decode()
