"""Reports: nothing kept without a tap, exactly what was chosen, sealed, reviewed by two, taken back, gone in time."""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Bot

from bot.codes import Memo, pack
from bot.markup import plain
from bot.model import At, Check, Command, Press, Quoted, Reply
from bot.scene import Services
from bot.store import Store, reports, watches
from bot.store.report_tables import Decision, Entry, Report, Watch
from bot.store.reports import DAY_S, KEPT_S, Left, NotYours
from bot.talk import talk
from bot.tidings import once
from checks.model import Level, Offer
from tests.bot import samples
from tests.bot.reading import grade, page
from tests.bot.server import TOKEN, bot_api

AT = At(7, 30, "en", reply_to=30)
TEXT = "Kindly send the fee to Amy, +971 50 123 4567 or https://t.me/hr_amy_desk, TJRyWwFs9wTFGZg3JbrVriFbNfCrAMPdkU"
ABOUT = Quoted(Offer(TEXT), message=29)
REPORT = pack("report", Memo(Level.STOP, "money", ("fee-to-get-job",)))
NUMBER = ("phone", "+971501234567")
LEFT = Left((NUMBER,), ("fee-to-get-job",), "the text")
NOW = 1_790_000_000


async def tap(label: str, replies: Sequence[Reply], services: Services, chat: int = 7) -> list[Reply]:
    """Press the button whose label ends so, on the message with these replies, which hangs on the person's."""
    data = [d for reply in replies for row in reply.rows for name, d in row if name.endswith(label)][-1]
    return await talk(Press(replace(AT, chat=chat), data, quoted=ABOUT), services)


async def rows(store: Store, table: type) -> list[object]:
    async with AsyncSession(store.engine) as session:
        return list((await session.exec(select(table))).all())


async def opened(services: Services) -> list[Reply]:
    return await talk(Press(AT, REPORT, quoted=ABOUT), services)


async def test_nothing_is_chosen_and_nothing_kept_before_the_last_tap(services: Services, same: object) -> None:
    (first,) = replies = await opened(services)
    assert first.reply_to == 29
    assert "Keep this" not in page(first)
    pages = [page(first)]
    for label in ("☐ +971501234567", "☐ The signs I saw", "☐ The whole text"):
        replies = await tap(label, replies, services)
        pages.append(page(replies[0]))
    assert await rows(services.store, Report) == []
    assert grade(plain(first.html)) <= 7
    same("screen-report", "\n\n--- next ---\n\n".join(pages))  # type: ignore[operator]  # a fixture or a value without a type


async def test_exactly_what_was_chosen_is_kept_and_until_when_is_said(services: Services) -> None:
    replies = await tap("☐ +971501234567", await opened(services), services)
    (done,) = await tap("Keep this", replies, services)
    (waiting,) = await reports.pending(services.store, int(time.time()))
    assert waiting.left == Left((NUMBER,))
    assert abs(waiting.expires - time.time() - 90 * DAY_S) < 60
    assert "kept until 20" in done.html


async def test_a_piece_can_be_taken_out_again(services: Services) -> None:
    replies = await tap("☐ +971501234567", await opened(services), services)
    replies = await tap("☐ The whole text", replies, services)
    replies = await tap("☒ The whole text", replies, services)
    await tap("Keep this", replies, services)
    assert (await reports.pending(services.store, int(time.time())))[0].left.text == ""


async def test_signs_and_text_alone_are_no_report(services: Services) -> None:
    (page_now,) = await tap("☐ The whole text", await opened(services), services)
    assert "Keep this" not in page(page_now)
    forged = page_now.rows[0][0][1].replace("|show", "|keep").replace("rep|201", "rep|200")
    await talk(Press(AT, forged, quoted=ABOUT), services)
    assert await rows(services.store, Report) == []


async def test_a_message_that_was_changed_meanwhile_is_chosen_from_anew(services: Services) -> None:
    replies = await tap("☐ +971501234567", await opened(services), services)
    data = next(d for row in replies[0].rows for name, d in row if name == "Keep this")
    changed = replace(ABOUT, offer=Offer(TEXT.replace("123 4567", "765 4321")))
    (again,) = await talk(Press(AT, data, quoted=changed), services)
    assert "Nothing. Tap" in again.html
    assert await rows(services.store, Report) == []


