"""The first answer comes at once; what look-ups find takes its place later, in every language said in /privacy."""

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from telegram import Bot

from bot.markup import plain
from bot.model import At, Check, Command, Reply
from bot.reply import render
from bot.scene import SecondLook, Services
from bot.send import deliver
from bot.settings import Settings, SettingsError, read_settings
from bot.talk import talk
from bot.texts import Texts, offered, texts_of
from checks import Checker, check, prepare
from checks.lookups import KINDS, Expanded, Learned, Listed, Registered
from checks.model import Level, Offer, Verdict
from content.model import Library
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page
from tests.bot.server import BotApi, bot_api
from tests.bot.test_process import CANARY, program, telegram

ROOT = Path(__file__).parents[3]
AT = At(7, 300, "en", reply_to=300)
ASKED = Check(AT, Offer(samples.NONE_TEXT))
Same = Callable[[str, str], None]


async def nothing() -> None:
    """Start and stop of a second look that needs neither."""


def looking(services: Services, first: Verdict, second: Verdict | Exception | None) -> Services:
    """Services whose first look gives one verdict and whose second gives another, fails, or has nothing to ask."""

    async def verdict(_offer: Offer) -> Verdict | None:
        if isinstance(second, Exception):
            raise second
        return second

    return replace(services, check=lambda _offer: first, second=SecondLook(("expand",), verdict, nothing, nothing))


async def replies_to(services: Services) -> tuple[Reply, list[Reply]]:
    """The first answer, and what comes of it later."""
    first = (await talk(ASKED, services))[0]
    assert first.later is not None
    return first, await first.later()


async def test_a_better_page_takes_the_place_of_the_first(services: Services) -> None:
    first, later = await replies_to(looking(services, samples.CARE, replace(samples.CARE, unchecked=("rdap: x",))))
    assert [reply.edit for reply in later] == [True]
    assert "Not checked: the sender, the site's age." in plain(later[0].html)
    assert "the site's age" not in first.html
    assert later[0].rows == first.rows


async def test_a_stronger_warning_is_said_because_an_edit_makes_no_sound(services: Services) -> None:
    _, later = await replies_to(looking(services, samples.NONE, samples.FEE))
    assert plain(later[0].html).startswith("Stop and check.")
    assert later[1] == Reply("I have looked up the links. Please read my answer again: it has changed.")


