"""The demo corpus and its parties file are whole, and its DOCX is what its script writes."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

from pacta.demo import CORPUS, PARTIES
from pacta.lexicon.parties_file import load_parties

REPOSITORY = Path(__file__).parents[2]


def script(name: str) -> ModuleType:
    """A script of ``tools/`` as a module."""
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_corpus_has_eight_documents_in_four_formats() -> None:
    suffixes = [path.suffix for path in CORPUS.iterdir() if not path.name.endswith(".meta.yaml")]
    assert len(suffixes) == 8 and set(suffixes) == {".txt", ".html", ".md", ".docx"}


def test_the_parties_file_names_the_states_of_the_corpus() -> None:
    assert [party.code for party in load_parties(PARTIES)] == ["ORV", "KDV", "SLM", "ISEC"]


def test_the_docx_says_what_its_script_writes() -> None:
    """The body is compared, not the bytes: compression differs between builds of zlib."""
    plan = script("build_demo_plan")
    assert _body(plan.TARGET.read_bytes()) == _body(plan.build())


def _body(docx: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")
