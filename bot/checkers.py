"""A second process for what takes processor: while it checks one text, this one receives, answers and stores others.

Python runs one thread at a time; a check in a thread of ours takes that time from everything else. The child is a
copy of this process, made before any thread is begun: what both only read lies in memory once. It gets a text through
a pipe, sends back what was found, keeps nothing, and ends with us. When it is gone another takes its place, soon but
not often: it may have been a text that ended it. As long as there is none, the work is done here.
"""

import asyncio
import gc
import logging
import os
import pickle
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Any

from bot.line import AHEAD, AWAY, SMALL, Gone, Line
from bot.nursery import Nursery, Pipes

log = logging.getLogger(__name__)

Work = Mapping[str, Callable[[Any], Any]]
MOST_NEW = 3  # processes that take the place of others ...
IN_S = 60.0  # ... in so many seconds


@dataclass(slots=True, eq=False)
class Child:
    """A process: the pipe for threads, that for the loop."""

    here: Connection
    near: Connection
    gone: bool = False


class Checkers:
    """`ask(name, value)` is `work[name](value)`, made in one of `count` children; call it in a thread, it waits.

    `answer` is the same for the loop.
    """

    def __init__(self, work: Work, count: int, in_s: float = IN_S) -> None:
        self._work, self._count, self._in_s = work, count, in_s
        self._free, self._children = SimpleQueue[Child | None](), list[Child]()
        self._lines = dict[Child, Line]()  # for the loop
        self._places: asyncio.Semaphore | None = None
        self._new, self._turn, self._making = deque[float](maxlen=MOST_NEW), threading.Lock(), threading.Lock()
        if count:
            gc.collect()
            gc.freeze()  # nobody looks through what is there now again, and no page of it is copied for that
            self._nursery = Nursery(partial(_serve, work))
        for _ in range(count):
            self._begin()
        if not count:
            self._free.put(None)

    def _begin(self) -> None:
        """Raises what `Nursery.child` raises."""
        with self._making:
            child = Child(*self._nursery.child())
        with self._turn:
            self._children = [*self._children, child]
        self._free.put(child)

    def ask(self, name: str, value: object) -> Any:  # noqa: ANN401  # what the work returns
        """Raises what the work raises."""
        while child := self._next():
            try:
                child.here.send((name, value))
                well, answer = child.here.recv()
            except AWAY:
                self._lost(child)
                continue
            except Exception:  # an answer that can't be read here: the child is well, and the next needs it
                self._free.put(child)
                raise
            self._free.put(child)
            if well:
                return answer
            raise answer
        return self._work[name](value)

    def _next(self) -> Child | None:
        """The next one that has nothing to do; None when there is none alive."""
        while True:
            child = self._free.get()
            if child is None and not self._children:
                self._free.put(None)  # for whoever comes next
                return None
            if child and not child.gone:
                return child

    async def answer(self, name: str, value: object) -> Any:  # noqa: ANN401  # what the work returns
        """As `ask`."""
        question = pickle.dumps((name, value), pickle.HIGHEST_PROTOCOL) if self._children else b""
        while self._children and len(question) <= SMALL:
            lines = self._open_lines()
            if not lines:
                break
            try:
                async with self._place():
                    well, answer = await min(lines, key=lambda line: line.busy).ask(question)
            except Gone:
                continue
            if well:
                return answer
            raise answer
        return await asyncio.to_thread(self.ask, name, value)

    def _place(self) -> asyncio.Semaphore:
        self._places = self._places or asyncio.Semaphore(AHEAD * self._count)
        return self._places

    def _open_lines(self) -> list[Line]:
        self._lines = {child: line for child, line in self._lines.items() if line.open}
        for child in self._children:
            if child not in self._lines:
                self._lines[child] = Line(child.near, partial(self._lost, child))
        return list(self._lines.values())

    def _lost(self, child: Child) -> None:
        """A child has ended, as a thread or the loop sees it; while there is none, the work is done here."""
        with self._turn:
            if child.gone:
                return
            child.gone = True
            self._children = [other for other in self._children if other is not child]
        log.error("a process that checks texts has ended")
        if not self._children:
            self._free.put(None)
        threading.Thread(target=self._renew, name="checkers", daemon=True).start()  # nobody waits for it

    def _renew(self) -> None:
        """In a thread: another in its place."""
        begun = False
        while not begun:
            time.sleep(self._wait())
            self._forget()
            begun = self._begun()

    def _wait(self) -> float:
        """Seconds until the next may begin, when there were many."""
        with self._turn:
            now = time.monotonic()
            wait = max(0.0, self._new[0] + self._in_s - now) if len(self._new) == MOST_NEW else 0.0
            self._new.append(now + wait)
        return wait

    def _begun(self) -> bool:
        """False when it is worth another try."""
        try:
            self._begin()
        except BlockingIOError:
            log.error("no new process can be made to check texts")  # noqa: TRY400  # it says all
            return False
        except (OSError, EOFError):
            log.critical("no process that checks texts can be made any more; start the program again")
        else:
            log.warning("a new process checks texts")
        return True

    def _forget(self) -> None:
        """Let go of those that have ended and that nobody asked since."""
        waiting = list[Child | None]()
        try:
            while True:
                waiting.append(self._free.get_nowait())
        except Empty:
            for child in waiting:
                if child is None or not child.gone:
                    self._free.put(child)


def _serve(work: Work, mine: Pipes) -> None:
    """In the child: answer until the parent is gone. Never returns."""
    ready = selectors.DefaultSelector()
    try:
        for pipe in mine:
            ready.register(pipe, selectors.EVENT_READ, pipe)
        while True:
            for key, _events in ready.select():
                name, value = key.data.recv()
                key.data.send(_done(work[name], value))
    finally:
        os._exit(0)


def _done(work: Callable[[Any], Any], value: object) -> tuple[bool, Any]:
    try:
        return True, work(value)
    except Exception as error:  # it is raised again in the parent
        return False, error
