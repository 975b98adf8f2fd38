"""A card, a number, a username or a short profile alone: what can be said, and three questions to copy."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.intake import read
from bot.markup import plain
from bot.model import At, Check
from bot.scene import Services
from bot.screens.recruiter import alone
from bot.talk import talk
from checks import check
from checks.agencies.register import Candidate
from checks.model import Offer
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page

AT = At(7, 3, "en", reply_to=3)
PEOPLE = ["+63 917 555 0142", "@amy_desk_hr", "https://t.me/amy_desk_hr", "Amy Stone\nHR manager\n+977 981 234 5678"]


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, check=lambda _offer: samples.NONE)


@pytest.mark.parametrize("text", PEOPLE)
def test_a_contact_alone_is_known_as_one(text: str) -> None:
    assert alone(Offer(text))


@pytest.mark.parametrize(
    "text",
    [
        samples.FEE_TEXT,
        samples.NONE_TEXT,
        "Hello",
        "Pay 90 dollars to @amy_desk_hr",
        "Cook wanted in our hotel by the sea from March, free room, call +63 917 555 0142",
    ],
)
def test_an_offer_with_a_contact_in_it_is_an_offer(text: str) -> None:
    assert not alone(Offer(text))


@pytest.mark.parametrize("text", PEOPLE)
async def test_three_questions_can_be_copied(text: str, services: Services) -> None:
    first, *_ = await talk(Check(AT, Offer(text)), services)
    [copied] = [data for row in first.rows for _, data in row if data.startswith("copy:")]
    assert copied.count("?") == 3
    assert len(copied.removeprefix("copy:")) <= 256
    assert copied.removeprefix("copy:") in plain(first.html)


async def test_what_is_said_about_a_number(services: Services, same: Callable[[str, str], None]) -> None:
    first, *_ = await talk(Check(AT, Offer(PEOPLE[3])), services)
    text = plain(first.html)
    assert "numbers of Nepal" in text
    assert "does not prove who it is" in text
    assert grade(text) <= 7
    same("recruiter", page(first))


async def test_a_card_that_telegram_brings_is_read_so(services: Services) -> None:
    card = {"phone_number": "+9779812345678", "first_name": "Amy", "last_name": "Stone"}
    incoming = read(tg.update({"message": tg.message(contact=card)}), "SecondLookBot")
    assert incoming is not None
    first, *_ = await talk(incoming, services)
    assert "This is a contact, not an offer." in first.html


async def test_the_name_beside_the_number_is_looked_up(services: Services) -> None:
    asked = []

    def look_up(name: str) -> Sequence[Candidate]:
        asked.append(name)
        return ()

    first, *_ = await talk(Check(AT, Offer("Golden Harbour Ltd\n+63 917 555 0142")), replace(services, look_up=look_up))
    assert asked == ["Golden Harbour Ltd"]
    assert "lists are not complete" in first.html


@pytest.mark.parametrize("verdict", [samples.FEE, samples.urgent("cant-leave")])
async def test_where_to_stop_or_in_danger_nobody_is_told_to_write_to_them(
    verdict: samples.Verdict, services: Services
) -> None:
    first, *_ = await talk(Check(AT, Offer("@amy_desk_hr")), replace(services, check=lambda _offer: verdict))
    assert "Three questions" not in first.html


async def test_an_address_that_copies_a_known_name_is_still_warned_of(services: Services) -> None:
    checker = once.checker()
    real = replace(services, library=once.library(), check=lambda offer: check(offer, checker))
    first, *_ = await talk(Check(AT, Offer("hr@amazon-jobs-hiring.top")), real)
    assert "This is a contact, not an offer" not in first.html
    assert "amazon" in first.html.lower()
