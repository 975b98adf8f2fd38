"""Processes that check texts beside the program, and what happens when one of them dies."""

import asyncio
import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from bot.checkers import Checkers
from tests.bot import telegram_json as tg
from tests.bot.server import bot_api
from tests.bot.test_process import OFFER, program, telegram


def checking(program: int) -> list[psutil.Process]:
    """The processes that check texts: a process that does nothing else has made them."""
    (nursery,) = psutil.Process(program).children()
    return list(nursery.children())


async def test_texts_are_answered_before_and_after_the_checking_process_is_killed(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, **telegram(api), CHECKERS="1") as process:
        await api.give(tg.text(OFFER))
        assert (await api.sent(1))["text"].startswith("<b>Stop and check.")
        (child,) = checking(process.pid)
        child.send_signal(signal.SIGKILL)
        await api.give(tg.text(OFFER.replace("150", "90")))
        assert (await api.sent(3))["text"].startswith("<b>Stop and check.")
        async with asyncio.timeout(10):
            while not (others := checking(process.pid)) or others == [child]:
                await asyncio.sleep(0.05)
        before = others[0].num_ctx_switches().voluntary
        await api.give(tg.text(OFFER.replace("150", "70")))
        assert (await api.sent(4))["text"].startswith("<b>Stop and check.")
        assert others[0].num_ctx_switches().voluntary > before  # it was asked
    said = (tmp_path / "out").read_text()
    assert "a process that checks texts has ended" in said
    assert "a new process checks texts" in said


async def test_the_checking_process_ends_with_a_program_that_is_killed(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, **telegram(api), CHECKERS="2") as process:
        await api.give(tg.text(OFFER))
        await api.sent(1)
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) == 3  # and the one that makes the two
        process.kill()
        await process.wait()
        gone, left = await asyncio.to_thread(psutil.wait_procs, children, 10)
        assert (len(gone), left) == (3, [])


class Odd(Exception):
    """Made again from its words alone, as pickle does it, it fails."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words)
        self.number = number


def _odd(_value: object) -> None:
    raise Odd("canary", 1)


def test_an_answer_that_cannot_be_read_takes_no_process_away() -> None:
    checkers = Checkers({"who": lambda _value: os.getpid(), "fail": _odd}, 1)
    for _ in range(2):
        with pytest.raises(TypeError):
            checkers.ask("fail", "")
        assert checkers.ask("who", "") != os.getpid()


def test_without_processes_the_work_is_done_here_and_its_errors_are_its_own() -> None:
    checkers = Checkers({"who": lambda _value: os.getpid(), "fail": int}, 0)
    assert [checkers.ask("who", ""), checkers.ask("who", "")] == [os.getpid(), os.getpid()]
    with pytest.raises(ValueError, match="canary"):
        checkers.ask("fail", "canary")


async def test_many_questions_from_the_loop_are_answered_each_with_its_own() -> None:
    checkers = Checkers({"double": lambda value: (value * 2, os.getpid())}, 2)
    found = await asyncio.gather(*(checkers.answer("double", n) for n in range(200)))
    assert [number for number, _process in found] == [2 * n for n in range(200)]
    assert os.getpid() not in {process for _number, process in found}


async def test_from_the_loop_errors_are_its_own_and_what_is_large_is_answered_too() -> None:
    checkers = Checkers({"fail": int, "odd": _odd, "length": len}, 1)
    with pytest.raises(ValueError, match="canary"):
        await checkers.answer("fail", "canary")
    with pytest.raises(TypeError):
        await checkers.answer("odd", "")
    assert await asyncio.gather(*(checkers.answer("length", "a" * n) for n in (3, 300_000, 5))) == [3, 300_000, 5]


def _slow(value: int) -> tuple[int, int]:
    time.sleep(0.01)
    return value, os.getpid()


async def another(checkers: Checkers, known: set[int]) -> int:
    """The first process of those that are not `known` to answer."""
    async with asyncio.timeout(10):
        while (process := (await checkers.answer("who", 0))[1]) in known | {os.getpid()}:
            await asyncio.sleep(0.02)
    return process


async def test_when_a_process_dies_its_questions_are_answered_by_others_and_it_is_replaced() -> None:
    checkers = Checkers({"who": _slow}, 2)
    one = (await checkers.answer("who", 0))[1]
    under_way = [asyncio.create_task(checkers.answer("who", n)) for n in range(20)]
    await asyncio.sleep(0.02)
    os.kill(one, signal.SIGKILL)
    found = await asyncio.gather(*under_way)
    assert [number for number, _process in found] == list(range(20))
    processes = {process for _number, process in found}
    assert os.getpid() not in processes
    os.kill((processes - {one}).pop(), signal.SIGKILL)
    assert await another(checkers, processes | {one})


async def test_processes_that_die_one_after_the_other_are_replaced_three_times_and_then_only_after_a_while() -> None:
    checkers, killed = Checkers({"who": _slow}, 1, in_s=2.0), set[int]()
    for _ in range(4):
        killed.add(process := await another(checkers, killed))
        os.kill(process, signal.SIGKILL)
    await asyncio.sleep(0.5)
    assert await checkers.answer("who", 7) == (7, os.getpid())  # meanwhile the work is done here
    assert await asyncio.to_thread(checkers.ask, "who", 8) == (8, os.getpid())
    new = await another(checkers, killed)
    assert await asyncio.to_thread(checkers.ask, "who", 9) == (9, new)


async def test_without_the_process_that_makes_others_the_work_is_done_here_when_the_last_is_gone() -> None:
    checkers = Checkers({"who": _slow}, 1)
    child = psutil.Process(await another(checkers, set()))
    for process in (child.parent(), child):
        assert process
        process.kill()
    async with asyncio.timeout(10):
        while (await checkers.answer("who", 0))[1] == child.pid:
            await asyncio.sleep(0.02)
    assert await checkers.answer("who", 7) == (7, os.getpid())
