"""Writes the Word template of the meeting pack: page, styles, and nothing else. Run it after changing a style here:

python tools/build_brief_template.py
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pacta.publish.brief.html import TEMPLATES
from pacta.publish.brief.word import WORD, _steady

SERIF, SANS = "Times New Roman", "Arial"
GREY, BLACK = RGBColor(0x55, 0x55, 0x55), RGBColor(0, 0, 0)
EPOCH = datetime(1980, 1, 1)


def main() -> None:
    document = Document()
    document._body.clear_content()
    _page(document)
    styles = document.styles
    _font(styles["Normal"], SERIF, 10.5)
    _space(styles["Normal"], before=0, after=4)
    _font(styles["Title"], SANS, 17, bold=True)
    _plain_title(styles["Title"])
    _font(styles["Subtitle"], SANS, 9, colour=GREY)
    _font(styles["Heading 1"], SANS, 12, bold=True)
    _space(styles["Heading 1"], before=16, after=3)
    _rule_below(styles["Heading 1"])
    _font(styles["Heading 2"], SANS, 9.5, bold=True)
    _space(styles["Heading 2"], before=8, after=2)
    _space(styles["List Bullet"], before=2, after=2)
    styles["List Bullet"].paragraph_format.keep_together = True
    _added(styles, "Pack Remark", SANS, 8.5, after=4)
    tags = _added(styles, "Pack Tags", SANS, 8, after=4)
    tags.paragraph_format.left_indent = Mm(6.3)
    _added(styles, "Pack Cell", SANS, 8.5, after=2, colour=BLACK)
    _font(styles["Footer"], SANS, 7.5, colour=GREY)
    _notes(styles)
    _table(styles)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Meeting pack", "Pacta", ""
    properties.created = properties.modified = EPOCH
    properties.last_modified_by = "Pacta"
    out = BytesIO()
    document.save(out)
    (TEMPLATES / WORD).write_bytes(_steady(out.getvalue()))


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(22), Mm(24), Mm(22)
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
    page.footer.paragraphs[0].text = ""


def _font(style: Any, name: str, size: float, *, bold: bool = False, colour: RGBColor = BLACK) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = name, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):  # Vietnamese and Russian in the same face
        fonts.set(qn(script), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _space(style: Any, *, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _added(styles: Any, name: str, face: str, size: float, *, after: float, colour: RGBColor = GREY) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _font(style, face, size, colour=colour)
    _space(style, before=0, after=after)
    return style


def _plain_title(style: Any) -> None:
    """Word's own title has a line below."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    _space(style, before=0, after=10)


def _rule_below(style: Any) -> None:
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "1"), ("w:color", "auto")):
        bottom.set(qn(name), value)
    border.append(bottom)
    style.element.get_or_add_pPr().append(border)


def _notes(styles: Any) -> None:
    text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), "FootnoteText")
    text.base_style = styles["Normal"]
    _font(text, SERIF, 8)
    _space(text, before=0, after=1)
    mark = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def _table(styles: Any) -> None:
    style = styles.add_style("Pack Table", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Table Grid"]
    style.font.name, style.font.size = SANS, Pt(8.5)


if __name__ == "__main__":
    main()
