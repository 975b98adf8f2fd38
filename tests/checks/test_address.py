"""python -m checks link: one address explained."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checks.address import as_object, look, readable
from tests.checks.addresses import known

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("address", "level", "organisation"),
    [
        ("petronas-hiring.com", "stop", "Petronas"),
        ("https://petronas-hiring.com/apply?x=1", "stop", "Petronas"),
        ("hr@haliburton.org", "care", "Halliburton"),
        ("petronas.ie", "mention", "Petronas"),
        ("@UNICEF_vacancies", "mention", "UNICEF"),
        ("petronas.hiring@gmail.com", "care", "Petronas"),
        ("www.petronas.com", "none", ""),
    ],
)
def test_a_url_a_domain_and_an_address_are_explained(address: str, level: str, organisation: str) -> None:
    seen = look(address, known().tables)
    assert seen is not None
    assert (seen.level, seen.organisation) == (level, organisation)


def test_what_is_no_address_is_none() -> None:
    assert look("not an address", known().tables) is None


def test_an_unknown_address_is_never_called_good() -> None:
    seen = look("quick-desk.example.com", known().tables)
    assert seen is not None
    assert "does not prove" in readable(seen)


def test_the_object_is_plain_json() -> None:
    seen = look("petronas-hiring.com", known().tables)
    assert seen is not None
    assert json.loads(json.dumps(as_object(seen)))["real_domain"] == "petronas.com"


def test_the_command_line_explains_one() -> None:
    command = [sys.executable, "-m", "checks", "link", "petronas-hiring.com", "--json"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["difference"] == "words"


def test_the_command_line_says_when_it_is_no_address() -> None:
    command = [sys.executable, "-m", "checks", "link", "not an address"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 1
