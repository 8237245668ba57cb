"""What the user names: files, folders, patterns, standard input; bad ones are named and the rest read."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from pacta.ingest import Limits, read_inputs
from pacta.model import Document, Given, UnreadableInput


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "b.txt": "They agreed.",
        "a.md": "# Note\n\nWe agreed.",
        "a.md.meta.yaml": "title: Said by hand\ndate: 2025-05-09\n",
        "sub/c.txt": "All agreed.",
        "sub/page.html": "<html><body><p>We agreed.</p></body></html>",
        "sub/page_files/style.css": "p { color: red }",
        ".hidden.txt": "hidden",
        ".git/d.txt": "hidden",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    return tmp_path


def paths(found: list[Document | UnreadableInput]) -> list[str]:
    return [one.source.path if isinstance(one, Document) else f"! {one.path}" for one in found]


def test_a_folder_is_read_in_a_stable_order_without_hidden_files_and_sidecars(folder: Path) -> None:
    names = [f"{folder}/{name}" for name in ("a.md", "b.txt", "sub/c.txt", "sub/page.html")]
    assert paths(list(read_inputs([str(folder)]))) == names


def test_paths_are_kept_as_they_were_given(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    assert paths(list(read_inputs(["./sub", "b.txt"]))) == ["./sub/c.txt", "./sub/page.html", "b.txt"]


def test_patterns_are_expanded_in_order(folder: Path) -> None:
    assert paths(list(read_inputs([f"{folder}/**/*.txt"]))) == [f"{folder}/b.txt", f"{folder}/sub/c.txt"]
    assert paths(list(read_inputs([f"{folder}/a.*"]))) == [f"{folder}/a.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "note[1].txt"
    path.write_text("We agreed.")
    assert paths(list(read_inputs([str(path)]))) == [str(path)]


def test_standard_input_is_read() -> None:
    (document,) = read_inputs(["-"], stdin=io.BytesIO(b"We agreed."))
    assert isinstance(document, Document)
    assert (document.text, document.source.path) == ("We agreed.", "-")


def test_standard_input_above_the_limit_is_refused() -> None:
    (error,) = read_inputs(["-"], stdin=io.BytesIO(b"x" * 100), limits=Limits(max_bytes=50))
    assert isinstance(error, UnreadableInput) and "larger than" in error.message


def test_reading_is_lazy(folder: Path, monkeypatch) -> None:
    opened: list[str] = []
    original = Path.open

    def spy(self: Path, *arguments: object, **options: object) -> object:
        opened.append(self.name)
        return original(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", spy)
    found = read_inputs([str(folder)])
    assert opened == []
    next(found)
    assert "b.txt" not in opened


def test_one_bad_file_of_many_is_reported_and_the_rest_read(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"no pdf")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    found = list(read_inputs([str(folder), f"{folder}/missing.txt"]))
    bad = [one for one in found if isinstance(one, UnreadableInput)]
    assert [Path(one.path).name for one in bad] == ["bad.pdf", "empty.txt", "photo.jpg", "missing.txt"]
    assert all(one.message and one.advice for one in bad)
    assert len(found) - len(bad) == 4


@pytest.mark.parametrize("path", ["missing.txt", "missing/*.txt", "a\0b", "x" * 5000])
def test_names_that_lead_nowhere_are_refused(path: str) -> None:
    (error,) = read_inputs([path])
    assert isinstance(error, UnreadableInput) and error.path == path and error.advice


def test_a_file_without_permission_is_refused(folder: Path, monkeypatch) -> None:
    def denied(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    (error,) = read_inputs([f"{folder}/b.txt"])
    assert isinstance(error, UnreadableInput) and "may not read" in error.message


def test_a_folder_without_permission_is_refused_and_the_rest_read(folder: Path, monkeypatch) -> None:
    original = os.scandir

    def denied(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", denied)
    found = list(read_inputs([str(folder)]))
    assert paths(found) == [f"{folder}/a.md", f"{folder}/b.txt", f"! {folder}/sub"]


def test_what_a_person_says_outranks_the_sidecar_and_this_the_file(folder: Path) -> None:
    path = folder / "n.md"
    path.write_text("---\ntitle: In the file\nplace: Northaven\nlanguage: en\n---\nWe agreed.\n")
    (folder / "n.md.meta.toml").write_text('title = "In the sidecar"\nplace = "Southport"\n')
    (document,) = read_inputs([str(path)], Given(title="By hand"))
    assert isinstance(document, Document)
    given = document.given
    assert (given.title, given.place, given.language) == ("By hand", "Southport", "en")
    assert dict(given.origins) == {"title": "option", "place": "sidecar", "language": "front matter"}


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("yaml", "date: 2025-05-09\nparties: [Norland, Sudland]\ndoc_type: joint statement\n"),
        ("yml", "date: '2025-05-09'\nparties: Norland, Sudland\ndoc_type: joint statement\n"),
        ("json", '{"date": "2025-05-09", "parties": ["Norland", "Sudland"], "doc_type": "joint statement"}'),
        ("toml", 'date = 2025-05-09\nparties = ["Norland", "Sudland"]\ndoc_type = "joint statement"\n'),
    ],
)
def test_every_form_of_sidecar_says_the_same(folder: Path, ending: str, words: str) -> None:
    (folder / f"b.txt.meta.{ending}").write_text(words)
    (document,) = read_inputs([f"{folder}/b.txt"])
    assert isinstance(document, Document)
    given = document.given
    assert (given.date, given.parties) == (date(2025, 5, 9), ("Norland", "Sudland"))
    assert given.doc_type == "joint statement"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("titel: A note\n", "titel"),
        ("date: last spring\n", "last spring"),
        ("doc_type: poem\n", "poem"),
        ("title: [a, b]\n", "title"),
        ("parties: {a: b}\n", "parties"),
        ("- a\n- b\n", "no fields"),
        ("a: [", "cannot be read"),
        ("title: \ud800".encode("utf-8", "surrogatepass"), "cannot be read"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_what_is_wrong(folder: Path, words: str | bytes, said: str) -> None:
    (folder / "b.txt.meta.yaml").write_bytes(words if isinstance(words, bytes) else words.encode())
    (error,) = read_inputs([f"{folder}/b.txt"])
    assert isinstance(error, UnreadableInput)
    assert said in error.message and "b.txt.meta.yaml" in error.message + error.path + ".meta.yaml" and error.advice


def test_a_pipe_given_by_name_is_read(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, b"We agreed.")
    os.close(write_end)
    (document,) = read_inputs([f"/dev/fd/{read_end}"])
    os.close(read_end)
    assert isinstance(document, Document) and document.text == "We agreed."


def test_pipes_in_a_folder_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "b.txt").write_text("They agreed.")
    found = list(read_inputs([str(tmp_path)]))
    assert paths(found) == [f"{tmp_path}/b.txt"]


@pytest.mark.parametrize("address", ["ftp://example.org/a.txt", "file:///etc/hostname"])
def test_an_address_that_is_not_of_the_web_is_refused_as_such(address: str) -> None:
    (found,) = read_inputs([address])
    assert isinstance(found, UnreadableInput)
    assert "no web address" in found.message
