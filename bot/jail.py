"""A process takes away from itself what its one file or page does not need, before it sees a byte of it.

No file can be written, no more memory or processor time be had than is set, no privilege be gained, and, where the
kernel lets us, there is no network. The process dies with its parent. Programs it starts inherit all of that.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

HOME = Path(__file__).parents[1]  # where our code is
CPU_S = 15  # of each process
NICE = 10  # whoever waits for a text goes first
MOST_OPEN = 64  # files and pipes
NO_NEW_PRIVS, PARENT_DEATH_SIGNAL = 38, 1  # numbers of prctl, linux/prctl.h
NEW_NET, NEW_USER = 0x40000000, 0x10000000  # flags of unshare, linux/sched.h


def environment(*names: str) -> dict[str, str]:
    """What such a process gets of our environment: `names`, and never the token or a secret.

    Where a platform has Python and packages in folders of its own, they find their libraries by LD_LIBRARY_PATH alone.
    """
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", *names) if name in os.environ}
    return kept | {"PYTHONPATH": str(HOME), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def lock_down(memory: int, cpu_s: int = CPU_S, most_open: int = MOST_OPEN) -> None:
    """Never more than `memory` bytes of address space, `cpu_s` seconds of work and `most_open` files from here on.

    It gives way to the rest of the machine's work. Call it first, while there is one thread.
    """
    os.nice(NICE)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, most_open),
    ):
        _limit(what, most)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        # Alone it needs a privilege; with a user namespace it needs a kernel that allows those. Else: as it was.
        if libc.unshare(NEW_NET):
            libc.unshare(NEW_USER | NEW_NET)


def _limit(what: int, most: int) -> None:
    """Set a limit, or leave a stricter one that somebody has set before."""
    hard = resource.getrlimit(what)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (value, value))
