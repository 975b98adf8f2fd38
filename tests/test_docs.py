"""A check, a command or a setting that is not in the docs fails here."""

import re
from pathlib import Path

from checks import CHECKS
from tests.picture import TARGET, draw

ROOT = Path(__file__).parent.parent


def test_every_check_has_a_row_in_the_readme_of_checks() -> None:
    guide = (ROOT / "checks/README.md").read_text(encoding="utf-8")
    assert [name for name, _ in CHECKS if f"`{name}.py`" not in guide and f"`{name}/`" not in guide] == []


def test_the_readme_names_only_files_that_exist() -> None:
    for guide in (ROOT / "README.md", *ROOT.glob("*/README.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), f"{guide.name}: {target}"


def test_the_picture_in_the_readme_shows_the_reply_as_it_is_now() -> None:
    assert TARGET.read_text(encoding="utf-8") == draw(), "run: python -m tests.picture"
