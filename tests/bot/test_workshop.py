"""Workshops through the real door: who leads, who votes, what is counted, what is kept and when it is gone."""

import re
import time
from collections.abc import Sequence

import pytest

from bot import store
from bot.markup import plain
from bot.model import At, Command, Press, Reply
from bot.scene import Services
from bot.store import votes, workshops
from bot.store.workshops import ENDED, HERE
from bot.talk import talk
from bot.workshop import lead
from content.workshops import spoken
from tests.bot.rooms import LEADER, REAL, real

CODE = re.compile(r"/join ([a-z2-9]{6})")


@pytest.fixture
def room_services(services: Services) -> Services:
    return real(services)


def at(chat: int, message: int = 50) -> At:
    return At(chat, message, "en")


async def say(chat: int, words: str, services: Services) -> list[Reply]:
    name, _, argument = words.partition(" ")
    return await talk(Command(at(chat), name, argument), services)


async def tap(chat: int, data: str, services: Services) -> list[Reply]:
    return await talk(Press(at(chat), data), services)


def buttons(replies: Sequence[Reply]) -> dict[str, str]:
    return {label: data for reply in replies for row in reply.rows for label, data in row}


async def begun(services: Services, work: str = "domestic") -> tuple[str, list[Reply]]:
    """A new workshop and its code."""
    controls = await tap(LEADER, f"ws|set|en|{work}", services)
    found = CODE.search(plain(controls[0].html))
    assert found
    return found[1], controls


async def further(services: Services, controls: list[Reply]) -> list[Reply]:
    data = next(data for data in buttons(controls).values() if data.startswith("ws|next"))
    return await tap(LEADER, data, services)


async def people(code: str, count: int, services: Services) -> list[int]:
    chats = list(range(100, 100 + count))
    for chat in chats:
        await say(chat, f"start w{code}", services)
    return chats


async def test_a_leader_chooses_language_and_work_and_gets_code_link_picture_and_page(room_services: Services) -> None:
    asked = await say(LEADER, "workshop", room_services)
    assert buttons(asked)["English"] == "ws|lang|en"
    works = await tap(LEADER, "ws|lang|en", room_services)
    assert list(buttons(works).values()) == [f"ws|set|en|{name}" for name in REAL.workshops]
    code, controls = await begun(room_services)
    words = plain(controls[0].html)
    assert f"https://t.me/SecondLookBot?start=w{code}" in words
    assert f"https://here.example.org/w/{code}-" in words
    (square,) = controls[0].files
    assert square.picture
    assert square.data.startswith(b"\x89PNG")


async def test_a_person_comes_in_votes_changes_and_reads_the_signs(room_services: Services) -> None:
    code, controls = await begun(room_services)
    came = await say(7, f"join {code.upper()}", room_services)
    assert "I do not keep your name" in plain(came[0].html)
    controls = await further(room_services, await further(room_services, controls))
    page = await tap(7, f"wv|{code}|go|-1|0", room_services)
    assert "Offer 1 of 10" in plain(page[0].html)
    await tap(7, buttons(page)["I would say yes"], room_services)
    page = await tap(7, buttons(page)["I would say no"], room_services)
    assert "Your answer: I would say no" in plain(page[0].html)
    assert (await votes.counts(room_services.store, code))[1] == {2: 1}
    shown = await further(room_services, controls)
    assert "Results are shown from five answers on" in plain(shown[0].html)
    assert "Signs in this offer" in plain(shown[0].html)
    late = await tap(7, f"wv|{code}|1|1", room_services)
    assert "Signs in this offer" in plain(late[0].html)
    assert "It is no fault" in plain(late[0].html)
    assert (await votes.counts(room_services.store, code))[1] == {2: 1}


async def test_results_are_said_from_five_answers_on(room_services: Services) -> None:
    code, controls = await begun(room_services)
    chats = await people(code, 5, room_services)
    controls = await further(room_services, await further(room_services, controls))
    for chat in chats:
        await tap(chat, f"wv|{code}|1|{1 if chat == 100 else 2}", room_services)
    shown = plain((await further(room_services, controls))[0].html)
    assert "I would say yes: 1" in shown
    assert "I would say no: 4" in shown


async def test_at_an_honest_offer_nothing_says_that_it_is_real(room_services: Services) -> None:
    _, controls = await begun(room_services, "tasks")
    for _ in range(5):  # the question before, offer 1, its result, offer 2, its result
        controls = await further(room_services, controls)
    assert "does not prove it is real" in plain(controls[0].html)
    assert "What to check with any offer" in plain(controls[0].html)


