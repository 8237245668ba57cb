"""HTML: all visible text stays, furniture is marked, scripts are nothing, the head gives metadata."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.ingest import read_bytes
from pacta.model import Document

PROSE = (
    "The two sides agreed to strengthen cooperation in energy, transport and education, and underlined the need "
    "to remove the remaining barriers to trade before the end of the year."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Joint statement | Ministry of Norland</title>
<meta property="og:site_name" content="Ministry of Norland">
<meta property="article:published_time" content="2025-05-10T12:00:00+03:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Joint statement on cooperation"}}</script>
<style>p {{ color: red }}</style></head>
<body onload="alert(1)"><header><a href="/">Ministry of Norland</a></header>
<nav><ul><li><a href="/n">News</a></li><li><a href="/d">Documents</a></li></ul></nav>
<main><article>
<h1>Joint statement on cooperation</h1>
<p>May 10, 2025, Northaven</p>
<script>document.write("we will never")</script>
<p>{PROSE}</p>
<p>They <b>agreed</b> to the&nbsp;following&shy; steps:</p>
<ol><li>open the <a href="/b">bridge</a>;</li><li>meet again.<ul><li>in Northaven;</li></ul></li></ol>
<h2>Figures</h2>
<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2024</td><td><p>US$6 billion</p></td></tr></table>
<p>{PROSE} Second paragraph<br>with a line and<br><br>a paragraph.</p>
<blockquote><p>We will not wait, and we will not leave this matter to those who come after us.</p></blockquote>
<figure><img src="x.jpg" alt="x"><figcaption>The ministers at the bridge.</figcaption></figure>
<p style="display: none">hidden words</p>
</article></main>
<aside><h2>See also</h2><ul><li><a href="/1">Another story about the bridge</a></li></ul></aside>
<footer><p>All rights reserved.</p></footer></body></html>"""


def marked(document: Document, role: str) -> list[str]:
    return [document.quote(mark.span) for mark in document.layout if mark.role == role]


@pytest.fixture
def page(one) -> Document:
    return one(PAGE.encode(), "a.html")


def test_blocks_stand_by_themselves_in_page_order(page) -> None:
    blocks = page.text.split("\n\n")
    assert "They agreed to the following steps:" in blocks
    assert "1. open the bridge;\n2. meet again.\n• in Northaven;" in blocks
    assert f"{PROSE} Second paragraph\nwith a line and" in blocks
    assert blocks.index("May 10, 2025, Northaven") < blocks.index(PROSE)


def test_scripts_styles_and_hidden_parts_leave_nothing(page) -> None:
    for words in ("never", "color", "alert", "hidden words", "<", "headline"):
        assert words not in page.text


def test_furniture_is_marked_and_still_there(page) -> None:
    furniture = marked(page, "furniture")
    assert {"Ministry of Norland", "• News", "• Documents", "See also", "All rights reserved."} <= set(furniture)
    for words in (PROSE, "May 10, 2025, Northaven", "Figures", "Joint statement on cooperation"):
        assert words not in furniture


def test_roles_come_from_the_markup(page) -> None:
    assert marked(page, "title") == ["Joint statement on cooperation"]
    assert "Figures" in marked(page, "heading")
    assert "1. open the bridge;" in marked(page, "list-item")
    assert marked(page, "table") == ["Year | Trade\n2024 | US$6 billion"]
    assert marked(page, "caption") == ["The ministers at the bridge."]
    assert marked(page, "quote")[0].startswith("We will not wait")
    depth = {page.quote(m.span): m.level for m in page.layout if m.role == "list-item"}
    assert (depth["2. meet again."], depth["• in Northaven;"]) == (1, 2)


def test_the_head_gives_metadata_with_origins(page) -> None:
    given, origins = page.given, dict(page.given.origins)
    assert (given.title, given.date) == ("Joint statement on cooperation", date(2025, 5, 10))
    assert (given.outlet, given.language) == ("Ministry of Norland", "en")
    assert origins["date"] == "html:meta[article:published_time]"
    assert origins["title"] == "html:json-ld[headline]"


def test_cleaning_names_what_it_removed(page) -> None:
    assert [step.name for step in page.cleaning] == ["invisible characters removed", "no-break spaces made plain"]


