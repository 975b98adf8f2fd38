"""Workshops in both databases: one vote each, one program draws, what is closed stays closed, all of it goes."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.store import votes, workshops
from bot.store.tables import Store
from bot.store.workshops import HERE, IDLE_S, LASTS_S, MOST_PEOPLE, MOST_ROOMS, Room, Start

NOW = 2_000_000_000


@dataclass(frozen=True)
class Made:
    store: Store
    code: str

    async def room(self) -> Room:
        found = await workshops.find(self.store, self.code, NOW)
        assert found
        return found


@pytest.fixture
async def made(any_shop: Store) -> Made:
    room = await workshops.begin(any_shop, 1, Start("ABot", "en", "sea", b"where"), NOW)
    assert room
    return Made(any_shop, room.code)


async def test_sixty_at_once_count_once_each_and_the_last_answer_holds(made: Made) -> None:
    chats = range(100, 160)
    await asyncio.gather(*(votes.join(made.store, made.code, chat) for chat in chats for _ in range(2)))
    assert await workshops.go_on(made.store, await made.room(), 1, shown=False)
    for answer in (1, 2):
        said = (votes.vote(made.store, made.code, chat, (1, answer), NOW) for chat in chats)
        assert all(await asyncio.gather(*said))
    assert await votes.counts(made.store, made.code) == {HERE: {0: 60}, 1: {2: 60}}


async def test_what_is_shown_or_passed_takes_no_more_votes(made: Made) -> None:
    await votes.join(made.store, made.code, 7)
    assert not await votes.vote(made.store, made.code, 7, (1, 1), NOW)
    await workshops.go_on(made.store, await made.room(), 1, shown=False)
    assert not await votes.vote(made.store, made.code, 8, (1, 1), NOW), "who is not here has no vote"
    assert not await votes.vote(made.store, made.code, 7, (1, 1), NOW + LASTS_S + 1)
    await workshops.go_on(made.store, await made.room(), 1, shown=True)
    assert not await votes.vote(made.store, made.code, 7, (1, 1), NOW)
    assert await votes.counts(made.store, made.code) == {HERE: {0: 1}}


async def test_of_two_who_go_on_at_once_one_does(made: Made) -> None:
    room = await made.room()
    went = await asyncio.gather(*(workshops.go_on(made.store, room, 0, shown=False) for _ in range(5)))
    assert sum(went) == 1


async def test_of_many_programs_one_draws(made: Made) -> None:
    await votes.join(made.store, made.code, 7)
    taken = await asyncio.gather(*(workshops.to_draw(made.store, NOW, 3.0) for _ in range(5)))
    assert sorted(code for codes in taken for code in codes) == [made.code]
    assert await workshops.to_draw(made.store, NOW + 9.0, 3.0) == []


async def test_a_room_is_full_at_some_point(made: Made) -> None:
    came = [await votes.join(made.store, made.code, 100 + number) for number in range(MOST_PEOPLE + 2)]
    assert came.count(False) == 2
    assert await votes.join(made.store, made.code, 100), "who is here stays"


async def test_one_chat_leads_one_workshop_and_there_is_an_end_to_how_many_run(any_shop: Store) -> None:
    start = Start("ABot", "en", "sea", b"")
    codes = [await workshops.begin(any_shop, chat, start, NOW) for chat in range(1, MOST_ROOMS + 1)]
    assert all(codes)
    assert await workshops.begin(any_shop, 999, start, NOW) is None
    again = await workshops.begin(any_shop, 1, start, NOW)
    assert again
    assert await workshops.find(any_shop, codes[0].code, NOW) is None  # type: ignore[union-attr]  # it is there, or the test fails


async def test_the_note_opens_with_the_secret_only_and_all_goes_with_the_end(made: Made) -> None:
    assert await workshops.note_of(made.store, made.code) == b"where"
    await votes.join(made.store, made.code, 7)
    await workshops.end(made.store, await made.room(), b"sums", NOW)
    assert await votes.counts(made.store, made.code) == {}
    assert await workshops.note_of(made.store, made.code) == b"sums"
    await workshops.expire(made.store, NOW + workshops.AFTER_S)
    assert await workshops.note_of(made.store, made.code) is None


async def test_after_a_change_of_secrets_a_person_is_still_one(made: Made) -> None:
    store = made.store
    await votes.join(store, made.code, 7)
    newer = Store(store.engine, b"a newer secret for tests", store.quick, (store.secret,))
    assert await votes.join(newer, made.code, 7)
    await workshops.go_on(newer, await made.room(), 1, shown=False)
    assert await votes.vote(newer, made.code, 7, (1, 2), NOW)
    assert await votes.counts(newer, made.code) == {HERE: {0: 1}, 1: {2: 1}}


async def test_who_leaves_lowers_no_bar_that_was_shown(made: Made) -> None:
    for chat in (7, 8):
        await votes.join(made.store, made.code, chat)
    await workshops.go_on(made.store, await made.room(), 0, shown=False)
    assert await votes.vote(made.store, made.code, 7, (0, 4), NOW)
    await workshops.go_on(made.store, await made.room(), 1, shown=False)
    assert await votes.vote(made.store, made.code, 7, (1, 2), NOW)
    await workshops.go_on(made.store, await made.room(), 1, shown=True)
    await workshops.go_on(made.store, await made.room(), 2, shown=False)
    assert await votes.vote(made.store, made.code, 7, (2, 1), NOW)
    assert await votes.leave(made.store, made.code, 7)
    assert await votes.counts(made.store, made.code) == {HERE: {0: 1}, 1: {2: 1}}, "what was seen stays, tied to nobody"
    assert await votes.answers_of(made.store, made.code, 7) == {}
    await votes.forget(made.store, 8)
    assert await votes.held(made.store, 7, NOW) == await votes.held(made.store, 8, NOW) == 0


async def test_when_all_rooms_are_taken_the_one_that_is_idle_for_longest_gives_way(any_shop: Store) -> None:
    start = Start("ABot", "en", "sea", b"")
    rooms = [await workshops.begin(any_shop, chat, start, NOW + chat) for chat in range(MOST_ROOMS)]
    assert await workshops.begin(any_shop, 999, start, NOW + IDLE_S - 1) is None, "all are young"
    first, second = rooms[0], rooms[1]
    assert first and second
    await votes.join(any_shop, first.code, 5000)
    await workshops.to_draw(any_shop, NOW + IDLE_S, 1.0)
    assert await workshops.begin(any_shop, 999, start, NOW + IDLE_S + 10)
    assert await workshops.find(any_shop, first.code, NOW), "something happens there"
    assert await workshops.find(any_shop, second.code, NOW) is None