async def test_one_tap_takes_it_back_and_only_its_owner_can(services: Services) -> None:
    replies = await tap("☐ +971501234567", await opened(services), services)
    kept = await tap("Keep this", replies, services)
    (other,) = await tap("Take it back", kept, services, chat=8)
    assert "nothing of it here" in other.html
    assert await rows(services.store, Report)
    (done,) = await tap("Take it back", kept, services)
    assert "erased" in done.html
    assert await rows(services.store, Report) == []


async def test_in_danger_there_is_help_and_no_report(services: Services) -> None:
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    (shown,) = await talk(Press(AT, REPORT, quoted=ABOUT), danger)
    assert plain(shown.html).startswith("Thank you for your message.")
    assert not [d for row in shown.rows for _, d in row if d.startswith(("report", "rep|", "tell", "save"))]
    (told,) = await talk(Press(AT, "tell|on", quoted=ABOUT), danger)
    assert not told.rows
    assert await rows(services.store, Watch) == []


async def test_without_the_message_or_a_number_it_says_so(services: Services) -> None:
    (gone,) = await talk(Press(AT, REPORT), services)
    assert "I do not see the message" in gone.html
    (nobody,) = await talk(Press(AT, REPORT, quoted=Quoted(Offer("Pay the fee"))), services)
    assert "no number, name or address" in nobody.html
    (old,) = await talk(Press(AT, "rep|zz", quoted=ABOUT), services)
    assert "too old" in old.html


async def test_one_chat_can_not_fill_the_pile(any_shop: Store) -> None:
    made = [await reports.leave(any_shop, 7, LEFT, NOW) for _ in range(reports.MOST + 1)]
    assert made[-1] is None and None not in made[:-1]
    assert await reports.leave(any_shop, 8, LEFT, NOW)


async def test_two_different_reviewers_confirm(any_shop: Store) -> None:
    number = await reports.leave(any_shop, 7, LEFT, NOW)
    assert number
    assert await reports.decide(any_shop, number, "ann", NOW, keep=True, reason="seen before") == "pending"
    with pytest.raises(NotYours):
        await reports.decide(any_shop, number, "ann", NOW, keep=True, reason="again")
    with pytest.raises(NotYours):
        await reports.decide(any_shop, number, "ben", NOW, keep=True, reason=" ")
    (waiting,) = await reports.pending(any_shop, NOW)
    assert waiting.reviewers == ("ann",)
    assert await reports.decide(any_shop, number, "ben", NOW, keep=True, reason="same number") == "confirmed"
    assert await reports.pending(any_shop, NOW) == []
    assert len(await rows(any_shop, Entry)) == 1
    with pytest.raises(NotYours):
        await reports.decide(any_shop, number, "cid", NOW, keep=False, reason="late")


async def test_a_no_ends_it_and_erases_what_was_left(any_shop: Store) -> None:
    number = await reports.leave(any_shop, 7, LEFT, NOW)
    assert number
    assert await reports.decide(any_shop, number, "ann", NOW, keep=False, reason="an honest firm") == "refused"
    (row,) = await rows(any_shop, Report)
    assert row.sealed == b""  # type: ignore[attr-defined]  # it is of that kind, or the test fails
    assert await rows(any_shop, Entry) == []


async def test_taking_back_erases_entries_and_decisions_too(any_shop: Store) -> None:
    number = await reports.leave(any_shop, 7, LEFT, NOW)
    assert number
    for reviewer in ("ann", "ben"):
        await reports.decide(any_shop, number, reviewer, NOW, keep=True, reason="seen")
    assert not await reports.take_back(any_shop, 8, number)
    assert await reports.take_back(any_shop, 7, number)
    for table in (Report, Entry, Decision):
        assert await rows(any_shop, table) == []


async def test_after_90_days_nothing_is_left(any_shop: Store) -> None:
    number = await reports.leave(any_shop, 7, LEFT, NOW)
    assert number
    for reviewer in ("ann", "ben"):
        await reports.decide(any_shop, number, reviewer, NOW, keep=True, reason="seen")
    await watches.watch(any_shop, 8, (("handle", "someone"),), NOW)
    await reports.expire(any_shop, NOW + KEPT_S - 1)
    assert await rows(any_shop, Report) and not await rows(any_shop, Watch)
    await reports.expire(any_shop, NOW + KEPT_S)
    for table in (Report, Entry, Decision):
        assert await rows(any_shop, table) == []


