"""The same conversation without Telegram: typed lines become the same values, replies are printed.

A message ends with an empty line. A paste may hold empty lines itself: as long as more lines are already
waiting in a terminal, it goes on. From a pipe every block between empty lines is one message. A command
("/help") or the number of a button on a line of its own is taken at once.
"""

import asyncio
import os
import select
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.markup import plain
from bot.model import At, Button, Check, Command, Incoming, Press, Reply
from bot.scene import Services
from bot.services import close, ready
from bot.talk import talk
from bot.texts import choose, texts_of
from checks.model import Offer

MOST_DIGITS = 3  # of a button number
CHAT = 0  # the chat id of the terminal; no Telegram chat has it
PAUSE_S = 0.05  # lines that come closer together than this were pasted, not typed


@dataclass(slots=True)
class Lines:
    """Lines of a file descriptor, and whether more wait. Reads itself: Python's buffer would hide them."""

    fd: int
    tty: bool
    waiting: bytearray = field(default_factory=bytearray)
    ended: bool = False

    def next(self) -> str | None:
        """The next line without its end, or None after the last."""
        while b"\n" not in self.waiting and not self.ended:
            piece = os.read(self.fd, 65536)
            self.waiting += piece
            self.ended = not piece
        line, end, rest = bytes(self.waiting).partition(b"\n")
        self.waiting = bytearray(rest)
        return line.decode(errors="replace").rstrip("\r") if line or end else None

    def more(self) -> bool:
        """True while a paste goes on. A pipe is never a paste: its blocks are parted by empty lines."""
        return self.tty and (bool(self.waiting) or bool(select.select([self.fd], [], [], PAUSE_S)[0]))


def messages(lines: Lines, at_once: Callable[[str], bool]) -> Iterator[str]:
    """Whole messages: a line that `at_once` takes by itself, else all lines up to an empty one."""
    block: list[str] = []
    while (line := lines.next()) is not None:
        if not block and at_once(line.strip()):
            yield line.strip()
        elif line.strip() or (block and lines.more()):
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def incoming(text: str, number: int, language: str, buttons: list[Button]) -> Incoming:
    """What was typed as the value Telegram's intake would have made of it."""
    at = At(CHAT, number, language)
    if text.isdecimal() and len(text) <= MOST_DIGITS:  # a number is always a button, never an offer
        return Press(at, buttons[int(text) - 1][1] if 0 < int(text) <= len(buttons) else "")
    if text.startswith("/"):
        name, _, argument = text[1:].partition(" ")
        return Command(at, name.lower(), argument.strip())
    return Check(at, Offer(text))


def shown(reply: Reply, before: int) -> str:
    """A reply as plain text, its buttons numbered on from `before`."""
    lines = [plain(reply.html)]
    for row in reply.rows:
        lines.append("  " + "   ".join(f"[{before + n}] {label}" for n, (label, _) in enumerate(row, 1)))
        before += len(row)
    return "\n".join(lines) + "\n"


def language_here() -> str:
    """The language of this terminal as a tag ("pt-br"), or ""."""
    name = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").split(".")[0]
    return "" if name in ("C", "POSIX") else name.replace("_", "-").lower()


def chat(services: Services) -> None:
    """Talk until the input ends (Ctrl-D) or somebody stops it (Ctrl-C)."""
    with asyncio.Runner() as runner:
        runner.run(ready(services))
        try:
            _loop(services, runner)
        except (KeyboardInterrupt, BrokenPipeError):
            pass  # leaving is no error; a closed pipe (| head) neither
        finally:
            runner.run(close(services))


def _loop(services: Services, runner: asyncio.Runner) -> None:
    language, buttons = language_here(), list[Button]()
    texts = texts_of(services.library, choose(services.library, language))
    _print(f"{texts.say('terminal.connect')}\n{texts.say('terminal.how')}\n")
    lines = Lines(sys.stdin.fileno(), sys.stdin.isatty())

    def at_once(line: str) -> bool:
        return line.startswith("/") or (line.isdecimal() and 0 < int(line) <= len(buttons))

    for number, text in enumerate(messages(lines, at_once), 1):
        replies = runner.run(talk(incoming(text, number, language, buttons), services))
        buttons = _show(replies) or buttons
        for later in (reply.later for reply in replies if reply.later):
            if more := runner.run(later()):
                _print(f"{texts.say('terminal.looked')}\n")
                buttons = buttons + _show(more[:1], len(buttons))


def _show(replies: list[Reply], before: int = 0) -> list[Button]:
    """Print replies one after the other, their buttons numbered on from `before`; the buttons in that order."""
    buttons: list[Button] = []
    for reply in replies:
        _print(shown(reply, before + len(buttons)))
        buttons += [button for row in reply.rows for button in row]
    return buttons


def _print(text: str) -> None:
    """Print whatever the terminal's encoding: a sign it does not know becomes "?"."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)
