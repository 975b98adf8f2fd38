"""Whoever makes a mistake in a content file is told file, key, what is wrong and what to do."""

import datetime
import shutil
from pathlib import Path

import pytest

from content.files import ROOT, ContentError, load
from content.lint import lint

DAY = datetime.date(2026, 11, 22)
FLAG = """
[made-up]
strength = "strong"
points   = 6
axis     = "money"
action   = "verify"
name     = "Made up"
why      = "For a test."
innocent = ["an honest text"]
sources  = ["https://example.org/page"]
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "content"
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns("*.py", "__pycache__", "agencies", "brands"))
    (target / "languages/en/texts/made.toml").write_text(
        '[flag.made-up]\ntitle = "T"\nbody = "B"\ndo = "D"\n', encoding="utf-8"
    )
    return target


def problems(copy: Path, file: str, text: str) -> list[str]:
    path = copy / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [str(p) for p in lint(copy, DAY) if p.file.startswith("/".join(file.split("/")[:2]))]


def test_the_content_as_it_stands_has_no_problem() -> None:
    assert [str(p) for p in lint(today=DAY) if not p.warning] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("points   = 6", "points   = 9"), "9 points do not fit “strong”"),
        (("points   = 6", ""), "made-up.points: missing key"),
        (("points   = 6", 'points   = "six"'), "wrong type or value"),
        (("axis     =", "axes     ="), "made-up.axes: unknown key"),
        (('"verify"', '"shout"'), "wrong type or value"),
        (('["https://example.org/page"]', "[]"), "made-up.sources: no source"),
        (('"https://example.org/page"', '"a friend"'), "is not a web address"),
        (('["an honest text"]', "[]"), "made-up.innocent: is empty"),
        (("[made-up]", "[made-up"), "not valid TOML"),
        (('name     = "Made up"', 'name     = "Made up"\nwhen = [["no-such-cue"]]'), "is no cue and no flag"),
    ],
)
def test_a_mistake_in_a_flag_is_answered(copy: Path, change: tuple[str, str], said: str) -> None:
    found = problems(copy, "flags/made.toml", FLAG.replace(*change))
    assert any(said in p for p in found), found


def test_a_flag_in_two_files_is_answered(copy: Path) -> None:
    (copy / "flags/other.toml").write_text(FLAG, encoding="utf-8")
    assert any("stands in two files" in p for p in problems(copy, "flags/made.toml", FLAG) + [
        str(p) for p in lint(copy, DAY)])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[phrase]]\nflag="nope"\nsay=["a b"]\nmatch=["a b","a b"]\nignore=["c","d"]', "there is no flag"),
        ('[[phrase]]\nsay=["a b"]\nmatch=["a b","a b"]\nignore=["c","d"]', "names not exactly one"),
        ('[[phrase]]\nflag="fee-to-get-job"\nsay=["a b"]\nmatch=[]\nignore=[]', "0 match and 0 ignore"),
        ('[[phrase]]\nflag="fee-to-get-job"\nsay=[]\nmatch=["a","b"]\nignore=["c","d"]', "says nothing"),
    ],
)
def test_a_mistake_in_a_phrase_is_answered(copy: Path, text: str, said: str) -> None:
    found = problems(copy, "languages/en/phrases/made.toml", text)
    assert any(said in p for p in found), found


def test_a_lost_placeholder_in_a_translation_is_answered(copy: Path) -> None:
    (copy / "languages/en/texts/made2.toml").write_text('[made]\nhello = "Hello {name}"\n', encoding="utf-8")
    (copy / "languages/xx").mkdir()
    (copy / "languages/xx/language.toml").write_text('name = "X"\nenglish = "X"\nstatus = "draft"\n', encoding="utf-8")
    found = problems(copy, "languages/xx/texts/made.toml", '[made]\nhello = "Hallo"\n')
    assert any("differs from English in {name}" in p for p in found), found


def test_a_helpline_checked_too_long_ago_is_a_warning(copy: Path) -> None:
    text = """code = "XX"
name = "X"
[[helpline]]
name = "Line"
kind = "trafficking"
phone = "1"
source = "https://example.org"
confidence = "high"
status = "shown"
checked_on = 2025-01-01
"""
    assert any("last checked on 2025-01-01" in p for p in problems(copy, "countries/xx.toml", text))


@pytest.mark.parametrize(("day", "said"), [("2001-01", "is old"), ("2031-01", "has not come yet")])
def test_an_old_or_future_source_date_is_answered(copy: Path, day: str, said: str) -> None:
    text = f"""code = "XX"
name = "X"
[[helpline]]
name = "Line"
kind = "trafficking"
phone = "1"
source = "https://example.org"
source_date = "{day}"
confidence = "high"
status = "shown"
"""
    assert any(said in p for p in problems(copy, "countries/xx.toml", text))


def test_a_file_that_is_not_utf8_is_answered(copy: Path) -> None:
    (copy / "flags/bad.toml").write_bytes(b"\xff\xfe")
    assert any("not UTF-8" in str(p) for p in lint(copy, DAY))


def test_broken_content_is_never_loaded(copy: Path) -> None:
    (copy / "flags/made.toml").write_text("[x]\n", encoding="utf-8")
    with pytest.raises(ContentError, match="missing key"):
        load(copy)


def test_a_mark_that_is_everyday_english_is_answered(copy: Path) -> None:
    table = 'name = "X"\nenglish = "X"\nstatus = "draft"\nmarks = ["zzyzx", "pay"]\n'
    found = problems(copy, "languages/xx/language.toml", table)
    assert any("“pay” is also an everyday English word" in p for p in found), found
    assert not any("zzyzx" in p for p in found)
