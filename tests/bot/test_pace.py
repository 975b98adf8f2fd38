"""How fast we send, and who sends us too much."""

import random

import pytest

from bot.limits import Limits, Say
from bot.pace import Pace, Wait


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def sent(pace: Pace, chats: list[int]) -> int:
    """How many of these go out before one would have to wait long."""
    for number, chat in enumerate(chats):
        try:
            await pace.turn(chat)
        except Wait:
            return number
    return len(chats)


async def test_one_chat_gets_a_burst_and_then_one_a_second() -> None:
    clock = Clock()
    pace = Pace(1000, clock, burst=3, patience=0.0)
    assert await sent(pace, [1] * 10) == 3
    assert await sent(pace, [2] * 10) == 3
    clock.now += 2
    assert await sent(pace, [1] * 10) == 2


async def test_all_together_get_what_telegram_allows_and_programs_share_it() -> None:
    clock = Clock()
    pace = Pace(30, clock, patience=0.0)
    assert await sent(pace, list(range(100))) == 30
    clock.now += 10
    pace.share = 3
    assert await sent(pace, list(range(100))) in (9, 10)


async def test_a_chat_that_telegram_holds_back_waits_and_others_do_not() -> None:
    clock = Clock()
    pace = Pace(1000, clock)
    pace.told(1, 40)
    with pytest.raises(Wait) as wait:
        await pace.turn(1)
    assert wait.value.seconds == 40
    await pace.turn(2)
    clock.now += 40
    await pace.turn(1)


async def test_when_telegram_holds_many_back_it_means_all() -> None:
    pace = Pace(1000, Clock())
    for chat in (1, 2, 3):
        pace.told(chat, 40)
    with pytest.raises(Wait):
        await pace.turn(4)


def limits(clock: Clock, burst: int = 5, all_a_minute: int = 1000) -> Limits:
    return Limits(burst, 60, all_a_minute, clock, random.Random(1))  # noqa: S311  # the same luck in every run


def asked(limit: Limits, chat: str, count: int) -> list[Say]:
    return [limit.ask(chat, number, f"{number}".encode()) for number in range(count)]


def test_who_sends_too_much_is_told_once_and_then_nothing() -> None:
    clock = Clock()
    limit = limits(clock)
    said = asked(limit, "a", 20)
    allowed = said.count(Say.ANSWER)
    assert 3 <= allowed <= 6
    assert said[allowed] is Say.SLOW_DOWN
    assert set(said[allowed + 1 :]) == {Say.NOTHING}
    assert limit.ask("b", 99, b"x") is Say.ANSWER
    clock.now += 10
    assert limit.ask("a", 99, b"x") is Say.ANSWER


def test_the_limit_is_not_the_same_for_everybody() -> None:
    limit = limits(Clock(), burst=40)
    assert len({asked(limit, f"{chat}", 60).count(Say.ANSWER) for chat in range(20)}) > 3


def test_the_same_again_is_a_second_tap_but_a_second_try_is_answered() -> None:
    clock = Clock()
    limit = limits(clock)
    assert limit.ask("a", 1, b"x") is Say.ANSWER
    assert limit.ask("a", 1, b"x") is Say.ANSWER
    assert limit.ask("a", 2, b"x") is Say.NOTHING
    clock.now += 6
    assert limit.ask("a", 3, b"x") is Say.ANSWER


def test_all_together_have_a_limit_too() -> None:
    limit = limits(Clock(), all_a_minute=10)
    assert [limit.ask(f"{chat}", chat, b"x") for chat in range(50)].count(Say.ANSWER) == 10
