"""python -m checks, through its real door: standard input and output of a process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FEE = "Kindly pay the one time processing fee of $150 by gift card to confirm your seat."


def run(*arguments: str, feed: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checks", *arguments]
    return subprocess.run(command, input=feed, capture_output=True, cwd=ROOT, check=False)


def stream(*rows: object) -> list[dict[str, object]]:
    feed = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = run("--jsonl", feed=feed.encode())
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_text_gets_a_short_readable_verdict() -> None:
    done = run(feed=FEE.encode())
    assert done.returncode == 0
    assert done.stdout.decode().startswith("stop: ")
    assert "fee-to-get-job" in done.stdout.decode()


def test_an_ordinary_text_is_told_that_nothing_is_proved() -> None:
    done = run(feed=b"The shop on Mill Road needs a baker, mornings. Ask for Anna.")
    assert "does not prove" in done.stdout.decode()


def test_json_is_one_object() -> None:
    verdict = json.loads(run("--json", feed=FEE.encode()).stdout)
    assert verdict["level"] == "stop"
    assert set(verdict) == {"level", "axes", "flags", "findings", "script", "unchecked"}


def test_a_stream_answers_every_line_with_its_id_and_right_quotes() -> None:
    text = "🔥🔥 Pаy the registrаtion fee of 500 rupees nоw 🔥"  # look-alike letters, emoji before
    answers = stream({"id": "a", "text": FEE}, {"id": 7, "text": text, "country": "in", "language": "hi"})
    assert [a["id"] for a in answers] == ["a", 7]
    for answer, sent in zip(answers, (FEE, text), strict=True):
        assert answer["level"] == "stop"
        assert all(sent[f["start"] : f["end"]] == f["quote"] for f in answer["findings"])  # type: ignore[attr-defined]  # it is of that kind, or the test fails
        assert set(answer) >= {"axes", "flags", "script", "unchecked", "ms"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[1]", "not an object"),
        (b'{"id": 1}', "not an object with a text"),
        (b'{"id": 1, "text": ""}', "no text"),
        (b'{"id": 1, "text": "   "}', "no text"),
        (b'{"id": 1, "text": "!!! ..."}', "no words"),
        (b'{"id": 1, "text": "' + b"a" * 200_001 + b'"}', "at most 200,000"),
        (b'{"id": 1, "text": "a' + b"\\u0301" * 100_000 + b'"}', "marks"),
        (b'{"id": 1, "text": "' + b"a" * 2_500_000 + b'"}', "longer than"),
        (b'{"id": 1, "text": "\\ud800 hello"}', "broken characters"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_gets_an_error_of_its_own_and_the_stream_goes_on(line: bytes, reason: str) -> None:
    done = run("--jsonl", feed=line + b"\n" + json.dumps({"id": "next", "text": FEE}).encode() + b"\n")
    first, second = (json.loads(x) for x in done.stdout.splitlines())
    assert reason in first["error"]
    assert second["id"] == "next"
    assert second["level"] == "stop"


def test_help_names_the_exit_codes() -> None:
    assert "Exit code 0" in run("--help", feed=b"").stdout.decode()


def test_an_empty_text_is_a_plain_error_and_exit_code_one() -> None:
    done = run(feed=b"")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "Paste the offer" in done.stderr.decode()
