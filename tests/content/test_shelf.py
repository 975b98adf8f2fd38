"""What lies on a shelf is what was put there; another mark, or a broken file, is as no file."""

from pathlib import Path

from content import load, shelf
from content.files import proofs

MARK = b"m" * 64
SAID = {"en": {"a": "First", "b": "Second"}, "ne": {"b": "दोस्रो", "c": "ฉบับ"}}


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    path, rows = tmp_path / "x.shelf", [b"first", b"", "żółć".encode()]
    shelf.put(path, MARK, rows)
    kept = shelf.opened(path, MARK)
    assert kept
    assert [kept[number] for number in range(3)] == rows


def test_a_lost_foreign_or_broken_file_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.shelf"
    assert shelf.opened(path, MARK) is None
    for content in (b"", b"short", b"o" * 100):
        path.write_bytes(content)
        assert shelf.opened(path, MARK) is None
    shelf.put(path, MARK, [b"row"])
    assert shelf.opened(path, b"n" * 64) is None
    path.write_bytes(path.read_bytes()[:-1])
    assert shelf.opened(path, MARK) is None


def test_texts_on_a_shelf_are_those_that_were_made(tmp_path: Path) -> None:
    path = tmp_path / "texts.shelf"
    for make in (lambda: SAID, dict):  # the second time nothing is made
        texts = shelf.texts(path, MARK, make)
        assert texts == SAID
        assert texts["ne"].get("a") is None
        assert "a" not in texts["ne"]
        assert texts["ne"].get("no such key") is None
        assert (len(texts["ne"]), sorted(texts["ne"])) == (2, ["b", "c"])


def test_where_nothing_can_be_kept_the_made_texts_are_used(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    assert shelf.texts(file / "texts.shelf", MARK, lambda: SAID) == SAID


def test_the_library_s_texts_are_those_of_its_files() -> None:
    for tag, language in proofs().languages.items():
        assert load().languages[tag].texts == language.texts
