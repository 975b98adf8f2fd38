"""A kept copy of something slow to make: one file, used only while its mark is still right.

The mark is a digest of everything the copy was made from. A lost, broken or unwritable copy costs only time.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
_MARK_LENGTH = 64


def mark(parts: Iterable[bytes]) -> bytes:
    """A digest of `parts`, 64 bytes long."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part + b"\0")
    return digest.hexdigest().encode()


def kept(path: Path | None, right: bytes, kind: type[T], make: Callable[[], T]) -> T:
    """What `path` holds if its mark is `right`, else what `make` gives, kept there for the next time."""
    if path is None:
        return make()
    try:
        raw = path.read_bytes()
        if raw[:_MARK_LENGTH] == right:
            return msgspec.msgpack.decode(raw[_MARK_LENGTH:], type=kind)
    except (OSError, msgspec.MsgspecError):
        pass
    made = make()
    write_whole(path, right + msgspec.msgpack.encode(made))
    return made


def write_whole(path: Path, data: bytes) -> None:
    """Write in one step, so that two processes starting together never see half a copy; for all users to read.

    Whoever installs the bot makes the copies, and the bot, another user, reads them. What is in them is the project's
    own content. Where nothing can be written, as in a read-only installation, they are made anew each time.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            os.fchmod(file.fileno(), 0o644)
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return
