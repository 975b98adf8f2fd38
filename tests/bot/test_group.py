"""In groups: silent unless asked, short, nothing quoted, nobody shamed, the rest in private. And cards to share."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.codes import Memo
from bot.intake import read
from bot.markup import plain
from bot.model import Aside, At, Command, Inline, Reply
from bot.scene import Services
from bot.screens.group import link
from bot.talk import talk
from checks.model import Level, Offer
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page
from tests.bot.server import bot_api
from tests.bot.test_app import emptied, listening

OWN = "SecondLookBot"
AT = At(-500, 30, "en", reply_to=30)
POSTED = tg.message(9, text=samples.FEE_TEXT) | {"chat": {"id": -500, "type": "supergroup", "title": "Canarygroup"}}


def in_group(words: str, about: tg.Json | None = POSTED, kind: str = "supergroup", **more: object) -> tg.Json:
    """A message in a group with its commands and mentions marked, as an answer to `about`."""
    marked = [(word, "bot_command" if word[0] == "/" else "mention") for word in words.split() if word[0] in "/@"]
    entities = [{"type": name, "offset": words.index(word), "length": len(word)} for word, name in marked]
    chat = {"id": -500, "type": kind, "title": "Canarygroup"}
    fields = {"chat": chat, "text": words, "entities": entities} | ({"reply_to_message": about} if about else {})
    return {"message": tg.message(8) | fields | more}


def asked(text: str = samples.FEE_TEXT, unread: str = "") -> Aside:
    return Aside(AT, Offer(text, own=OWN), unread)


@pytest.mark.parametrize(
    "words", ["/check", "/check@SecondLookBot", "/CHECK@secondlookbot", "what is this @secondlookbot"]
)
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_who_replies_with_the_command_or_our_name_asks_about_that_message(words: str, kind: str) -> None:
    found = read(tg.update(in_group(words, kind=kind)), OWN)
    assert isinstance(found, Aside)
    assert (found.at.chat, found.offer.text, found.offer.own) == (-500, samples.FEE_TEXT, OWN)


@pytest.mark.parametrize("words", ["Pay the fee first", "/check@OtherBot", "/start", "hello @other_person", "/checks"])
def test_in_a_group_we_are_silent_unless_somebody_speaks_to_us(words: str) -> None:
    assert read(tg.update(in_group(words)), OWN) is None


def test_our_name_without_a_reply_and_a_forwarded_command_are_no_question() -> None:
    assert read(tg.update(in_group("look at @SecondLookBot", None)), OWN) is None
    origin = {"type": "hidden_user", "sender_user_name": "Canaryname", "date": 1}
    assert read(tg.update(in_group("/check", forward_origin=origin)), OWN) is None


def test_a_channel_is_not_read_but_its_post_in_a_group_is() -> None:
    channel = {"id": -9, "type": "channel", "title": "Canarychannel"}
    assert read(tg.update({"channel_post": tg.message(text="/check") | {"chat": channel}}), OWN) is None
    posted = POSTED | {"sender_chat": channel, "is_automatic_forward": True}
    assert isinstance(read(tg.update(in_group("/check", posted)), OWN), Aside)


def test_of_a_message_in_another_chat_only_the_quote_is_read() -> None:
    quoted = in_group("/check", None, quote={"text": "pay first", "position": 0})
    found = read(tg.update(quoted), OWN)
    assert isinstance(found, Aside)
    assert found.offer.text == "pay first"


@pytest.mark.parametrize("words", ["/check", "/help@SecondLookBot"])
async def test_without_a_message_to_look_at_we_say_how_it_goes(words: str, services: Services) -> None:
    found = read(tg.update(in_group(words, None)), OWN)
    assert found is not None
    [reply] = await talk(found, services)
    assert "reply to a message with /check" in reply.html


async def test_the_answer_is_short_hangs_on_the_question_and_quotes_nothing(
    services: Services, same: Callable[[str, str], None]
) -> None:
    [reply] = await talk(asked(), services)
    text = plain(reply.html)
    assert reply.reply_to == 30
    assert text.count("•") == 2
    assert "Stop and check." in text
    assert "“" not in text
    assert "amy" not in reply.html.lower()
    assert grade(text) <= 7
    same("group-stop", page(reply))


@pytest.mark.parametrize("name", ["care", "care-listed-name", "none", "none-small-signs", "ask-source", "urgent-held"])
async def test_answers_in_groups_name_nobody(name: str, services: Services, same: Callable[[str, str], None]) -> None:
    text, verdict = samples.CASES[name]
    [reply] = await talk(asked(text), replace(services, check=lambda _offer: verdict))
    assert "Sunrise" not in reply.html
    assert "“" not in reply.html
    assert len(reply.html.splitlines()) <= 5
    same(f"group-{name}", page(reply))


async def test_danger_is_not_discussed_before_others(services: Services) -> None:
    [reply] = await talk(asked("we cannot leave"), replace(services, check=lambda _offer: samples.urgent("cant-leave")))
    assert plain(reply.html) == services.library.languages["en"].texts["group.danger"]


async def test_a_picture_in_a_group_is_not_read(services: Services) -> None:
    [reply] = await talk(asked("", "photo"), services)
    assert "in private" in reply.html


async def test_the_link_leads_to_the_details_in_private(services: Services, same: Callable[[str, str], None]) -> None:
    [reply] = await talk(asked(), services)
    [[(_, url)]] = reply.rows
    assert url.startswith(f"https://t.me/{OWN}?start=")
    [details] = await talk(Command(At(7, 1, "en"), "start", url.partition("start=")[2]), services)
    assert "pay" in details.html
    assert len(details.rows) > 2
    same("group-details", page(details))


async def test_the_link_for_danger_leads_to_help_first(services: Services) -> None:
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    [reply] = await talk(asked("we cannot leave"), danger)
    [details] = await talk(Command(At(7, 1, "en"), "start", reply.rows[0][0][1].partition("start=")[2]), services)
    assert details.html.startswith("Thank you for your message.")


@pytest.mark.parametrize("script", ["", "task-scam"])
@pytest.mark.parametrize("level", Level)
def test_a_link_fits_telegram_and_can_be_read_back(level: Level, script: str) -> None:
    library = once.library()
    memo = Memo(level, "control", tuple(library.flags)[:8], script)
    assert len(link(memo)) <= 64
    assert set(link(memo)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@pytest.mark.parametrize("argument", ["g", "gxx", "Gsm", "hello", "g<b>", ""])
async def test_any_other_start_is_the_usual_hello(argument: str, services: Services) -> None:
    first, *_ = await talk(Command(At(7, 1, "en"), "start", argument), services)
    assert "Hello" in first.html or first.html == plain(first.html).strip()


def cards_for(words: str, language: str = "en") -> Inline:
    found = read(
        tg.update({"inline_query": {"id": "i1", "from": tg.user(7, language), "query": words, "offset": ""}}), OWN
    )
    assert isinstance(found, Inline)
    return found


async def cards(words: str, services: Services, language: str = "en") -> list[Reply]:
    return await talk(cards_for(words, language), replace(services, library=once.library()))


async def test_a_typed_word_chooses_the_card(services: Services, same: Callable[[str, str], None]) -> None:
    first, *_ = await cards("parcels", services)
    assert "Parcels" in first.title
    same("share-card", page(first))


async def test_cards_come_without_a_word_and_with_one_nobody_knows(services: Services) -> None:
    assert (await cards("", services))[0].title == "Before you say yes to a job"
    unknown = await cards("qwertz <b>asdf</b>", services)
    assert all("qwertz" not in card.html and "asdf" not in card.html for card in unknown)


async def test_cards_are_in_the_language_of_the_person(services: Services) -> None:
    spanish = await cards("", services, "es")
    assert [card.title for card in spanish[1:]] != [card.title for card in (await cards("", services))[1:]]


async def test_a_group_asks_through_telegram_and_gets_one_answer(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        await api.give(in_group("Pay the fee first"), in_group("/check"))
        sent = await api.sent(1)
        await emptied(services)
    assert sent["chat_id"] == -500
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"].startswith(f"https://t.me/{OWN}?start=g")
    assert len(api.made("sendMessage")) == 1


async def test_somebody_types_our_name_in_any_chat_and_gets_cards_but_no_message(services: Services) -> None:
    query = {"id": "i7", "from": tg.user(7), "query": "canaryword task", "offset": ""}
    async with bot_api() as api, listening(api, replace(services, library=once.library())):
        await api.give({"inline_query": query})
        shown = await api.sent(1, "answerInlineQuery")
        await emptied(services)
    assert shown["inline_query_id"] == "i7"
    assert "task" in shown["results"][0]["title"].lower()
    assert "canaryword" not in str(shown)
    assert api.made("sendMessage") == []


async def test_a_group_that_asks_very_much_is_left_in_silence(services: Services) -> None:
    async with bot_api() as api, listening(api, services, chat_burst=2, chat_a_minute=1):
        questions = [in_group("/check", tg.message(text=f"Pay {n}") | {"chat": POSTED["chat"]}) for n in range(10)]
        await api.give(*questions)
        await api.sent(1)
        await emptied(services)
    assert 1 <= len(api.made("sendMessage")) <= 3
    assert not any("a lot at once" in sent["text"] for sent in api.made("sendMessage"))
