"""The meeting pack as a page, and on paper as PDF: one template, which a user may replace by an edited copy."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from pacta.model import PactaError
from pacta.publish.brief.labels import labels
from pacta.publish.brief.pack import Note, Pack

TEMPLATES = Path(__file__).parent / "templates"
PAGE, STYLE = "pack.html", "pack.css"


def write_html(pack: Pack, templates: Path | None = None) -> bytes:
    """A page that needs nothing beside it: the style is inside. ``templates`` is a folder of edited copies; what is
    not in it is taken from the shipped ones. Raises PactaError for a template that cannot be used."""
    return _rendered(pack, templates, paged=False).encode()


def write_pdf(pack: Pack, templates: Path | None = None) -> bytes:
    """A4, with the quotations as footnotes of their pages. Raises PactaError without the package that sets it."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: its system library Pango is missing
        raise PactaError(
            "PDF needs the package weasyprint and the library Pango.",
            "Install pacta[pdf] and your system's Pango, or write the pack as docx or html and print that.",
        ) from error
    out = BytesIO()
    page = HTML(string=_rendered(pack, templates, paged=True), base_url=None, url_fetcher=_nothing)
    page.write_pdf(out, pdf_identifier=b"pacta", srgb=True)
    return out.getvalue()


def _nothing(url: str) -> dict[str, object]:
    """A pack fetches nothing, whatever an edited template asks for."""
    raise PactaError(
        f"The template asks for {url}, and a pack fetches nothing.", "Put it into the template itself."
    )


def _rendered(pack: Pack, templates: Path | None, *, paged: bool) -> str:
    folders = [folder for folder in (templates, TEMPLATES) if folder]
    environment = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    numbers: dict[Note, int] = {note: number for number, note in enumerate(pack.notes(), start=1)}
    try:
        style = environment.get_template(STYLE).render()
        page = environment.get_template(PAGE)
        return page.render(pack=pack, said=labels(pack.language), numbers=numbers, style=style, paged=paged)
    except TemplateError as error:
        raise PactaError(
            f"The template cannot be used: {error}.",
            "Compare it with the shipped one: pacta brief --write-templates.",
        ) from error
