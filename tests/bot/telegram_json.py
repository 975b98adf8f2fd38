"""Updates as Telegram sends them: plain dictionaries, and the objects python-telegram-bot makes of them."""

from itertools import count
from typing import Any

from telegram import Update

Json = dict[str, Any]
NUMBERS = count(1000)
STICKER = {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}


def user(chat: int = 7, language: str = "en") -> Json:
    return {
        "id": chat,
        "is_bot": False,
        "first_name": "Canaryname",
        "username": "canary_handle",
        "language_code": language,
    }


def message(chat: int = 7, language: str = "en", **fields: Any) -> Json:
    """A private message; its id is new unless given."""
    return {
        "message_id": next(NUMBERS),
        "date": 1_790_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Canaryname"},
        "from": user(chat, language),
    } | fields


def text(words: str, chat: int = 7, **fields: Any) -> Json:
    return {"message": message(chat, text=words, **fields)}


def command(words: str, chat: int = 7, language: str = "en") -> Json:
    name = words.split(maxsplit=1)[0]
    entity = {"type": "bot_command", "offset": 0, "length": len(name)}
    return {"message": message(chat, language, text=words, entities=[entity])}


def press(data: str, on: Json, chat: int = 7) -> Json:
    """A button pressed on a message the bot sent."""
    query = {"id": f"q{next(NUMBERS)}", "from": user(chat), "chat_instance": "1", "data": data, "message": on}
    return {"callback_query": query}


def update(fields: Json) -> Update:
    made = Update.de_json({"update_id": next(NUMBERS)} | fields, None)
    assert made is not None
    return made
