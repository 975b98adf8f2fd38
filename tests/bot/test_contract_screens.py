"""/contract and /compare as a person meets them: through the one road, and through Telegram."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import store
from bot.markup import plain
from bot.media.model import Found
from bot.model import At, Check, Command, Media, Press, Reply
from bot.scene import Services
from bot.store.tables import State
from bot.talk import talk
from checks.model import Offer
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page
from tests.bot.server import bot_api
from tests.bot.test_app import emptied, listening
from tests.checks.test_contract import ENGLISH, FAIR, OFFER

AT = At(7, 40, "en", reply_to=40)
NOW = 1_790_000_000.0


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, library=once.library(), check=lambda _offer: samples.NONE, now=lambda: NOW)


def sent(text: str) -> Check:
    return Check(AT, Offer(text))


async def notes(services: Services) -> list[State]:
    async with AsyncSession(services.store.engine) as session:
        return list((await session.exec(select(State))).all())


async def test_a_reply_with_the_command_reads_the_contract(
    services: Services, same: Callable[[str, str], None]
) -> None:
    [reply] = await talk(Command(AT, "contract", about=sent(ENGLISH)), services)
    text = plain(reply.html)
    assert text.index("keeps your passport") < text.index("I did not find") < text.index("What it says")
    assert "I did not find: days off and leave, trip home, how to end it." in text
    assert grade(text) <= 7
    same("contract", page(reply))


async def test_a_fair_contract_gets_no_praise(services: Services, same: Callable[[str, str], None]) -> None:
    [reply] = await talk(Command(AT, "contract", about=sent(FAIR)), services)
    assert "Look at these first" not in reply.html
    assert "I do not know the law" in reply.html
    same("contract-fair", page(reply))


async def test_without_a_contract_we_say_how_it_goes(services: Services) -> None:
    [reply] = await talk(Command(AT, "contract"), services)
    assert "Reply to a contract" in reply.html


async def test_a_language_without_words_gets_a_list_to_look_oneself(services: Services) -> None:
    text = "Szerződés a munkáltató és a munkavállaló között. Havi bér: 900 EUR."
    [reply] = await talk(Command(AT, "contract", about=sent(text)), services)
    assert "I cannot read contracts in this language yet" in reply.html
    assert "place of work" in reply.html


async def test_a_contract_in_another_language_than_the_readers_is_named(services: Services) -> None:
    text = "Contrato de trabajo. El empleador retendrá el pasaporte. Puesto: cocinero. Salario 900 EUR al mes."
    [reply] = await talk(Command(AT, "contract", about=sent(text)), services)
    assert "written in Español" in plain(reply.html) or "written in español" in plain(reply.html)


async def test_in_danger_help_comes_before_the_contract(services: Services) -> None:
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    [reply] = await talk(Command(AT, "contract", about=sent(ENGLISH)), danger)
    assert reply.html.startswith("Thank you for your message.")


async def test_a_paper_is_read_when_the_button_is_pressed(services: Services) -> None:
    async def look(_file: Media, _languages: tuple[str, ...]) -> Found:
        return Found(text=ENGLISH)

    paper = Media(AT, "file", "document", 10, "application/pdf", Offer(""))
    [reply] = await talk(Press(AT, "con|", about=paper), replace(services, look_into=look))
    assert "keeps your passport" in reply.html


async def test_a_press_whose_message_is_gone_asks_for_it_again(services: Services) -> None:
    [reply] = await talk(Press(AT, "con|"), services)
    assert "Send the contract again" in reply.html


async def test_only_what_reads_like_a_contract_offers_the_button(services: Services) -> None:
    def offered(replies: list[Reply]) -> bool:
        return any(data == "con|" for reply in replies for row in reply.rows for _, data in row)

    assert offered(await talk(sent(ENGLISH), services))
    assert not offered(await talk(sent(OFFER), services))
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    assert not offered(await talk(sent(ENGLISH), danger))


async def test_offer_and_contract_are_compared_and_then_erased(
    services: Services, same: Callable[[str, str], None]
) -> None:
    [first] = await talk(Command(AT, "compare"), services)
    [second] = await talk(sent(OFFER), services)
    [note] = await notes(services)
    assert b"Sunrise" not in note.sealed
    assert note.expires == int(NOW) + 1800
    [result] = await talk(sent(ENGLISH), services)
    assert await notes(services) == []
    text = plain(result.html)
    assert text.index("Worse in the second") < text.index("Changed:") < text.index("The same:")
    same("compare", "\n\n---\n\n".join(page(reply) for reply in (first, second, result)))


async def test_after_half_an_hour_the_next_message_is_checked_as_usual(services: Services) -> None:
    await talk(Command(AT, "compare"), services)
    await talk(sent(OFFER), services)
    later = replace(services, now=lambda: NOW + 1801)
    replies = await talk(sent("We look for a baker in Oldtown, start in March."), later)
    assert "second" not in replies[0].html


@pytest.mark.parametrize("steps", [0, 1])
async def test_stopping_and_deleting_erase_the_first_text(steps: int, services: Services) -> None:
    for leave in (Press(AT, "cmp|stop"), Command(AT, "delete")):
        await talk(Command(AT, "compare"), services)
        for _ in range(steps):
            await talk(sent(OFFER), services)
        await talk(leave, services)
        assert await notes(services) == []


async def test_danger_ends_the_comparison_and_keeps_nothing(services: Services) -> None:
    await talk(Command(AT, "compare"), services)
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    [reply] = await talk(sent("we cannot leave the house"), danger)
    assert reply.html.startswith("Thank you for your message.")
    assert await notes(services) == []


async def test_an_unreadable_paper_does_not_lose_the_first_text(services: Services) -> None:
    await talk(Command(AT, "compare"), services)
    await talk(sent(OFFER), services)
    [reply] = await talk(Media(AT, "file", "document", 10, "", Offer("")), services)
    assert "could not read" in reply.html
    [result] = await talk(sent(ENGLISH), services)
    assert "Worse in the second" in result.html


async def test_through_telegram_the_pressed_message_brings_the_contract(services: Services) -> None:
    asked = tg.message(text=ENGLISH)
    shown = tg.message(text="a warning") | {"reply_to_message": asked}
    async with bot_api() as api, listening(api, services):
        await api.give(tg.press("con|", shown))
        answered = await api.sent(1)
        await emptied(services)
    assert "keeps your passport" in answered["text"]


async def test_a_comparison_goes_on_after_a_restart(services: Services, tmp_path: Path) -> None:
    services = replace(services, now=time.time)  # what has expired is erased by the real clock
    async with bot_api() as api:
        async with listening(api, services):
            await api.give(tg.command("/compare"), tg.text(OFFER))
            await api.sent(2)
            await emptied(services)
        again = store.open_store(f"sqlite+aiosqlite:///{tmp_path}/here/test.db", b"a secret for tests only")
        async with listening(api, replace(services, store=again)):
            await api.give(tg.text(ENGLISH))
            result = await api.sent(3)
    assert "Worse in the second" in result["text"]


async def test_in_danger_by_its_caption_no_paper_is_fetched(services: Services) -> None:
    async def look(_file: Media, _languages: tuple[str, ...]) -> Found:
        raise AssertionError("fetched")

    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"), look_into=look)
    paper = Media(AT, "file", "photo", 10, "", Offer("we cannot leave the house"))
    [contract] = await talk(Command(AT, "contract", about=paper), danger)
    await talk(Command(AT, "compare"), danger)
    [compared] = await talk(paper, danger)
    assert contract.html.startswith("Thank you for your message.")
    assert compared.html.startswith("Thank you for your message.")
    assert await notes(services) == []
