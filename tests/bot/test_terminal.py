"""The chat in the terminal: a pipe, and a real pseudo-terminal."""

import os
import pty
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.model import Check, Command, Press, Reply
from bot.terminal import CHAT, Lines, incoming, messages, shown

ROOT = Path(__file__).parents[2]
BUTTONS = [("Why", "why|x"), ("What to do", "todo|x")]


def from_pipe(text: str) -> list[str]:
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    try:
        return list(messages(Lines(reading, tty=False), lambda line: line.startswith("/") or line == "1"))
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree\n", ["one\ntwo", "three"]),
        ("one", ["one"]),
        ("\n\n\n", []),
        ("/help\n1\none\n/start\n", ["/help", "1", "one\n/start"]),
        ("Größe\r\n\r\nзарплата\r\n", ["Größe", "зарплата"]),
    ],
)
def test_blocks_of_a_pipe_are_messages(text: str, blocks: list[str]) -> None:
    assert from_pipe(text) == blocks


def test_bytes_that_are_no_text_do_not_break_it() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"pay \xff now\n")
    os.close(writing)
    assert list(messages(Lines(reading, tty=False), lambda _line: False)) == ["pay \ufffd now"]
    os.close(reading)


def test_a_paste_with_empty_lines_is_one_message() -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Dear applicant,\n\npay first.\n\nAmy\n\n\x04")
    assert next(messages(Lines(theirs, tty=True), lambda _line: False)) == "Dear applicant,\n\npay first.\n\nAmy\n"
    os.close(ours)
    os.close(theirs)


def test_typed_lines_become_the_same_values_as_in_telegram() -> None:
    typed = [incoming(text, 4, "es", BUTTONS) for text in ("2", "3", "/country Kenya", "Pay first")]
    assert isinstance(typed[0], Press) and typed[0].data == "todo|x"
    assert isinstance(typed[1], Press) and typed[1].data == ""  # no such button: a polite sentence, never a check
    assert isinstance(typed[2], Command) and (typed[2].name, typed[2].argument) == ("country", "Kenya")
    assert isinstance(typed[3], Check)
    assert all((value.at.chat, value.at.message, value.at.language) == (CHAT, 4, "es") for value in typed)


def test_a_reply_shows_without_markup_and_with_numbered_buttons() -> None:
    reply = Reply("<b>Stop &amp; check</b>", ((BUTTONS[0], BUTTONS[1]), (("Help", "help|x"),)))
    assert shown(reply, 2) == "Stop & check\n  [3] Why   [4] What to do\n  [5] Help\n"


def environment() -> dict[str, str]:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return keep | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "LANG": "C.UTF-8"}


def test_a_conversation_through_a_pipe(tmp_path: Path) -> None:
    typed = "You must pay a registration fee of $150 by gift card to get this job.\n\n1\n/privacy\n"
    done = subprocess.run(
        [sys.executable, "-m", "bot"], input=typed, env=environment(), cwd=tmp_path,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    parts = ["TELEGRAM_TOKEN", "Stop and check.", "[1] Why", "Why these signs matter:", "What I keep:"]
    found = [done.stdout.find(part) for part in parts]
    assert -1 not in found
    assert found == sorted(found)
    assert done.stderr == ""


def read_until(ours: int, words: bytes) -> bytes:
    """What the program writes to its terminal up to `words`, or up to its end."""
    said = b""
    with suppress(OSError):  # the program has ended
        while words not in said and select.select([ours], [], [], 30)[0]:
            said += os.read(ours, 4096)
    return said


# Opens the terminal first: that makes it the one from which Ctrl-C reaches the program, as it would for a person.
AT_A_TERMINAL = "import os, runpy; os.open(os.ttyname(0), os.O_RDWR); runpy.run_module('bot', run_name='__main__')"


@pytest.mark.parametrize("leave", [b"\x03", b"\x04"])
def test_ctrl_c_and_ctrl_d_leave_cleanly(leave: bytes, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(), cwd=tmp_path, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    assert b"Ctrl-D leaves." in read_until(ours, b"Ctrl-D leaves.")
    os.write(ours, leave)
    assert b"Traceback" not in read_until(ours, b"Traceback")
    assert process.wait(timeout=60) == 0
    os.close(ours)


def test_help_says_how_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], env=environment(), cwd=ROOT,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    for name in ("TELEGRAM_TOKEN", "TELEGRAM_API_BASE_URL", "DATABASE_URL", "SECRET_KEY"):
        assert name in done.stdout
