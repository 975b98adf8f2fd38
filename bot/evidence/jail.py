"""A process takes away from itself what printing does not need, before it sees a word of the page."""

import ctypes
import resource
import signal
import sys

MB = 1024 * 1024
CPU_S = 10
MOST_OPEN = 128  # files and pipes; each font used is one
NO_NEW_PRIVS, PARENT_DEATH_SIGNAL = 38, 1  # numbers of prctl, linux/prctl.h
NEW_NET, NEW_USER = 0x40000000, 0x10000000  # flags of unshare, linux/sched.h


def lock_down(memory: int) -> None:
    """Never more than `memory` bytes of address space from here on. Call it first, while there is one thread."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN),
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