async def test_delete_erases_reports_and_wishes_of_this_chat_alone(services: Services) -> None:
    for chat in (7, 8):
        await reports.leave(services.store, chat, LEFT, NOW)
        await watches.watch(services.store, chat, (NUMBER,), NOW)
    await talk(Command(AT, "delete"), services)
    assert [len(await rows(services.store, table)) for table in (Report, Watch)] == [1, 1]


async def test_danger_ends_the_wish_to_be_told(services: Services) -> None:
    await watches.watch(services.store, 7, (NUMBER,), NOW)
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    await talk(Check(AT, Offer(samples.HELD_TEXT)), danger)
    assert await rows(services.store, Watch) == []


@pytest.mark.parametrize("data", ["hap|held", pack("ask", Memo(Level.URGENT, "control", ("cant-leave",)))])
async def test_danger_said_with_buttons_ends_it_too(data: str, services: Services) -> None:
    await watches.watch(services.store, 7, (NUMBER,), NOW)
    danger = [name for name, one in services.library.situations.items() if one.danger]
    replies = await talk(Press(AT, f"hap|{danger[0]}" if data.startswith("hap") else data), services)
    if not data.startswith("hap"):
        await tap("Yes", replies, services)
    assert await rows(services.store, Watch) == []


async def test_who_asked_is_told_once_in_neutral_words(services: Services) -> None:
    (shown,) = await talk(Press(AT, "tell|on", quoted=ABOUT), services)
    assert "once at most" in shown.html
    now = int(time.time())
    number = await reports.leave(services.store, 8, LEFT, now)
    assert number
    async with bot_api() as api, Bot(TOKEN, f"{api.base_url}/bot") as bot:
        await once(bot, services, now)
        assert not api.made("sendMessage")
        for reviewer in ("ann", "ben"):
            await reports.decide(services.store, number, reviewer, now, keep=True, reason="seen")
        for _ in range(3):
            await once(bot, services, now)
        (sent,) = api.made("sendMessage")
    assert sent["chat_id"] == 7
    assert sent["text"].startswith("You asked me to write to you.")
    assert not any(word in sent["text"].lower() for word in ("scam", "fraud", "report", "recruiter", "971"))


async def test_the_wish_ends_by_a_tap_and_by_itself(services: Services) -> None:
    replies = await talk(Press(AT, "tell|on", quoted=ABOUT), services)
    await tap("Do not write to me", replies, services)
    assert await rows(services.store, Watch) == []
    await watches.watch(services.store, 7, (NUMBER,), NOW)
    await reports.expire(services.store, NOW + watches.KEPT_S)
    assert await rows(services.store, Watch) == []


async def test_the_database_tells_nothing_without_the_secret(services: Services) -> None:
    replies = await opened(services)
    for label in ("☐ +971501234567", "☐ The whole text", "Keep this"):
        replies = await tap(label, replies, services)
    await talk(Press(replace(AT, chat=70017), "tell|on", quoted=ABOUT), services)
    with sqlite3.connect(str(services.store.engine.url.database)) as connection:
        dump = "\n".join(connection.iterdump())
    for word in ("971501234567", "hr_amy_desk", "Kindly", "TJRyWw", "70017"):
        assert word not in dump
        assert word.encode().hex() not in dump.lower()


async def test_a_person_says_which_sign_is_wrong(services: Services) -> None:
    data = pack("wrong", Memo(Level.STOP, "money", ("fee-to-get-job", "pay-crypto")))
    (asked,) = await talk(Press(AT, data), services)
    labels = [name for row in asked.rows for name, _ in row]
    assert "This sign is wrong: They ask you to pay first" in labels
    (done,) = await tap("They want crypto", [asked], services)
    assert done.edit
    (plain_ones,) = await talk(Press(AT, pack("wrong", Memo(Level.URGENT, "control", ("cant-leave",)))), services)
    assert len(plain_ones.rows) == 3
