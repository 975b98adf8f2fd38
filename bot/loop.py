"""The event loop the program runs in: the quick one where there is one, its threads, and what ends it."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

# A check keeps its thread busy for milliseconds; the loop, which needs microseconds, must not wait for several of them.
SWITCH_S = 0.0005
THREADS = 4
# New things between two looks for what can go: texts being answered make thousands of them that soon go by themselves.
LOOK_AFTER = 50_000


def run_in_loop(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=_quick()) as runner:
        runner.run(work)


def _quick() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop, which takes half of asyncio's own time, where there is one (not on Windows)."""
    try:
        import uvloop  # noqa: PLC0415  # see above
    except ImportError:
        return None
    made: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return made


def started() -> None:
    """What is there now stays until the end: it is not looked through again, and the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOK_AFTER, 20, 50)


def asked_to_stop() -> asyncio.Event:
    """Set by SIGTERM and Ctrl-C."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    sys.setswitchinterval(SWITCH_S)
    loop.set_default_executor(ThreadPoolExecutor(THREADS, "work"))
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, told.set)
    return told
