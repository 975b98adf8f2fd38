"""A translator's file goes out and comes back without loss."""

import shutil
from pathlib import Path

import pytest

from content import exchange
from content.__main__ import main
from content.files import ROOT, read


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    for tag in ("en", "hi"):
        shutil.copytree(ROOT / "languages" / tag, copy / "languages" / tag)
    return copy


@pytest.mark.parametrize("po", [[], ["--po"]])
def test_what_comes_back_unchanged_changes_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], po: list[str]
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert main(["--root", str(root), "export", "hi", *po]) == 0
    file = tmp_path / ("hi.po" if po else "hi.csv")
    file.write_text(capsys.readouterr().out, encoding="utf-8", newline="")
    assert main(["--root", str(root), "import", "hi", str(file)]) == 0
    assert "0 values written, 0 problems" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


def test_a_changed_text_and_a_changed_phrase_are_the_only_things_that_change(root: Path, tmp_path: Path) -> None:
    rows = exchange.rows(root, "hi")
    text = next(row for row in rows if row.key.endswith("/flag.vague-duties.title"))
    phrase = next(row for row in rows if row.key.startswith("phrases/fee/0/match/"))
    file = tmp_path / "hi.csv"
    mended = [exchange.Row(text.key, text.english, "काम साफ़ नहीं"), exchange.Row(phrase.key, "", "=नया वाक्य")]
    file.write_text(exchange.as_csv(mended), encoding="utf-8")
    assert exchange.take_back(root, "hi", exchange.read_back(file)) == (2, [])
    after = {row.key: row.translation for row in exchange.rows(root, "hi")}
    assert after.pop(text.key) == "काम साफ़ नहीं"
    assert after.pop(phrase.key) == "=नया वाक्य"
    assert after == {row.key: row.translation for row in rows if row.key not in (text.key, phrase.key)}


def test_comments_and_order_of_the_files_stay(root: Path) -> None:
    path = root / "languages/hi/texts/flags.toml"
    before = path.read_text(encoding="utf-8").splitlines()
    row = exchange.Row("texts/flags/flag.vague-duties.title", "", "काम साफ़ नहीं")
    exchange.take_back(root, "hi", [row])
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_new_language_gets_its_files(root: Path) -> None:
    (root / "languages/eo").mkdir()
    (root / "languages/eo/language.toml").write_text('name = "E"\nenglish = "E"\nstatus = "draft"\n')
    row = exchange.Row("texts/flags/flag.vague-duties.title", "", "La laboro ne estas klara")
    assert exchange.take_back(root, "eo", [row]) == (1, [])
    assert read(root)[0].languages["eo"].texts == {"flag.vague-duties.title": "La laboro ne estas klara"}


@pytest.mark.parametrize(
    "row",
    [
        exchange.Row("texts/ui/no.such.key", "", "x"),
        exchange.Row("../../secret/x/y", "", "x"),
        exchange.Row("texts/ui/reply.reason", "", "ohne Platzhalter"),
    ],
)
def test_one_wrong_row_and_nothing_is_written(root: Path, row: exchange.Row) -> None:
    good = exchange.Row("texts/flags/flag.vague-duties.title", "", "काम साफ़ नहीं")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    changed, problems = exchange.take_back(root, "hi", [good, row])
    assert (changed, len(problems)) == (0, 1)
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (("x.csv", b"\xff\xfe\x00"), "not UTF-8"),
        (("x.csv", b"a;b\r\n1;2"), "needs the columns"),
        (("x.csv", b""), "needs the columns"),
        (("x.csv", b'key,translation\r\n"open'), "not valid CSV"),
        (("x.po", b'msgid "open\nmsgstr'), "not valid PO"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_in_plain_words(
    root: Path, capsys: pytest.CaptureFixture[str], file: tuple[str, bytes], says: str
) -> None:
    path = root / file[0]
    path.write_bytes(file[1])
    assert main(["--root", str(root), "import", "hi", str(path)]) == 2
    assert says in capsys.readouterr().err


def test_a_sheet_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("\ufeffkey;english;translation\r\na/b/c;Hello, you;Saluton; \r\n", encoding="utf-8")
    assert exchange.read_back(tmp_path / "x.csv") == [exchange.Row("a/b/c", "Hello, you", "Saluton")]


def test_an_unknown_language_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "export", "xx"]) == 2
    assert "no language" in capsys.readouterr().err
