"""A process that makes processes: a copy of this program from before it had threads.

Who has threads must not be copied: a lock that another thread holds stays shut in the copy for ever. This copy does
nothing but make others of itself, so it can be asked for one at any time. It ends with us.
"""

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle

Pipes = tuple[Connection, Connection]


class Nursery:
    """`child` gives the near ends of two pipes to a new process, in which `live` gets the far ends and never returns.

    To be made before any thread is begun.
    """

    def __init__(self, live: Callable[[Pipes], None]) -> None:
        self._way, theirs = Pipe()
        if os.fork() == 0:
            self._way.close()
            _make(theirs, live)
        theirs.close()

    def child(self) -> Pipes:
        """One at a time. Raises BlockingIOError when there can be none now, OSError or EOFError when never again."""
        self._way.send("please")
        if not self._way.recv():
            raise BlockingIOError
        return Connection(recv_handle(self._way)), Connection(recv_handle(self._way))


def _make(way: Connection, live: Callable[[Pipes], None]) -> None:
    """In the copy: a process whenever one is asked for, until the parent is gone. Never returns."""
    for name in (signal.SIGINT, signal.SIGTERM):  # they are for the parent, which may still need us
        signal.signal(name, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone at once
    try:
        while way.recv():
            try:
                here, near = _born(way, live)
            except OSError:  # too many processes, or too little memory
                way.send(False)
                continue
            way.send(True)
            for pipe in (here, near):
                send_handle(way, pipe.fileno(), os.getppid())
                pipe.close()
    finally:
        os._exit(0)


def _born(way: Connection, live: Callable[[Pipes], None]) -> Pipes:
    """The near ends of its pipes. Each side closes what is not its own, so that each hears when the other is gone."""
    (here, there), (near, far) = Pipe(), Pipe()
    with there, far:
        if os.fork() == 0:
            for other in (way, here, near):
                other.close()
            live((there, far))
    return here, near
