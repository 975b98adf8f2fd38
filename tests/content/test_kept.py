"""What is kept of slow readings is used by the bot, which is another user than who installed it."""

from pathlib import Path

from content.kept import kept


def test_what_one_user_keeps_another_can_read(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "kept.msgpack"
    right = b"m" * 64
    assert kept(path, right, dict[str, int], lambda: {"a": 1}) == {"a": 1}
    assert path.stat().st_mode & 0o777 == 0o644
    assert kept(path, right, dict[str, int], dict) == {"a": 1}


def test_a_copy_made_from_something_else_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.msgpack"
    kept(path, b"m" * 64, dict[str, int], lambda: {"a": 1})
    assert kept(path, b"n" * 64, dict[str, int], lambda: {"b": 2}) == {"b": 2}


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    assert kept(file / "kept.msgpack", b"m" * 64, dict[str, int], lambda: {"a": 1}) == {"a": 1}