@pytest.mark.parametrize(
    "wrapper", ['<form id="page">{}</form>', '<div role="complementary">{}</div>', '<div class="menu">{}</div>']
)
def test_what_holds_the_main_text_is_never_furniture(one, wrapper: str) -> None:
    body = "".join(f"<p>{PROSE} Paragraph {number}.</p>" for number in range(6))
    document = one(f"<html><body>{wrapper.format(body)}</body></html>".encode(), "a.html")
    assert marked(document, "furniture") == []


def test_a_page_declares_its_encoding(one) -> None:
    data = '<html><head><meta charset="windows-1251"></head><body><p>Стороны договорились.</p></body></html>'
    document = one(data.encode("cp1251"), "a.html")
    assert document.text == "Стороны договорились." and document.source.encoding == "windows-1251"


def test_layout_tables_are_read_as_blocks(one) -> None:
    data = f"<table><tr><td><ul><li>Menu</li></ul></td><td><h1>Note</h1><p>{PROSE}</p></td></tr></table>"
    document = one(f"<html><body>{data}</body></html>".encode(), "a.html")
    assert PROSE in document.text.split("\n\n") and marked(document, "table") == []


def test_a_title_and_dateline_before_the_main_text_are_no_furniture(one) -> None:
    head = (
        "<div><a href='/1'>About</a><a href='/2'>News</a></div><div>9 May 2025</div><div>Talks in Northaven</div>"
    )
    document = one(f"<html><body>{head}<div>{f'<p>{PROSE}</p>' * 3}</div></body></html>".encode(), "a.html")
    assert document.text.startswith("About News\n\n9 May 2025\n\nTalks in Northaven")
    assert marked(document, "furniture") == ["About News"]


@pytest.mark.parametrize(
    ("title", "believed"), [("Ministry | Talks in Northaven", "Talks in Northaven"), ("Ministry of Norland", None)]
)
def test_a_windows_title_is_believed_as_far_as_the_page_shows_it(one, title: str, believed: str | None) -> None:
    body = f"<div>Talks in Northaven</div><p>{PROSE}</p><p>{PROSE}</p>"
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    assert one(data.encode(), "a.html").given.title == believed


def test_the_date_of_a_picture_is_not_the_pages(one) -> None:
    said = '<meta itemprop="datePublished" content="{}">'
    picture = f'<div itemscope itemtype="http://schema.org/ImageObject">{said.format("2001-01-01")}</div>'
    page = said.format("2025-05-09")
    data = f"<html><body itemscope>{picture}{page}<p>{PROSE}</p></body></html>"
    assert one(data.encode(), "a.html").given.date == date(2025, 5, 9)


def test_tooltips_inside_a_sentence_leave_it_whole(one) -> None:
    tip = '<span class="tip hidden">Born in 1960</span>'
    data = f"<html><body><p>President <a href='/p'>Ilena{tip}</a> agreed. {PROSE}</p></body></html>"
    assert one(data.encode(), "a.html").text.startswith("President Ilena agreed.")


@pytest.mark.parametrize("body", ["", "<script>1</script>", '<div hidden>x</div><img src="a.png">'])
def test_pages_without_visible_text_are_refused(refusal, body: str) -> None:
    assert "no visible text" in refusal(f"<html><body>{body}</body></html>".encode(), "a.html").message


def test_nesting_without_end_goes_through(one) -> None:
    data = "<html><body><p>" + PROSE + "</p>" + "<div>" * 100_000 + "deep"
    assert PROSE in one(data.encode(), "a.html").text


def test_a_page_of_many_blocks_goes_through(one) -> None:
    data = "<html><body>" + "".join(f"<p>{PROSE} {n}</p>" for n in range(3000)) + "</body></html>"
    assert one(data.encode(), "a.html").text.endswith("2999")


@given(st.text(st.sampled_from("<>/=\"' abdivptlhrscone&;!-\n\x00"), max_size=200))
def test_any_soup_is_read_or_refused(soup: str) -> None:
    from pacta.model import UnreadableInput

    try:
        (document,) = read_bytes(f"<html><body>{soup}".encode(), "a.html")
    except UnreadableInput:
        return
    assert all(mark.span.end <= len(document.text) for mark in document.layout)
