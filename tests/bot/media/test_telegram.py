"""Pictures and papers sent to the real program, against the Bot API server of these tests."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot import telegram_json as tg
from tests.bot.media import made
from tests.bot.server import TOKEN, BotApi, bot_api
from tests.bot.test_process import OFFER, program, telegram

FEE = "You must pay a registration fee of 150 USD first"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOON_S = 10.0  # also on a busy machine; the two seconds are proved in test_reader.py
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed here")


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[BotApi]:
    """The server with the program connected to it; what the program wrote is in tmp_path."""
    async with bot_api() as server, program(tmp_path, **telegram(server)):
        yield server


def document(api: BotApi, name: str, data: bytes, mime: str = "", **fields: Any) -> tg.Json:
    """A message with a file, which the server then has."""
    api.files[name] = data
    file = {"file_id": name, "file_unique_id": name, "file_size": len(data), "mime_type": mime}
    return {"message": tg.message(document=file, **fields)}


def photo(api: BotApi, name: str, data: bytes, **fields: Any) -> tg.Json:
    api.files[name] = data
    sizes = [
        {"file_id": "thumb", "file_unique_id": "t", "width": 90, "height": 90, "file_size": 900},
        {"file_id": name, "file_unique_id": name, "width": 1280, "height": 1000, "file_size": len(data)},
    ]
    return {"message": tg.message(photo=sizes, **fields)}


async def sent(api: BotApi, number: int) -> tg.Json:
    """The `number`-th message from the bot, without the lines that ask for patience on a busy machine."""

    def real() -> list[tg.Json]:
        return [call for call in api.made("sendMessage") if not call["text"].startswith("One moment")]

    return (await api.until(lambda: real()[number - 1 :]))[0]


async def answer_to(api: BotApi, update: tg.Json) -> str:
    """The first answer that hangs on the message."""
    await api.give(update)
    number = update["message"]["message_id"]

    def hung() -> list[tg.Json]:
        sent = api.made("sendMessage")
        return [call for call in sent if call.get("reply_parameters", {}).get("message_id") == number]

    return str((await api.until(hung))[0]["text"])


def said(api: BotApi, chat: int, words: str) -> list[tg.Json]:
    """Messages sent to a chat with these words in them."""
    return [call for call in api.made("sendMessage") if call["chat_id"] == chat and words in call["text"]]


async def test_a_square_code_is_read_and_its_link_checked(api: BotApi) -> None:
    await api.give(photo(api, "qr", made.jpeg(made.square("https://wa.me/447700900123?text=job"))))
    read = await sent(api, 1)
    assert "The square code" in read["text"]
    assert "hxxps://wa[.]me" in read["text"]
    assert (await sent(api, 2))["text"].startswith("<b>")
    assert api.made("sendChatAction")[0]["action"] == "typing"


@needs_tesseract
async def test_the_words_of_a_photo_are_read_shown_and_answered(api: BotApi) -> None:
    shown = photo(api, "poster", made.poster(f"Packers needed in Dubai\n{FEE}"))
    await api.give(shown)
    read, answer = await sent(api, 1), await sent(api, 2)
    assert read["text"].startswith("I read this: “Packers needed in Dubai")
    assert "Did I read it wrong? Paste the text." in read["text"]
    assert "They ask you to pay first" in answer["text"]
    assert answer["reply_parameters"]["message_id"] == shown["message"]["message_id"]


async def test_papers_and_cards_are_read_and_answered(api: BotApi) -> None:
    papers = {
        "application/pdf": made.pdf([FEE]),
        DOCX: made.docx([FEE]),
        "text/plain": FEE.encode(),
        "text/vcard": f"BEGIN:VCARD\r\nFN:Amy Desk\r\nNOTE:{FEE}\r\nEND:VCARD\r\n".encode(),
    }
    for chat, (mime, data) in enumerate(papers.items(), 20):
        assert "registration fee" in await answer_to(api, document(api, f"paper{chat}", data, mime, chat=chat))
        await api.until(lambda chat=chat: said(api, chat, "They ask you to pay first"))


REFUSED = {
    "pixels": (made.png_bomb(30_000, 30_000), "image/png", "too large"),
    "xml": (made.docx_bomb(300), DOCX, "too large"),
    "pages": (made.pdf(["x"] * 5_000), "application/pdf", "too many pages"),
    "archive": (made.zipped({"a.txt": "x"}), "application/octet-stream", "other files inside"),
    "nested": (made.docx([FEE], word__a_DOT_zip=made.zipped({"a": "x"})), DOCX, "other files inside"),
    "polyglot": (made.jpeg(made.square()) + made.zipped({"a": "x"}), "image/jpeg", "other files inside"),
    "locked": (made.locked_pdf(), "application/pdf", "is locked"),
    "office": (made.locked_office(), DOCX, "is locked"),
    "broken": (made.jpeg(made.square())[:300], "image/jpeg", "may be broken"),
    "half-pdf": (b"%PDF-1.4\nnothing", "application/pdf", "may be broken"),
    "program": (b"MZ\x90\x00" + b"\0" * 500, "application/octet-stream", "this kind of file"),
}


async def test_what_should_break_us_is_refused_soon_and_others_are_answered(api: BotApi) -> None:
    await answer_to(api, tg.text(OFFER, chat=8))  # the program is up
    for chat, (name, (data, mime, said)) in enumerate(REFUSED.items(), 20):
        update = document(api, name, data, mime, chat=chat)
        began = time.monotonic()
        refusal = asyncio.create_task(answer_to(api, update))
        other = await answer_to(api, tg.text(OFFER, chat=100 + chat))
        assert said in await refusal, name
        assert time.monotonic() - began < SOON_S, name
        assert "They ask you to pay first" in other


async def test_a_file_that_cannot_be_had_is_said(api: BotApi) -> None:
    large = document(api, "film", b"x", "application/pdf")
    large["message"]["document"]["file_size"] = 21 * 1024 * 1024
    assert "too large" in await answer_to(api, large)
    assert not api.made("getFile")

    liar = document(api, "liar", b"%PDF-" + b"x" * 21 * 1024 * 1024, "application/pdf")
    liar["message"]["document"]["file_size"] = 1000
    assert "too large" in await answer_to(api, liar)

    api.refuse["getfile"] = (400, "Bad Request: wrong file_id", {})
    assert "could not get this file" in await answer_to(api, document(api, "gone", b"x", "application/pdf"))


async def test_an_album_is_one_case(api: BotApi) -> None:
    one = photo(api, "one", made.jpeg(made.square("https://one.example/a")), media_group_id="99", caption=FEE)
    two = photo(api, "two", made.jpeg(made.square("https://two.example/b")), media_group_id="99")
    await api.give(one, two)
    read = (await sent(api, 1))["text"]
    assert "one[.]example" in read
    assert "two[.]example" in read
    answer = await sent(api, 2)
    assert "They ask you to pay first" in answer["text"]
    assert answer["reply_parameters"]["message_id"] == one["message"]["message_id"]
    assert "Which country" in (await sent(api, 3))["text"]
    await api.give(tg.command("/privacy"))
    assert "What I keep" in (await sent(api, 4))["text"]


async def test_several_forwarded_messages_are_one_case_and_a_command_does_not_wait(api: BotApi) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Amy", "date": 1}
    first = tg.text("Packers needed in Dubai. Free room and food.", forward_origin=origin)
    await api.give(first, tg.text(FEE, forward_origin=origin))
    answer = await sent(api, 1)
    assert "They ask you to pay first" in answer["text"]
    assert answer["reply_parameters"]["message_id"] == first["message"]["message_id"]
    assert "Which country" in (await sent(api, 2))["text"]
    await api.give(tg.text(FEE, forward_origin=origin), tg.command("/privacy"))
    assert "They ask you to pay first" in (await sent(api, 3))["text"]
    assert "What I keep" in (await sent(api, 4))["text"]


async def test_in_danger_nothing_is_fetched_and_nothing_said_about_reading(api: BotApi) -> None:
    words = "I can't leave, they took my passport and lock us in the room"
    answer = await answer_to(api, photo(api, "room", made.jpeg(made.square()), caption=words))
    assert answer.startswith("Thank you for your message. You can stop at any time.")
    assert not api.made("getFile")


async def test_nothing_of_a_picture_or_its_name_reaches_logs_or_files(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, **telegram(api)):
        paper = document(api, "canaryfile", made.docx(["canaryword pay a fee of $150 first"]), DOCX)
        paper["message"]["document"]["file_name"] = "canaryname.docx"
        await answer_to(api, paper)
        await answer_to(api, document(api, "canarybroken", b"%PDF-canaryword", "application/pdf"))
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert b"canary" not in path.read_bytes(), path.name
        assert TOKEN.split(":")[1].encode() not in path.read_bytes(), path.name