@pytest.mark.parametrize("second", [None, samples.NONE, KeyError("canary")])
async def test_when_there_is_nothing_new_the_first_answer_stands(
    second: Verdict | Exception | None, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    _, later = await replies_to(looking(services, samples.NONE, second))
    assert later == []
    assert "canary" not in " ".join(record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("name", [name for name in samples.CASES if name.startswith("urgent")])
async def test_in_danger_nothing_is_looked_up(name: str, services: Services) -> None:
    text, verdict = samples.CASES[name]
    replies = await talk(Check(AT, Offer(text)), looking(services, verdict, KeyError()))
    assert [reply.later for reply in replies] == [None]


async def test_without_look_ups_no_answer_waits_for_anything(services: Services) -> None:
    assert [reply.later for reply in await talk(ASKED, services)] == [None, None]


async def test_looking_twice_is_counted_once(services: Services) -> None:
    counted: list[object] = []
    here = looking(services, samples.NONE, samples.FEE)
    await replies_to(replace(here, today=lambda: counted.append(1) or samples.TODAY))
    assert len(counted) <= 6  # who it is, a page, two counts, a remembered country, and the page once more


def slow(*later: Reply) -> Reply:
    """A first answer whose look-ups take a moment."""

    async def look() -> list[Reply]:
        await asyncio.sleep(0.05)
        return list(later)

    return Reply("first", later=look)


async def test_the_first_answer_is_sent_before_anything_is_looked_up(api: BotApi, bot: Bot) -> None:
    (follow,) = await deliver(bot, ASKED, [slow(Reply("second", edit=True)), Reply("question")])
    assert [call["text"] for call in api.made("sendMessage")] == ["first", "question"]
    await follow
    (edit,) = api.made("editMessageText")
    assert (edit["text"], edit["message_id"], edit["chat_id"]) == ("second", 5001, 7)


async def test_what_follows_an_edit_hangs_on_the_message_that_changed(api: BotApi, bot: Bot) -> None:
    (follow,) = await deliver(bot, ASKED, [slow(Reply("second", edit=True), Reply("read again"))])
    await follow
    call = api.made("sendMessage")[1]
    assert (call["text"], call["reply_parameters"]["message_id"]) == ("read again", 5001)


async def test_a_message_deleted_meanwhile_stays_deleted(
    api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    api.refuse["editmessagetext"] = (400, "Bad Request: message to edit not found", {})
    with caplog.at_level(logging.INFO, "bot"):
        (follow,) = await deliver(bot, ASKED, [slow(Reply("second", edit=True), Reply("read again"))])
        await follow
    assert len(api.made("sendMessage")) == 1
    assert not [record for record in caplog.records if record.name.startswith("bot")]


async def test_nobody_is_looked_up_for_who_cannot_be_answered(api: BotApi, bot: Bot) -> None:
    api.refuse["sendmessage"] = (403, "Forbidden: bot was blocked by the user", {})
    assert await deliver(bot, ASKED, [slow(Reply("second", edit=True))]) == []


async def test_the_real_program_answers_first_and_edits_then(tmp_path: Path) -> None:
    """The list's address has no public ending, so that nothing leaves this machine: it could not be checked."""
    lists = {"LOOKUPS": "lists", "BLOCK_LISTS": "Test list=https://lists.invalid/canarytext.txt"}
    async with bot_api() as api, program(tmp_path, **telegram(api), **lists) as process:
        await api.give(tg.text(f"Dear {CANARY}, see https://jobs.bakers-oldtown.com/{CANARY} and apply today"))
        first = await api.sent(1)
        edit = await api.sent(1, "editMessageText")
        assert "Not checked: the sender." in first["text"]
        assert "Not checked: the sender, lists." in edit["text"]
        assert edit["chat_id"] == first["chat_id"]
        await api.give(tg.command("/privacy"))
        privacy = await api.sent(3)
        assert "I read lists of bad web addresses" in privacy["text"]
    assert process.returncode == 0
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path.name
    assert "the block list Test list was not read: no public name" in (tmp_path / "out").read_text()


def test_in_the_terminal_the_better_answer_follows_the_first_and_its_buttons_work(tmp_path: Path) -> None:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    lists = {"LOOKUPS": "lists", "BLOCK_LISTS": "https://lists.invalid/x.txt", "PYTHONPATH": str(ROOT)}
    typed = "We have a place for a baker. See https://jobs.bakers-oldtown.com/x today\n\n35\n"
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        input=typed,
        cwd=tmp_path,
        env=keep | lists,
        capture_output=True,
        text=True,
        check=True,
    )
    first, _, later = done.stdout.partition("I have looked up the links. My answer now:")
    assert "Not checked: the sender." in first and "Not checked: the sender, lists." in later
    assert "[35] What to do" in later and "What you can do:" in later


@pytest.mark.parametrize("kinds", [("expand",), ("rdap",), ("lists",), ("expand", "rdap", "lists")], ids="-".join)
async def test_privacy_says_what_leaves(kinds: tuple[str, ...], services: Services, same: Same) -> None:
    async def verdict(_offer: Offer) -> None:
        return None

    here = replace(services, second=SecondLook(kinds, verdict, nothing, nothing))
    (reply,) = await talk(Command(AT, "privacy"), here)
    same(f"screen-privacy-{'-'.join(kinds)}", page(reply))
    assert grade(plain(reply.html)) <= 7


def test_every_look_up_has_its_words_in_every_language() -> None:
    library = once.library()
    keys = [f"privacy.look-{kind}" for kind in KINDS] + [f"part.{kind}" for kind in KINDS]
    keys += ["privacy.look", "note.leads-to", "note.young-site", "note.on-list", "lookup.rose", "terminal.looked"]
    for tag in offered(library):
        assert [key for key in keys if not library.languages[tag].texts.get(key)] == [], tag


OFFER = Offer("We have a place for a baker. See https://bit.ly/abc or write to hr@bakers-oldtown.com", "NW", "en")
DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def checker(library: Library) -> Checker:
    return prepare(library)


@pytest.mark.parametrize(
    ("name", "learned"),
    [
        ("ordinary", Learned((Expanded("https://bit.ly/abc", "https://bread-oldtown.com/"),), asked=("expand",))),
        ("young", Learned(registered=(Registered("bakers-oldtown.com", DAY, 2),), asked=("rdap",))),
        ("listed", Learned(listed=(Listed("bakers-oldtown.com", "List A", DAY),), asked=("lists",))),
        ("missed", Learned(asked=KINDS, missed=tuple((kind, "too slow") for kind in KINDS))),
    ],
)
def test_a_page_with_what_was_learned_reads_as_kept(
    name: str, learned: Learned, checker: Checker, texts: Texts, same: Same
) -> None:
    verdict = check(OFFER, checker, learned=learned)
    reply = render(verdict, OFFER, texts, checker.library, samples.TODAY)
    same(f"lookup-{name}", page(reply))
    assert grade(plain(reply.html)) <= 7
    assert "https://" not in plain(reply.html).replace("https://labour.example", "")


def test_a_look_alike_behind_a_short_link_reads_as_kept(texts: Texts, library: Library, same: Same) -> None:
    facts = {"host": "acme.example.top", "real_domain": "acme.example", "leads_to": "acme.example.top"}
    finding = samples.found(OFFER.text, "lookalike-domain", "https://bit.ly/abc", facts=facts)
    verdict = samples.verdict(Level.STOP, [finding], notes=("note.leads-to=acme.example.top",))
    same("lookup-expanded", page(render(verdict, OFFER, texts, library, samples.TODAY)))


def test_every_language_can_say_what_was_learned(checker: Checker) -> None:
    library = once.library()
    verdict = check(OFFER, checker, learned=Learned(registered=(Registered("x.com", DAY, 2),), asked=("rdap",)))
    for tag in offered(library):
        texts = texts_of(library, tag)
        assert "x[.]com, 2026-11-20" in render(verdict, OFFER, texts, library, samples.TODAY).html, tag


def written(folder: Path, lines: str) -> Settings:
    (folder / ".env").write_text(lines)
    return read_settings(folder / ".env")


def test_look_ups_are_off_unless_they_are_switched_on(tmp_path: Path) -> None:
    assert written(tmp_path, "").lookups == ()
    assert written(tmp_path, "LOOKUPS=").lookups == ()
    assert written(tmp_path, "LOOKUPS= rdap, EXPAND").lookups == ("expand", "rdap")


def test_lists_are_named_and_need_to_be_switched_on(tmp_path: Path) -> None:
    settings = written(tmp_path, "LOOKUPS=lists\nBLOCK_LISTS=A=https://a.example/x, https://b.example/y\n")
    assert [source.name for source in settings.block_lists] == ["A", "b.example"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("LOOKUPS=canary", "LOOKUPS: write one or more of expand, rdap, lists, with commas between them"),
        ("LOOKUPS=lists", "BLOCK_LISTS needs lists in LOOKUPS, and lists in LOOKUPS needs BLOCK_LISTS"),
        ("BLOCK_LISTS=https://a.example/", "BLOCK_LISTS needs lists in LOOKUPS"),
        ("LOOKUPS=lists\nBLOCK_LISTS=http://canary.example/", "BLOCK_LISTS: write each list as https://"),
    ],
)
def test_a_wrong_choice_is_said_without_repeating_it(lines: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        written(tmp_path, lines)
    assert str(error.value).startswith(said)
    assert "canary" not in str(error.value)


def test_the_readme_documents_the_settings_and_every_kind() -> None:
    guide = (ROOT / "bot/README.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`LOOKUPS={kind}`" not in guide] == []
    assert "`BLOCK_LISTS=" in guide


def test_a_level_that_falls_is_not_possible(checker: Checker) -> None:
    """Nothing a look-up finds gives credit: with an honest target and an old domain the level stays."""
    offer = Offer("You must pay a registration fee of $50 by gift card to get this job. See https://bit.ly/abc")
    good = Learned(
        (Expanded("https://bit.ly/abc", "https://www.un.org/"),), (Registered("un.org", DAY, 9000),), asked=KINDS
    )
    assert check(offer, checker).level is check(offer, checker, learned=good).level is Level.STOP
