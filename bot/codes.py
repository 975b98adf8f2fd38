"""What a button remembers, in the 64 bytes Telegram gives it. Pure.

We keep no message, so a button under a verdict carries the verdict's bones itself: level, kind of help and
the strongest flags as three-letter codes. It therefore works after a restart, on another machine and next
year.

    >>> pack("why", Memo(Level.STOP, "money", ("fee-to-get-job",)))
    'why|smjWz'
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from checks.model import Level

Need = Literal["money", "control", "child", "images"]

FLAGS_KEPT = 8
LEVELS = {"u": Level.URGENT, "s": Level.STOP, "c": Level.CARE, "n": Level.NONE}
NEEDS: dict[str, Need] = {"m": "money", "c": "control", "k": "child", "i": "images"}
SHAPE = re.compile(r"([uscn])([mcki])((?:[\w-]{3})*)(?:\.([\w-]{3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Memo:
    """The bones of a verdict: flags strongest first, script id or ""."""

    level: Level
    need: Need
    flags: tuple[str, ...] = ()
    script: str = ""


@lru_cache(maxsize=2048)  # names of ours, and few
def code(name: str) -> str:
    """Three letters that stand for a flag or script id, the same for ever (a test looks for collisions)."""
    return urlsafe_b64encode(sha256(name.encode()).digest())[:3].decode()


def need_letter(need: Need) -> str:
    return next(letter for letter, name in NEEDS.items() if name == need)


def pack(verb: str, memo: Memo) -> str:
    """Callback data for a button under a verdict; `verb` is at most 12 characters."""
    return f"{verb}|{bones(memo)}"


def bones(memo: Memo) -> str:
    """What stands behind the bar: the same in all buttons under one verdict."""
    level = next(letter for letter, name in LEVELS.items() if name is memo.level)
    flags = "".join(code(flag) for flag in memo.flags[:FLAGS_KEPT])
    script = f".{code(memo.script)}" if memo.script else ""
    return f"{level}{need_letter(memo.need)}{flags}{script}"


def unpack(rest: str, flags: Iterable[str], scripts: Iterable[str]) -> Memo | None:
    """What stands behind the bar, or None for anything we did not write. Flags that are gone are left out."""
    found = SHAPE.fullmatch(rest)
    if found is None:
        return None
    level, need, codes, script = found.groups()
    known = {code(flag): flag for flag in flags}
    names = (known.get(codes[i : i + 3], "") for i in range(0, len(codes), 3))
    stories = {code(name): name for name in scripts}
    return Memo(LEVELS[level], NEEDS[need], tuple(filter(None, names)), stories.get(script or "", ""))
