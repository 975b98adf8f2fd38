"""The guide in content/README.md is followed word by word, on a copy of the content."""

import re
import shutil
from pathlib import Path

import pytest

from checks import KEPT, check, prepare
from checks.prove import prove
from content.files import ROOT, read
from content.lint import lint
from tests import once

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


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of what is kept of the project's own phrases, so that only the changed languages are read anew."""
    once.checker()
    copied: str = shutil.copytree(KEPT, tmp_path / "kept", ignore=shutil.ignore_patterns("*.pyc"))
    return Path(copied)


def test_the_new_phrases_prove_themselves_and_are_found(followed: Path, kept: Path) -> None:
    library = read(followed)[0]
    checker = prepare(library, kept, examples=lambda: library.languages)
    assert [str(f) for f in prove(checker, ["eo"])] == []
    assert "fee-for-interview-slot" in check("Please send 20 USD for your interview slot", checker).flags
    assert "fee-to-get-job" in check("Pagu la kotizon nun", checker).flags
