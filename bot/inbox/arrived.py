"""An update as it came: its number, the key that keeps the order within a chat, and its words under seal."""

import json
from dataclasses import dataclass

from bot.store.people import key_of
from bot.store.seal import seal, unseal
from bot.store.tables import Store

Json = dict[str, object]
SLOW = ("photo", "document")
READS = ("con|", "/contract")  # a button and a command that read the picture they hang on
INSIDE = ("message", "edited_message", "channel_post", "my_chat_member", "chat_member", "inline_query")


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is put into the inbox."""

    update_id: int
    chat: str
    sealed: bytes
    slow: bool = False


def arrived(store: Store, update: object, raw: bytes = b"") -> Arrived | None:
    """The update ready to be stored; None for what is no update of Telegram. `raw`: its JSON, where it is at hand."""
    if not isinstance(update, dict) or not isinstance(number := update.get("update_id"), int):
        return None
    chat = chat_in(update)
    # What belongs to no chat has an order of its own.
    key = key_of(store, number, "no-chat") if chat is None else key_of(store, chat, "inbox")
    raw = raw or json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return Arrived(number, key, close(store, number, "update", raw), _slow(update))


def chat_in(update: Json) -> int | None:
    """The number of the chat an update belongs to."""
    pressed = update.get("callback_query")
    inner = pressed.get("message") if isinstance(pressed, dict) else None
    for part in (inner, *(update.get(name) for name in INSIDE)):
        chat = part.get("chat") if isinstance(part, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return None


def _slow(update: Json) -> bool:
    """A picture or a paper: seconds of work, where a text takes a hundredth of one."""
    message = update.get("message") or update.get("edited_message")
    return _has_file(message) or _reads_again(update.get("callback_query"), message)


def _has_file(message: object) -> bool:
    return isinstance(message, dict) and any(name in message for name in SLOW)


def _reads_again(pressed: object, message: object) -> bool:
    """A picture is read once more when somebody asks for it point by point, as a contract."""
    if isinstance(pressed, dict) and str(pressed.get("data", "")).startswith(READS[0]):
        message = pressed.get("message")
    elif not isinstance(message, dict) or not str(message.get("text", "")).startswith(READS[1]):
        return False
    return isinstance(message, dict) and _has_file(message.get("reply_to_message"))


def close(store: Store, number: int, what: str, data: bytes) -> bytes:
    return seal(store.secrets, "inbox", f"{what}/{number}", data)


def opened(store: Store, number: int, what: str, box: bytes) -> bytes | None:
    return unseal(store.secrets, "inbox", f"{what}/{number}", box)
