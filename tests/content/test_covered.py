"""python -m content languages: how far each language is, for people and for machines."""

import json

import pytest

from content.__main__ import main


def test_the_table_names_every_language_with_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["language", "status", "flags"]
    assert any(line.split()[:2] == ["en", "English"] for line in lines)


def test_machines_get_an_object_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "languages"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    english = next(row for row in rows if row["tag"] == "en")
    assert english["texts"][0] == english["texts"][1] > 100
    assert all(row["flags"][0] <= row["flags"][1] for row in rows)
