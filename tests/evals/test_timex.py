"""Dates are scored against TimeML files; one that is none is named and left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.timex import main

GOOD = """<TimeML><DCT><TIMEX3 value="2026-05-12">12 May 2026</TIMEX3></DCT>
<TEXT>They met <TIMEX3 type="DATE" value="2026-05-11">yesterday</TIMEX3>.</TEXT></TimeML>"""


def score(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["timex", str(folder)])
    code = main()
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_readable_folder_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.tml").write_text(GOOD, encoding="utf-8")
    code, out, _ = score(tmp_path, monkeypatch, capsys)
    assert code == 0
    assert "value    F1 1.000" in out


@pytest.mark.parametrize("bad", ["", "<TimeML><DCT/></TimeML>", "no markup at all"])
def test_a_file_that_is_no_timeml_is_named_and_the_others_are_scored(
    bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.tml").write_text(bad, encoding="utf-8")
    (tmp_path / "good.tml").write_text(GOOD, encoding="utf-8")
    code, out, err = score(tmp_path, monkeypatch, capsys)
    assert code == 1
    assert "bad.tml is no TimeML" in err
    assert "1 in gold, 1 found" in out
