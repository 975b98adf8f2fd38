"""Every screen as a person reads it, kept in tests/replies/."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot import store
from bot.markup import plain
from bot.model import At, Check, Command, Press, Reply, Unreadable
from bot.scene import Services
from bot.talk import talk
from checks import BadOffer
from checks.model import Level, Offer, Verdict
from content.model import Language
from tests.bot import samples
from tests.bot.reading import grade, page

AT = At(7, 3, "en", reply_to=3)
Same = Callable[[str, str], None]


def pages(replies: Sequence[Reply]) -> str:
    return "\n\n\n--- next message ---\n\n".join(page(reply) for reply in replies)


def answering(services: Services, verdict: Verdict) -> Services:
    return replace(services, check=lambda _offer: verdict)


async def press(label: str, replies: Sequence[Reply], services: Services) -> list[Reply]:
    """Press the button with that label on the newest reply that has it."""
    data = [d for reply in replies for row in reply.rows for name, d in row if name == label][-1]
    return await talk(Press(AT, data), services)


async def settle(services: Services, country: str = "NW") -> None:
    await store.remember(services.store, AT.chat, samples.TODAY, country=country)


@pytest.mark.parametrize("name", ["start", "help", "country", "language", "privacy", "export", "delete"])
async def test_each_command_reads_as_kept(name: str, services: Services, same: Same) -> None:
    await settle(services)
    replies = await talk(Command(AT, name), services)
    same(f"screen-{name}", pages(replies))
    assert grade("\n".join(plain(reply.html) for reply in replies)) <= 7


@pytest.mark.parametrize("name", ["start", "help"])
async def test_a_command_of_somebody_new_reads_as_kept(name: str, services: Services, same: Same) -> None:
    replies = await talk(Command(AT, name), services)
    same(f"screen-{name}-first-time", pages(replies))
    assert grade("\n".join(plain(reply.html) for reply in replies)) <= 7


@pytest.mark.parametrize(
    ("case", "label", "name"),
    [
        ("stop-money", "Why", "why"),
        ("stop-money", "What to do", "todo"),
        ("stop-money", "Who can help", "help"),
        ("stop-money", "This is wrong", "wrong"),
        ("stop-control", "What to do", "todo-control"),
        ("stop-control", "Who can help", "help-control"),
        ("none", "Why", "why-none"),
        ("urgent-held", "What to do", "todo-held"),
        ("urgent-held", "Who can help", "help-held"),
        ("urgent-danger", "What to do", "todo-danger"),
        ("urgent-images", "What to do", "todo-images"),
        ("urgent-child", "What to do", "todo-child"),
        ("urgent-travel", "What to do", "todo-travel"),
        ("urgent-debt", "What to do", "todo-debt"),
        ("urgent-crime", "What to do", "todo-crime"),
        ("ask-source", "An offer I got", "source-offer"),
        ("ask-source", "A warning I saw", "source-warning"),
        ("ask-question", "Yes", "question-yes"),
        ("ask-question", "No, I just wonder", "question-no"),
    ],
)
async def test_each_button_under_a_verdict_reads_as_kept(
    case: str, label: str, name: str, services: Services, same: Same
) -> None:
    await settle(services)
    text, verdict = samples.CASES[case]
    here = answering(services, verdict)
    same(f"button-{name}", pages(await press(label, await talk(Check(AT, Offer(text)), here), here)))


async def test_somebody_new_is_asked_for_the_country_once(services: Services, same: Same) -> None:
    first = await talk(Check(AT, Offer(samples.FEE_TEXT)), services)
    same("first-check", pages(first))
    second = await talk(Check(AT, Offer(samples.FEE_TEXT)), services)
    assert (len(first), len(second)) == (2, 1)


async def test_in_danger_nothing_is_asked_and_nothing_kept(services: Services) -> None:
    here = answering(services, samples.urgent("cant-leave"))
    assert len(await talk(Check(AT, Offer(samples.HELD_TEXT)), here)) == 1
    assert await store.known(services.store, AT.chat) is None


async def test_a_country_is_chosen_in_two_taps_and_help_follows_at_once(services: Services) -> None:
    warning = await talk(Check(AT, Offer(samples.FEE_TEXT)), services)
    letters = await press("My country", warning[:1], services)
    names = await press("N", letters, services)
    assert [label for row in names[0].rows for label, _ in row] == ["Namibia", "Nepal", "Nowhere", "Back"]
    done = await press("Nowhere", names, services)
    assert not letters[0].edit and names[0].edit
    assert plain(done[0].html) == "Your country: Nowhere."
    assert "Labour Line" in done[1].html
    assert await store.known(services.store, AT.chat) == store.Known("", "NW")


async def test_a_country_can_be_skipped_and_is_then_not_asked_again(services: Services) -> None:
    start = await talk(Command(AT, "start"), services)
    assert "You can choose it later" in (await press("Skip", start, services))[0].html
    assert len(await talk(Check(AT, Offer(samples.FEE_TEXT)), services)) == 1


async def test_another_country_says_how_to_type_it(services: Services) -> None:
    start = await talk(Command(AT, "start"), services)
    assert "/country" in (await press("Another country", start, services))[0].html


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Nepal", "NP"), ("np", "NP"), ("phil", "PH"), ("Philipines", "PH"), ("USA", "US"), ("united  states", "US")],
)
async def test_a_country_can_be_typed_in_many_ways(typed: str, code: str, services: Services) -> None:
    await talk(Command(AT, "country", typed), services)
    known = await store.known(services.store, AT.chat)
    assert known is not None
    assert known.country == code


@pytest.mark.parametrize("typed", ["Atlantis", "zz", "eu", "n"])
async def test_a_country_nobody_knows_shows_the_letters(typed: str, services: Services) -> None:
    replies = await talk(Command(AT, "country", typed), services)
    assert replies[0].html.startswith("I do not know that name.")
    assert await store.known(services.store, AT.chat) is None


async def test_a_language_once_chosen_goes_before_telegrams(services: Services) -> None:
    spanish = Language("es", "Español", "Spanish", "draft", texts={"start.hello": "Hola.", "language.set": "Vale."})
    library = replace(services.library, languages={"en": services.library.languages["en"], "es": spanish})
    both = replace(services, library=library)
    choice = await talk(Command(AT, "language"), both)
    assert [label for row in choice[0].rows for label, _ in row] == ["English", "Español"]
    assert (await press("Español", choice, both))[0].html == "Vale."
    assert (await talk(Command(AT, "start"), both))[0].html.startswith("Hola.")


async def test_telegrams_language_is_used_until_one_is_chosen(services: Services) -> None:
    spanish = Language("es", "Español", "Spanish", "draft", texts={"start.hello": "Hola."})
    both = replace(services, library=replace(services.library, languages=services.library.languages | {"es": spanish}))
    assert (await talk(Command(replace(AT, language="es-MX"), "start"), both))[0].html.startswith("Hola.")


async def test_delete_erases_the_row_and_offers_the_messages(services: Services) -> None:
    await settle(services)
    replies = await talk(Command(AT, "delete"), services)
    assert await store.known(services.store, AT.chat) is None
    erased = (await press("Delete messages here", replies, services))[0]
    assert erased.erase and erased.toast
    assert (await press("Keep them", replies, services))[0].edit


@pytest.mark.parametrize("kind", ["sticker", "voice", "video", "photo", "document", "place", "other", "new-kind"])
async def test_what_cannot_be_read_gets_a_sentence_that_says_what_can(kind: str, services: Services) -> None:
    lines = (await talk(Unreadable(AT, kind), services))[0].html.split("\n")
    assert len(lines) == 2
    assert lines[1].startswith("I can read text")


@pytest.mark.parametrize("data", ["", "why", "why|", "why|zz", "cc|", "cc|q|letters|", "cc|m|set|XX", "del|x", "💥|💥"])
async def test_old_or_strange_button_data_gets_a_polite_sentence(data: str, services: Services) -> None:
    assert "send the message once more" in (await talk(Press(AT, data), services))[0].html


async def test_a_greeting_is_answered_with_what_to_send(services: Services) -> None:
    here = answering(services, samples.NONE)
    assert (await talk(Check(AT, Offer("hello")), here))[0].html.startswith("That is very short.")
    assert "does not prove who it is" in (await talk(Check(AT, Offer("t.me/amy")), here))[0].html


async def test_an_unknown_command_gets_help(services: Services) -> None:
    assert await talk(Command(AT, "nonsense"), services) == await talk(Command(AT, "help"), services)


async def test_a_text_that_cannot_be_checked_is_answered_plainly(services: Services) -> None:
    def refuse(_offer: Offer) -> Verdict:
        raise BadOffer("English words of the core")

    replies = await talk(Check(AT, Offer("🔥🔥🔥")), replace(services, check=refuse))
    assert replies[0].html == "I found no words here that I can check. Paste the whole offer or message."


async def test_whatever_goes_wrong_the_person_reads_what_to_do(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(offer: Offer) -> Verdict:
        raise KeyError(offer.text)

    replies = await talk(Check(AT, Offer("canary words")), replace(services, check=fail))
    assert replies[0].html == "I could not check this now. Please send it once more."
    assert "canary" not in " ".join(record.getMessage() for record in caplog.records)


async def test_a_store_that_is_gone_does_not_stop_an_answer(services: Services) -> None:
    gone = store.open_store("sqlite+aiosqlite:////proc/nowhere.db", b"x" * 16)
    replies = await talk(Check(AT, Offer(samples.FEE_TEXT)), replace(services, store=gone))
    assert plain(replies[0].html).startswith("Stop and check.")
    await store.close(gone)


async def test_the_offer_gets_the_persons_country_and_language(services: Services) -> None:
    seen: list[Offer] = []

    def look(offer: Offer) -> Verdict:
        seen.append(offer)
        return samples.verdict(Level.NONE, [])

    await settle(services)
    await talk(Check(AT, Offer(samples.NONE_TEXT)), replace(services, check=look))
    assert (seen[0].country, seen[0].language) == ("NW", "en")
