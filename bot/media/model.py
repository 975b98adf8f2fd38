"""What goes to a reading process and what comes back, and the limits both sides hold. Pure."""

from dataclasses import dataclass, field
from typing import Literal, get_args

MB = 1024 * 1024
MOST_BYTES = 20 * MB  # of a file; Telegram's own servers give bots no larger ones
# Of a picture, before it is unpacked. A JPEG is made smaller on the way; the others are unpacked whole, WebP thrice.
MOST_PIXELS = {"JPEG": 40_000_000, "PNG": 30_000_000, "WEBP": 12_000_000}
MOST_UNPACKED = 20 * MB  # of all parts of a Word file together
MOST_PAGES = 100  # of a PDF; more is a book, not an offer
MOST_PICTURED = 10  # pages of a PDF that are read as pictures, about a second each
MOST_TEXT = 100_000  # characters that are passed on

# Why a file was not read; each has a sentence "media.<problem>".
Problem = Literal[
    "",
    "large",  # in bytes, pixels or unpacked
    "long",  # in pages
    "locked",  # by a password
    "broken",
    "packed",  # an archive, or a file with another one inside
    "kind",  # not one of those we read
    "slow",
    "busy",  # too many others are waiting
    "often",  # this chat has had its share for now
    "away",  # Telegram did not give it to us
    "unable",  # no program for reading pictures on this machine
    "wordless",
]
PROBLEMS: tuple[Problem, ...] = get_args(Problem)


class Refused(Exception):
    """A file is not read; `problem` says why. Carries no word of the file."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


@dataclass(frozen=True, slots=True)
class Job:
    """What a reading process is told besides the bytes: the person's language first, then others; seconds to take."""

    languages: tuple[str, ...] = ("en",)
    seconds: float = 12.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says. `codes` are the contents of square codes, `partial` that there was more than was read.

    `error` is the name of the exception behind a problem, for the log.
    """

    text: str = ""
    codes: tuple[str, ...] = field(default=())
    partial: bool = False
    problem: Problem = ""
    error: str = ""