async def test_at_the_end_there_is_a_sheet_and_nothing_of_anybody(room_services: Services) -> None:
    code, controls = await begun(room_services)
    chats = await people(code, 6, room_services)
    controls = await further(room_services, controls)
    for chat in chats:
        await tap(chat, f"wv|{code}|0|2", room_services)
    assert "ws|sure" in buttons(await tap(LEADER, "ws|end", room_services)).values()
    ended = await tap(LEADER, "ws|sure", room_services)
    assert await votes.counts(room_services.store, code) == {}
    room = await workshops.of_chat(room_services.store, LEADER, int(time.time()))
    assert room
    assert (room.step, room.expires - time.time() <= workshops.AFTER_S) == (ENDED, True)
    note = await lead.note_of(room_services.store, room)
    assert note
    assert note.sums == {0: {2: 6}}
    assert "ended" in plain(ended[0].html)
    assert "has ended" in plain((await tap(100, f"wv|{code}|1|1", room_services))[0].html)
    await workshops.expire(room_services.store, int(time.time()) + workshops.AFTER_S + 1)
    assert await workshops.of_chat(room_services.store, LEADER, 0) is None


async def test_a_second_tap_goes_no_further(room_services: Services) -> None:
    code, controls = await begun(room_services)
    data = next(iter(buttons(controls).values()))
    for _ in range(3):
        await tap(LEADER, data, room_services)
    room = await workshops.find(room_services.store, code, int(time.time()))
    assert room
    assert room.step == 0


@pytest.mark.parametrize("data", ["ws|next|-1|0", "ws|end", "ws|sure", "ws|open"])
async def test_nobody_else_can_go_on_or_end(room_services: Services, data: str) -> None:
    code, _ = await begun(room_services)
    await say(7, f"join {code}", room_services)
    for chat in (7, 8):
        assert "This workshop has ended" in plain((await tap(chat, data, room_services))[0].html)
    room = await workshops.find(room_services.store, code, int(time.time()))
    assert room
    assert room.step == HERE


async def test_who_has_not_come_in_cannot_vote_and_no_vote_counts_twice_or_elsewhere(room_services: Services) -> None:
    code, controls = await begun(room_services)
    await further(room_services, controls)
    assert "This workshop has ended" in plain((await tap(9, f"wv|{code}|0|1", room_services))[0].html)
    await say(7, f"join {code}", room_services)
    for data in (f"wv|{code}|0|1", f"wv|{code}|0|9", f"wv|{code}|5|1", f"wv|{code}|0|3", f"wv|{code}|-1|1"):
        await tap(7, data, room_services)
    counts = await votes.counts(room_services.store, code)
    assert counts == {HERE: {0: 1}, 0: {3: 1}}


async def test_trying_codes_ends_after_a_few_also_with_the_right_one(room_services: Services) -> None:
    code, _ = await begun(room_services)
    for number in range(8):
        said = plain((await say(66, f"join zzzzz{number}", room_services))[0].html)
        assert "do not know this code" in said
    for words in (f"join {code}", f"start w{code}"):
        assert "Too many tries" in plain((await say(66, words, room_services))[0].html)
    assert "You are in" in plain((await say(67, f"join {code}", room_services))[0].html)


async def test_codes_are_many_and_made_by_chance() -> None:
    assert len(workshops.ALPHABET) ** workshops.LENGTH > 800_000_000


async def test_who_closes_the_app_finds_the_workshop_again(room_services: Services) -> None:
    code, _ = await begun(room_services)
    back = await say(LEADER, "workshop", room_services)
    assert list(buttons(back).values()) == ["ws|open"]
    assert code in plain((await tap(LEADER, "ws|open", room_services))[0].html)
    again = await tap(LEADER, "ws|set|en|sea", room_services)
    assert code in plain(again[0].html), "a second tap begins no second one"


async def test_a_forgotten_workshop_is_gone_after_a_day(room_services: Services) -> None:
    code, _ = await begun(room_services)
    await people(code, 2, room_services)
    later = int(time.time()) + workshops.LASTS_S + 1
    assert await workshops.find(room_services.store, code, later) is None
    await workshops.expire(room_services.store, later)
    assert await votes.counts(room_services.store, code) == {}


async def test_leaving_and_delete_erase_what_somebody_answered(room_services: Services) -> None:
    code, controls = await begun(room_services)
    await further(room_services, controls)
    for chat in (7, 8, 9):
        await say(chat, f"join {code}", room_services)
        await tap(chat, f"wv|{code}|0|1", room_services)
    await tap(7, f"wv|{code}|leave", room_services)
    await store.forget(room_services.store, 8)
    assert (await votes.counts(room_services.store, code))[0] == {1: 1}
    await store.forget(room_services.store, LEADER)
    assert await votes.counts(room_services.store, code) == {}


async def test_in_a_group_there_is_no_workshop(room_services: Services) -> None:
    assert "with me alone" in plain((await say(-5, "workshop", room_services))[0].html)
    assert "with me alone" in plain((await say(-5, "join abcdef", room_services))[0].html)


NOT_OURS = ["ws|", "ws|lang|xx", "ws|set|en|none", "ws|set|xx|sea", "wv|", "wv|../../x|0|1", "wv|abcdef"]


@pytest.mark.parametrize("data", NOT_OURS)
async def test_buttons_we_did_not_write_do_nothing(room_services: Services, data: str) -> None:
    (said,) = await tap(5, data, room_services)
    assert said.html


def test_sets_are_offered_in_english_at_least() -> None:
    assert all(spoken(REAL, name)[0] == "en" for name in REAL.workshops)
