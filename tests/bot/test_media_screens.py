"""What a person reads after a picture or a paper, kept in tests/replies/."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from telegram import Bot

from bot import store
from bot.files import files_of
from bot.gate import gate_of
from bot.markup import plain
from bot.media.model import PROBLEMS, Found
from bot.model import At, Case, Check, Media
from bot.scene import Services
from bot.settings import Settings
from bot.talk import patience, talk
from bot.texts import Texts
from checks.model import Level, Offer, Verdict
from tests.bot import samples
from tests.bot.reading import grade
from tests.bot.server import TOKEN, bot_api
from tests.bot.test_screens import answering, pages, settle

AT = At(7, 3, "pt-br", reply_to=3)
Same = Callable[[str, str], None]


def picture(name: str = "a", caption: str = "") -> Media:
    return Media(At(7, 3, "pt-br", reply_to=3), name, "photo", 1000, "image/jpeg", Offer(caption))


def elsewhere(file: Media) -> Media:
    return replace(file, at=replace(file.at, chat=8))


def reading(services: Services, **found: Found) -> Services:
    """Services that find this in the files of these names, and fail for any other."""

    async def look_into(file: Media, languages: tuple[str, ...]) -> Found:
        assert languages == ("en", "pt")
        return found[file.file]

    return replace(services, look_into=look_into)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("read", Found(samples.FEE_TEXT)),
        ("part", Found(samples.FEE_TEXT, partial=True)),
        ("code", Found(codes=("https://bad.example/apply?id=123456789",))),
        ("code-unable", Found(codes=("https://bad.example/apply",), problem="unable")),
    ],
)
async def test_what_was_read_is_shown_before_the_answer(
    name: str, found: Found, services: Services, same: Same
) -> None:
    await settle(services)
    same(f"media-{name}", pages(await talk(picture(), reading(services, a=found))))


async def test_an_album_is_answered_once(services: Services, same: Same) -> None:
    await settle(services)
    seen: list[Offer] = []
    found = {"a": Found("First page"), "b": Found(problem="large"), "c": Found(samples.FEE_TEXT)}
    parts = (picture("a", "Is this real?"), picture("b"), Check(AT, Offer("Amy sent it")), picture("c"))

    def check(offer: Offer) -> Verdict:
        seen.append(offer)
        return samples.FEE

    replies = await talk(Case(AT, parts), replace(reading(services, **found), check=check))
    same("media-album", pages(replies))
    assert seen[-1].text == f"Is this real?\nFirst page\n\nAmy sent it\n\n{samples.FEE_TEXT}"


@pytest.mark.parametrize("problem", [name for name in PROBLEMS if name])
async def test_every_problem_is_said_with_what_to_do(problem: str, services: Services, texts: Texts) -> None:
    replies = await talk(picture(), reading(services, a=Found(problem=problem)))  # type: ignore[arg-type]  # the test names fields or values freely
    assert [plain(reply.html) for reply in replies] == [f"{texts.say(f'media.{problem}')}\n{texts.say('media.paste')}"]
    assert len(texts.say(f"media.{problem}")) > 10


async def test_who_sent_many_pictures_is_told_so_and_not_that_others_did(services: Services) -> None:
    gate = gate_of(services.store, Settings(chat_files=4, chat_files_a_minute=0.1))
    async with bot_api() as api, Bot(TOKEN, f"{api.base_url}/bot") as bot:
        api.refuse["getfile"] = (400, "Bad Request: wrong file_id", {})
        services = replace(services, look_into=files_of(bot, gate.may_read))
        said = [plain((await talk(file, services))[0].html) for file in (*[picture()] * 6, elsewhere(picture()))]
    assert [said[number].partition(".")[0] for number in (0, 5, 6)] == [
        "I could not get this file",
        "Many pictures came from this chat",
        "I could not get this file",
    ]


async def test_a_caption_is_answered_when_its_picture_cannot_be_read(services: Services, same: Same) -> None:
    await settle(services)
    replies = await talk(picture(caption=samples.FEE_TEXT), reading(services, a=Found(problem="broken")))
    same("media-caption", pages(replies))


async def test_in_danger_nothing_is_fetched_and_only_the_help_is_said(services: Services) -> None:
    services = answering(services, replace(samples.FEE, level=Level.URGENT))
    replies = await talk(picture(caption="They lock us in"), reading(services))  # a file that is fetched would fail
    assert [reply.html.startswith("Thank you for your message") for reply in replies] == [True]


async def test_danger_in_a_picture_is_answered_without_a_word_about_reading(services: Services) -> None:
    services = answering(services, replace(samples.FEE, level=Level.URGENT))
    replies = await talk(picture(), reading(services, a=Found("They lock us in")))
    assert [reply.html.startswith("Thank you for your message") for reply in replies] == [True]


async def test_nothing_that_was_read_can_be_tapped(services: Services) -> None:
    found = Found("Write to @amy_hr or amy@bad.example, +44 20 7946 0123", ("https://bad.example/x",))
    shown = plain((await talk(picture(), reading(services, a=found)))[0].html)
    assert not [word for word in ("@amy", "bad.example", "https://", "7946") if word in shown]


async def test_of_many_files_ten_are_read_and_the_rest_is_named_as_unread(services: Services) -> None:
    read: list[str] = []

    async def look_into(file: Media, _languages: tuple[str, ...]) -> Found:
        read.append(file.file)
        return Found("Pay the fee")

    parts = tuple(picture(str(number)) for number in range(12))
    replies = await talk(Case(AT, parts), replace(services, look_into=look_into))
    assert len(read) == 10
    assert "the picture" in replies[1].html


async def test_the_words_for_waiting_are_in_the_persons_language_and_harmless(services: Services) -> None:
    assert await patience(picture(), services) == "One moment, I am still reading."


async def test_the_texts_about_files_are_at_grade_six(texts: Texts) -> None:
    assert grade("\n".join(text for key, text in texts.own.items() if key.startswith("media."))) <= 6


async def test_reading_that_fails_is_answered_in_plain_words(services: Services) -> None:
    replies = await talk(picture(), reading(services))
    assert "could not check this now" in replies[0].html
    assert await store.known(services.store, AT.chat) is None


async def test_an_album_takes_two_places_and_not_all(services: Services) -> None:
    reading, most = 0, 0

    async def look_into(_file: Media, _languages: tuple[str, ...]) -> Found:
        nonlocal reading, most
        reading, most = reading + 1, max(most, reading + 1)
        await asyncio.sleep(0.01)
        reading -= 1
        return Found("Pay the fee")

    parts = tuple(picture(str(number)) for number in range(6))
    await talk(Case(AT, parts), replace(services, look_into=look_into))
    assert most == 2
