"""Processes that read files: bounded in time, memory, number and reach, whatever is sent."""

import asyncio
import os
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.media.model import Found, Job, Refused
from bot.media.reader import MOST_WAITING, Reader
from tests.bot.media import made

SOON_S = 2.0
BOMBS = {
    "900 megapixels": (made.png_bomb(30_000, 30_000), "large"),
    "169 megapixels": (made.png_bomb(13_000, 13_000), "large"),
    "300 MB of XML": (made.docx_bomb(300), "large"),
    "5,000 pages": (made.pdf(["x"] * 5_000), "long"),
    "an archive in a Word file": (made.docx(["x"], word__media__a=made.zipped({"a": "b"})), "packed"),
    "a picture that is an archive too": (made.jpeg(made.square()) + made.zipped({"a": "b"}), "packed"),
}


def given(data: bytes) -> Callable[[], Awaitable[bytes]]:
    async def get() -> bytes:
        return data

    return get


def python(code: str) -> tuple[str, ...]:
    """A command in the place of the reading process."""
    return (sys.executable, "-c", code)


LOCKED = "from bot.jail import lock_down; lock_down(500 << 20)\n"
SAY = "import sys, json; sys.stdin.buffer.read(); print(json.dumps({'text': str(%s)}))\n"


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_within_two_seconds_and_300_mb(name: str) -> None:
    data, problem = BOMBS[name]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WEIGH, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    began = time.monotonic()
    said, _ = await process.communicate(data)
    assert time.monotonic() - began < SOON_S
    found, megabytes = said.decode().split()
    assert (found, int(megabytes) < 300) == (problem, True), megabytes


# The reading process by itself, and the peak of its own memory: what getrusage says counts from the parent's.
WEIGH = """
import re, sys
from pathlib import Path
from bot.media.child import MEMORY, read
from bot.jail import lock_down
from bot.media.model import Job
status = Path("/proc/self/status")
lock_down(MEMORY)
found = read(sys.stdin.buffer.read(), Job())
print(found.problem, int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text()).group(1)) >> 10)
"""


async def test_a_text_comes_back() -> None:
    assert await Reader().read(given(b"Pay the fee first"), Job()) == Found("Pay the fee first")


async def test_a_process_that_hangs_is_ended_with_what_it_started() -> None:
    reader = Reader(
        command=python("import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"),
        spare_s=0.0,
    )
    began = time.monotonic()
    assert (await reader.read(given(b"x"), Job(seconds=0.3))).problem == "slow"
    assert time.monotonic() - began < SOON_S


@pytest.mark.parametrize(
    "code",
    ["raise SystemExit(1)", "print('no JSON')", "print('{\"text\": 5}')", "print('x' * 3_000_000)"],
)
async def test_an_answer_that_is_none_is_not_believed(code: str) -> None:
    assert (await Reader(command=python(code)).read(given(b"x" * 100_000), Job())).problem == "broken"


async def test_the_process_gets_none_of_our_settings() -> None:
    reader = Reader(command=python(SAY % "' '.join(__import__('os').environ)"))
    names = set((await reader.read(given(b"x"), Job())).text.split())
    given_on = {"PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH"}
    assert names <= given_on | {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_ALL", "LC_CTYPE"}


async def test_a_locked_down_process_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    code = f"{LOCKED}open({str(target)!r}, 'wb').write(b'words')\n"
    assert (await Reader(command=python(code)).read(given(b"x"), Job())).problem == "broken"
    assert target.read_bytes() == b""


async def test_a_locked_down_process_gets_no_more_memory_than_is_set() -> None:
    code = f"{LOCKED}try: bytearray(600 << 20); end = 'had it'\nexcept MemoryError: end = 'refused'\n{SAY % 'end'}"
    assert (await Reader(command=python(code)).read(given(b"x"), Job())).text == "refused"


@pytest.mark.skipif(sys.platform != "linux", reason="privileges and networks are taken away on Linux only")
async def test_a_locked_down_process_can_gain_no_privilege() -> None:
    code = LOCKED + SAY % "[x for x in open('/proc/self/status') if 'NoNewPrivs' in x]"
    assert "1" in (await Reader(command=python(code)).read(given(b"x"), Job())).text


async def test_a_locked_down_process_has_no_network_where_the_kernel_lets_us() -> None:
    code = f"{LOCKED}import socket\n{SAY % 'socket.if_nameindex()'}"
    names = (await Reader(command=python(code)).read(given(b"x"), Job())).text
    if names != "[(1, 'lo')]":
        pytest.skip(f"this kernel lets nobody have a network of his own: {names}")


async def test_never_more_than_so_many_at_once() -> None:
    running, most = 0, 0

    async def get() -> bytes:
        nonlocal running, most
        running, most = running + 1, max(most, running + 1)
        await asyncio.sleep(0.05)
        running -= 1
        raise Refused("away")

    reader = Reader(at_once=2)
    found = await asyncio.gather(*(reader.read(get, Job()) for _ in range(MOST_WAITING + 5)))
    assert most == 2
    assert [one.problem for one in found].count("busy") == 5


async def test_an_error_is_logged_by_its_name_alone(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    said = '{"problem": "broken", "error": "a canary word"}'
    await Reader(command=python(f"print({said!r})")).read(given(b"x"), Job())
    await Reader().read(given(b"%PDF-1.4 canary"), Job())
    await Reader().read(given(b"\x89PNG\r\n\x1a\n canary"), Job())
    assert "canary" not in caplog.text
    assert "something else" in caplog.text


def test_no_child_is_left_when_all_is_done() -> None:
    asyncio.run(Reader().read(given(b"Pay"), Job()))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0
