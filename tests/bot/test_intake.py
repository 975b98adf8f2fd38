"""Telegram's objects become our values, and nothing of a person gets past this door."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import chat_of, code_points, read
from bot.model import At, Check, Command, Media, Press, Unreadable
from bot.typed import typed
from checks.model import HiddenLink, Span
from tests.bot import telegram_json as tg

AMY = {"id": 1, "is_bot": False, "first_name": "Amy", "last_name": "L", "username": "amyl"}
JOBS = {"id": -1, "type": "channel", "title": "Jobs"}
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


def checked(fields: tg.Json) -> Check:
    incoming = read(tg.update(fields))
    assert isinstance(incoming, Check)
    return incoming


def test_a_text_is_a_check_that_hangs_on_its_message() -> None:
    incoming = checked(tg.text("Pay first", message_id=5))
    assert incoming.offer.text == "Pay first"
    assert (incoming.at.chat, incoming.at.message, incoming.at.reply_to) == (7, 5, 5)


def test_the_interface_language_comes_along() -> None:
    incoming = read(tg.update({"message": tg.message(language="pt-br", text="Pay first")}))
    assert incoming is not None
    assert incoming.at.language == "pt-br"


def test_an_edited_message_is_a_check() -> None:
    assert checked({"edited_message": tg.message(text="Pay now", edit_date=1)}).offer.text == "Pay now"


def test_a_film_with_a_caption_is_a_check_and_the_film_is_named_as_unread() -> None:
    film = {"file_id": "a", "file_unique_id": "b", "duration": 1, "width": 1, "height": 1}
    incoming = checked({"message": tg.message(video=film, caption="Hiring! Pay first")})
    assert (incoming.offer.text, incoming.unread) == ("Hiring! Pay first", "video")


def read_media(**fields: Any) -> Media:
    incoming = read(tg.update({"message": tg.message(**fields)}), "SecondLookBot")
    assert isinstance(incoming, Media)
    return incoming


def test_of_a_picture_the_largest_size_is_taken_with_its_caption_and_album() -> None:
    large = {"file_id": "large", "file_unique_id": "c", "width": 1280, "height": 900, "file_size": 70_000}
    media = read_media(photo=[*PHOTO, large], caption="Hiring! Pay first", media_group_id="12")
    assert (media.file, media.kind, media.size) == ("large", "photo", 70_000)
    assert (media.offer.text, media.offer.own, media.group) == ("Hiring! Pay first", "SecondLookBot", "12")


def test_of_a_document_its_kind_is_kept_and_its_name_dropped() -> None:
    paper = {"file_id": "a", "file_unique_id": "b", "mime_type": "application/pdf", "file_name": "canary.pdf"}
    media = read_media(document=paper)
    assert (media.kind, media.mime, media.size, media.offer.text) == ("document", "application/pdf", 0, "")
    assert "anary" not in repr(media)


def test_a_forwarded_message_says_that_others_may_belong_to_it() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Amy", "date": 1}
    assert checked(tg.text("Hiring", forward_origin=origin)).group == "forward"
    assert checked(tg.text("Hiring")).group == ""


def test_a_contact_card_is_read_as_text() -> None:
    contact = {"phone_number": "+9995550100", "first_name": "Amy", "last_name": "HR"}
    assert checked({"message": tg.message(contact=contact)}).offer.text == "Amy\nHR\n+9995550100"


@pytest.mark.parametrize(
    ("origin", "sender", "handle"),
    [
        ({"type": "user", "sender_user": AMY}, "Amy L", "amyl"),
        ({"type": "hidden_user", "sender_user_name": "Amy"}, "Amy", ""),
        ({"type": "chat", "sender_chat": JOBS | {"type": "supergroup", "username": "jobs"}}, "Jobs", "jobs"),
        ({"type": "channel", "chat": JOBS, "message_id": 3}, "Jobs", ""),
    ],
)
def test_a_forward_brings_the_name_and_handle_of_its_origin(origin: Any, sender: str, handle: str) -> None:
    offer = checked(tg.text("Hiring", forward_origin=origin | {"date": 1})).offer
    assert (offer.sender, offer.origin) == (sender, handle)


def test_a_link_behind_words_is_found_after_an_emoji() -> None:
    # Each of the two emoji counts two in Telegram's UTF-16 offsets and one in ours.
    entity = {"type": "text_link", "offset": 10, "length": 4, "url": "https://bad.example/form"}
    offer = checked(tg.text("🔥🇵🇭 Apply here", entities=[{**entity, "offset": 13}])).offer
    assert offer.hidden_links == (HiddenLink(Span(10, 14), "https://bad.example/form"),)
    assert offer.hidden_links[0].span.quote(offer.text) == "here"


def test_a_link_behind_words_of_a_caption_is_found() -> None:
    entity = {"type": "text_link", "offset": 3, "length": 5, "url": "https://bad.example"}
    offer = read_media(photo=PHOTO, caption="😀 Apply", caption_entities=[entity]).offer
    assert offer.hidden_links[0].span.quote(offer.text) == "Apply"


def test_a_link_that_leaves_the_text_is_cut_to_it() -> None:
    entity = {"type": "text_link", "offset": 2, "length": 99, "url": "https://bad.example"}
    assert checked(tg.text("Pay", entities=[entity])).offer.hidden_links[0].span == Span(2, 3)


def test_link_buttons_of_a_forward_are_hidden_links() -> None:
    markup = {"inline_keyboard": [[{"text": "Apply 😀", "url": "https://bad.example/"}]]}
    offer = checked(tg.text("Hiring", reply_markup=markup)).offer
    assert offer.text == "Hiring\nApply 😀"
    assert offer.hidden_links == (HiddenLink(Span(7, 14), "https://bad.example/"),)


@given(st.text())
def test_every_utf16_offset_finds_its_character(text: str) -> None:
    same, points = code_points(text)
    assert same == text
    units = 0
    for index, char in enumerate(text):
        assert points[units] == index
        units += len(char.encode("utf-16-le")) // 2
    assert points[units] == len(text)


def test_half_a_character_does_not_break_intake() -> None:
    assert checked(tg.text("Pay \ud83d now")).offer.text == "Pay \ufffd now"


@pytest.mark.parametrize(
    ("words", "name", "argument"),
    [("/start", "start", ""), ("/country@OurBot  Kenya ", "country", "Kenya"), ("/HELP", "help", "")],
)
def test_a_command_is_read_with_its_argument(words: str, name: str, argument: str) -> None:
    incoming = read(tg.update(tg.command(words)))
    assert isinstance(incoming, Command)
    assert (incoming.name, incoming.argument) == (name, argument)


def test_a_forwarded_command_is_a_text_to_check() -> None:
    fields = tg.command("/start earning")
    fields["message"]["forward_origin"] = {"type": "hidden_user", "sender_user_name": "Amy", "date": 1}
    assert checked(fields).offer.text == "/start earning"


FILE = {"file_id": "a", "file_unique_id": "b"}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"sticker": FILE | tg.STICKER}, "sticker"),
        ({"voice": FILE | {"duration": 1}}, "voice"),
        ({"audio": FILE | {"duration": 1}}, "voice"),
        ({"video": FILE | {"duration": 1, "width": 1, "height": 1}}, "video"),
        ({"video_note": FILE | {"duration": 1, "length": 1}}, "video"),
        ({"document": FILE | {"mime_type": "video/mp4"}}, "video"),
        ({"document": FILE | {"mime_type": "audio/ogg"}}, "voice"),
        ({"location": {"longitude": 1.0, "latitude": 1.0}}, "place"),
        ({"dice": {"emoji": "🎲", "value": 1}}, "other"),
    ],
)
def test_what_holds_no_text_is_named(fields: tg.Json, kind: str) -> None:
    incoming = read(tg.update({"message": tg.message(**fields)}))
    assert isinstance(incoming, Unreadable)
    assert incoming.kind == kind


def test_a_press_knows_its_message_and_ticket() -> None:
    incoming = read(tg.update(tg.press("why|sm", tg.message(message_id=9, text="Stop"))))
    assert isinstance(incoming, Press)
    assert (incoming.data, incoming.at.message, incoming.ticket[:1]) == ("why|sm", 9, "q")


def test_a_press_on_a_message_too_old_to_see_still_counts() -> None:
    old = {"message_id": 9, "date": 0, "chat": {"id": 7, "type": "private"}}
    assert read(tg.update(tg.press("why|sm", old))) is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"message": tg.message(new_chat_title="x")},
        {"message": tg.message(text="Pay first") | {"chat": {"id": -5, "type": "group", "title": "x"}}},
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "x"}},
        {"my_chat_member": None},
    ],
)
def test_groups_channels_and_service_messages_get_no_answer(fields: tg.Json) -> None:
    assert read(tg.update({key: value for key, value in fields.items() if value})) is None


def test_names_and_handles_of_the_person_are_dropped() -> None:
    assert "anary" not in repr(checked(tg.text("Pay first")))


def test_the_chat_whose_order_counts_is_found() -> None:
    assert chat_of(tg.update(tg.text("x", chat=42))) == 42
    assert chat_of("no update") is None
    assert At(1, 2).reply_to == 0


@given(st.text(min_size=1), st.lists(st.sampled_from(["url", "email", "bold", "hashtag"]), max_size=3))
def test_a_typed_text_is_the_same_the_short_way_in(words: str, kinds: list[str]) -> None:
    marked = [{"type": kind, "offset": 0, "length": 1} for kind in kinds]
    fields = {"update_id": 1, **tg.text(words, entities=marked)}
    short = typed(fields, "SecondLookBot")
    assert short == (read(tg.update(fields), "SecondLookBot") if words.strip() else None)


@pytest.mark.parametrize(
    "more",
    [
        {"entities": [{"type": "text_link", "offset": 0, "length": 3, "url": "https://example.com"}]},
        {"entities": [{"type": "bot_command", "offset": 0, "length": 3}]},
        {"entities": [{"type": "mention", "offset": 0, "length": 3}]},
        {"reply_markup": {"inline_keyboard": []}},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "A", "date": 1}},
        {"chat": {"id": -7, "type": "group", "title": "G"}},
        {"migrate_to_chat_id": -100},
        {"caption": "Pay first"},
    ],
)
def test_anything_beside_plain_words_takes_the_long_way_in(more: tg.Json) -> None:
    assert typed({"update_id": 1, "message": tg.message(text="Pay first") | more}, "SecondLookBot") is None
    assert typed({"update_id": 1, "edited_message": tg.message(text="Pay first")}, "SecondLookBot") is None
