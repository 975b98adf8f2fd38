"""The only reader of Telegram's objects: an Update goes in, one of our own frozen values comes out.

Names, usernames, phone numbers and ids that come with every update are dropped here. What stays: the chat (to
answer it), the message (to hang the answer on), the interface language, and the text with what is hidden in
it. In a group only what somebody asks us about is read (`Aside`): others see the answer, perhaps the recruiter.
The lessons are the one thing a group may do with us together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegram import (
    Chat,
    Contact,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot.model import Aside, At, Check, Command, Incoming, Inline, Media, Press, Quoted, Unreadable
from bot.typed import whole
from checks.model import HiddenLink, Offer, Span

# Telegram's attributes that hold no text we can read -> the word that chooses the sentence about it.
KINDS: tuple[tuple[str, str], ...] = (
    ("sticker", "sticker"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("photo", "photo"),
    ("document", "document"),
    ("location", "place"),
    ("venue", "place"),
    ("poll", "other"),
    ("dice", "other"),
    ("story", "other"),
    ("paid_media", "other"),
    ("game", "other"),
)

GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
ASK = "check"  # the command that asks about another message
LEARN = "learn"  # the command that a group may use too
LESSON = "lrn|"  # how the data of its buttons begin
_COMMAND = MessageEntity.BOT_COMMAND
PLAYED = {"video": "video", "audio": "voice"}


def read(update: Update, own: str = "") -> Incoming | None:
    """What the update says to us; None for what needs no answer (talk in groups, joins, pins, payments).

    `own` is our handle: texts are looked at for names that pose as it.
    """
    if update.callback_query:
        return _press(update)
    if query := update.inline_query:
        return Inline(At(query.from_user.id, 0, query.from_user.language_code or ""), query.query, query.id, own)
    if update.message and update.message.chat.type in GROUPS:
        return _lesson(update.message, own) or _aside(update.message, own)
    message = update.message or update.edited_message
    if message is None or message.chat.type != Chat.PRIVATE:
        return None
    incoming = _message(message)
    if isinstance(incoming, Check | Media):
        return replace(incoming, offer=replace(incoming.offer, own=own), group=_group(message))
    return incoming


def _group(message: Message) -> str:
    return message.media_group_id or ("forward" if message.forward_origin else "")


def chat_of(update: object) -> int | None:
    """The chat whose order must be kept, or None when an update belongs to no chat."""
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat else None


def _press(update: Update) -> Press | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    if query.message.chat.type != Chat.PRIVATE and not (query.data or "").startswith(LESSON):
        return None
    at = At(query.message.chat.id, query.message.message_id, query.from_user.language_code or "")
    asked = query.message.reply_to_message if isinstance(query.message, Message) else None
    return Press(at, query.data or "", query.id, _part(asked) if asked else None, _quoted(asked))


def _part(message: Message) -> Check | Media | None:
    """A message somebody points to, as something to look at; None when there is nothing to read."""
    incoming = _message(message)
    return incoming if isinstance(incoming, Check | Media) else None


def _message(message: Message) -> Incoming | None:
    language = (message.from_user.language_code if message.from_user else "") or ""
    at = At(message.chat.id, message.message_id, language, reply_to=message.message_id)
    if message.contact:
        return Check(at, _with_origin(Offer(_contact(message.contact)), message))
    raw = message.text or message.caption or ""
    kind = next((word for name, word in KINDS if getattr(message, name)), "")
    if kind == "document" and message.document:  # a film or a song can be sent as a document too
        kind = PLAYED.get((message.document.mime_type or "").split("/")[0], kind)
    if kind in ("photo", "document"):
        return _media(message, at, raw)
    if not raw.strip():
        return Unreadable(at, kind) if kind else None
    command = _command(message, at)
    return command or Check(at, _with_origin(_offer(message, raw), message), unread=kind)


def _lesson(message: Message, own: str) -> Command | None:
    """The lessons, which a group may take together."""
    said = [message.parse_entity(e).lower() for e in message.entities if (e.type, e.offset) == (_COMMAND, 0)]
    if message.forward_origin or not own or not said or said[0] not in (f"/{LEARN}", f"/{LEARN}@{own.lower()}"):
        return None
    return Command(At(message.chat.id, message.message_id, _language(message)), LEARN)


def _language(message: Message) -> str:
    return (message.from_user.language_code if message.from_user else "") or ""


def _aside(message: Message, own: str) -> Aside | None:
    """The message of a group that somebody asks about, replying to it; None when nobody speaks to us."""
    if not own or message.forward_origin or not _speaks_to(message, own.lower()):
        return None
    language = (message.from_user.language_code if message.from_user else "") or ""
    at = At(message.chat.id, message.message_id, language, reply_to=message.message_id)
    about = message.reply_to_message
    if about is None or (about.from_user and about.from_user.username == own):  # from another chat comes only a quote
        return Aside(at, Offer(code_points(message.quote.text)[0] if message.quote and not about else "", own=own))
    kind = next((word for name, word in KINDS if getattr(about, name)), "")
    offer = _with_origin(_offer(about, about.text or about.caption or ""), about)
    return Aside(at, replace(offer, own=own), kind)


def _speaks_to(message: Message, own: str) -> bool:
    """True for /check, any command with our name behind it, and our name in a reply."""
    for entity in message.entities:
        said = message.parse_entity(entity).lower()
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            return said in (f"/{ASK}", f"/{ASK}@{own}") or said.endswith(f"@{own}")
        if entity.type == MessageEntity.MENTION and said == f"@{own}" and (message.reply_to_message or message.quote):
            return True
    return False


def _media(message: Message, at: At, caption: str) -> Media:
    """The picture (the largest of the sizes Telegram offers) or the document."""
    offer = _with_origin(_offer(message, caption), message)
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return Media(at, photo.file_id, "photo", photo.file_size or 0, "image/jpeg", offer)
    paper = message.document
    if paper is None:
        raise ValueError("neither a picture nor a document")
    return Media(at, paper.file_id, "document", paper.file_size or 0, paper.mime_type or "", offer)


def _command(message: Message, at: At) -> Command | None:
    """ "/country@OurBot Kenya" as a command; only at the start of what the person typed."""
    entities = message.entities or ()
    if message.forward_origin or not any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in entities):
        return None
    name, _, argument = (message.text or "").partition(" ")
    asked = message.reply_to_message
    about = _part(asked) if asked else None
    return Command(at, name[1:].split("@")[0].lower(), argument.strip(), about, _quoted(asked))


def _quoted(message: Message | None) -> Quoted | None:
    """What stands in the message that a command or a button hangs on ("" for a picture); None for our own answers."""
    if message is None or (message.from_user and message.from_user.is_bot and not message.forward_origin):
        return None
    raw = message.text or message.caption or ""
    offer = Offer(_contact(message.contact)) if message.contact else _offer(message, raw)
    first = int(message.forward_origin.date.timestamp()) if message.forward_origin else 0
    unread = next((word for name, word in KINDS if getattr(message, name)), "")
    return Quoted(_with_origin(offer, message), int(message.date.timestamp()), first, unread, message.message_id)


def _offer(message: Message, raw: str) -> Offer:
    entities = message.entities if message.text else message.caption_entities
    text, points = code_points(raw)
    hidden = list(_hidden(entities or (), points))
    text, buttons = _url_buttons(message, text)
    return Offer(text, hidden_links=(*hidden, *buttons))


def code_points(raw: str) -> tuple[str, list[int]]:
    """The text, and for every UTF-16 offset (one past the end too) the code point it lies in.

    Half a surrogate pair, which JSON can carry and nobody can write down, becomes the replacement character.
    """
    text = whole(raw)
    if text.isascii():
        return text, list(range(len(text) + 1))
    points: list[int] = []
    for index, char in enumerate(text):
        points += [index] * (2 if ord(char) > 0xFFFF else 1)
    return text, [*points, len(text)]


def _hidden(entities: Sequence[MessageEntity], points: list[int]) -> Iterable[HiddenLink]:
    """The links behind words; an entity that leaves the text is cut to it."""
    last = len(points) - 1
    for entity in entities:
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            start, end = (points[min(max(at, 0), last)] for at in (entity.offset, entity.offset + entity.length))
            yield HiddenLink(Span(start, end), entity.url)


def _url_buttons(message: Message, text: str) -> tuple[str, list[HiddenLink]]:
    """Link buttons under a forwarded message: labels join the text, addresses are hidden links."""
    found: list[HiddenLink] = []
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    for button in (button for row in rows for button in row if button.url):
        start = len(text) + 1
        text = f"{text}\n{code_points(button.text)[0]}"
        found.append(HiddenLink(Span(start, len(text)), str(button.url)))
    return text, found


def _contact(contact: Contact) -> str:
    """A contact card as the text somebody could have typed."""
    return "\n".join(filter(None, (contact.first_name, contact.last_name, contact.phone_number)))


def _with_origin(offer: Offer, message: Message) -> Offer:
    """Name and handle of whoever a forward came from: looked at while checking, kept nowhere."""
    sender, origin = "", ""
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            sender, origin = user.full_name, user.username or ""
        case MessageOriginHiddenUser(sender_user_name=name):
            sender = name
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            sender, origin = chat.effective_name or "", chat.username or ""
    return replace(offer, sender=sender, origin=origin)
