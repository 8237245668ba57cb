"""What each line or paragraph is, and how the field cites it."""

from __future__ import annotations

import pytest

from pacta.model import Block

STATEMENT = """Joint Statement on the Two Ports

Port Ross, 12 May 2025

The two sides met in Port Ross and issued the following statement:

Trade and transport

1. Both sides agreed to widen the harbour.

2. Both sides welcomed the growth of trade. They agreed on the following steps:

- open a second quay by 2030;

- train forty pilots a year;

They also underlined the need for a common tariff.

3. The Arland side will:

(a) build a lighthouse;

(b) dredge the channel.

Conclusion

The sides thanked the hosts for their welcome.
"""


def blocks_of(read, text: str, *marks, **given) -> list[tuple[str, Block]]:  # type: ignore[no-untyped-def]
    document, annotations = read(text, *marks, **given)
    return [(document.quote(block.span), block) for block in annotations.structure.blocks]


def block(found: list[tuple[str, Block]], start: str) -> Block:
    return next(block for words, block in found if words.startswith(start))


def test_title_headings_dateline_and_paragraphs_are_told_apart(read) -> None:
    found = blocks_of(read, STATEMENT)
    kinds = [(b.kind, words.split("\n")[0][:12]) for words, b in found if b.kind not in ("paragraph", "bullet")]
    assert kinds == [
        ("title", "Joint Statem"), ("dateline", "Port Ross, 1"),
        ("heading", "Trade and tr"), ("heading", "Conclusion"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "number", "citation"),
    [
        ("1. Both", "1", "para. 1"),
        ("2. Both", "2", "para. 2"),
        ("- open", None, "para. 2, bullet 1"),
        ("- train", None, "para. 2, bullet 2"),
        ("They also", None, "para. 2(2)"),
        ("(a) build", "a", "para. 3(a)"),
        ("(b) dredge", "b", "para. 3(b)"),
        ("The sides thanked", None, None),
    ],
)
def test_paragraphs_are_cited_as_the_field_cites_them(
    read, start: str, number: str | None, citation: str | None
) -> None:
    found = block(blocks_of(read, STATEMENT), start)
    assert (found.number, found.citation) == (number, citation)


def test_bullets_know_their_stem_and_every_block_its_heading(read) -> None:
    found = blocks_of(read, STATEMENT)
    assert found[block(found, "- train").stem or 0][0].startswith("2. Both")
    assert found[block(found, "(b)").stem or 0][0].startswith("3. The Arland")
    assert found[block(found, "(b)").heading or 0][0] == "Trade and transport"
    assert block(found, "The sides thanked").stem is None


def test_bullets_of_a_list_without_numbers_hang_on_the_line_that_ends_in_a_colon(read) -> None:
    found = blocks_of(read, "We will:\n• open a quay\n• train pilots\nThe rest follows later in the year.\n")
    assert [b.stem for _, b in found] == [None, 0, 0, None]
    assert [b.citation for _, b in found] == [None] * 4


def test_a_bullet_under_a_bullet_hangs_on_it(read) -> None:
    text = "4. The sides agreed to:\n- build ports, namely:\n    - Port Ross\n    - Port Lind\n- train pilots\n"
    found = blocks_of(read, text)
    assert [b.stem for _, b in found] == [None, 0, 1, 1, 0]
    assert found[4][1].citation == "para. 4, bullet 2"


def test_hand_wrapped_lines_are_one_paragraph_and_short_lines_are_not(read) -> None:
    wrapped = (
        "The two sides agreed to widen the harbour of Port Ross and\n"
        "to train forty pilots a year, who will serve in both of the\n"
        "ports, and to open a second quay before the end of the year\n"
        "in which the tariff comes into force. They also agreed on a\n"
        "common tariff.\n\nArland\nBelmark\n"
    )
    for text in (wrapped, wrapped.replace("\n", "\r\n")):
        assert [words.split()[0] for words, _ in blocks_of(read, text)] == ["The", "Arland", "Belmark"]


@pytest.mark.parametrize(
    "line",
    ["May 10, 2025, The Palace, Arlberg", "June 3, 2024, Port Ross", "(Arlberg, 3 June 2024)", "6:33 P.M. ICT"],
)
def test_lines_of_place_and_date_are_datelines(read, line: str) -> None:
    assert blocks_of(read, f"{line}\n\nThe sides met and agreed on a tariff.\n")[0][1].kind == "dateline"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Article 3", "Article 3"),
        ("IV. Energy", "IV"),
        ("ENERGY AND PORTS", None),
        ("## Energy", None),
        ("**Energy**", None),
    ],
)
def test_headings_in_plain_text_are_found_with_their_number(read, line: str, number: str | None) -> None:
    found = blocks_of(read, f"The sides met and agreed on a tariff.\n\n{line}\n\nThey agreed on power lines.\n")
    assert (found[1][1].kind, found[1][1].number) == ("heading", number)


@pytest.mark.parametrize(
    "line",
    [
        "2015. Most of the ships were old.",
        "5.2 percent of all ships sank.",
        "Thank you.",
        "And when we sail —",
        "We will:",
    ],
)
def test_short_or_numeric_lines_of_text_are_neither_headings_nor_numbered(read, line: str) -> None:
    found = blocks_of(read, f"The sides met and agreed on a tariff.\n\n{line}\n\nThey left.\n")
    assert (found[1][1].kind, found[1][1].number) == ("paragraph", None)


def test_what_the_format_says_decides_before_the_words_do(read) -> None:
    text = "Menu of the day\n\nthe sea\n\nBoth sides agreed to sail.\n\nship | quay\n"
    found = blocks_of(read, text, ("Menu of the day", "furniture"), ("the sea", "title"), ("ship | quay", "table"))
    assert [b.kind for _, b in found] == ["furniture", "title", "paragraph", "table"]
    assert found[1][1].why == "test:title"


def test_a_list_item_that_prints_a_paragraph_number_is_that_paragraph(read) -> None:
    found = blocks_of(read, "9. The sides agreed to sail.\n", ("9. The sides agreed to sail.", "list-item"))
    assert (found[0][1].kind, found[0][1].citation) == ("paragraph", "para. 9")
