"""The documentation as a site: ``make site`` builds it into ``build/site``. All of it works offline."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

import pacta

project = "Pacta"
copyright = "the authors of Pacta, Apache-2.0"
release = version = pacta.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "Pacta"
html_copy_source = False
html_show_sphinx = False
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
language = "en"

# Pages link to files of the repository too; on the site, where these are not, their names stand instead.
OUTSIDE = re.compile(
    r"\[([^\]]*)\]\(((?:\.\./)+(?:src|training|evals|CONTRIBUTING|CHANGELOG|LICENSE|README)[^)]*)\)"
)


def name_files(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = OUTSIDE.sub(lambda link: f"{link[1]} (`{link[2].lstrip('./')}`)", source[0])


def setup(app: Sphinx) -> None:
    app.connect("source-read", name_files)
