"""Who can help where the work is, numbers to copy, how to check a recruiter, and how to report where it was found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot import store
from bot.markup import plain
from bot.model import At, Check, Press, Reply
from bot.scene import Services
from bot.screens.help import DIALLED
from bot.talk import talk
from checks.model import Offer
from content.country import FeeRule
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import page
from tests.bot.server import bot_api
from tests.bot.test_app import emptied, listening

AT = At(7, 3, "en", reply_to=3)
REAL = once.library()


def data_of(replies: list[Reply]) -> dict[str, str]:
    return {label: data for reply in replies for row in reply.rows for label, data in row}


@pytest.fixture
async def at_home(services: Services) -> Services:
    """A person whose country is Nepal; the work is in Nowhere."""
    await store.remember(services.store, AT.chat, samples.TODAY, country="NP")
    rule = FeeRule("destination", "Nobody may charge a worker.", "Act 1", "https://law.example", "high", amount=0.0)
    nowhere = replace(samples.NOWHERE, fees=(replace(rule, rule="A guess.", confidence="low"), rule))
    world = replace(samples.WORLD, fees=(replace(rule, rule="No fees for workers.", law="World rule"),))
    library = services.library
    return replace(services, library=replace(library, countries={**library.countries, "NW": nowhere, "ZZ": world}))


async def test_the_country_of_the_work_is_offered_under_the_warning(services: Services) -> None:
    await store.remember(services.store, AT.chat, samples.TODAY, country="NP")
    offered = data_of(await talk(Check(AT, Offer("Work in Namibia, pay the fee first")), services))
    assert offered["Help in Namibia"] == "dst|m|set|NA"
    at_home = data_of(await talk(Check(AT, Offer("Work in Nepal, pay the fee first")), services))
    assert not any(label.startswith("Help in") for label in at_home)


async def test_in_danger_nothing_is_offered_beside_help(services: Services) -> None:
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    shown = data_of(await talk(Check(AT, Offer("we cannot leave the house in Namibia")), danger))
    assert not any(data.startswith(("dst|", "fnd|", "copy:")) for data in shown.values())


async def test_who_helps_in_another_country_with_numbers_to_copy(
    at_home: Services, same: Callable[[str, str], None]
) -> None:
    [reply] = await talk(Press(AT, "dst|m|set|NW"), at_home)
    assert "Your own embassy in Nowhere" in reply.html
    copied = [data for row in reply.rows for _, data in row if data.startswith("copy:")]
    assert copied == ["copy:155", "copy:+999 5550 155"]
    same("where-help", page(reply))


async def test_old_and_unchecked_numbers_are_not_copied(at_home: Services) -> None:
    [reply] = await talk(Press(AT, "dst|c|set|NW"), at_home)
    copied = {data for row in reply.rows for _, data in row if data.startswith("copy:")}
    assert copied.isdisjoint({"copy:777111", "copy:777222", "copy:9990000"})


async def test_where_nothing_is_known_it_says_so_and_gives_the_worlds_lines(at_home: Services) -> None:
    [reply] = await talk(Press(AT, "dst|c|set|NA"), at_home)
    assert "I have no checked line for Namibia" in reply.html
    assert "World Directory" in reply.html


async def test_how_to_check_names_register_rule_law_and_source(
    at_home: Services, same: Callable[[str, str], None]
) -> None:
    [reply] = await talk(Press(AT, "dst|m|check|NW"), at_home)
    text = plain(reply.html)
    assert "Licence List. search (web licences.example)" in text
    assert "Fees in Nowhere: Nobody may charge a worker." in text
    assert "From: Act 1. Read at law.example." in text
    same("where-check", page(reply))


async def test_without_a_rule_of_its_own_the_worlds_rule_is_given(at_home: Services) -> None:
    [reply] = await talk(Press(AT, "dst|m|check|NA"), at_home)
    assert "I have no checked fee rule for Namibia. The world rule: No fees for workers." in plain(reply.html)
    assert "I know no official list for Namibia" in plain(reply.html)


async def test_another_country_is_chosen_by_letter_and_name(at_home: Services) -> None:
    letters = data_of(await talk(Press(AT, "dst|m|open|"), at_home))
    names = data_of(await talk(Press(AT, letters["N"]), at_home))
    [reply] = await talk(Press(AT, names["Nowhere"]), at_home)
    assert "Labour Line" in reply.html
    known = await store.known(at_home.store, AT.chat)
    assert known is not None
    assert known.country == "NP"  # the country of the work is not kept


@pytest.mark.parametrize("data", ["dst|", "dst|m|set|XX", "dst|x|set|NA", "dst|m|jump|NA", "fnd|nowhere", "fnd|<b>"])
async def test_what_we_did_not_write_is_an_old_button(data: str, services: Services) -> None:
    [reply] = await talk(Press(AT, data), services)
    assert reply.html == services.library.languages["en"].texts["press.old"]


@pytest.mark.parametrize("code", REAL.countries)
async def test_every_country_has_a_page_that_fits_telegram(code: str, services: Services) -> None:
    real = replace(services, library=REAL)
    for data in (f"dst|m|set|{code}", f"dst|c|set|{code}", f"dst|m|check|{code}"):
        for reply in await talk(Press(AT, data), real):
            assert len(plain(reply.html)) < 4096
            assert all(len(copied) < 256 for row in reply.rows for _, copied in row)


@pytest.mark.parametrize("name", REAL.platforms)
async def test_a_route_has_two_steps_a_source_and_a_date(name: str, services: Services) -> None:
    asked = data_of(await talk(Press(AT, "fnd|"), services))
    assert f"fnd|{name}" in asked.values()
    [reply] = await talk(Press(AT, f"fnd|{name}"), services)
    text = plain(reply.html)
    assert "1. " in text
    assert "2. " in text
    assert "read on" in text
    assert ("not their own help page" in text) is not REAL.platforms[name].official


async def test_how_a_route_looks(services: Services, same: Callable[[str, str], None]) -> None:
    asked, route = await talk(Press(AT, "fnd|"), services), await talk(Press(AT, "fnd|whatsapp"), services)
    same("where-report", "\n\n---\n\n".join(page(reply) for reply in (*asked, *route)))


def test_several_numbers_in_one_field_are_not_copied() -> None:
    assert all(DIALLED.fullmatch(number) for number in ("155", "+63 2 8722 1144", "(02) 8722-1144"))
    assert not any(DIALLED.fullmatch(text) for text in ("", "155, 156", "1-800-HELP", "155 or 156"))


async def test_telegram_gets_a_button_that_copies(services: Services) -> None:
    await store.remember(services.store, 7, samples.TODAY, country="NW")
    async with bot_api() as api, listening(api, services):
        await api.give(tg.press("dst|m|set|NW", tg.message(text="a warning")))
        sent = await api.sent(1)
        await emptied(services)
    rows = sent["reply_markup"]["inline_keyboard"]
    assert {"text": "Copy 155", "copy_text": {"text": "155"}} in [button for row in rows for button in row]
