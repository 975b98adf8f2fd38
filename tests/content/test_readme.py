"""The guide in content/README.md is followed word by word, on a copy of the content."""

import re
import shutil
from pathlib import Path

import pytest

from checks import check, prepare
from checks.prove import prove
from content.files import ROOT, read
from content.lint import lint

BLOCK = re.compile(r"```(?:toml|csv)\n# file: (\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name, body in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
        path.write_text(before + body, encoding="utf-8")
    return copy


def test_every_example_passes_the_lint(followed: Path) -> None:
    assert [str(p) for p in lint(followed) if not p.warning] == []


def test_the_new_phrases_prove_themselves_and_are_found(followed: Path) -> None:
    checker = prepare(read(followed)[0], keep=None)
    assert [str(f) for f in prove(checker, ["eo"])] == []
    assert "fee-for-interview-slot" in check("Please send 20 USD for your interview slot", checker).flags
    assert "fee-to-get-job" in check("Pagu la kotizon nun", checker).flags
