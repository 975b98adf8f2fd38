"""The short way in for what is sent most: words that somebody typed to us in private, and nothing beside them.

All else is read by `intake.py`, as these would be too: python-telegram-bot's objects for one message take a tenth of
the time of its answer. Only fields are let in whose meaning for us is known here; with any other it is not for us.
"""

from typing import Any

from bot.model import At, Check
from checks.model import Offer

KNOWN = frozenset(("message_id", "date", "chat", "from", "text", "entities", "link_preview_options"))
# What Telegram marks in a text without hiding anything behind it. Commands, names and links behind words are not here.
OPEN = frozenset(("url", "email", "phone_number", "hashtag", "cashtag", "bold", "italic", "underline", "strikethrough"))


def typed(fields: dict[str, Any], own: str) -> Check | None:
    """The message, or None when it has to be looked at more closely. `own` as in `intake.read`."""
    message = fields.get("message")
    if not isinstance(message, dict) or fields.keys() != {"update_id", "message"} or not message.keys() <= KNOWN:
        return None
    text, sender = message.get("text"), message.get("from")
    if not isinstance(text, str) or not text.strip() or message["chat"]["type"] != "private":
        return None
    if any(entity["type"] not in OPEN for entity in message.get("entities", ())):
        return None
    number = message["message_id"]
    at = At(message["chat"]["id"], number, (sender or {}).get("language_code") or "", reply_to=number)
    return Check(at, Offer(whole(text), own=own))


def whole(raw: str) -> str:
    """Half a surrogate pair, which JSON can carry and nobody can write down, becomes the replacement character."""
    return raw if raw.isascii() else raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
