"""Page furniture is marked, and content is not."""

from __future__ import annotations

import pytest

PROSE = "The two sides met in Port Ross and agreed to widen the harbour before the end of the year."


def kinds(read, text: str) -> list[str]:
    return [block.kind for block in read(text)[1].structure.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "View settings", "Font size:", "News   /", "Scroll to Top", "For reference only", "Share on Facebook",
        "###",
        "This website uses cookies.", "© 2025 Arland Gazette. All rights reserved.", "Subscribe to our newsletter",
        "Published in section: News", "Official website of the President of Arland", "Read more: Ports open",
    ],
)  # fmt: skip
def test_a_line_of_the_site_is_furniture_and_has_no_sentences(read, line: str) -> None:
    block = read(f"{PROSE}\n\n{line}\n")[1].structure.blocks[1]
    assert (block.kind, block.sentences) == ("furniture", ())


def test_a_list_of_provinces_at_the_top_is_furniture(read) -> None:
    provinces = "".join(
        f"  • {name}\n" for name in ["Anse", "Bray", "Cole", "Dunes", "Eastport", "Fell", "Grays", "Hull"]
    )
    assert kinds(read, f"{provinces}\n{PROSE}\n") == ["furniture"] * 8 + ["paragraph"]


def test_short_bullets_under_a_stem_are_content(read) -> None:
    goods = "".join(
        f"- {name}\n" for name in ["timber", "salmon", "copper", "wool", "grain", "tea", "salt", "rope"]
    )
    assert kinds(read, f"Both sides will lower their tariffs on:\n{goods}") == ["paragraph"] + ["bullet"] * 8


def test_links_after_further_reading_are_furniture_until_prose_resumes(read) -> None:
    links = "Further Reading\n\nPorts of the North: A Guide\n\nWhy Trade Grew in Spring\n\n"
    assert kinds(read, f"{PROSE}\n\n{links}{PROSE}\n") == ["paragraph", *["furniture"] * 3, "paragraph"]


def test_a_speaker_right_after_the_links_is_not_a_link(read) -> None:
    text = (
        "See also\n\nVisit to Arland\n\nPresident of Arland Anton Orr: Ladies and gentlemen\n\nI thank you all.\n"
    )
    assert kinds(read, text)[:3] == ["furniture", "furniture", "paragraph"]


@pytest.mark.parametrize(
    "text",
    ["port-1 (2).jpg\n\nPresident Orr and his hosts at the quay.", "The quay at dawn. Photo: Anna Lind",
     "President Orr shakes hands with Anna Lind before the talks.", "Arland Map"],
)  # fmt: skip
def test_captions_are_captions(read, text: str) -> None:
    assert set(kinds(read, f"{PROSE}\n\n{text}\n\n{PROSE}\n")) == {"paragraph", "caption"}


@pytest.mark.parametrize(
    "line",
    ["See also paragraph 9 on energy.", "More cooperation in energy was promised.", 
     "Share the view that peace matters.",
     "They took a photo of the ceremony.", "News of the visit spread.", "Source of growth: new ports and roads."],
)  # fmt: skip
def test_sentences_that_only_sound_like_furniture_are_content(read, line: str) -> None:
    assert kinds(read, f"{PROSE}\n\n{line}\n\n{PROSE}\n")[1] == "paragraph"


def test_reporters_names_under_an_article_are_furniture(read) -> None:
    assert kinds(read, f"{PROSE}\n\nAnna Lind - Anton Orr\n") == ["paragraph", "furniture"]
